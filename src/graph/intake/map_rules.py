"""The sources of a mapping file: rules and roles, each pattern and constant judged where it stands. Pure.

Rules:
- Constants are judged here, once, and not again in each row; days become ``YYYY-MM-DD``.
- A column may bear its English or its Chinese name, as in a file of the import format.
"""

from pathlib import PurePath

from graph.intake.cells import CellFault, extra_reader, keys, reader, suggested
from graph.intake.day_forms import DayForm, day_of
from graph.intake.encodings import named as encoding_named
from graph.intake.map_keys import Node
from graph.intake.mapping import DIFFERS, EVERY_ROW, VACANT, Cell, Role, Rule, Source
from graph.intake.patterns import ORGANIZATION, POST, Label, Pattern, bare
from graph.model.chinese import header_names
from graph.model.facts import TABLES, Table
from graph.model.times import parse_day

SOURCE_KEYS = ("file", "sheet", "encoding", "header", "fill_down", "ignore", "where", "unless", "roles")
ROLE_KEYS = (
    *("column", "post", "assignments", "kind", "marks", "separators", "vacant", "since", "since_differs"),
    *("where", "unless"),
)
MOST_HEADER_ROW = 100


class SourceReader:
    """Reads the sources of one mapping, whose forms of dates are known."""

    def __init__(self, dates: tuple[DayForm, ...]) -> None:
        self._dates = dates

    def source(self, node: Node) -> Source:
        """Read one source."""
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
            day = self.day(pattern, node, key)
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

    def day(self, pattern: Pattern | None, node: Node, key: str) -> Pattern | None:
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
        implied = {"post": Pattern((Label(POST),))}
        assignments = tuple(
            self._rule(one, TABLES["assignments"], implied=implied) for one in node.tables("assignments")
        )
        role = Role(
            column=column,
            post=post,
            assignments=assignments,
            cell=self._cell(node),
            since=self.day(node.pattern("since"), node, "since"),
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


def _spoken(key: str, known: dict[str, str]) -> tuple[str, ...]:
    """Return the known names in the language of a key."""
    return tuple(name for name in known if name.isascii() == key.isascii())
