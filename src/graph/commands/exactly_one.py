"""The report "one person one plot": nothing missing, nothing shared, nobody with several, no one idle.

Rules (docs/meaning.md, Exactly one):
- A plot is what a requirement with minimum and maximum 1 asks of one place. Only who answers by the place itself counts
  as having the plot; whether it is missing follows its requirement.
"""

from graph.commands import slots
from graph.commands.coverage_question import Asked, Question, take
from graph.meaning.coverage_answers import ExactlyOne, Plot, Several
from graph.model.words import TIER_RANK
from graph.stores import Store


def exactly_one(store: Store, question: Question) -> ExactlyOne:
    """Return the report of an area, or of the whole register; raise what ``coverage_question.take`` raises."""
    asked = take(store, question)
    plots, missing, shared = 0, list[Plot](), list[Plot]()
    people: dict[str, list[Plot]] = {}
    faulty = 0
    for window in slots.windows(slots.places(store, asked)):
        spots = [list(spot) for spot in slots.on_the_day(asked, window)]
        for part, fields in store.ask("slots/plots", spots=spots, **asked.narrowed):
            if part == "person":
                people.setdefault(fields[0], []).append(Plot(*fields[1:]))
                continue
            plot, (_, unfilled, several) = Plot(*fields[:3]), fields[3:]
            plots += 1
            faulty += bool(unfilled or several)
            missing += [plot] if unfilled else []
            shared += [plot] if several else []
    with_several = [Several(person, _sorted(of)) for person, of in sorted(people.items()) if len(of) > 1]
    return ExactlyOne(
        *(asked.area, asked.on, asked.known_text, asked.narrowing),
        plots=plots,
        plots_with_one=plots - faulty,
        people=len(people),
        people_with_one=len(people) - len(with_several),
        missing=_sorted(missing),
        shared=_sorted(shared),
        several=tuple(with_several),
        idle=_idle(store, asked),
        as_of=asked.as_of,
    )


def _sorted(plots: list[Plot]) -> tuple[Plot, ...]:
    return tuple(sorted(plots, key=lambda plot: (plot.place, TIER_RANK[plot.tier], plot.requirement)))


def _idle(store: Store, asked: Asked) -> tuple[str, ...]:
    rows = store.ask("audits/idle", area=asked.area, without=list(asked.without), on=asked.on, known_at=asked.known_at)
    return tuple(sorted(fields[0] for part, fields in rows if part == "found"))
