"""An empty workbook in the import format: one sheet for each table, made from the description of its columns.

Rules:
- Importing it as it is changes nothing.
- Ids, references and names are formatted as text, so that a spreadsheet leaves 001 and 1-2 as they were typed; days are
  formatted as days.
- Words of closed lists are chosen from a list, in the language of the template; the import reads either language.
"""

from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from graph.model.chinese import TABLE_NAMES, chinese_header
from graph.model.facts import TABLES, Column, Form, Table
from graph.model.words import ANSWERED_WORDS, VALUE_WORDS
from graph.output.template_words import note

LAST_ROW = 1_048_575
_WIDTHS = {
    Form.NAME: 24,
    Form.TEXT: 20,
    Form.LIST: 24,
    Form.DAY: 13,
    Form.INSTANT: 29,
    Form.COUNT: 10,
    Form.DEGREES: 13,
}


def write_template(out: BinaryIO, lang: str) -> None:
    """Write the template."""
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = {
            "needed": book.add_format({"bold": True, "bg_color": "#FFE699", "border": 1}),
            "header": book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1}),
            "text": book.add_format({"num_format": "@"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "plain": book.add_format(),
        }
        for table in TABLES.values():
            sheet = book.add_worksheet(TABLE_NAMES[table.name] if lang == "zh" else table.name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                _write_column(sheet, place, column, table, formats, lang)


def _write_column(
    sheet: Worksheet, place: int, column: Column, table: Table, formats: dict[str, Format], lang: str
) -> None:
    name = chinese_header(table.name, column.header) if lang == "zh" else column.header
    match column.form:
        case Form.DAY:
            cells = formats["day"]
        case Form.COUNT | Form.DEGREES:
            cells = formats["plain"]
        case _:
            cells = formats["text"]
    sheet.set_column(place, place, _WIDTHS.get(column.form, 16), cells)
    sheet.write_string(0, place, name, formats["needed" if column.needed else "header"])
    sheet.write_comment(0, place, note(column, lang), {"x_scale": 2, "y_scale": 1.2})
    if column.words:
        words = [_word(code, lang) for code in column.words]
        sheet.data_validation(1, place, LAST_ROW, place, {"validate": "list", "source": words})


def _word(code: str, lang: str) -> str:
    """Return a word of a closed list as a cell may hold it."""
    known = VALUE_WORDS | {word.code: word for word in ANSWERED_WORDS}
    return known[code].chinese if lang == "zh" else code
