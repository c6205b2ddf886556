"""A person for people: posts, then plots, then the load."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from graph.meaning.answers import Held, NamedId, PersonSeen, Plot
from graph.model.times import local_text, parse_instant
from graph.model.words import ALL, spoken
from graph.output.messages import say
from graph.output.tables import PIPE_WIDTH, shown, table


def person_text(person: PersonSeen, lang: str, zone: str, *, width: int = PIPE_WIDTH) -> str:
    """Return the whole text; ``zone`` is the register's."""
    return "\n".join(_lines(person, lang, ZoneInfo(zone), width))


def _lines(person: PersonSeen, lang: str, zone: ZoneInfo, width: int) -> Iterator[str]:
    yield f"{shown(person.name)} ({shown(person.id)})   {say(lang, 'on')}: {person.question.on}"
    yield ""
    yield f"{say(lang, 'posts')} ({sum(held.holds for held in person.posts)}/{len(person.posts)})"
    if person.posts:
        headings = [say(lang, code) for code in ("post", "tenure", "since", "until", "holds_now")]
        yield table(headings, [_held(held, lang) for held in person.posts], width=width)
    yield ""
    yield f"{say(lang, 'plots')} ({len(person.plots)})"
    if person.plots:
        headings = [say(lang, code) for code in ("place", "tier", "matter", "post", "ground")]
        yield table(headings, [_plot(plot, person, lang) for plot in person.plots], width=width)
    yield ""
    yield say(lang, "load", count=person.load)
    as_of = person.as_of
    known = person.question.known_at
    known_at = "-" if known is None else local_text(parse_instant(known), zone)
    yield (f"{say(lang, 'known_at')} {known_at}   {say(lang, 'head')} {as_of.head[:12] if as_of else '-'}")


def _held(held: Held, lang: str) -> list[str | None]:
    return [
        _post(held),
        spoken(held.tenure.kind, lang),
        held.tenure.since or say(lang, "as_long_as_known"),
        held.tenure.until,
        say(lang, "yes") if held.holds else None,
    ]


def _plot(plot: Plot, person: PersonSeen, lang: str) -> list[str | None]:
    held = next(one for one in person.posts if one.post.id == plot.post)
    kinds = plot.assignment.unit_kinds
    limit = f" ({say(lang, 'only_for', kinds=', '.join(kinds))})" if kinds else ""
    return [
        _named(plot.place),
        spoken(plot.tier, lang),
        say(lang, "all_matters") if plot.matter.id == ALL and not plot.matter.name else _named(plot.matter),
        _post(held),
        f"{plot.assignment.ground or '-'}{limit}",
    ]


def _post(held: Held) -> str:
    organization = held.organization.name if held.organization else None
    return (
        held.post.name
        if organization is None or organization in held.post.name
        else (f"{organization} {held.post.name}")
    )


def _named(one: NamedId) -> str:
    return one.id if one.name is None else f"{one.name} ({one.id})"
