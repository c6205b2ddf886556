"""An import for people: every fault, or the difference to what is stored.

Rules:
- The first ``FAULTS_SHOWN`` faults are printed, and how many there are; all of them go to a CSV file on request.
- Corrections are shown value by value, old → new, so that a steward sees what the register would come to believe.
"""

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TextIO

from graph.changes.changeset import Change
from graph.changes.plan import TablePlan
from graph.meaning.names import Names
from graph.model.chinese import TABLE_NAMES, chinese_header, chinese_word
from graph.model.facts import TABLES, Column, Fact, Form, Tenure, Value, table_of
from graph.model.faults import Fault, Faults
from graph.model.times import Instant, instant_text
from graph.output.fault_words import spoken
from graph.output.import_files import degrees
from graph.output.messages import say
from graph.output.tables import shown, table

FAULTS_SHOWN = 100
HINTS_SHOWN = 20
CHANGES_SHOWN = 40
NOTES_SHOWN = 20

Naming = Callable[[Iterable[Change]], Iterable[tuple[Change, Names]]]
"""What hands changes on, each with the names of what its tenure names."""


def unnamed(changes: Iterable[Change]) -> Iterator[tuple[Change, Names]]:
    """Hand changes on without any names: their ids are shown alone."""
    return ((change, Names()) for change in changes)


def faults_text(faults: Faults, lang: str) -> Iterator[str]:
    """Yield the first faults, a line each, and the counts."""
    for number, fault in enumerate(faults):
        if number == FAULTS_SHOWN:
            yield say(lang, "fault_more", count=len(faults) - FAULTS_SHOWN)
            break
        yield spoken(fault, lang)
    if faults.following:
        yield say(lang, "fault_following", count=faults.following)
    yield say(lang, "fault_count", count=len(faults))


def hints_text(hints: Sequence[Fault], lang: str) -> Iterator[str]:
    """Yield what is worth a second look, a line each, and how many more there are."""
    for hint in hints[:HINTS_SHOWN]:
        yield say(lang, "hint", text=spoken(hint, lang))
    if len(hints) > HINTS_SHOWN:
        yield say(lang, "hints_more", count=len(hints) - HINTS_SHOWN)


def notes_text(notes: Sequence[Fault], lang: str) -> Iterator[str]:
    """Yield the first notes of each kind, a line each, and how many more there are."""
    counts: dict[str, int] = {}
    for one in notes:
        counts[one.code] = counts.get(one.code, 0) + 1
        if counts[one.code] <= NOTES_SHOWN:
            yield spoken(one, lang)
    more = sum(max(count - NOTES_SHOWN, 0) for count in counts.values())
    if more:
        yield say(lang, "note_more", count=more)


def write_faults(faults: Faults, out: TextIO, lang: str) -> None:
    """Write every fault as CSV: file, row, column, code, message, and the sheet of a workbook."""
    writer = csv.writer(out)
    writer.writerow(["file", "row", "column", "code", "message", "sheet"])
    for fault in faults:
        row = "" if fault.row is None else fault.row
        writer.writerow([fault.book, row, fault.column or "", fault.code, spoken(fault, lang), fault.sheet])


def difference_text(
    lines: Sequence[TablePlan],
    changes: Collection[Change],
    before: Mapping[int, Fact],
    lang: str,
    *,
    every: bool = False,
    named: Naming = unnamed,
) -> Iterator[str]:
    """Yield the difference: a table of counts, then the changes one by one (the first ones, or every one)."""
    codes = ("table", "added", "corrected", "withdrawn", "unchanged", "absent")
    yield table([say(lang, code) for code in codes], [_counts(line, lang) for line in lines])
    if not changes:
        yield say(lang, "no_change")
        return
    altering = (change for change in changes if change.supersedes is not None)
    adding = (change for change in changes if change.supersedes is None)
    ordered = chain(altering, adding)  # what alters a belief is shown first
    for change, names in named(ordered if every else islice(ordered, CHANGES_SHOWN)):
        yield _change(change, before, names, lang)
    if len(changes) > CHANGES_SHOWN and not every:
        yield say(lang, "more_changes", count=len(changes) - CHANGES_SHOWN)


def _counts(line: TablePlan, lang: str) -> list[str | None]:
    name = _table(line.table, lang)
    if not line.present:
        return [name, say(lang, "not_in_folder"), "", "", "", ""]
    numbers = (line.added, line.corrected, line.withdrawn, line.unchanged, line.absent)
    return [name, *(str(number) for number in numbers)]


def _table(name: str, lang: str) -> str:
    return TABLE_NAMES[name] if lang == "zh" else name


def _change(change: Change, before: Mapping[int, Fact], names: Names, lang: str) -> str:
    table = _table(change.table, lang)
    if change.fact is None:
        assert change.supersedes is not None  # a withdrawal always names what it supersedes
        return f"- {table}: {_named(before[change.supersedes], names, lang)}"
    if change.supersedes is None:
        return f"+ {table}: {_named(change.fact, names, lang)}"
    old = before[change.supersedes]
    said = ", ".join(
        f"{chinese_header(change.table, column.header) if lang == 'zh' else column.field}: {was} → {now}"
        for column in TABLES[change.table].columns
        if getattr(old, column.field) != getattr(change.fact, column.field)
        for was, now in [[_value(one, column, change.table, lang) for one in (old, change.fact)]]
    )
    return f"~ {table}: {_named(old, names, lang)}: {said}"


def _named(fact: Fact, names: Names, lang: str) -> str:
    table = table_of(fact)
    keys = [column for column in table.columns if column.needed or column.form is Form.ID]
    if isinstance(fact, Tenure) and fact.kind != "substantive":  # what a steward must see before it is written
        keys += [column for column in table.columns if column.field == "kind"]
    said = [_key(fact, key, names, lang) for key in keys if getattr(fact, key.field) not in (None, ())]
    return " · ".join(said) + (f" [{fact.since or '…'}, {fact.until or '…'})" if fact.since or fact.until else "")


def _key(fact: Fact, column: Column, names: Names, lang: str) -> str:
    """Return a value that tells a fact from others; a tenure's post and person with their names."""
    said = _value(fact, column, table_of(fact).name, lang)
    if isinstance(fact, Tenure) and column.field in ("post", "person"):
        name = names(column.field, getattr(fact, column.field)).name
        return said if name is None else f"{shown(name)} ({said})"
    return said


def _value(fact: Fact, column: Column, table: str, lang: str) -> str:
    value: Value = getattr(fact, column.field)
    if value is None or value == ():
        return "-"
    if column.form is Form.DEGREES and isinstance(value, int):
        return degrees(value)
    if column.form is Form.INSTANT and isinstance(value, int):
        return instant_text(Instant(value))
    words = value if isinstance(value, tuple) else (str(value),)
    return shown(";".join(chinese_word(column, table, one) if lang == "zh" else one for one in words))
