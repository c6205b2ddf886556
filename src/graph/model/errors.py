"""The error tree: every refusal of zeren, with what it is about as attributes.

    ZerenError
    ├── Refusal                  the question or input is at fault          exit 2
    │   ├── UnknownId            no such place, matter or person            HTTP 404
    │   ├── NotInForce           not in force on that day, with its periods HTTP 422
    │   ├── AmbiguousName        a name that several places have            HTTP 422
    │   ├── BadValue             fields that are none                       HTTP 422
    │   ├── UnknownDrawing           no drawing of this kind                HTTP 404
    │   ├── FormatRefused            a format that a drawing does not have  HTTP 406
    │   ├── BadImport            files with faults
    │   └── OutputRefused        a file that may not or cannot be written
    ├── BadRegister              no register, damaged, newer, another's     exit 2
    ├── StoreAway                the store cannot be reached or stays locked exit 3, HTTP 503
    ├── DrawingAway              a process that draws died or hung          exit 3, HTTP 503
    └── StaleHead                the head moved meanwhile                   exit 4, HTTP 409

Rules:
- An error carries a code and named attributes; words for people are made in ``graph.output.messages`` from the two.
- Errors of a driver or an operating system never leave the room in which they arise.
"""

from collections.abc import Sequence
from typing import Any

from graph.model.faults import Faults


class ZerenError(Exception):
    """Root of all refusals. ``code`` names the message, ``about`` fills it."""

    exit_code = 2
    status = 500

    def __init__(self, code: str, /, **about: Any) -> None:
        self.code = code
        self.about = about
        super().__init__(f"{code}: {about}" if about else code)


class Refusal(ZerenError):
    """The question or the input is at fault; nothing was changed."""

    status = 422


class UnknownId(Refusal):
    """No such place, matter or person, as known at the time asked about.

    ``like`` are the first few that are called like it, (id, name), None where nobody looked; ``more``: others are.
    """

    status = 404

    def __init__(self, noun: str, id: str) -> None:
        self.like: list[tuple[str, str]] | None = None
        self.more = False
        super().__init__(f"unknown_{noun}", id=id)


class NotInForce(Refusal):
    """A place or matter that is known but not in force on the day asked about."""

    def __init__(
        self,
        noun: str,
        id: str,
        on: str,
        periods: Sequence[tuple[str | None, str | None]],
    ) -> None:
        self.periods = [{"since": since, "until": until} for since, until in periods]
        super().__init__(f"{noun}_not_in_force", id=id, on=on, periods=self.periods)


class AmbiguousName(Refusal):
    """A name that more than one place has; ``candidates`` are (id, name, level or kinds)."""

    def __init__(self, name: str, candidates: Sequence[tuple[str, str, str]]) -> None:
        self.candidates = list(candidates)
        super().__init__("ambiguous_name", name=name, candidates=self.candidates)


class BadValue(Refusal):
    """Fields of a question that are none: ``fields`` maps each to its code, in the order of their names."""

    def __init__(self, /, **fields: str) -> None:
        self.fields = dict(sorted(fields.items()))
        super().__init__("bad_value", fields=self.fields)


class UnknownDrawing(Refusal):
    """No drawing of this kind."""

    status = 404


class FormatRefused(Refusal):
    """A format that there is, but not of this drawing."""

    status = 406


class BadImport(Refusal):
    """Files with faults; ``faults`` are all of them."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        super().__init__("bad_import")


class OutputRefused(Refusal):
    """A file or folder that exists, may not be written, or does not fit on the disk."""


class BadRegister(ZerenError):
    """A file or database that is no register, is damaged, newer than the program, or another's."""


class StoreAway(ZerenError):
    """The store cannot be reached, or stays locked."""

    exit_code = 3
    status = 503


class DrawingAway(ZerenError):
    """The process that draws or sets boards died or hung and was ended: asked again, a new one works."""

    exit_code = 3
    status = 503


class StaleHead(ZerenError):
    """The head is not the one that the writer had read."""

    exit_code = 4
    status = 409
