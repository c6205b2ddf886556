"""Words for people of every fault that files can have, in English and Chinese.

Rules:
- A message says what is wrong and what would be right. ``{placeholders}`` are filled from ``Fault.about``, and
  ``{column}`` from the fault itself.
- Values of cells are shortened to 60 characters, and marks that cannot be seen are written as escapes: nothing that a
  file holds can move the cursor of a terminal, or break a line.
- A code without words, or a placeholder without a value, still gives a line.
"""

from graph.model.chinese import chinese_header, known_headers
from graph.model.facts import TABLES
from graph.model.faults import Fault
from graph.output.fault_table import FAULT_WORDS as FILE_FAULT_WORDS
from graph.output.map_fault_table import MAP_FAULT_WORDS
from graph.output.note_table import NOTE_WORDS

__all__ = ["FAULT_WORDS", "NOTE_WORDS", "message", "spoken", "visible"]

FAULT_WORDS = FILE_FAULT_WORDS | MAP_FAULT_WORDS

SHOWN = 60
WHOLE = ("path", "nearest", "known", "kinds", "there", "forms", "people", "reason")
"""What is shown at greater length: lists that a reader needs to the end."""

_KINDS = {
    "csv": ("CSV", "CSV"),
    "html": ("HTML", "HTML"),
    "directory": ("a folder", "文件夹"),
    "pipe": ("a pipe", "管道"),
    "socket": ("a socket", "套接字"),
    "device": ("a device", "设备"),
}
_OPEN = {
    "since": ("as long as known", "有记录以来"),
    "stored": ("as long as known", "有记录以来"),
    "until": ("open", "长期"),
}


def spoken(fault: Fault, lang: str) -> str:
    """Return one fault as one line for people: where it is, what is wrong, and what would be right."""
    return (_place_chinese(fault) + "：" if lang == "zh" else _place(fault) + ": ") + message(fault, lang)


def message(fault: Fault, lang: str) -> str:
    """Return what is wrong, and what would be right."""
    chinese = int(lang == "zh")
    words = FAULT_WORDS.get(fault.code) or NOTE_WORDS.get(fault.code)
    about = {key: _filled(fault.code, key, value, chinese) for key, value in fault.about.items()}
    if words is None:
        return " ".join([fault.code, *(f"{key}={value}" for key, value in about.items())])
    return words[chinese].format_map(_Filling({"column": visible(fault.column or "?")} | about))


def visible(text: str, most: int = SHOWN) -> str:
    """Return text on one line, shortened, with marks that cannot be seen written as escapes."""
    short = text if len(text) <= most else text[: most - 1] + "…"
    if short.isprintable():
        return short
    return "".join(mark if mark.isprintable() or mark == "\u3000" else _escape(mark) for mark in short)


def _escape(mark: str) -> str:
    if "\udc00" <= mark <= "\udcff":  # a byte that is no text
        return f"\\x{ord(mark) - 0xDC00:02x}"
    return mark.encode("unicode_escape").decode("ascii")


def _filled(code: str, key: str, value: str, chinese: int) -> str:
    if code in ("not_a_file", "text_as_workbook") and value in _KINDS:
        return _KINDS[value][chinese]
    if not value and key in _OPEN:
        return _OPEN[key][chinese]
    return visible(value, 600 if key in WHOLE else SHOWN)


class _Filling(dict[str, str]):
    """What fills a message; a value that is missing is shown as a question mark, never an error."""

    def __missing__(self, key: str) -> str:
        return "?"


def _place(fault: Fault) -> str:
    parts = [visible(fault.book, 600)]
    if fault.sheet:
        parts.append(f"sheet {visible(fault.sheet)}")
    if fault.row is not None:
        parts.append(f"row {fault.row}")
    if fault.column is not None:
        parts.append(f"column {visible(fault.column)}")
    return ", ".join(parts)


def _place_chinese(fault: Fault) -> str:
    parts = [visible(fault.book, 600)]
    if fault.sheet:
        parts.append(f"工作表 {visible(fault.sheet)}")
    if fault.row is not None:
        parts.append(f"第 {fault.row} 行")
    if fault.column is not None:
        parts.append(_column_chinese(fault))
    return " ".join(parts)


def _column_chinese(fault: Fault) -> str:
    """Return a column as it stands in the file, with its Chinese word beside where the file says it in English."""
    column = visible(str(fault.column))
    table = TABLES.get((fault.sheet or fault.book).removesuffix(".csv"))
    word = chinese_header(table.name, column) if table and column in known_headers(table) else column
    return f"{column} 列" if word == column else f"{column}（{word}）列"
