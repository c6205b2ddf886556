"""zeren verify: check the chain and the facts."""

import click

from api.cli.base import Session, answer, register_option
from graph.commands.verify import verify
from graph.output.messages import say


@click.command("verify")
@register_option
@click.pass_obj
def command(session: Session, register: str | None) -> None:
    """Replay the changesets; name the first that is wrong (exit 2)."""
    with session.store(register) as store:
        found = verify(store)
    head = found.head.hash
    answer(
        say(
            session.lang,
            "verified",
            changesets=found.changesets,
            changes=found.changes,
            head=head,
        )
    )
