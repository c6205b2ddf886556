"""Every audit of an area: gaps, and what is filled in a way that will not last or should not be.

Rules (docs/meaning.md, Audits):
- Each audit is a question of its own. What it finds waits on disk to be put in order; gaps are found in order.
- A finding that an acceptance names is silent before the acceptance's ``until``; an expired acceptance is a finding.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from graph.commands import pages, slots
from graph.commands.board_audit import outdated
from graph.commands.coverage_question import Asked, Question, take
from graph.commands.pages import Key, Streamed
from graph.commands.spool import Spool
from graph.intake.acceptances import Accepted
from graph.meaning import findings
from graph.meaning.coverage import CountRow, Tally
from graph.meaning.coverage_answers import Audit, Finding, Limits, Silenced, TierCoverage
from graph.meaning.findings import CODES, GAP, ConflictRow, DanglingRow, Found, OverlapRow
from graph.meaning.gaps import GapSlot
from graph.model.remedies import remedy
from graph.model.times import shifted
from graph.stores import Row, Store


@dataclass(slots=True)
class Auditing:
    """One audit: what it was asked, and what it has looked at and silenced so far."""

    store: Store
    asked: Asked
    limits: Limits = field(default_factory=Limits)
    accepted: Mapping[str, Accepted] = field(default_factory=dict)
    codes: Sequence[str] = CODES
    lang: str = "en"
    looked_at: dict[str, int] = field(default_factory=dict)
    silenced: list[Silenced] = field(default_factory=list)
    matched: set[str] = field(default_factory=set)
    """The findings so far that an acceptance names, whether it still silences them or not."""
    _counted: TierCoverage | None = None

    def found(self, after: Key | None = None) -> Iterator[tuple[Key, Finding]]:
        """Yield every finding after a key, in order; a key is the rank of the audit and the parts of the id."""
        for rank, code in enumerate(CODES):
            if code not in self.codes or (after is not None and rank < after[0]):
                continue
            begun = after if after is not None and after[0] == rank else None
            of, several = _AUDITS[code](self, begun[1] if begun else "")
            self.looked_at |= dict.fromkeys(findings.reported([code]), of)
            for one in several:
                key: Key = [rank, *one.parts]
                if (begun is None or key > begun) and not self._silences(one):
                    yield key, self._finding(one, of)

    @property
    def counted(self) -> TierCoverage:
        """The slots of all tiers together; asked once."""
        if self._counted is None:
            tally = Tally()
            for row in slots.ask(self.store, self.asked, "slots/counts", counts_in={}):
                tally.add(CountRow(*row))
            self._counted = tally.whole
        return self._counted

    def answer(self, rows: tuple[Finding, ...], following: str | None) -> Audit:
        """Return the answer that holds some findings."""
        asked = self.asked
        return Audit(
            *(asked.area, asked.on, asked.known_text, asked.narrowing),
            codes=None if self.codes == CODES else tuple(self.codes),
            limits=self.limits,
            acceptances=len(self.accepted),
            findings=rows,
            looked_at=self.looked_at,
            accepted=len(self.silenced),
            silenced=tuple(self.silenced),
            next=following,
            as_of=asked.as_of,
            complete=following is None,
        )

    def unmatched(self) -> Iterator[str]:
        """Yield the findings that acceptances name and that were not found, where they could have been.

        An acceptance that has expired is a finding itself.
        """
        asked = self.asked
        if asked.matter or asked.tier or asked.requirement:
            return
        for id, accepted in sorted(self.accepted.items()):
            looked_for = self.codes == CODES or id.partition("/")[0] in self.codes
            if looked_for and id not in self.matched and asked.on < accepted.until:
                yield id

    def _silences(self, one: Found) -> bool:
        """Tell whether an acceptance silences a finding, and remember it."""
        accepted = self.accepted.get(one.id)
        if accepted is None:
            return False
        self.matched.add(one.id)
        if self.asked.on >= accepted.until:
            return False
        self.silenced.append(Silenced(one.id, accepted.by, accepted.until, accepted.reason))
        return True

    def _finding(self, one: Found, of: int) -> Finding:
        return Finding(
            *(one.id, one.code, findings.severity(one.code), one.place, one.post, one.person, one.matter),
            detail=one.detail,
            remedy=remedy(one.code, self.lang),
            of=of,
        )


def audit(
    store: Store,
    question: Question,
    *,
    limit: str | int | None = None,
    cursor: str | None = None,
    codes: Collection[str] = (),
    **settings: Any,
) -> Audit:
    """Return a page of findings, or all of them without ``limit``; ``codes`` are the audits wanted, all if empty.

    ``settings`` are those of ``Auditing``: limits, accepted, lang. Raises what ``coverage_question.take`` raises, and
    BadValue for a wrong code, limit or cursor.
    """
    wanted = _wanted(codes)
    name = "/".join(["audit", *wanted])
    begun = pages.begun(name, store, question, limit, cursor, **wrong_codes(codes))
    auditing = Auditing(store, begun.asked, codes=wanted or CODES, **settings)
    page = pages.page(name, begun.asked, auditing.found(begun.after), begun.limit)
    return auditing.answer(tuple(row for _, row in page.rows), page.next)


def streamed(store: Store, question: Question, codes: Collection[str] = (), **settings: Any) -> Streamed[Audit]:
    """Return the whole answer, whose findings come as they are found; raise what ``audit`` raises."""
    auditing = begin(store, question, codes, **settings)
    return Streamed(lambda: auditing.answer((), None), {"findings": (row for _, row in auditing.found())})


def begin(store: Store, question: Question, codes: Collection[str] = (), **settings: Any) -> Auditing:
    """Return an audit that has found nothing yet; a kind of gap stands for the audit of gaps."""
    asked = take(store, question, **wrong_codes(codes))
    return Auditing(store, asked, codes=_wanted(codes) or CODES, **settings)


def wrong_codes(codes: Collection[str]) -> dict[str, str]:
    """Return what is wrong with the codes of audits: their field with its code."""
    return {} if {*codes} <= {*CODES, *findings.reported([GAP])} else {"code": "not_an_audit"}


def _wanted(codes: Collection[str]) -> tuple[str, ...]:
    """Return the audits that some codes name, each once and in order."""
    return tuple(code for code in CODES if {code, *findings.reported([code])} & {*codes})


def _gaps(self: Auditing, first: str) -> tuple[int, Iterator[Found]]:
    ids = slots.places(self.store, self.asked)
    ids = ids[bisect_left(ids, first) :]

    def found() -> Iterator[Found]:
        for window in slots.windows(ids):
            unfilled = slots.gaps(self.store, self.asked, slots.on_the_day(self.asked, window))
            yield from map(findings.gap, sorted(unfilled, key=_in_order))

    return self.counted.slots, found()


def _expiring(self: Auditing, first: str) -> tuple[int, Iterator[Found]]:
    ids = slots.places(self.store, self.asked)
    ids = ids[bisect_left(ids, first) :]

    def found() -> Iterator[Found]:
        for window in slots.windows(ids):
            for tier, gap in slots.opening(self.store, self.asked, window, self.limits.expiring_days):
                yield findings.expiring(tier, gap)

    return self.counted.filled, found()


def _in_order(gap: GapSlot) -> tuple[str, str, str]:
    return (gap.place, gap.requirement, gap.leaf)


def _by_window(question: str, make: Callable[[list[Any]], Found]) -> "Audits":
    def asked(self: Auditing, _: str) -> tuple[int, Iterator[Found]]:
        return _told_apart(slots.ask(self.store, self.asked, question), make)

    return asked


def _at_once(question: str, make: Callable[[Auditing, list[Any]], Found], *names: str) -> "Audits":
    def asked(self: Auditing, _: str) -> tuple[int, Iterator[Found]]:
        more = {"without": list(self.asked.without)} | _bounds(self)
        parameters = {name: more[name] for name in names}
        rows = self.store.ask(
            question, area=self.asked.area, on=self.asked.on, known_at=self.asked.known_at, **parameters
        )
        return _told_apart(rows, partial(make, self))

    return asked


def _told_apart(rows: Iterable[Row], make: Callable[[list[Any]], Found]) -> tuple[int, Iterator[Found]]:
    """Return the sum of what was looked at, and what was found, in order."""
    of, found = 0, Spool(_parts)
    for part, fields in rows:
        if part == "of":
            of += fields[0]
        elif part == "found":
            found.add(make(fields))
    return of, iter(found)


def _parts(one: Found) -> tuple[str, ...]:
    return one.parts


def _bounds(self: Auditing) -> dict[str, Any]:
    return {"before": shifted(self.asked.on, -self.limits.acting_days), "most": self.limits.places}


def _acting(self: Auditing, fields: list[Any]) -> Found:
    post, person, since = fields
    days = None if since is None else (date.fromisoformat(self.asked.on) - date.fromisoformat(since)) // timedelta(1)
    return findings.acting_too_long(post, person, since, days)


def _boards(self: Auditing, first: str) -> tuple[int, Iterator[Found]]:
    return outdated(self.store, self.asked, self.limits.board_days, first)


def _expired(self: Auditing, _: str) -> tuple[int, Iterator[Found]]:
    expired = [one for one in self.accepted.values() if one.until <= self.asked.on]
    found = [findings.acceptance_expired(one.finding, one.by, one.until) for one in expired]
    return len(self.accepted), iter(sorted(found, key=_parts))


Audits = Callable[[Auditing, str], tuple[int, Iterator[Found]]]

_AUDITS: dict[str, Audits] = {
    GAP: _gaps,
    "expiring": _expiring,
    "overlap": _by_window("slots/overlaps", lambda row: findings.overlap(OverlapRow(*row))),
    "tier_conflict": _by_window("slots/conflicts", lambda row: findings.tier_conflict(ConflictRow(*row))),
    "double_holder": _at_once("audits/double_holder", lambda _, row: findings.double_holder(*row), "without"),
    "acting_too_long": _at_once("audits/acting_too_long", _acting, "before", "without"),
    "overload": _at_once("audits/overload", lambda _, row: findings.overload(*row), "most", "without"),
    "idle": _at_once("audits/idle", lambda _, row: findings.idle(*row), "without"),
    "orphan_place": _at_once("audits/orphan_place", lambda _, row: findings.orphan_place(*row)),
    "dangling": _at_once("audits/dangling", lambda _, row: findings.dangling(DanglingRow(*row)), "without"),
    "board_outdated": _boards,
    "acceptance_expired": _expired,
}
"""Each audit by its code: how many things it looked at, and what it found, in order."""
