"""zeren log: the changesets."""

import click

from api.cli.base import Session, answer, register_option, width
from graph.commands.log import log
from graph.output.log_text import log_text


@click.command("log")
@register_option
@click.pass_obj
def command(session: Session, register: str | None) -> None:
    """List the changesets: number, head, time, who, why, source digest, counts."""
    with session.store(register) as store:
        told = log_text(log(store), session.lang, zone=store.zone, width=width())
    answer(told)
