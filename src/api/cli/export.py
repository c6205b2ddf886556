"""zeren export FOLDER|FILE.xlsx: the register in the import format."""

import click

from api.cli.base import Session, note, register_option, text
from graph.commands.export import export
from graph.output.messages import say


@click.command("export")
@click.argument("target", metavar="FOLDER|FILE.xlsx")
@click.option("--on", metavar="DATE", type=text, help="Only what is in force that day; without it, all that is known.")
@click.option("--known-at", metavar="T", type=text, help="As known then: a date or an instant; without it, now.")
@register_option
@click.pass_obj
def command(session: Session, target: str, on: str | None, known_at: str | None, register: str | None) -> None:
    """Write the register in the import format: a folder of CSV files, or one workbook."""
    with session.store(register) as store:
        written = export(store, target, lang=session.lang, on=on, known_at=known_at)
    note(say(session.lang, "exported", path=written.path, count=written.rows))
