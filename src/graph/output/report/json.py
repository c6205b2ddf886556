"""A report as JSON and as NDJSON, written as it is found.

Rules:
- JSON: the very bytes of ``dumps`` of the whole answer.
- NDJSON: first what it speaks of, then a line for each row, which names its list; last ``complete`` and how many rows
  there were, so that a stream that was cut shows it.
"""

from collections.abc import Iterator
from itertools import chain

from graph.output.json import dumps, streamed
from graph.output.report.about import closing, opening
from graph.output.report.sheets import Report


def json_parts(report: Report) -> Iterator[bytes]:
    """Yield the bytes of the whole answer and a line feed."""
    yield from streamed(report.answer, {**report.rows, **report.within})
    yield b"\n"


def ndjson_parts(report: Report) -> Iterator[bytes]:
    """Yield the lines, each with its line feed."""
    yield dumps(opening(report)) + b"\n"
    count = 0
    for name, rows in chain(report.rows.items(), report.within.items()):
        for row in rows:
            count += 1
            yield (
                b'{"list":'
                + dumps(name)
                + (b"," + dumps(row)[1:] if _is_object(row) else b',"id":' + dumps(row) + b"}")
                + b"\n"
            )
    yield dumps(closing(report, count)) + b"\n"


def _is_object(row: object) -> bool:
    return not isinstance(row, str)
