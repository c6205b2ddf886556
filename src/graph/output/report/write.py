"""Write a report in a format: to a stream, or to a file that is put in its place in one step.

Rules:
- A file that exists stays as it is unless it may be replaced; it stays whole when the disk is full.
- A CSV file has a JSON file beside it, of the same name with ``.json`` at its end: what it speaks of. Both are written
  before either is put in its place. Where another format replaces the CSV file, that JSON file goes too: it would speak
  of an answer that is gone. One that this program did not write stays.
"""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from graph.model.errors import OutputRefused
from graph.output.files import refusing, write_bytes_aside
from graph.output.json import dumps
from graph.output.report.about import closing, is_about, opening
from graph.output.report.sheets import Report

FORMATS = ("table", "json", "ndjson", "csv", "xlsx", "html")
ENDINGS = {".json": "json", ".ndjson": "ndjson", ".csv": "csv", ".xlsx": "xlsx", ".html": "html", ".txt": "table"}


def format_of(path: str | Path) -> str | None:
    """Return the format that a file's name stands for."""
    return ENDINGS.get(Path(path).suffix.lower())


def beside(path: str | Path) -> Path:
    """Return the file that says what a CSV file speaks of."""
    return Path(f"{path}.json")


def check_free(path: str | Path, form: str, *, force: bool) -> None:
    """Raise OutputRefused where a file would be in the way."""
    for file in (Path(path), *([beside(path)] if form == "csv" else [])):
        with refusing(file):
            if os.path.lexists(file) and (file.is_dir() or (file.is_file() and not force) or not file.exists()):
                raise OutputRefused("output_exists", path=str(file))


def parts(report: Report, form: str, lang: str, *, width: int | None = None) -> Iterator[bytes]:
    """Yield a report's bytes, of any format but a workbook."""
    if form == "json":
        from graph.output.report.json import json_parts

        return json_parts(report)
    if form == "ndjson":
        from graph.output.report.json import ndjson_parts

        return ndjson_parts(report)
    if form == "csv":
        from graph.output.report.csv import csv_parts

        return csv_parts(report.sheets(), lang)
    if form == "html":
        from graph.output.report.html import html_parts

        return html_parts(report, lang)
    from graph.output.report.text import text_parts
    from graph.output.tables import PIPE_WIDTH

    return (f"{text}\n".encode() for text in text_parts(report, lang, width=width or PIPE_WIDTH))


def write_file(report: Report, path: str | Path, form: str, lang: str, *, force: bool = False) -> None:
    """Write a report into a file; raise OutputRefused where that cannot be."""
    check_free(path, form, force=force)
    replacing = Path(path).is_file()
    write_bytes_aside(path, partial(_fill, report, Path(path), form, lang))
    if replacing and form != "csv":
        _remove_stale(beside(path))


def _fill(report: Report, path: Path, form: str, lang: str, out: BinaryIO) -> None:
    if form == "xlsx":
        from graph.output.report.xlsx import write_xlsx

        write_xlsx(report, out, lang, path.parent if path.is_file() or not path.exists() else Path())
        return
    count = _written(parts(report, form, lang), out)
    if form == "csv" and (path.is_file() or not path.exists()):
        said = dumps(opening(report) | closing(report, count - 2)) + b"\n"
        out.flush()
        os.fsync(out.fileno())  # a full disk shows here, before the file beside it is replaced
        write_bytes_aside(beside(path), lambda about: about.writelines([said]))


def _remove_stale(about: Path) -> None:
    """Remove what an earlier CSV file in this place spoke of."""
    if about.is_file() and is_about(about.read_bytes()):
        with refusing(about):
            about.unlink()


def _written(some: Iterable[bytes], out: BinaryIO) -> int:
    count = 0
    for part in some:
        out.write(part)
        count += 1
    return count
