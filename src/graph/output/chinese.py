"""The import format in Chinese, for writing: sheets, headers and the values of closed lists. Data.

Rules:
- One word a thing: what is written here is read back by the import (issue 5 fixes the words).
- Kinds are an open list: a known kind has its word, any other is written as it is stored.
"""

from graph.model.facts import Column, Form, Table
from graph.model.words import ANSWERED_WORDS, LEVEL_WORDS, TENURE_WORDS, TIER_WORDS

SHEETS = {
    "areas": "区域",
    "units": "单位",
    "organizations": "组织",
    "posts": "岗位",
    "people": "人员",
    "tenures": "任职",
    "matters": "事项",
    "requirements": "责任要求",
    "assignments": "责任分工",
}

HEADERS = {
    "id": "编码",
    "name": "名称",
    "level": "层级",
    "parent": "上级",
    "kind": "类型",
    "area": "所在区域",
    "organization": "组织",
    "phone": "电话",
    "email": "邮箱",
    "reports_to": "上级岗位",
    "post": "岗位",
    "person": "人员",
    "tier": "责任层级",
    "matter": "事项",
    "place": "地点",
    "place_kinds": "适用地点",
    "unit_kinds": "适用单位",
    "minimum": "最少人数",
    "maximum": "最多人数",
    "answered_at": "落实位置",
    "post_kinds": "岗位类型",
    "scheme": "责任制",
    "ground": "依据",
    "citation": "依据",
    "since": "起始日期",
    "until": "失效日期",
    "longitude": "经度",
    "latitude": "纬度",
}

OWN_HEADERS = {("people", "name"): "姓名", ("requirements", "area"): "适用区域"}
"""Where a table calls a column by another word than the rest."""

KINDS = {"nine_small_venue": "九小场所"}
"""Kinds of an open list that have a word of their own."""

_LEVELS = {word.code: word.chinese for word in LEVEL_WORDS}
_WORDS = {
    "level": _LEVELS,
    "tier": {word.code: word.chinese for word in TIER_WORDS},
    "kind": {word.code: word.chinese for word in TENURE_WORDS},
    "answered_at": {word.code: word.chinese for word in ANSWERED_WORDS},
}


def header(table: Table, column: Column) -> str:
    """Return what a column is called."""
    return OWN_HEADERS.get((table.name, column.header)) or HEADERS[column.header]


def word(column: Column, value: str) -> str:
    """Return the word for one value of a column; what has none is returned as it is."""
    if column.form is Form.WORD:
        return _WORDS[column.header].get(value, value)
    if column.field == "place_kinds" and value in _LEVELS:
        return _LEVELS[value]
    if column.form is Form.LIST or column.field == "kind":
        return KINDS.get(value, value)
    return value
