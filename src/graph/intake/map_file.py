"""A mapping file to what it says: TOML, read and judged as a whole before anything is imported by it.

Rules:
- All faults are told at once, each with its line and key. A mapping with a fault reads no source.
- Constants are judged here, once, and not again in each row; days become ``YYYY-MM-DD``.
- All rules for one table fill the same columns: an absent column would leave what is stored, an empty one clear it.
- Ids of people hold no column of names: a name can be erased by law, an id cannot.
"""

import hashlib
import stat
import tomllib
from pathlib import Path, PurePath
from typing import Any

from graph.changes.claims import Settled
from graph.intake.cells import CellFault, extra_reader, keys, reader, suggested
from graph.intake.day_forms import ISO, DayForm, day_of, parse_form
from graph.intake.encodings import named as encoding_named
from graph.intake.files import add_unreadable, plain
from graph.intake.map_keys import Node, Reporter, lines_of
from graph.intake.mapping import DIFFERS, EVERY_ROW, VACANT, Cell, LedgerMap, People, Role, Rule, Source
from graph.intake.named import bare_name
from graph.intake.patterns import NUMBER, ORGANIZATION, POST, Label, Pattern, bare
from graph.model.chinese import header_names
from graph.model.facts import TABLES, Table
from graph.model.faults import Faults
from graph.model.times import parse_day

MOST_BYTES = 1 << 20

MAP_KEYS = ("as_of", "dates", "people", "source")
PEOPLE_KEYS = ("new", "id", "named")
NAMED_KEYS = ("name", "organization", "post", "person", "new")
SOURCE_KEYS = ("file", "sheet", "encoding", "header", "fill_down", "ignore", "where", "unless", "roles")
ROLE_KEYS = (
    *("column", "post", "assignments", "kind", "marks", "separators", "vacant", "since", "since_differs"),
    *("where", "unless"),
)
MOST_HEADER_ROW = 100


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
        self._dates: tuple[DayForm, ...] = ()

    def read(self, values: dict[str, Any], digest: str) -> LedgerMap:
        top = Node(values, (), self._reporter)
        self._dates = self._forms(top)
        as_of = top.pattern("as_of")
        people = self._people(top.table("people"))
        sources = tuple(self._source(node) for node in top.tables("source"))
        top.end(MAP_KEYS)
        found = LedgerMap(
            self._reporter.file,
            digest,
            self._day(as_of, top, "as_of"),
            self._dates,
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

    def _source(self, node: Node) -> Source:
        file = node.text("file")
        if file and (PurePath(file).is_absolute() or ".." in PurePath(file).parts or "\0" in file):
            node.report("map_bad_file", "file", value=file)
        encoding = node.text("encoding")
        if encoding and encoding_named(encoding) is None:
            node.report("map_bad_encoding", "encoding", value=encoding)
        source = Source(
            file=file,
            sheet=node.text("sheet"),
            encoding=encoding_named(encoding) if encoding else None,
            header=self._header(node),
            fill_down=node.labels("fill_down"),
            ignore=node.labels("ignore"),
            filter=node.filter(),
            rules=tuple(self._rule(one, table) for table in TABLES.values() for one in node.tables(table.name)),
            roles=tuple(self._role(one) for one in node.tables("roles")),
            at=node.at,
        )
        node.end((*SOURCE_KEYS, *TABLES))
        if not (source.rules or source.roles):
            node.report("map_makes_nothing")
        return source

    @staticmethod
    def _header(node: Node) -> tuple[int, ...]:
        value = node.take("header")
        rows = (1,) if value is None else tuple(value) if isinstance(value, list) else (value,)
        sound = all(type(one) is int and 1 <= one <= MOST_HEADER_ROW for one in rows)
        if not rows or not sound or list(rows) != list(range(rows[0], rows[0] + len(rows))):
            node.report("map_wrong_type", "header", expected="1, [2, 3]")
            return (1,)
        return rows

    def _rule(self, node: Node, table: Table, *, implied: dict[str, Pattern] | None = None) -> Rule:
        """Read a rule; ``implied`` are the columns of an assignment that its role gives."""
        specials = () if implied is None else (POST, ORGANIZATION)
        filtered = node.filter()
        known = header_names(table.name)
        columns: dict[str, Pattern] = dict(implied or {})
        for key in node.left():
            header = known.get(key)
            if header is None:
                node.take(key)
                node.report("map_unknown_key", key, key=key, nearest=suggested(key, _spoken(key, known)))
                continue
            pattern = node.pattern(key, specials=specials)
            if header in columns:
                node.report("map_key_twice", key, key=header)
            elif pattern is not None:
                columns[header] = self._constant(pattern, node, key, header, table)
        for header in keys(table):
            if header not in columns and not any(known.get(key) == header for key in known if key in node):
                node.report("map_missing_key", key=header)
        return Rule(table, columns, filtered, node.at)

    def _constant(self, pattern: Pattern, node: Node, key: str, header: str, table: Table) -> Pattern:
        """Judge a constant as a cell would be; return it with its day written as the format wants it."""
        if pattern.constant is None:
            return pattern
        if header in ("since", "until", "last_day", "was_since"):
            day = self._day(pattern, node, key)
            if day is None:
                return pattern
            pattern = day
        column = next((one for one in table.columns if one.header == header), None)
        try:
            if column is not None:
                value = reader(column, table, {}, set())(pattern.constant or "")
                if column.needed and not value:
                    raise CellFault("needed_value")
            elif header in ("last_day", "was_since", "withdrawn"):
                extra_reader(header)(pattern.constant or "")
        except CellFault as fault:
            node.report(fault.code, key, **fault.about)
        return pattern

    def _day(self, pattern: Pattern | None, node: Node, key: str) -> Pattern | None:
        """Return a constant day as ``YYYY-MM-DD``; a pattern of cells as it is."""
        text = pattern.constant if pattern else None
        if not text:
            return pattern
        try:
            return Pattern((parse_day(text),))
        except ValueError:
            pass
        try:
            return Pattern((day_of(text, self._dates) or "",))
        except CellFault as fault:
            node.report(fault.code, key, **fault.about)
        return None

    def _role(self, node: Node) -> Role:
        column = bare(node.text("column", needed=True) or "")
        inner = node.table("post")
        if inner is None and "post" not in node:
            node.report("map_missing_key", key="post")
        post = self._rule(inner, TABLES["posts"]) if inner else Rule(TABLES["posts"], {}, EVERY_ROW, node.at)
        if inner and "name" not in inner and "名称" not in inner:
            inner.report("map_missing_key", key="name")
        implied = {"post": Pattern((Label(POST),))}
        assignments = tuple(
            self._rule(one, TABLES["assignments"], implied=implied) for one in node.tables("assignments")
        )
        role = Role(
            column=column,
            post=post,
            assignments=assignments,
            cell=self._cell(node),
            since=self._day(node.pattern("since"), node, "since"),
            differs=node.word("since_differs", DIFFERS),
            filter=node.filter(),
            at=node.at,
        )
        node.end(ROLE_KEYS)
        return role

    def _cell(self, node: Node) -> Cell:
        marks: dict[str, str] = {}
        inner = node.table("marks")
        for mark in inner.left() if inner else ():
            assert inner is not None  # its keys are read
            text = inner.text(mark)
            marks[mark.strip()] = self._kind(text, inner, mark) if text else ""
        kind = node.text("kind")
        return Cell(
            kind=self._kind(kind, node, "kind") if kind else "substantive",
            marks=marks,
            separators=node.texts("separators"),
            vacant=node.texts("vacant") if "vacant" in node else VACANT,
        )

    @staticmethod
    def _kind(text: str, node: Node, key: str) -> str:
        try:
            return str(reader(TABLES["tenures"].column("kind"), TABLES["tenures"], {}, set())(text))
        except CellFault as fault:
            node.report(fault.code, key, **fault.about)
            return text

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
        if found.people.id and (held := names.intersection(found.people.id.labels)):
            self._reporter.add("map_name_in_id", ("people", "id"), value=", ".join(sorted(held)))


def _spoken(key: str, known: dict[str, str]) -> tuple[str, ...]:
    """Return the known names in the language of a key."""
    return tuple(name for name in known if name.isascii() == key.isascii())
