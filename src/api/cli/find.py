"""zeren find TEXT: places, people, organizations, posts and matters by name."""

import click

from api.cli.base import Session, answer, answer_bytes, note, register_option, text, width
from api.cli.options import known_at_option
from graph.commands.find import LIMIT, MOST, everything, find


@click.command("find")
@click.argument("text", type=text)
@click.option("--places", "noun", flag_value="place", help="Only places.")
@click.option("--people", "noun", flag_value="person", help="Only people.")
@click.option("--organizations", "noun", flag_value="organization", help="Only organizations.")
@click.option("--posts", "noun", flag_value="post", help="Only posts.")
@click.option("--matters", "noun", flag_value="matter", help="Only matters.")
@click.option("--limit", metavar="N", type=text, help=f"So many at a time, up to {MOST}; {LIMIT} without it.")
@click.option("--after", metavar="PAGE", type=text, help="The page that an answer named as its next.")
@click.option("--on", metavar="DATE", type=text, help="The day whose names and places are shown; without it, today.")
@known_at_option
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON, a line for each kind of thing sought.")
@register_option
@click.pass_obj
def command(
    session: Session,
    text: str,
    noun: str | None,
    limit: str | None,
    after: str | None,
    on: str | None,
    known_at: str | None,
    as_json: bool,
    register: str | None,
) -> None:
    """Find by id, name, part of a name, former name, pinyin or initials."""
    with session.store(register) as store:
        more = {"limit": limit, "after": after, "on": on, "known_at": known_at}
        found, kept = ([find(store, noun, text, **more)], []) if noun else everything(store, text, **more)
    if as_json:
        from graph.output.json import dumps

        answer_bytes(b"\n".join(dumps(one) for one in found))
    else:
        from graph.output.find_text import find_text

        answer(find_text(found, session.lang, width=width()))
    for error in kept:
        from graph.output.messages import error_text

        note(error_text(error, session.lang))
