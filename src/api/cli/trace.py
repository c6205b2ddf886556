"""zeren trace PLACE: who answers, and what is missing."""

import click

from api.cli.base import Session, answer, answer_bytes, beside, register_option, text, width
from api.cli.options import json_option, known_at_option, matter_option, on_option
from graph.commands.trace import trace


@click.command("trace")
@click.argument("place", type=text)
@matter_option
@on_option
@known_at_option
@json_option
@register_option
@click.pass_obj
def command(
    session: Session,
    place: str,
    matter: str | None,
    on: str | None,
    known_at: str | None,
    as_json: bool,
    register: str | None,
) -> None:
    """Trace an incident: who answers for PLACE (an id, or a name that only one place has)."""
    with session.store(register) as store:
        traced = trace(store, place, matter, on, known_at, by_name=True)
    if as_json:
        from graph.output.json import dumps

        answer_bytes(dumps(traced.answer))
        return
    from graph.output.trace_text import trace_text

    answer(trace_text(traced.answer, beside(traced), session.lang, width=width()))
