"""Chinese names of files, sheets and columns, and Chinese words in cells, beside the English ones: data. Pure.

Rules:
- The list is fixed: none is renamed or taken away. English and Chinese may stand side by side in one file.
- A word of a closed list or of the table of known kinds (``graph.model.kinds``) becomes its code at intake, so the
  register holds codes only. A kind that is in no table stays as typed.
- A kind after ``LITERAL`` is no word to be translated: so an export writes a kind that is stored as a Chinese word, and
  an import keeps it as it was.
- ``was_since`` and ``withdrawn`` have no Chinese name.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from graph.model.facts import TABLES, Column, Form, Table
from graph.model.kinds import POST_KINDS, UNIT_KINDS
from graph.model.words import ANSWERED_WORDS, LEVEL_WORDS, TENURE_WORDS, TIER_WORDS, Word

LITERAL = "\\"
"""Before a kind in a cell: keep what follows as it stands."""

TABLE_NAMES: dict[str, str] = {
    "areas": "区域",
    "units": "单位",
    "organizations": "组织",
    "posts": "岗位",
    "people": "人员",
    "tenures": "任职",
    "matters": "事项",
    "requirements": "责任要求",
    "assignments": "责任分工",
    "printings": "公示牌印制",
}

HEADERS: dict[str, str] = {
    "编码": "id",
    "名称": "name",
    "层级": "level",
    "上级": "parent",
    "类型": "kind",
    "所在区域": "area",
    "组织": "organization",
    "电话": "phone",
    "邮箱": "email",
    "上级岗位": "reports_to",
    "岗位": "post",
    "人员": "person",
    "责任层级": "tier",
    "事项": "matter",
    "地点": "place",
    "适用地点": "place_kinds",
    "适用单位": "unit_kinds",
    "最少人数": "minimum",
    "最多人数": "maximum",
    "落实位置": "answered_at",
    "岗位类型": "post_kinds",
    "责任制": "scheme",
    "起始日期": "since",
    "终止日期": "last_day",
    "失效日期": "until",
    "内容日期": "day",
    "知悉时点": "known_at",
    "内容摘要": "content",
    "纸张": "paper",
    "经度": "longitude",
    "纬度": "latitude",
}

_OF_TABLE: dict[str, dict[str, str]] = {
    "people": {"姓名": "name"},
    "requirements": {"适用区域": "area", "依据": "citation"},
    "assignments": {"依据": "ground"},
}
_NOT_OF_TABLE = {"requirements": ("所在区域",)}


def _codes(words: Iterable[Word]) -> dict[str, str]:
    return {word.chinese: word.code for word in words}


LEVELS = _codes(LEVEL_WORDS)
_CLOSED = {**LEVELS, **_codes(TIER_WORDS), **_codes(TENURE_WORDS), "主持工作": "acting", **_codes(ANSWERED_WORDS)}
_UNITS, _POSTS = _codes(UNIT_KINDS), _codes(POST_KINDS)
KNOWN_KINDS = frozenset([*_UNITS.values(), *_POSTS.values(), *LEVELS.values()])


def known_headers(table: Table) -> tuple[str, ...]:
    """Return every English header that a table's file may have."""
    extra = () if table.name == "people" else ("was_since", "withdrawn")
    return (*table.headers, "last_day", *extra)


@cache
def header_names(table_name: str) -> dict[str, str]:
    """Return every name that a column of a table may bear, English ones first, each with the header that it means."""
    known = known_headers(TABLES[table_name])
    own = _OF_TABLE.get(table_name, {})
    shared = {
        name: header
        for name, header in HEADERS.items()
        if header in known and name not in _NOT_OF_TABLE.get(table_name, ())
    }
    return {**{header: header for header in known}, **shared, **own}


def chinese_header(table_name: str, header: str) -> str:
    """Return the Chinese name of a header (of people's name: 姓名); the header itself where it has none."""
    names = [name for name, meant in header_names(table_name).items() if meant == header]
    return names[-1]


def words_of(column: Column, table: Table) -> Mapping[str, str]:
    """Return the Chinese words that a column's cells may hold, each with its code."""
    if column.form is Form.WORD:
        return {word: code for word, code in _CLOSED.items() if code in column.words}
    if column.field == "post_kinds" or (table.name == "posts" and column.field == "kind"):
        return _POSTS
    if column.field == "place_kinds":
        return {**LEVELS, **_UNITS}
    return _UNITS if column.field in ("kinds", "unit_kinds") else {}


@cache
def _spoken(column: Column, table_name: str) -> dict[str, str]:
    """Return the Chinese word of each code that a column's cells may hold; the first where several words mean it."""
    found: dict[str, str] = {}
    for word, code in words_of(column, TABLES[table_name]).items():
        found.setdefault(code, word)
    return found


def chinese_word(column: Column, table_name: str, value: str) -> str:
    """Return the Chinese word for one value of a column; what has none is returned as it is."""
    return _spoken(column, table_name).get(value, value)


def written_word(column: Column, table_name: str, value: str, lang: str) -> str:
    """Return the text of a cell that is read back as a value: one that a reader would take for another is marked."""
    if value.startswith(LITERAL) or value in _taken(column, table_name):
        return LITERAL + value if _is_open(column, table_name) else value
    return chinese_word(column, table_name, value) if lang == "zh" else value


@cache
def _taken(column: Column, table_name: str) -> frozenset[str]:
    """Return the words that a cell of a column cannot hold for themselves: translated, or refused as a level's name."""
    return frozenset([*words_of(column, TABLES[table_name]), *LEVELS])


@cache
def _is_open(column: Column, table_name: str) -> bool:
    """Tell whether a column holds kinds, of which known ones are translated."""
    return column.form is not Form.WORD and bool(words_of(column, TABLES[table_name]))
