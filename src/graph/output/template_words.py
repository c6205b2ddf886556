"""What the template says of each column, in English and Chinese.

Rules:
- A note says what the column holds, whether it is needed, and what an empty cell means: the words of
  docs/import-format.md, made from the description of the column.
"""

from graph.model.chinese import TABLE_NAMES
from graph.model.facts import Column, Form
from graph.model.words import ANSWERED_WORDS, VALUE_WORDS

_HOLDS: dict[Form, tuple[str, str]] = {
    Form.ID: ("An id of at most 200 characters, one for each row.", "编码，最多 200 个字符，每行一个。"),
    Form.REFERENCE: ("The id of a row of: {tables}.", "填写以下表中的编码：{tables}。"),
    Form.NAME: ("A name.", "名称。"),
    Form.TEXT: ("Text.", "文本。"),
    Form.WORD: ("One word of the list.", "从列表中选择一个词。"),
    Form.LIST: ("One or several words, separated by ;", "一个或多个词，用；分隔。"),
    Form.DAY: ("A date: YYYY-MM-DD.", "日期：YYYY-MM-DD。"),
    Form.INSTANT: (
        "A date and time with an offset, such as 2026-03-14T01:00:00.000000Z.",
        "带时区的日期和时间，例如 2026-03-14T01:00:00.000000Z。",
    ),
    Form.COUNT: ("A whole number.", "整数。"),
    Form.DEGREES: ("Degrees (WGS 84), such as 121.4737.", "度（WGS 84），例如 121.4737。"),
}
_MORE: dict[str, tuple[str, str]] = {
    "since": ("The first day in force; empty: as long as known.", "生效首日；留空表示有记录以来。"),
    "until": ("The first day no longer in force; empty: open.", "失效首日（当日已不再有效）；留空表示长期。"),
    "phone": ("Of the post, never a private one.", "岗位电话，不得填写私人电话。"),
    "email": ("Of the post, never a private one.", "岗位邮箱，不得填写私人邮箱。"),
    "person": ("Someone who holds or held a post; never a resident.", "任职人员，不得填写居民。"),
    "reports_to": ("The post above this one.", "直接上级岗位。"),
}
_NEEDED = ("Needed.", "必填。")
_DEFAULT = ("Empty means {default}.", "留空表示 {default}。")
_CLOSED = VALUE_WORDS | {word.code: word for word in ANSWERED_WORDS}


def note(column: Column, lang: str) -> str:
    """Return the note on one column."""
    chinese = int(lang == "zh")
    tables = [TABLE_NAMES[name] if chinese else name for name in column.refers]
    said = [_HOLDS[column.form][chinese].format(tables="、".join(tables) if chinese else ", ".join(tables))]
    if column.header in _MORE:
        said.append(_MORE[column.header][chinese])
    if column.needed:
        said.append(_NEEDED[chinese])
    elif isinstance(column.default, str | int):
        word = _CLOSED.get(str(column.default))
        default = word.chinese if word and chinese else str(column.default)
        said.append(_DEFAULT[chinese].format(default=default))
    return "\n".join(said)
