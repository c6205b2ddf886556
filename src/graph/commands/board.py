"""Print responsibility boards: each says what the trace of its place says, every matter, on one day at one head.

Rules (docs/boards.md):
- The record time is fixed when the printing begins: all boards of a printing stand on one head.
- What is unknown or not in force is refused before anything is printed.
- ``changed_since``: only boards from which that of the same place on that day, as known at its end, differs. A place
  that was not in force or not known then has no board of that day: it differs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from graph.changes.changeset import Register
from graph.commands import slots
from graph.commands.coverage_question import Question, take
from graph.commands.moments import moments
from graph.commands.trace import Traced, trace
from graph.meaning.board import Board, board
from graph.meaning.board_difference import differences
from graph.model.errors import BadValue, NotInForce, Refusal, UnknownId
from graph.model.times import Day, instant_text, local_day, parse_day
from graph.output.board.files import FILES, check_public_url, names_file
from graph.output.board.printing import Asked, How, Printed, Printer
from graph.output.files import check_folder_name, check_parent
from graph.output.progress import Report, silent
from graph.output.report.write import check_free
from graph.stores import Store, columns_of


@dataclass(frozen=True, slots=True)
class Asking:
    """Which boards: of places (ids, or names that only one place has), or of all places in an area.

    Of an area, ``level`` asks for the areas of that level alone, ``kinds`` for the units of any of these kinds.
    """

    places: tuple[str, ...] = ()
    under: str | None = None
    on: str | None = None
    known_at: str | None = None
    changed_since: str | None = None
    level: str | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Into:
    """Where to and how: a file by its ending, else a folder; ``form`` None is by the ending, else PDF."""

    output: str
    paper: str = "a4"
    form: str | None = None
    lang: str = "zh"
    public_url: str | None = None
    force: bool = False


def print_boards(store: Store, asking: Asking, into: Into, report: Report = silent) -> Printed:
    """Print boards; raise what is wrong with the question, the setting or the output before anything is printed."""
    return print_at(store, store.register(), asking, into, report)


def print_at(store: Store, register: Register, asking: Asking, into: Into, report: Report = silent) -> Printed:
    """Print boards as known at the head of a register that was just read, unless the question says another time."""
    _check(asking)
    url = check_public_url(into.public_url)
    named = names_file(into.output)
    form = into.form or named or "pdf"
    if not named:
        check_folder_name(into.output, FILES)
    check_parent(into.output)
    if named:
        check_free(into.output, form, force=into.force)
    fixed = _fixed(register, asking)
    ids = _places(store, fixed)
    if named and form == "svg" and len(ids) > 1:
        raise Refusal("one_board_a_file", path=into.output, count=len(ids))
    printer = Printer(How(into.paper, form, into.lang, url, store.zone), Day(str(fixed.on)))
    then = _Then(store, fixed.changed_since)
    asked = Asked(_boards(store, fixed, ids, then), len(ids))
    if named:
        printed = printer.into_file(into.output, asked, report)
    else:
        printed = printer.into_folder(Path(into.output), asked, report, force=into.force)
    printed.none_then = then.without > 0 and not then.boards
    printed.first_record = then.begun_later() if printed.none_then else None
    return printed


def board_of(traced: Traced) -> Board:
    """Return the board of a trace of every matter."""
    return board(traced.answer, traced.matter_names, traced.leaves, traced.top_matters)


def _check(asking: Asking) -> None:
    if asking.places and asking.under:
        raise BadValue(all_under="not_with_places")
    if not asking.places and not asking.under:
        raise BadValue(place="missing")
    if asking.places and (asking.level or asking.kinds):
        raise BadValue(**{"level" if asking.level else "kind": "only_under"})
    if asking.level and asking.kinds:
        raise BadValue(kind="not_with_level")
    if asking.changed_since:
        try:
            parse_day(asking.changed_since)
        except ValueError as error:
            raise BadValue(changed_since="not_a_day") from error


def _fixed(register: Register, asking: Asking) -> Asking:
    """Return a question with both of its times fixed."""
    day, known = moments(asking.on, asking.known_at, register.zone)
    head = register.head.recorded_at
    if head is not None:
        known = head if known is None else min(known, head)
    return replace(asking, on=day, known_at=None if known is None else instant_text(known))


def _places(store: Store, asking: Asking) -> Sequence[str]:
    """Return the ids whose boards are wanted, each once."""
    if asking.under is None:
        found = (trace(store, one, None, asking.on, asking.known_at, by_name=True) for one in asking.places)
        return list(dict.fromkeys(traced.answer.question.place for traced in found))
    try:
        asked = take(store, Question(asking.under, asking.on, asking.known_at, asking.level))
    except Refusal as refusal:
        if refusal.code == "area_is_unit":
            raise Refusal("under_is_unit", id=asking.under) from refusal
        raise
    if asked.level is not None:
        return slots.areas(store, asked)
    ids = slots.places(store, asked)
    if not asking.kinds:
        return ids
    links = (trace(store, id, None, asking.on, asking.known_at).answer.chain[0] for id in ids)
    return [place.id for place in links if not set(place.kinds).isdisjoint(asking.kinds)]


def _boards(store: Store, asking: Asking, ids: Sequence[str], then: "_Then") -> Iterator[Board | None]:
    """Yield the board of each place, None where it does not differ from that of the day that is compared with."""
    for id in ids:
        found = board_of(trace(store, id, None, asking.on, asking.known_at))
        yield found if then.differs(found) else None


class _Then:
    """The boards of the day that is compared with; counts how many there were, and the places without one."""

    def __init__(self, store: Store, since: str | None) -> None:
        self._store, self._since = store, since
        self.boards = self.without = 0

    def differs(self, now: Board) -> bool:
        """Return whether a board differs from that of the day; without a day to compare with each does."""
        if self._since is None:
            return True
        try:
            then = board_of(trace(self._store, now.content.place, None, self._since, self._since))
        except (UnknownId, NotInForce):
            self.without += 1
            return True
        self.boards += 1
        return bool(differences(then.content, now))

    def begun_later(self) -> Day | None:
        """Return the day of the register's first changeset, None where it is not after the day compared with."""
        zone = ZoneInfo(self._store.zone)
        recorded_at = columns_of("changesets").index("recorded_at")
        days = [local_day(row[recorded_at], zone) for row in self._store.ask("changesets", first=1, last=1)]
        return next((day for day in days if self._since is not None and day > self._since), None)
