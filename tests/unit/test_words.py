"""The closed lists in their order, and the glossary: each code has one word in Chinese and one in English."""

from typing import get_args

import pytest

from graph.model import facts, words
from graph.model.words import Word, spoken


def test_levels_stand_from_the_highest_to_the_lowest() -> None:
    assert (
        *("province", "prefecture", "county", "township"),
        *("management_zone", "village", "sector", "grid_cell"),
    ) == words.LEVELS
    assert [words.LEVEL_RANK[level] for level in words.LEVELS] == [0, 1, 2, 3, 4, 5, 6, 7]


def test_the_other_closed_lists_are_those_of_the_import_format() -> None:
    assert words.TIERS == ("first", "direct", "specific")
    assert words.TENURE_KINDS == ("substantive", "acting", "concurrent")
    assert words.ANSWERED_AT == ("place", "chain")
    assert words.GAP_KINDS == ("unassigned", "lapsed", "vacant", "partial")
    assert words.ALL == "all"


def test_tiers_rank_as_they_are_listed() -> None:
    assert words.TIER_RANK == {"first": 0, "direct": 1, "specific": 2}


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        (words.LEVEL_WORDS, words.LEVELS),
        (words.TIER_WORDS, words.TIERS),
        (words.TENURE_WORDS, words.TENURE_KINDS),
        (words.GAP_WORDS, words.GAP_KINDS),
        (words.ANSWERED_WORDS, words.ANSWERED_AT),
    ],
)
def test_every_value_of_a_closed_list_has_its_word(entries: tuple[Word, ...], codes: tuple[str, ...]) -> None:
    assert tuple(word.code for word in entries) == codes


def test_no_code_and_no_word_stands_for_two_nouns() -> None:
    for part in ("code", "chinese", "english"):
        said = [getattr(word, part) for word in words.NOUNS]
        assert sorted(said) == sorted(set(said)), part


def test_every_noun_of_the_facts_stands_in_the_glossary() -> None:
    codes = {word.code for word in words.NOUNS}
    assert {noun.__name__ for noun in get_args(facts.Fact)} <= codes


def test_words_for_people_are_chinese_and_english() -> None:
    for word in (*words.NOUNS, *words.VALUE_WORDS.values(), *words.ANSWERED_WORDS):
        assert all("\u4e00" <= mark <= "\u9fff" for mark in word.chinese), word
        assert word.english.isascii(), word
        assert word.english, word


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("management_zone", "管区", "management zone"),
        ("first", "第一责任人", "first-responsible"),
        ("specific", "具体责任人", "specifically responsible"),
        ("acting", "代理", "acting"),
        ("vacant", "岗位空缺", "vacant"),
    ],
)
def test_a_value_is_spoken_in_the_language_of_the_reader(code: str, chinese: str, english: str) -> None:
    assert (spoken(code, "zh"), spoken(code, "en")) == (chinese, english)


def test_an_open_kind_is_spoken_as_it_is_written() -> None:
    assert spoken("nine_small_venue", "zh") == "nine_small_venue"
