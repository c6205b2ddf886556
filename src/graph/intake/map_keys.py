"""The keys of a mapping file, taken one by one: what is missing, of another type or unknown is a fault. Pure.

Rules:
- Every key that is not taken is a fault, with the nearest known one: nothing is dropped in silence.
- A fault names the line of its key. TOML readers give no lines, so they are found by looking for headers and keys; in
  an inline table the line is that of the table.
- Numbers and dates may stand for texts: ``minimum = 2``, ``since = 2026-01-01``.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from graph.intake.cells import suggested
from graph.intake.mapping import At, Filter, fits, line_of, path_text
from graph.intake.patterns import Pattern, bare, parse_pattern
from graph.model.faults import Faults

_HEADER = re.compile(r"\s*(\[\[?)(.+?)\]\]?\s*(#.*)?")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w.\- ])+?)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([^.\s"']+)""")


LONGEST = 300
"""So much of a line is looked at for its key."""


class Reporter:
    """Adds faults of one mapping file, each with its line and path."""

    def __init__(self, file: str, lines: Mapping[At, int], faults: Faults) -> None:
        self.file, self.lines, self.faults = file, lines, faults
        self.words: frozenset[str] = frozenset()
        """The tables of words that patterns may name."""

    def add(self, code: str, at: At, /, **about: str) -> None:
        self.faults.add(code, self.file, line_of(self.lines, at), path_text(at), **about)


class Node:
    """One table of the TOML, whose keys are taken."""

    def __init__(self, values: Mapping[str, Any], at: At, reporter: Reporter) -> None:
        self._values, self.at, self.reporter = dict(values), at, reporter
        self._left = dict(values)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def left(self) -> tuple[str, ...]:
        """Return the keys that were not taken yet."""
        return tuple(self._left)

    def report(self, code: str, key: str | None = None, /, **about: str) -> None:
        self.reporter.add(code, self.at if key is None else (*self.at, key), **about)

    def take(self, key: str, *, needed: bool = False) -> Any:
        """Return a key's value, None where it is absent."""
        if key not in self._values:
            if needed:
                self.report("map_missing_key", key=key)
            return None
        self._left.pop(key, None)
        return self._values[key]

    def _of(self, key: str, kind: type, words: str, *, needed: bool = False) -> Any:
        value = self.take(key, needed=needed)
        if value is not None and type(value) is not kind:
            self.report("map_wrong_type", key, expected=words)
            return None
        return value

    def flag(self, key: str) -> bool:
        return bool(self._of(key, bool, "true, false"))

    def text(self, key: str, *, needed: bool = False) -> str | None:
        """Return a text that is no pattern; blank ones count as absent."""
        found = text_of(self.take(key, needed=needed))
        if found is None and key in self._values:
            self.report("map_wrong_type", key, expected="text")
        elif found is not None and not found.strip() and needed:
            self.report("map_missing_key", key, key=key)
        return found.strip() or None if found else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text is a list of one."""
        return self._texts(key, self.take(key))

    def _texts(self, key: str, value: Any) -> tuple[str, ...]:
        if value is None:
            return ()
        found = [text_of(one) for one in (value if isinstance(value, list) else [value])]
        if any(one is None for one in found):
            self.report("map_wrong_type", key, expected='"…", ["…", "…"]')
        return tuple(one for one in found if one is not None)

    def word(self, key: str, words: tuple[str, ...]) -> str:
        """Return one of some words; the first without the key."""
        found = self.text(key) or words[0]
        if found not in words:
            self.report("map_wrong_type", key, expected=", ".join(words))
        return found

    def labels(self, key: str) -> tuple[str, ...]:
        return tuple(map(bare, self.texts(key)))

    def pattern(self, key: str, *, specials: tuple[str, ...] = (), needed: bool = False) -> Pattern | None:
        """Return a pattern; ``specials`` are those of its places that are no columns."""
        text = text_of(self.take(key, needed=needed))
        if text is None:
            if key in self._values:
                self.report("map_wrong_type", key, expected='"…{…}…"')
            return None
        try:
            found = parse_pattern(text)
        except ValueError:
            self.report("map_bad_pattern", key, value=text)
            return None
        strange = sorted(found.specials.difference(specials))
        strange += [f"…|{table}" for table in sorted(found.tables.difference(self.reporter.words))]
        if strange:
            self.report("map_bad_pattern", key, value=", ".join(f"{{{one}}}" for one in strange))
            return None
        return found

    def table(self, key: str) -> "Node | None":
        value = self._of(key, dict, "[…]")
        return None if value is None else Node(value, (*self.at, key), self.reporter)

    def tables(self, key: str) -> "Iterator[Node]":
        """Yield the tables of a list; one table is a list of one."""
        value = self.take(key)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        for number, one in enumerate(listed):
            at = (*self.at, key, number)
            if isinstance(one, dict):
                yield Node(one, at, self.reporter)
            else:
                self.reporter.add("map_wrong_type", at, expected=f"[[{key}]]")

    def filter(self) -> Filter:
        """Return which rows take part, by ``where`` and ``unless``."""
        found = []
        for key in ("where", "unless"):
            node = self.table(key)
            names = node.left() if node else ()
            found.append({bare(name): fits(node.texts(name)) for name in names} if node else {})
        return Filter(*found)

    def end(self, known: tuple[str, ...]) -> None:
        """Report the keys that were not taken."""
        for key in self._left:
            self.report("map_unknown_key", key, key=key, nearest=suggested(key, known))


def text_of(value: Any) -> str | None:
    """Return a text, number or date of TOML as text; None for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | date) or isinstance(value, datetime):
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def lines_of(text: str) -> dict[At, int]:
    """Return the line of each header and key of a TOML text, as far as they stand at the beginning of a line."""
    lines: dict[At, int] = {}
    counts: dict[At, int] = {}
    here: At = ()
    for number, whole in enumerate(text.splitlines(), 1):
        line = whole[:LONGEST]
        if header := _HEADER.fullmatch(line):
            here = _entered(_parts(header[2]), counts, new=header[1] == "[[")
        elif key := _KEY.match(line):
            lines.setdefault((*here, *_parts(key[1])), number)
            continue
        lines.setdefault(here, number)
    lines.pop((), None)
    return lines


def _entered(names: list[str], counts: dict[At, int], *, new: bool) -> At:
    """Return the path of a header, with the number of each list on its way."""
    here: At = ()
    for place, name in enumerate(names):
        here = (*here, name)
        if new and place == len(names) - 1:
            counts[here] = counts.get(here, -1) + 1
        if here in counts:
            here = (*here, counts[here])
    return here


def _parts(dotted: str) -> list[str]:
    return ["".join(part) for part in _PART.findall(dotted)]
