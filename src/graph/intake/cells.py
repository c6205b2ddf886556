"""Cells to values: what one cell may hold. Pure.

Rules:
- Outer blanks of any width are trimmed; an empty cell is the column's default (and clears what is stored).
- A word of a closed list or a known kind may be Chinese; its code is what counts. Kinds that are in no table stay as
  typed, and are gathered. So does what follows ``LITERAL``, whichever word it is.
- Digits are ASCII digits. A number or a day is never guessed from another way of writing.
"""

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from difflib import get_close_matches
from functools import lru_cache, partial

from graph.model.chinese import KNOWN_KINDS, LITERAL, words_of
from graph.model.chinese import LEVELS as LEVELS_IN_CHINESE
from graph.model.facts import Column, Form, Table, Value
from graph.model.ids import LIMIT, has_control, id_fault, trimmed
from graph.model.times import LAST_DAY, Day, Instant, next_day, parse_day, parse_instant
from graph.model.words import LEVELS

MOST = 1_000_000
"""The largest count."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT = re.compile(r"[0-9]+")
_NEGATIVE = re.compile(r"-[0-9]+(\.[0-9]+)?")
_DEGREES = re.compile(r"[+-]?0*([0-9]{1,4})(\.[0-9]+)?")
_SEPARATOR = re.compile("[;；]")
_STEP = Decimal("1e-7")
_EXACT = Context(prec=28, rounding=ROUND_HALF_EVEN)


class CellFault(Exception):
    """What is wrong with one cell: a code and what fills its message."""

    def __init__(self, code: str, **about: str) -> None:
        self.code = code
        self.about = about
        super().__init__(code)


Reader = Callable[[str], Value]


@lru_cache(maxsize=2048)
def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the known word that is nearest to a word, or None where none is near; letter case does not count."""
    folded = {name.lower(): name for name in known}
    close = get_close_matches(word[:60].lower(), folded, n=1, cutoff=0.5)
    return folded[close[0]] if close else None


def suggested(word: str, known: tuple[str, ...]) -> str:
    """Return the nearest known word, or all of them where none is near."""
    return nearest(word, known) or ", ".join(known)


def keys(table: Table) -> tuple[str, ...]:
    """Return the headers without which no row of a table can be told apart from another."""
    return ("post", "person") if table.name == "tenures" else ("id",)


def reader(column: Column, table: Table, pool: dict[str, str], unknown_kinds: set[str]) -> Reader:
    """Return the function that reads the cells of one column. ``pool`` keeps each id once, over all files."""
    chinese = words_of(column, table)
    match column.form:
        case Form.ID | Form.REFERENCE:
            return _id_reader(column, table, pool)
        case Form.WORD:
            return _remembering(partial(_word, column, chinese))
        case Form.LIST:
            return _remembering(partial(_list, column.field in ("kinds", "unit_kinds"), chinese, unknown_kinds))
        case Form.DAY | Form.INSTANT:
            return _remembering(_day if column.form is Form.DAY else _instant)
        case Form.COUNT:
            return _remembering(partial(_count, column.default))
        case Form.DEGREES:
            return partial(_degrees, column.limit)
        case Form.TEXT if chinese:
            return _remembering(partial(_kind, chinese, unknown_kinds))
        case _:
            return _remembering(partial(_text, column.form is Form.NAME), most=1 << 14)


def _remembering(read: Reader, most: int = 1 << 16) -> Reader:
    """Read each short text once: kinds, days and titles repeat, and so share one value."""
    known: dict[str, Value] = {}

    def remembered(text: str) -> Value:
        try:
            return known[text]
        except KeyError:
            value = read(text)
            if len(text) <= 64 and len(known) < most:
                known[text] = value
            return value

    return remembered


def _id_reader(column: Column, table: Table, pool: dict[str, str]) -> Reader:
    key = column.header in keys(table)
    # In matters an empty parent of `all` itself is none: the row's own check fills it in for the others.
    default = None if column.refers == ("matters",) and table.name == "matters" else column.default

    def read(text: str) -> Value:
        known = pool.get(text)
        if known is not None:
            return known
        text = trimmed(text)
        if not text:
            if key:
                raise CellFault("missing_value")
            return default
        if code := id_fault(text):
            raise CellFault(code, value=text, length=str(len(text)), limit=str(LIMIT))
        return pool.setdefault(text, text)

    return read


def _text(lines: bool, text: str) -> str | None:
    text = trimmed(text)
    if has_control(text, allow_lines=lines):
        raise CellFault("control_character", value=text)
    return text or None


def _word(column: Column, chinese: Mapping[str, str], text: str) -> Value:
    text = trimmed(text)
    text = chinese.get(text, text)
    for word in column.words:
        if word == text:
            return word
    if text:
        known = column.words if text.isascii() else tuple(chinese)
        raise CellFault("unknown_word", value=text, nearest=suggested(text, known))
    return column.default


def _kind(chinese: Mapping[str, str], unknown: set[str], text: str) -> Value:
    kind = _text(False, text)
    return None if kind is None else _known(str(kind), chinese, unknown)


def _known(kind: str, chinese: Mapping[str, str], unknown: set[str]) -> str:
    """Return a kind's code; one that is in no table, or is marked as literal, stays as typed, and is gathered."""
    kind = trimmed(kind[len(LITERAL) :]) or kind if kind.startswith(LITERAL) else chinese.get(kind, kind)
    if kind not in KNOWN_KINDS:
        unknown.add(kind)
    return kind


def _list(of_units: bool, chinese: Mapping[str, str], unknown: set[str], text: str) -> Value:
    parts = {part for part in map(trimmed, _SEPARATOR.split(text)) if part}
    for part in sorted(parts):
        if has_control(part):
            raise CellFault("control_character", value=part)
        if of_units and (part.removeprefix(LITERAL) in LEVELS or part in LEVELS_IN_CHINESE):
            raise CellFault("kind_is_level", value=part)
    return tuple(sorted({_known(part, chinese, unknown) for part in parts}))


def _day(text: str) -> Day | None:
    text = trimmed(text)
    if not text:
        return None
    if not _DAY.fullmatch(text):
        raise wide(text) or CellFault("day_form", value=text)
    try:
        return parse_day(text)
    except ValueError:
        raise CellFault("no_such_day", value=text) from None


def _instant(text: str) -> Instant | None:
    text = trimmed(text)
    if not text:
        return None
    try:
        return parse_instant(text)
    except ValueError:
        raise wide(text) or CellFault("not_an_instant", value=text) from None


def _last_day(text: str) -> Day | None:
    """Read the last day in force as the first day no longer in force."""
    day = _day(text)
    if day == LAST_DAY:
        raise CellFault("last_day_too_late", value=day)
    return None if day is None else next_day(day)


def _count(default: Value, text: str) -> Value:
    text = trimmed(text)
    if not text:
        return default
    if not _COUNT.fullmatch(text):
        if _NEGATIVE.fullmatch(text):
            raise CellFault("below_zero", value=text)
        raise wide(text) or CellFault("not_a_count", value=text)
    digits = text.lstrip("0")
    if len(digits) > 7 or int(digits or "0") > MOST:
        raise CellFault("count_too_large", value=text, most=f"{MOST:,}")
    return int(digits or "0")


def _degrees(limit: int, text: str) -> Value:
    text = trimmed(text)
    if not text:
        return None
    if not _DEGREES.fullmatch(text):
        if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text):
            raise CellFault("degrees_out_of_range", value=text, limit=str(limit))
        raise wide(text) or CellFault("not_degrees", value=text)
    exact = Decimal(text)
    if exact.copy_abs() > limit:
        raise CellFault("degrees_out_of_range", value=text, limit=str(limit))
    # One rounding of the exact number: scaling first would round twice.
    return int(exact.quantize(_STEP, context=_EXACT).scaleb(7, context=_EXACT))


def _withdrawn(text: str) -> Value:
    text = trimmed(text)
    if text not in ("", "yes"):
        raise CellFault("not_yes", value=text)
    return text or None


def wide(text: str) -> CellFault | None:
    """Say of a number or day that it is written in digits of another kind than 0-9, where that is so."""
    if any(mark.isdecimal() and not mark.isascii() for mark in text):
        return CellFault("wide_digits", value=text)
    return None


def extra_reader(header: str) -> Reader:
    """Return the function that reads a column beside the table's own: last_day, was_since or withdrawn."""
    return _remembering({"last_day": _last_day, "was_since": _day, "withdrawn": _withdrawn}[header])


def no_text(cell: str) -> CellFault | None:
    """Return the fault of a cell with NUL bytes, or with bytes that are no text (decoded as lone surrogates)."""
    if any("\ud800" <= mark <= "\udfff" for mark in cell):
        return CellFault("not_utf8", value=cell)
    return CellFault("nul_byte", value=cell) if "\0" in cell else None
