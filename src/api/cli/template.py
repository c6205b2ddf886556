"""zeren template FILE.xlsx: an empty workbook to fill in."""

import click

from api.cli.base import Session, note
from graph.commands.template import template
from graph.output.messages import say


@click.command("template")
@click.argument("file")
@click.pass_obj
def command(session: Session, file: str) -> None:
    """Write an empty workbook to fill in and import, in the language of --lang."""
    template(file, session.lang)
    note(say(session.lang, "template_written", path=file))
