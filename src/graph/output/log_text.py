"""The log for people: one line a changeset."""

from collections.abc import Mapping, Sequence

from graph.changes.changeset import Header
from graph.model.times import instant_text
from graph.output.messages import say
from graph.output.tables import PIPE_WIDTH, table


def log_text(headers: Sequence[Header], lang: str, *, width: int = PIPE_WIDTH) -> str:
    """Return the changesets as a table: number, head, time, who, why, source digest, counts."""
    if not headers:
        return say(lang, "empty_log")
    codes = ("number", "head", "time", "by", "why", "source", "counts")
    return table(
        [say(lang, code) for code in codes],
        [_line(header) for header in headers],
        width=width,
    )


def _line(header: Header) -> list[str | None]:
    return [
        str(header.number),
        header.hash[:12],
        instant_text(header.recorded_at),
        header.by,
        header.why,
        header.source[:12] if header.source else None,
        " ".join(f"{name} {_acts(counts)}" for name, counts in header.counts.items()),
    ]


def _acts(counts: Mapping[str, int]) -> str:
    signs = {"added": "+", "corrected": "~", "withdrawn": "-"}
    return "".join(f"{sign}{counts[act]}" for act, sign in signs.items() if counts.get(act))
