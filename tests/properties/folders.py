"""Facts and changes written as import folders, the way a careful clerk would write them."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from graph.model.facts import TABLES, Column, Fact, Form, Tenure
from graph.model.times import instant_text
from tests.properties.strategies import table_name

Row = dict[str, str]
"""The cells of one row by header."""

EXTRA = ("last_day", "was_since", "withdrawn")
"""Columns that a file has beside those of its table."""


def cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.form is Form.LIST:
        return "；".join(map(literal, value))
    if column.form is Form.DEGREES:
        return f"{Decimal(value).scaleb(-7):f}"
    if column.form is Form.INSTANT:
        return instant_text(value)
    if column.header == "kind" and column.form is Form.TEXT:
        return literal(value)
    return str(value)


def literal(kind: str) -> str:
    """A kind as it stands, also where it is a Chinese word for another one."""
    return kind if kind.isascii() and not kind.startswith("\\") else f"\\{kind}"


def row_of(fact: Fact) -> Row:
    """A fact as a row that adds it, or that says of a stored one what it is."""
    return {column.header: cell(column, getattr(fact, column.field)) for column in TABLES[table_name(fact)].columns}


def withdrawal(fact: Fact) -> Row:
    """A row that withdraws a fact."""
    return row_of(fact) | {"withdrawn": "yes"}


def correction(old: Fact, new: Fact) -> list[Row]:
    """The rows that correct a fact: one, or two where a since "as long as known" cannot be named."""
    if old.since == new.since or not _by_since(old):
        return [row_of(new)]
    if old.since is None:
        return [withdrawal(old), row_of(new)]
    return [row_of(new) | {"was_since": old.since}]


def _by_since(fact: Fact) -> bool:
    """Whether a row of this kind is found by its since."""
    return TABLES[table_name(fact)].periodic or (isinstance(fact, Tenure) and fact.id is None)


def write_rows(
    folder: Path, tables: Mapping[str, Sequence[Row]], *, absent: Mapping[str, Iterable[str]] | None = None
) -> Path:
    """Write rows as a folder of CSV files, without the columns that are to be absent; no rows, no file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        if not rows:
            continue
        headers = [*TABLES[name].headers, *(extra for extra in EXTRA if any(extra in row for row in rows))]
        if "last_day" in headers:
            headers.remove("until")
        kept = [header for header in headers if header not in set((absent or {}).get(name, ()))]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, kept, restval="", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def write_facts(folder: Path, facts: Iterable[Fact]) -> Path:
    """Write facts as the folder that would import them into an empty register."""
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for fact in facts:
        tables[table_name(fact)].append(row_of(fact))
    return write_rows(folder, tables)


def with_last_day(row: Row) -> Row:
    """The same row with its last day in force in place of the first day no longer in force."""
    until = row["until"]
    last = (date.fromisoformat(until) - timedelta(days=1)).isoformat() if until else ""
    return {header: text for header, text in row.items() if header != "until"} | {"last_day": last}
