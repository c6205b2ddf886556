"""Forms of dates that a mapping accepts, such as ``YYYY年M月D日``. Pure.

Rules:
- A form has ``YYYY``, then ``M`` or ``MM``, then ``D`` or ``DD``, in this order, so that no cell fits two days. ``M``
  and ``D`` take one or two digits, and so need a mark beside them; ``MM`` and ``DD`` take two.
- A cell is never guessed: what fits no form is a fault that names them all.
"""

import re
from dataclasses import dataclass

from graph.intake.cells import CellFault, wide
from graph.model.ids import trimmed
from graph.model.times import Day, parse_day

ISO = "YYYY-MM-DD"
_FORM = re.compile(r"([^0-9YMD]*)YYYY([^0-9YMD]*)(MM?)([^0-9YMD]*)(DD?)([^0-9YMD]*)")


@dataclass(frozen=True, slots=True)
class DayForm:
    """One form, and the expression that its dates fit."""

    text: str
    fits: re.Pattern[str]


def parse_form(text: str) -> DayForm:
    """Return the form that a text writes; raise ValueError for anything else."""
    found = _FORM.fullmatch(text)
    if not found:
        raise ValueError(text)
    before, first, month, second, day, after = found.groups()
    if (month == "M" and not (first and second)) or (day == "D" and not second):
        raise ValueError(text)
    digits = {"M": "([0-9]{1,2})", "D": "([0-9]{1,2})", "MM": "([0-9]{2})", "DD": "([0-9]{2})"}
    marks = [re.escape(mark) for mark in (before, first, second, after)]
    return DayForm(
        text, re.compile(f"{marks[0]}([0-9]{{4}}){marks[1]}{digits[month]}{marks[2]}{digits[day]}{marks[3]}")
    )


def day_of(text: str, forms: tuple[DayForm, ...]) -> Day | None:
    """Return the day of a cell, None where it is blank; raise CellFault where it is none in any of the forms."""
    text = trimmed(text)
    if not text:
        return None
    for form in forms:
        if found := form.fits.fullmatch(text):
            year, month, day = found.groups()
            try:
                return parse_day(f"{year}-{month:0>2}-{day:0>2}")
            except ValueError:
                raise CellFault("no_such_day", value=text) from None
    raise wide(text) or CellFault("day_in_no_form", value=text, forms=", ".join(form.text for form in forms))
