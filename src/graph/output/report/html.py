"""A report as one page that needs nothing else: what it speaks of, a summary, a heat table, and every row.

Rules:
- Everything from data is escaped, and what cannot be printed is shown as an escape. No script, no outside address.
- Rows are written as they come. What a row has beside its columns stands in the cell that it belongs to.
"""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from html import escape
from tempfile import TemporaryFile

from graph.meaning.names import Named
from graph.model.words import GAP_KINDS, spoken
from graph.output.messages import say
from graph.output.report.about import lines, title
from graph.output.report.flat import SHORT, detail, heading, name, word
from graph.output.report.html_style import SIGNS, STEPS, STYLE
from graph.output.report.sheets import Cell, Column, Detail, Form, Report, Sheet
from graph.output.report.text import percent
from graph.output.tables import shown

CHUNK = 1 << 16
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
CLASSES = {
    Form.COUNT: "n",
    Form.SHARE: "n",
    Form.DAY: "d",
    Form.WORD: "k",
    Form.PLACE: "p",
    Form.NAMED: "p",
    Form.DETAIL: "p",
}


def html_parts(report: Report, lang: str) -> Iterator[bytes]:
    """Yield the page's bytes, a row of a table at a time."""
    for text in _page(report, lang):
        yield text.encode()


def text(words: str | None) -> str:
    """Return text of data as it may stand in a page."""
    return escape(shown(words or ""))


def _page(report: Report, lang: str) -> Iterator[str]:
    name_of = text(title(report.about, lang))
    language = "zh-CN" if lang == "zh" else "en"
    yield f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
    yield f"<title>{name_of}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{name_of}</h1>\n<dl>\n"
    for words, value in lines(report.about, lang):
        yield f"<dt>{text(words)}</dt><dd>{text(value)}</dd>\n"
    yield "</dl>\n"
    yield from _sheets(list(report.sheets()), lang)
    yield f'<p class="note">{text(_legend(lang))}</p>\n</body>\n</html>\n'


def _sheets(sheets: Sequence[Sheet], lang: str) -> Iterator[str]:
    """Yield the tables; one that is counted over the others is written after them, and stands before them."""
    late = [sheet for sheet in sheets if sheet.late]
    with TemporaryFile("w+", encoding="utf-8", newline="") if late else nullcontext() as kept:
        for sheet in sheets:
            if kept is None:
                yield from _sheet(sheet, lang)
            elif not sheet.late:
                kept.writelines(_sheet(sheet, lang))
        for sheet in late:
            yield from _sheet(sheet, lang)
        if kept is not None:
            kept.seek(0)
            yield from iter(lambda: kept.read(CHUNK), "")


def _legend(lang: str) -> str:
    return "   ".join(f"{SIGNS[kind]} {spoken(kind, lang)}" for kind in GAP_KINDS)


def _sheet(sheet: Sheet, lang: str) -> Iterator[str]:
    columns = [column for column in sheet.columns if _shown(column)]
    places = [place for place, column in enumerate(sheet.columns) if _shown(column)]
    yield f'<h2>{text(say(lang, sheet.title))}</h2>\n<div class="wide"><table>\n<thead><tr>'
    for column in columns:
        if not column.joins:
            words = say(lang, column.heads) if column.heads else heading(column, lang)
            yield f"<th{_class(column)}>{text(words)}</th>"
    yield "</tr></thead>\n<tbody>\n"
    count = 0
    for count, row in enumerate(sheet.rows, 1):  # noqa: B007 - how many there were is said below
        yield f"<tr>{_row(columns, [row[place] for place in places], lang)}</tr>\n"
    yield "</tbody></table></div>\n"
    if not count:
        yield f'<p class="empty">{text(say(lang, sheet.empty))}</p>\n'
    elif sheet.main:
        yield f'<p class="note">{text(say(lang, "row_count", count=count))}</p>\n'


def _shown(column: Column) -> bool:
    return not column.detail or column.form is Form.SHARE


def _class(column: Column) -> str:
    own = {"gap": "k", "code": "k", "severity": "k", "finding": "t"}
    found = "k" if column.heads else own.get(column.code) or CLASSES.get(column.form, "")
    return f' class="{found}"' if found else ""


def _row(columns: Sequence[Column], row: Sequence[Cell], lang: str) -> str:
    """Return the cells of one line, each with what joins it."""
    cells: list[str] = []
    for column, cell in zip(columns, row, strict=True):
        said = "" if column.labelled and column.quiet(cell) else _cell(column, cell, lang)
        if column.labelled and said:
            said = f"{_label(column, lang)} {said}"
        if column.joins:
            cells[-1] = cells[-1].removesuffix("</td>") + (f"<div>{said}</div></td>" if said else "</td>")
        else:
            cells.append(f"<td{_step(column, cell) or (_class(column) if said else '')}>{said}</td>")
    return "".join(cells)


def _label(column: Column, lang: str) -> str:
    sign = f"{SIGNS[column.code]} " if column.code in SIGNS else ""
    return f"<small>{sign}{text(say(lang, SHORT[column.tier]) if column.tier else heading(column, lang))}</small>"


def _step(column: Column, cell: Cell) -> str:
    if column.form is not Form.SHARE or not isinstance(cell, float):
        return ""
    return f' class="n s{sum(cell >= step for step in STEPS)}"'


def _cell(column: Column, cell: Cell, lang: str) -> str:
    if column.form is Form.SHARE:
        return text(percent(cell if isinstance(cell, float) else None, lang))
    if cell is None:
        return ""
    if isinstance(cell, Detail):
        return text(detail(cell, lang))
    if isinstance(cell, tuple):
        return ("、" if lang == "zh" else "; ").join(_named(one, lang) for one in cell)
    if isinstance(cell, Named):
        within = f"<div><small>{text(cell.within)}</small></div>" if cell.within and column.form is Form.PLACE else ""
        return _named(cell, lang) + within
    if column.form is Form.WORD and cell in SIGNS:
        return f"<b>{SIGNS[str(cell)]} {text(word(str(cell), lang))}</b>"
    return text(word(str(cell), lang) if column.form in (Form.WORD, Form.DAY) else str(cell))


def _named(one: Named, lang: str) -> str:
    id = f" <small>{text(one.id)}</small>" if one.name else ""
    return text(name(one, lang)) + id
