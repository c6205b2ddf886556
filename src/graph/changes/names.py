"""What a fact is found by: its folded name, id and pinyin. Derived when it is written, and no part of the chain.

Rules:
- The search text is lines: the folded name, a tab and the folded id, then initials and pinyin, each from every syllable
  on, so that whatever begins a line begins a syllable (``sxx``, ``xx``, ``shanxiongxin``, ``xiongxin``, ``xin``).
- A word that is known is read as a whole (重庆 is chongqing), else each character by its first reading. The first
  character has all its readings: a surname is often read otherwise (单 shan, dan; 曾 zeng, ceng).
- Letters and digits stand for themselves: the initial of a run of letters is its first, a number is kept whole.
- Lines begin at the first ``SYLLABLES`` syllables and hold so many: they would grow with the square of the name.
- pypinyin takes half a second to import: only what writes imports it, through ``found_by``.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from graph.model.names import folded

NOUNS: Mapping[str, str] = {
    "areas": "place",
    "units": "place",
    "organizations": "organization",
    "posts": "post",
    "people": "person",
    "matters": "matter",
}
"""The tables whose names are sought, and what they are sought as."""

SYLLABLES = 12
LONGEST_WORD = 8

_PARTS = re.compile(r"[0-9]+|[a-z]+|[\x00-\x7f]|[^\x00-\x7f]+")
"""A number, a run of letters, any other ASCII character, or a run of what is not ASCII."""


class FoundBy(NamedTuple):
    """What is stored beside a fact for the search."""

    folded: str
    sought: str


def found_by(id: str, name: str) -> FoundBy:
    """Return what a fact with this id and name is found by."""
    whole, pinyin = _of_name(name)
    return FoundBy(whole, f"\n{whole}\n\t{folded(id)}\n{pinyin}")


@lru_cache(maxsize=1 << 16)
def _of_name(name: str) -> tuple[str, str]:
    """Return the folded name and the lines of its pinyin; names of posts repeat much."""
    whole = folded(name)
    firsts, rest = _syllables(whole)
    initials = [_initial(one) for one in rest]
    lines = dict[str, None]()
    for first in firsts:
        lines[_initial(first) + "".join(initials[: SYLLABLES - 1])] = None
        lines[first + "".join(rest[: SYLLABLES - 1])] = None
    for start in range(min(len(rest), SYLLABLES)):
        lines["".join(initials[start : start + SYLLABLES])] = None
        lines["".join(rest[start : start + SYLLABLES])] = None
    lines.pop(whole, None)
    return whole, "".join([f"{line}\n" for line in lines])


def _initial(syllable: str) -> str:
    return syllable if syllable[0].isdigit() else syllable[0]


def _syllables(whole: str) -> tuple[list[str], list[str]]:
    """Return the readings of the first syllable, and the others; what has no reading (marks, emoji) is left out."""
    read: list[tuple[str, str]] = []
    for part in _PARTS.findall(whole):
        if not part.isascii():
            read += _read(part)
        elif part.isalnum():
            read.append((part, part))
    if not read:
        return [], []
    mark, first = read[0]
    others = () if mark.isascii() else _readings().of(mark)
    return list(dict.fromkeys([first, *others])), [reading for _, reading in read[1:]]


@lru_cache(maxsize=1 << 16)
def _read(part: str) -> list[tuple[str, str]]:
    """Return each character of a part that is not ASCII, with its reading in this name."""
    words = _readings()
    read: list[tuple[str, str]] = []
    place = 0
    while place < len(part):
        if word := words.word_at(part, place):
            read += zip(word, words.of_word(word), strict=True)
            place += len(word)
        else:
            if readings := words.of(part[place]):
                read.append((part[place], readings[0]))
            place += 1
    return read


class _Readings:
    """The readings of characters and words, without tones."""

    def __init__(self, characters: Mapping[int, str], words: Mapping[str, list[list[str]]], plain: Any) -> None:
        self._characters, self._words, self._plain = characters, words, plain
        self._lengths: dict[str, list[int]] = {}
        """The lengths of the words that begin with two characters, the longest first."""
        for beginning, length in sorted({(word[:2], -len(word)) for word in words}):
            if -length <= LONGEST_WORD:
                self._lengths.setdefault(beginning, []).append(-length)
        self._known: dict[str, list[str]] = {}

    def of(self, character: str) -> list[str]:
        """Return every reading of a character, the most common first; none where it has none."""
        found = self._known.get(character)
        if found is None:
            said = self._characters.get(ord(character), "")
            found = self._known[character] = list(dict.fromkeys(self._plain(one) for one in said.split(",") if one))
        return found

    def word_at(self, text: str, place: int) -> str:
        """Return the longest known word that begins at a place, or nothing."""
        for length in self._lengths.get(text[place : place + 2], ()):
            word = text[place : place + length]
            if word in self._words:
                return word
        return ""

    def of_word(self, word: str) -> list[str]:
        """Return the readings of a known word, one a character."""
        return [self._plain(readings[0]) for readings in self._words[word]]


@cache
def _readings() -> _Readings:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    return _Readings(PINYIN_DICT, PHRASES_DICT, cache(to_normal))
