"""The report "one person one plot": nothing missing, nothing shared, nobody with several, no one idle.

Rules (docs/meaning.md, Exactly one):
- A plot is what a requirement with minimum and maximum 1 asks of one place. Only who answers by the place itself counts
  as having the plot; whether it is missing follows its requirement.
"""

from itertools import groupby

from graph.commands import slots
from graph.commands.coverage_question import Asked, Question, take
from graph.commands.spool import Spool
from graph.meaning.coverage_answers import ExactlyOne, Plot, Several
from graph.model.words import TIER_RANK
from graph.stores import Store

Held = tuple[str, Plot]
"""A person with one of the person's plots."""


def exactly_one(store: Store, question: Question) -> ExactlyOne:
    """Return the report of an area, or of the whole register; raise what ``coverage_question.take`` raises."""
    asked = take(store, question)
    plots = faulty = people = 0
    missing, shared, several = Spool(_in_order), Spool(_in_order), Spool[Several]()
    held = Spool[Held](lambda one: (one[0], _in_order(one[1])))
    for part, fields in slots.ask(store, asked, "slots/plots"):
        if part == "person":
            held.add((fields[0], Plot(*fields[1:])))
            continue
        plot, (_, unfilled, too_many) = Plot(*fields[:3]), fields[3:]
        plots += 1
        faulty += bool(unfilled or too_many)
        missing.extend([plot] if unfilled else [])
        shared.extend([plot] if too_many else [])
    for person, some in groupby(held, lambda one: one[0]):
        of = tuple(plot for _, plot in some)
        people += 1
        several.extend([Several(person, of)] if len(of) > 1 else [])
    return ExactlyOne(
        *(asked.area, asked.on, asked.known_text, asked.narrowing),
        plots=plots,
        plots_with_one=plots - faulty,
        people=people,
        people_with_one=people - len(several),
        missing=missing,
        shared=shared,
        several=several,
        idle=_idle(store, asked),
        as_of=asked.as_of,
    )


def _in_order(plot: Plot) -> tuple[str, int, str]:
    return (plot.place, TIER_RANK[plot.tier], plot.requirement)


def _idle(store: Store, asked: Asked) -> tuple[str, ...]:
    rows = store.ask("audits/idle", area=asked.area, without=list(asked.without), on=asked.on, known_at=asked.known_at)
    return tuple(sorted(fields[0] for part, fields in rows if part == "found"))
