"""Names of files and addresses of places: two ids never meet, on no file system."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.output.board.files import address, file_name, names_file

IDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=300)


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("990101001202", "990101001202.pdf"),
        ("wangyu-u02", "wangyu-u02.pdf"),
        ("A", "%41.pdf"),
        ("村", "%E6%9D%91.pdf"),
        ("../x", "%2E.%2Fx.pdf"),
        (".", "%2E.pdf"),
        ("con", "%63on.pdf"),
        ("lpt1.x", "%6Cpt1.x.pdf"),
        ("con2", "con2.pdf"),
    ],
)
def test_the_name_of_a_file(place: str, name: str) -> None:
    assert file_name(place, "pdf") == name


@given(IDS, IDS)
def test_two_ids_never_share_a_name_even_where_letter_case_does_not_count(one: str, other: str) -> None:
    names = file_name(one, "pdf"), file_name(other, "pdf")
    assert all(len(name.encode()) < 255 and "/" not in name and name.isascii() for name in names)
    assert (names[0].casefold() == names[1].casefold()) == (one == other)


def test_ids_that_begin_alike_and_are_too_long_for_a_name_stay_apart() -> None:
    assert file_name("x" * 400 + "1", "pdf") != file_name("x" * 400 + "2", "pdf")


@pytest.mark.parametrize(
    ("pattern", "there"),
    [
        ("https://z.example/p/{place}?from=board", "https://z.example/p/a%2Fb%20%E6%9D%91?from=board"),
        ("https://z.example/p", "https://z.example/p/a%2Fb%20%E6%9D%91"),
        ("https://z.example/p/", "https://z.example/p/a%2Fb%20%E6%9D%91"),
    ],
)
def test_the_address_of_a_place(pattern: str, there: str) -> None:
    assert address(pattern, "a/b 村") == there


@pytest.mark.parametrize(("output", "form"), [("a.pdf", "pdf"), ("a.PDF", "pdf"), ("b/a.svg", "svg"), ("boards", None)])
def test_the_ending_says_what_is_one_file(output: str, form: str | None) -> None:
    assert names_file(output) == form
