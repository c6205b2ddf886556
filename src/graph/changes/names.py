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
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from graph.model.names import folded

NOUNS: Mapping[str, str] = {
    "areas": "place",
    "units": "place",
    "posts": "post",
    "people": "person",
    "matters": "matter",
}
"""The tables whose names are sought, and what they are sought as."""

SYLLABLES = 12
LONGEST_WORD = 8

_RUN = re.compile(r"[0-9]+|[a-z]+|.", re.DOTALL)


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
    lines = dict.fromkeys(line for first in firsts for line in _both([first, *rest]))
    for start in range(min(len(rest), SYLLABLES)):
        lines |= dict.fromkeys(_both(rest[start:]))
    lines.pop(whole, None)
    return whole, "".join(f"{line}\n" for line in lines)


def _both(syllables: list[str]) -> Iterator[str]:
    """Yield the initials and the whole of some syllables."""
    held = syllables[:SYLLABLES]
    yield "".join(one if one[0].isdigit() else one[0] for one in held)
    yield "".join(held)


def _syllables(whole: str) -> tuple[list[str], list[str]]:
    """Return the readings of the first syllable, and the others; what has no reading (marks, emoji) is left out."""
    read = [(run, [run]) for run in _RUN.findall(whole) if run.isalnum()] if whole.isascii() else list(_read(whole))
    if not read:
        return [], []
    mark, first = read[0]
    firsts = dict.fromkeys([*first, *(_readings().of(mark) if len(mark) == 1 and not mark.isascii() else ())])
    return list(firsts), [readings[0] for _, readings in read[1:]]


def _read(whole: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each character or run of letters, with its reading in this name."""
    words = _readings()
    place = 0
    while place < len(whole):
        size = words.length_at(whole, place)
        if size:
            yield from ((whole[place + at], [one]) for at, one in enumerate(words.word(whole[place : place + size])))
        else:
            run = _RUN.match(whole, place)
            assert run  # any character is a run of its own
            size = len(run[0])
            readings = [run[0]] if run[0].isascii() and run[0].isalnum() else words.of(run[0])[:1]
            if readings:
                yield run[0], readings
        place += size


class _Readings:
    """The readings of characters and words, without tones."""

    def __init__(self, characters: Mapping[int, str], words: Mapping[str, list[list[str]]], plain: Any) -> None:
        self._characters, self._words, self._plain = characters, words, plain
        self._beginnings = {word[:2] for word in words}
        self._known: dict[str, list[str]] = {}

    def of(self, character: str) -> list[str]:
        """Return every reading of a character, the most common first; none where it has none."""
        found = self._known.get(character)
        if found is None:
            said = self._characters.get(ord(character), "") if len(character) == 1 else ""
            found = self._known[character] = list(dict.fromkeys(self._plain(one) for one in said.split(",") if one))
        return found

    def length_at(self, text: str, place: int) -> int:
        """Return the length of the longest known word that begins at a place, or 0."""
        if text[place : place + 2] in self._beginnings:
            for size in range(min(LONGEST_WORD, len(text) - place), 1, -1):
                if text[place : place + size] in self._words:
                    return size
        return 0

    def word(self, word: str) -> list[str]:
        """Return the readings of a known word, one a character."""
        return [self._plain(readings[0]) for readings in self._words[word]]


@cache
def _readings() -> _Readings:
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    return _Readings(PINYIN_DICT, PHRASES_DICT, cache(to_normal))
