"""zeren example FOLDER: the bundled example as an import folder."""

import click

from api.cli.base import Session, note
from graph.commands.example import example
from graph.output.messages import say


@click.command("example")
@click.argument("folder")
@click.pass_obj
def command(session: Session, folder: str) -> None:
    """Write the bundled example into FOLDER, as files to import."""
    files = example(folder)
    note(say(session.lang, "example_written", path=folder, count=len(files)))
