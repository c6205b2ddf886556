"""zeren init: begin an empty register."""

import click

from api.cli.base import Session, note, register_option
from graph.commands.registers import ZONE, init
from graph.output.messages import say


@click.command("init")
@click.option(
    "--zone",
    default=ZONE,
    show_default=True,
    help="The register's time zone, fixed for good.",
)
@register_option
@click.pass_obj
def command(session: Session, zone: str, register: str | None) -> None:
    """Begin an empty register, in a new file or in an empty Neo4j database."""
    store = init(session.address(register), zone=zone, access=session.settings.access)
    note(say(session.lang, "begun", path=store.name, zone=zone))
    store.close()
