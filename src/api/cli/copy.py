"""zeren copy: replay a register into another store."""

import click

from api.cli.base import Session, note, register_option, text
from graph.commands.copy import copy
from graph.output.messages import say


@click.command("copy")
@click.option("--from", "source", metavar="R1", type=text, required=True, help="The register to copy.")
@register_option
@click.pass_obj
def command(session: Session, source: str, register: str | None) -> None:
    """Replay the changesets of R1 into --register, with its id, times and salts."""
    target = session.address(register)
    with session.store(source) as store:
        count = copy(store, target, access=session.settings.access)
        head = store.register().head.hash
    note(
        say(
            session.lang,
            "copied",
            count=count,
            path=target.rpartition("@")[2],
            head=head,
        )
    )
