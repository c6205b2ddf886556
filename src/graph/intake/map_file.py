"""A mapping file to what it says: TOML, read and judged as a whole before anything is imported by it.

Rules:
- All faults are told at once, each with its line and key. A mapping with a fault reads no source.
- All rules for one table fill the same columns: an absent column would leave what is stored, an empty one clear it.
- Ids hold no column of people's names: a name can be erased by law, an id cannot.
"""

import hashlib
import stat
import tomllib
from pathlib import Path
from typing import Any

from graph.changes.claims import Settled
from graph.intake.day_forms import ISO, DayForm, parse_form
from graph.intake.files import add_unreadable, plain
from graph.intake.map_keys import Node, Reporter, lines_of
from graph.intake.map_rules import SourceReader
from graph.intake.mapping import At, LedgerMap, People, Rule
from graph.intake.patterns import NUMBER, ORGANIZATION, POST, Pattern, bare
from graph.model.faults import Faults
from graph.model.names import bare_name

MOST_BYTES = 1 << 20

MAP_KEYS = ("as_of", "dates", "words", "people", "source")
PEOPLE_KEYS = ("new", "id", "named")
NAMED_KEYS = ("name", "organization", "post", "person", "new")


def read_map(path: str | Path, faults: Faults) -> LedgerMap | None:
    """Read a mapping file; None where anything is wrong with it, which is told."""
    shown = plain(Path(path).name or str(path))
    raw = _bytes(Path(path), shown, faults)
    if raw is None:
        return None
    try:
        text = raw.decode("utf-8-sig")
        values = tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError:
        faults.add("not_toml", shown, raw[: _first_bad(raw)].count(b"\n") + 1, reason="no UTF-8")
        return None
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        faults.add("not_toml", shown, reason=str(error))
        return None
    before = len(faults)
    reporter = Reporter(shown, lines_of(text), faults)
    found = _Reading(reporter).read(values, hashlib.sha256(raw).hexdigest())
    return found if len(faults) == before else None


def _bytes(path: Path, shown: str, faults: Faults) -> bytes | None:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            faults.add("map_not_a_file", shown)
        elif about.st_size > MOST_BYTES:
            faults.add("map_too_large", shown, most="1 MB")
        else:
            return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the path
        faults.add("map_absent", shown)
    except OSError as error:
        add_unreadable(shown, error, faults)
    return None


def _first_bad(raw: bytes) -> int:
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return error.start
    return 0


class _Reading:
    """Reads the tables of one mapping."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter

    def read(self, values: dict[str, Any], digest: str) -> LedgerMap:
        top = Node(values, (), self._reporter)
        dates, words = self._forms(top), self._words(top)
        self._reporter.words = frozenset(words)
        reader = SourceReader(dates)
        as_of = top.pattern("as_of")
        people = self._people(top.table("people"))
        sources = tuple(reader.source(node) for node in top.tables("source"))
        top.end(MAP_KEYS)
        found = LedgerMap(
            self._reporter.file,
            digest,
            reader.day(as_of, top, "as_of"),
            dates,
            words,
            people,
            sources,
            self._reporter.lines,
        )
        self._whole(found, top)
        return found

    def _forms(self, top: Node) -> tuple[DayForm, ...]:
        forms = []
        for text in top.texts("dates") or (ISO,):
            try:
                forms.append(parse_form(text))
            except ValueError:
                top.report("map_bad_form", "dates", value=text)
        return tuple(forms)

    @staticmethod
    def _words(top: Node) -> dict[str, dict[str, str]]:
        """Return the tables of words in which cells are looked up."""
        node = top.table("words")
        tables = {name: node.table(name) for name in node.left()} if node else {}
        return {
            name: {bare(word): table.text(word) or "" for word in table.left()}
            for name, table in tables.items()
            if table is not None
        }

    def _people(self, node: Node | None) -> People:
        if node is None:
            return People(False, None, ())
        new, found = node.flag("new"), node.pattern("id", specials=(POST, ORGANIZATION, NUMBER))
        named: list[Settled] = []
        seen = set()
        for one in node.tables("named"):
            settled = Settled(
                bare_name(one.text("name", needed=True) or ""),
                one.text("organization"),
                one.text("post"),
                one.text("person"),
                one.flag("new"),
            )
            if not (settled.person or settled.new):
                one.report("map_missing_key", key="person, new")
            if (mark := (settled.name, settled.organization, settled.post)) in seen:
                one.report("map_settled_twice", value=settled.name)
            seen.add(mark)
            one.end(NAMED_KEYS)
            named.append(settled)
        node.end(PEOPLE_KEYS)
        if found is None and "id" not in node and (new or any(one.new and not one.person for one in named)):
            node.report("map_missing_key", key="id")
        return People(new, found, tuple(named))

    def _whole(self, found: LedgerMap, top: Node) -> None:
        """Judge what only shows in the whole: days of roles, columns of tables, names in ids."""
        if not found.sources and "source" not in top:
            top.report("map_missing_key", key="source")
        roles = [role for source in found.sources for role in source.roles]
        if roles and "as_of" not in top:
            top.report("map_missing_key", key="as_of")
        first: dict[str, Rule] = {}
        for rule in found.rules:
            other = first.setdefault(rule.table.name, rule)
            expected = {"id", "name"} if roles and rule.table.name == "people" else {*other.columns}
            if differing := expected.symmetric_difference(rule.columns):
                self._reporter.add(
                    "map_columns_differ", rule.at, table=rule.table.name, columns=", ".join(sorted(differing))
                )
            if roles and rule.table.name == "tenures":
                self._reporter.add("map_tenures_twice", rule.at)
        names = {role.column for role in roles}
        if found.people.id:
            self._no_names(found.people.id, names, ("people", "id"))
        for rule in found.rules:
            own = {*rule.columns["name"].labels} if rule.table.name == "people" and "name" in rule.columns else set()
            if "id" in rule.columns:
                self._no_names(rule.columns["id"], names | own, (*rule.at, "id"))

    def _no_names(self, pattern: Pattern, names: set[str], at: At) -> None:
        """Report an id that is made of a column of names."""
        if held := names.intersection(pattern.labels):
            self._reporter.add("map_name_in_id", at, value=", ".join(sorted(held)))
