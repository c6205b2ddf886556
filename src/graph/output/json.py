"""The one JSON serializer: command line, HTTP and exports give the same bytes.

Rules:
- Keys stand in the order of the answer's fields; UTF-8, no blanks; null stays, nothing is left out.
- A streamed answer has the bytes of the whole one; where its rows fail, what came before is no JSON.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import partial
from typing import Any

import orjson


def dumps(answer: Any) -> bytes:
    """Return an answer's JSON bytes, without a line feed at the end."""
    return orjson.dumps(answer, default=_listed)


def streamed(answer: Callable[[], Any], rows: Mapping[str, Iterable[Any]]) -> Iterator[bytes]:
    """Yield the bytes that ``dumps`` would return if the answer held these rows, taken key by key.

    A key with dots leads to a list that stands deeper in the answer.
    The answer is asked for each other key when its turn comes: what is counted over the rows stands behind them.
    """
    between = b"{"
    for field in fields(answer()):
        yield between + dumps(field.name) + b":"
        between = b","
        deeper = {key.removeprefix(f"{field.name}."): rows[key] for key in rows if key.startswith(f"{field.name}.")}
        if field.name in rows:
            yield from _array(rows[field.name])
        elif deeper:
            yield from streamed(partial(_of, answer, field.name), deeper)
        else:
            yield dumps(_of(answer, field.name))
    yield b"}"


def _of(answer: Callable[[], Any], name: str) -> Any:
    return getattr(answer(), name)


def _listed(value: object) -> list[Any]:
    """Return the rows of an answer that are no tuple because they may be many."""
    if isinstance(value, Collection):
        return list(value)
    raise TypeError(type(value))


def _array(rows: Iterable[Any]) -> Iterator[bytes]:
    before = b"["
    for row in rows:
        yield before + dumps(row)
        before = b","
    yield b"[]" if before == b"[" else b"]"
