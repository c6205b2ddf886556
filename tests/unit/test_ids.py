"""Ids: trimmed of outer blanks, otherwise kept byte for byte, and what no id may hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.ids import has_control, id_fault, trimmed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  v ", "v"),
        ("\u3000v\u3000", "v"),
        ("\u00a0v\t\r\n", "v"),
        ("a b", "a b"),
        ("a\u3000b", "a\u3000b"),
        (" \u3000\u00a0 ", ""),
        ("\u200bv", "\u200bv"),
    ],
)
def test_only_outer_blanks_of_any_width_are_trimmed(text: str, expected: str) -> None:
    assert trimmed(text) == expected


@pytest.mark.parametrize("text", ["V", "v", "Ｖ", "１", "1", "é", "e\u0301", "007", "'", '"', "🏮", "ß", "SS"])
def test_letter_case_width_and_composition_are_kept(text: str) -> None:
    assert trimmed(text).encode() == text.encode()


@settings(deadline=None)
@given(st.text())
def test_trimming_twice_is_trimming_once(text: str) -> None:
    assert trimmed(trimmed(text)) == trimmed(text)


def test_an_id_has_at_most_200_characters_whatever_their_bytes() -> None:
    assert id_fault("责" * 200) is None
    assert id_fault("责" * 201) == "id_too_long"
    assert id_fault("🏮" * 200) is None


@pytest.mark.parametrize("mark", ["\x00", "\t", "\n", "\r", "\x1b", "\x7f", "\x85", "\ud800"])
def test_a_control_character_stands_in_no_id(mark: str) -> None:
    assert id_fault(f"a{mark}b") == "control_character"


@pytest.mark.parametrize("text", ["", "v", "a b", "a\u3000b", "a\u200bb", "望榆", "🏮", "'\";--"])
def test_what_can_be_printed_or_is_a_blank_is_no_control_character(text: str) -> None:
    assert id_fault(text) is None


def test_line_breaks_may_be_allowed_and_nothing_else_with_them() -> None:
    assert not has_control("Upper\r\nTown", allow_lines=True)
    assert has_control("Upper\r\nTown")
    assert has_control("Upper\tTown", allow_lines=True)
