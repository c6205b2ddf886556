"""zeren person ID: one person's posts, plots and load."""

import click

from api.cli.base import Session, answer, answer_bytes, register_option, text, width
from graph.commands.person import person


@click.command("person")
@click.argument("id", type=text)
@click.option(
    "--on",
    metavar="DATE",
    type=text,
    help="The day asked about, or an instant with an offset; without it, today.",
)
@click.option("--known-at", metavar="T", type=text, help="As known then: a date or an instant; without it, now.")
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
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
