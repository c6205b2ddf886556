"""What a report speaks of, as lines for people and as one object for programs."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from graph.meaning.findings import GAP
from graph.model.times import local_text, parse_instant
from graph.model.words import spoken
from graph.output.messages import say
from graph.output.report.flat import called, several
from graph.output.report.sheets import About, Report

LIMITS = {
    "acting_days": "limit_acting_days",
    "expiring_days": "limit_expiring_days",
    "places": "limit_places",
    "board_days": "limit_board_days",
}
"""The message of each limit of an audit."""


def title(about: About, lang: str) -> str:
    """Return what is answered, and of what."""
    where = say(lang, "whole_register") if about.area is None else called(about.area)
    return say(lang, "titled", title=say(lang, about.title), of=where)


def lines(about: About, lang: str) -> Iterator[tuple[str, str]]:
    """Yield what a report speaks of, as words and values."""
    named = about.store == about.register  # a service does not tell where its register lies
    yield say(lang, "register"), about.register if named else f"{about.store} ({about.register})"
    if about.over is None:
        yield say(lang, "on"), about.on
    else:
        yield say(lang, "over"), f"{about.over[0]}..{about.over[1]}"
    if about.against is not None:
        yield say(lang, "against"), about.against
    yield from _narrowed(about, lang)
    if about.codes:
        yield say(lang, "audits"), several([_audit(code, lang) for code in about.codes], lang)
    if about.accepting is not None:
        file, count = about.accepting
        yield say(lang, "acceptances"), say(lang, "acceptances_of", file=file, count=count)
    for name, most in about.limits:
        yield say(lang, LIMITS[name]), str(most)
    yield say(lang, "known_at"), _local(about)
    yield say(lang, "head"), about.as_of.head if about.as_of else "-"
    if about.orphans:
        yield say(lang, "orphans"), str(about.orphans)


def _audit(code: str, lang: str) -> str:
    return say(lang, "audit_of_gaps") if code == GAP else spoken(code, lang)


def _local(about: About) -> str:
    return "-" if about.known_at is None else local_text(parse_instant(about.known_at), ZoneInfo(about.zone))


def _narrowed(about: About, lang: str) -> Iterator[tuple[str, str]]:
    asking = about.asking
    if asking.level is not None:
        yield say(lang, "level"), spoken(asking.level, lang)
    if asking.matter is not None:
        yield say(lang, "matter"), called(asking.matter)
    if asking.tier is not None:
        yield say(lang, "tier"), spoken(asking.tier, lang)
    if asking.requirement is not None:
        yield say(lang, "requirement"), called(asking.requirement)
    if asking.without:
        yield say(lang, "without"), several([called(one) for one in asking.without], lang)


def opening(report: Report) -> dict[str, Any]:
    """Return what a report speaks of and its figures, as one object: everything of the answer but rows."""
    about, asking, answer = report.about, report.about.asking, report.answer()
    left = {*report.rows, *report.late, "next", "complete", "changes"}
    narrowed = {
        "level": asking.level,
        "matter": asking.matter and asking.matter.id,
        "tier": asking.tier,
        "requirement": asking.requirement and asking.requirement.id,
        "without": [one.id for one in asking.without],
        "against": about.against,
    }
    said = {"answer": about.title.removeprefix("report_"), "register": about.register, "store": about.store}
    return said | narrowed | {one.name: getattr(answer, one.name) for one in fields(answer) if one.name not in left}


def is_about(data: bytes) -> bool:
    """Tell whether bytes are what ``opening`` and ``closing`` say of a report."""
    try:
        said = orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return isinstance(said, dict) and said.keys() >= {"answer", "register", "store", "complete", "rows"}


def closing(report: Report, count: int) -> dict[str, Any]:
    """Return what stands at the end: that nothing was cut, how many rows there were, and what was counted over them."""
    answer = report.answer()
    return {"complete": True, "rows": count} | {name: getattr(answer, name) for name in report.late}
