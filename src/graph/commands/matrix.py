"""Look at an area by place, tier and matter: coverage taken apart."""

from collections import defaultdict

from graph.commands import slots
from graph.commands.coverage import orphans
from graph.commands.coverage_question import Question, take
from graph.commands.names import names
from graph.meaning.answers import NamedId
from graph.meaning.matrix import Matrix, MatterCountRow, MatterTally, worst_first
from graph.meaning.rows import sorted_out
from graph.stores import Store


def matrix(
    store: Store, area: str, on: str | None = None, known_at: str | None = None, *, level: str | None = None
) -> Matrix:
    """Return the matrix of an area; raise what ``coverage_question.take`` raises."""
    asked = take(store, Question(area, on, known_at, level=level))
    rows = sorted_out(
        "scope", store.ask("scope", area=asked.area, level=asked.level, on=asked.on, known_at=asked.known_at)
    )
    counts_in = {place.id: place.counts_in for place in rows["place"]}
    whole, inside = MatterTally(), defaultdict[str | None, MatterTally](MatterTally)
    for window in slots.windows(sorted(counts_in)):
        spots = [list(spot) for spot in slots.on_the_day(asked, window)]
        for row in store.ask("slots/matter_counts", spots=spots, **asked.narrowed):
            count = MatterCountRow(*row)
            whole.add(count)
            inside[counts_in[count.place]].add(count)
    leaves = whole.leaves
    called = names(store, asked, (("matter", leaf) for leaf in leaves))
    itself = next(one for one in rows["area"] if one.id == asked.area)
    below = worst_first(inside[one.id].row(one) for one in rows["area"] if one.id != asked.area)
    return Matrix(
        *(area, asked.on, asked.known_text, asked.narrowing),
        matters=tuple(NamedId(leaf, called("matter", leaf).name) for leaf in leaves),
        rows=(whole.row(itself), *below),
        orphans=orphans(store, asked),
        as_of=asked.as_of,
    )
