"""Rows that wait on disk come back whole, in order, as often as they are asked for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.commands.spool import BLOCK, Spool

ROWS = st.lists(st.tuples(st.integers(0, 5), st.text(max_size=3)), max_size=60)


@given(rows=ROWS, most=st.integers(1, 20))
def test_rows_come_in_the_order_of_their_keys_equal_ones_as_added(rows: list[tuple[int, str]], most: int) -> None:
    spool = Spool(lambda row: row[0], rows, most=most)
    assert list(spool) == sorted(rows, key=lambda row: row[0])
    assert len(spool) == len(rows)


@given(rows=ROWS, most=st.integers(1, 20))
def test_without_a_key_they_come_as_added(rows: list[tuple[int, str]], most: int) -> None:
    assert list(Spool(rows=rows, most=most)) == rows


def test_two_readers_at_once_and_more_rows_meanwhile() -> None:
    spool = Spool[int](lambda row: row, range(3 * BLOCK), most=2 * BLOCK)
    one, other = iter(spool), iter(spool)
    pairs = [(next(one), next(other)) for _ in range(10)]
    spool.extend(range(2 * BLOCK))
    assert pairs == [(row, row) for row in range(10)]
    assert [*one] == [*other] == [*range(10, 3 * BLOCK)]
    assert len([*spool]) == 5 * BLOCK


def test_nothing_stays_behind_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    spool = Spool[int](rows=range(10_000), most=100)
    assert len([*spool]) == 10_000
    assert [*tmp_path.iterdir()] == []
