"""The log for people: one line a changeset."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from graph.changes.changeset import Header
from graph.model.facts import TABLES
from graph.model.times import local_text
from graph.output.messages import say
from graph.output.tables import PIPE_WIDTH, table


def log_text(headers: Sequence[Header], lang: str, *, zone: str = "UTC", width: int = PIPE_WIDTH) -> str:
    """Return the changesets as a table: number, head, time, who, why, source digest, counts.

    Times are of the register's zone, whole, so that one can be given back as ``--known-at``. The datum has a column
    where any changeset bears one.
    """
    if not headers:
        return say(lang, "empty_log")
    datums = ("datum",) if any(header.datum for header in headers) else ()
    codes = ("number", "head", "time", "by", "why", "source", *datums, "counts")
    return table(
        [say(lang, code) for code in codes],
        [_line(header, ZoneInfo(zone), datum=bool(datums)) for header in headers],
        whole=(1, 2),
        width=width,
    )


def _line(header: Header, zone: ZoneInfo, *, datum: bool) -> list[str | None]:
    return [
        str(header.number),
        header.hash[:12],
        local_text(header.recorded_at, zone),
        header.by,
        header.why,
        header.source[:12] if header.source else None,
        *([header.datum] if datum else []),
        " ".join(f"{name} {_acts(counts)}" for name, counts in sorted(header.counts.items(), key=_place)),
    ]


def _place(counted: tuple[str, object]) -> int:
    return list(TABLES).index(counted[0]) if counted[0] in TABLES else len(TABLES)


def _acts(counts: Mapping[str, int]) -> str:
    signs = {"added": "+", "corrected": "~", "withdrawn": "-"}
    return "".join(f"{sign}{counts[act]}" for act, sign in signs.items() if counts.get(act))
