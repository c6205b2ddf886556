"""What a ledger means for the tenures of one post, held against what it says: for any history and any ledger."""

from hypothesis import given
from hypothesis import strategies as st

from graph.changes.tenures_meant import Meant, Proposed, proposed
from graph.model.facts import Tenure
from graph.model.times import Day, in_force

DAYS = [Day(f"2026-01-0{number}") for number in range(1, 8)]
AS_OF = DAYS[3]


@st.composite
def tenures(draw: st.DrawFn) -> list[Tenure]:
    """Draw tenures in which nobody holds the post twice at once."""
    found = []
    for person in draw(st.sets(st.sampled_from("abc"))):
        bounds = draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=4).map(sorted))
        ends: list[Day | None] = [*bounds[1::2], *([None] if len(bounds) % 2 else [])]
        for since, until in zip(bounds[::2], ends, strict=True):
            kind = draw(st.sampled_from(["substantive", "acting"]))
            first = draw(st.booleans()) and since == bounds[0]
            found.append(Tenure(post="p", person=person, kind=kind, since=None if first else since, until=until))  # type: ignore[arg-type]
    return found


@st.composite
def ledgers(draw: st.DrawFn) -> list[Meant]:
    return [
        Meant(
            person,
            draw(st.sampled_from(["substantive", "acting"])),
            draw(st.none() | st.sampled_from(DAYS[:4])),
            draw(st.sampled_from(["keep", "correct"])),
        )
        for person in sorted(draw(st.sets(st.sampled_from("abcd"))))
    ]


def after(before: list[Tenure], rows: list[Proposed]) -> list[Tenure]:
    """Return the tenures as the difference would leave them: rows match by person and since."""
    found = {(one.person, one.since): one for one in before}
    for row in rows:
        if row.withdrawn:
            del found[row.tenure.person, row.tenure.since]
    for row in rows:
        if not row.withdrawn:
            if row.was_since is not None:
                del found[row.tenure.person, row.was_since]
            found[row.tenure.person, row.tenure.since] = row.tenure
    return list(found.values())


def meant(stored: list[Tenure], named: list[Meant]) -> list[Proposed]:
    return list(proposed("p", [one for one in stored if in_force(one, AS_OF)], named, AS_OF))


@given(tenures(), ledgers())
def test_on_its_day_the_post_is_held_by_those_whom_the_ledger_names(stored: list[Tenure], named: list[Meant]) -> None:
    left = after(stored, meant(stored, named))
    held = {(one.person, one.kind) for one in left if in_force(one, AS_OF)}
    assert held == {(one.person, one.kind) for one in named}


@given(tenures(), ledgers())
def test_the_same_ledger_again_changes_nothing(stored: list[Tenure], named: list[Meant]) -> None:
    left = after(stored, meant(stored, named))
    again = meant(left, named)
    assert sorted(map(repr, after(left, again))) == sorted(map(repr, left))
    assert not any(row.withdrawn or row.was_since for row in again)


@given(tenures(), ledgers())
def test_no_period_is_empty_and_what_is_not_in_force_that_day_is_left_alone(
    stored: list[Tenure], named: list[Meant]
) -> None:
    rows = meant(stored, named)
    assert all(
        row.tenure.since is None or row.tenure.until is None or row.tenure.since < row.tenure.until
        for row in rows
        if not row.withdrawn
    )
    touched = {(row.tenure.person, row.tenure.since) for row in rows}
    assert [one for one in stored if not in_force(one, AS_OF) and (one.person, one.since) not in touched] == [
        one for one in after(stored, rows) if not in_force(one, AS_OF) and (one.person, one.since) not in touched
    ]
