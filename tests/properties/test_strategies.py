"""Random registers are what they promise: valid after every changeset, by the project's own rules of writing."""

import pytest
from hypothesis import given

from graph.changes import rules
from graph.changes.difference import TableDifference
from graph.changes.stored import Entry, identity
from graph.model.facts import TABLES, Fact
from graph.model.faults import Faults
from tests.properties.histories import examples
from tests.properties.strategies import Drawn, registers, tables_of


def test_random_registers_are_valid_after_every_changeset(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=50, many=1_000)
    @given(registers() | registers(settled=True))
    def holds(drawn: Drawn) -> None:
        for known in drawn.known:
            faults = Faults()

            rules.check(as_if_new(known), faults)

            assert list(faults) == []

    holds()


def as_if_new(known: dict[int, Fact]) -> dict[str, TableDifference]:
    """All facts as if one import had brought every one of them."""
    found = {}
    for name, facts in tables_of(known.values()).items():
        entries = [Entry(fact, row=row) for row, fact in enumerate(facts, 2)]
        touched = {identity(fact) for fact in facts}
        found[name] = TableDifference(name, f"{name}.csv", entries, touched=touched)
    assert set(found) == set(TABLES)
    return found
