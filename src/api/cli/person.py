"""zeren person ID: one person's posts, plots and load."""

import click

from api.cli.base import Session, answer, answer_bytes, register_option, text, width
from api.cli.options import json_option, known_at_option, on_option
from graph.commands.person import person


@click.command("person")
@click.argument("id", type=text)
@on_option
@known_at_option
@json_option
@register_option
@click.pass_obj
def command(
    session: Session, id: str, on: str | None, known_at: str | None, as_json: bool, register: str | None
) -> None:
    """Show one person: posts, what is answered for through them, and at how many places."""
    with session.store(register) as store:
        found, zone = person(store, id, on, known_at), store.zone
    if as_json:
        from graph.output.json import dumps

        answer_bytes(dumps(found))
        return
    from graph.output.person_text import person_text

    answer(person_text(found, session.lang, zone, width=width()))
