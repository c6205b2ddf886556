"""A mapping file: what is wrong with it is told at once, with line and key, before any source is read."""

import os
from pathlib import Path

import pytest

from graph.intake.map_file import read_map
from graph.intake.map_keys import lines_of
from graph.intake.mapping import LedgerMap
from graph.model.faults import Faults
from graph.output.fault_words import spoken
from tests.ledgers import places, role_map

AREAS = '[[source]]\nfile = "a.csv"\n[[source.areas]]\nid = "{code}"\nname = "{name}"\nlevel = "village"\n'


def read(folder: Path, text: str | bytes) -> tuple[LedgerMap | None, Faults]:
    (folder / "map.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    faults = Faults()
    return read_map(folder / "map.toml", faults), faults


def test_a_sound_mapping_says_what_it_says(tmp_path: Path) -> None:
    found, faults = read(tmp_path, AREAS + 'since = 2026-01-01\n[source.where]\n"名 称" = ["x", "y*"]\n')
    assert places(faults) == []
    assert found
    (source,) = found.sources
    assert (source.file, source.header, source.filter.labels) == ("a.csv", (1,), ("名称",))
    assert source.rules[0].columns["since"].constant == "2026-01-01"


@pytest.mark.parametrize(
    ("text", "code", "line", "key"),
    [
        ("a = ", "not_toml", None, None),
        ("[" * 5_000, "not_toml", None, None),
        ("as_of = " + "9" * 5_000, "not_toml", None, None),
        (b"as_of = '\xff'", "not_toml", 1, None),
        ("", "map_missing_key", None, None),
        ("source = 1", "map_wrong_type", 1, "source[1]"),
        ("colour = 1\n" + AREAS, "map_unknown_key", 1, "colour"),
        (AREAS + "parnet = '{t}'", "map_unknown_key", 7, "source[1].areas[1].parnet"),
        (AREAS + "[[source.area]]\n", "map_unknown_key", 7, "source[1].area"),
        (AREAS + "编码 = 1", "not_toml", None, None),
        (AREAS + '"编码" = "{x}"', "map_key_twice", 7, "source[1].areas[1].编码"),
        (AREAS.replace('id = "{code}"\n', ""), "map_missing_key", 3, "source[1].areas[1]"),
        (AREAS.replace("{code}", "{code"), "map_bad_pattern", 4, "source[1].areas[1].id"),
        (AREAS.replace("{code}", "{@n}"), "map_bad_pattern", 4, "source[1].areas[1].id"),
        (AREAS.replace("{code}", "{code|codes}"), "map_bad_pattern", 4, "source[1].areas[1].id"),
        ("words = 1\n" + AREAS, "map_wrong_type", 1, "words"),
        ("[words.codes]\na = [1]\n" + AREAS, "map_wrong_type", 2, "words.codes.a"),
        (AREAS.replace('"{code}"', "true"), "map_wrong_type", 4, "source[1].areas[1].id"),
        (AREAS.replace('"village"', '"vilage"'), "unknown_word", 6, "source[1].areas[1].level"),
        (AREAS.replace('"village"', '""'), "needed_value", 6, "source[1].areas[1].level"),
        (AREAS + 'since = "soon"', "day_in_no_form", 7, "source[1].areas[1].since"),
        (AREAS + "since = 2026-01-01T10:00:00", "map_wrong_type", 7, "source[1].areas[1].since"),
        (AREAS + 'withdrawn = "no"', "not_yes", 7, "source[1].areas[1].withdrawn"),
        ('dates = ["YY.M.D"]\n' + AREAS, "map_bad_form", 1, "dates"),
        ("dates = [1.5]\n" + AREAS, "map_wrong_type", 1, "dates"),
        (AREAS.replace("a.csv", "../a.csv"), "map_bad_file", 2, "source[1].file"),
        (AREAS.replace("a.csv", "/etc/a.csv"), "map_bad_file", 2, "source[1].file"),
        (
            AREAS.replace("[[source.areas]]", "encoding = 'gbk18'\n[[source.areas]]"),
            "map_bad_encoding",
            3,
            "source[1].encoding",
        ),
        (AREAS.replace("[[source.areas]]", "header = 0\n[[source.areas]]"), "map_wrong_type", 3, "source[1].header"),
        (
            AREAS.replace("[[source.areas]]", "header = [1, 3]\n[[source.areas]]"),
            "map_wrong_type",
            3,
            "source[1].header",
        ),
        (AREAS.replace("[[source.areas]]", "header = []\n[[source.areas]]"), "map_wrong_type", 3, "source[1].header"),
        (AREAS.replace("[[source.areas]]", "where = 'x'\n[[source.areas]]"), "map_wrong_type", 3, "source[1].where"),
        (AREAS + "[[source]]\nfile = 'b.csv'\n", "map_makes_nothing", 7, "source[2]"),
        (AREAS + "[[source.areas]]\nid = 'x'\nname = 'X'\n", "map_columns_differ", 7, "source[1].areas[2]"),
        (role_map().replace("as_of = 2026-03-01", ""), "map_missing_key", None, None),
        (role_map(role="since_differs = 'ask'"), "map_wrong_type", 13, "source[1].roles[1].since_differs"),
        (role_map(role="kind = 'boss'"), "unknown_word", 13, "source[1].roles[1].kind"),
        (role_map(role="marks = { '（兼）' = 'both' }"), "unknown_word", 13, "source[1].roles[1].marks.（兼）"),
        (
            role_map(role="assignments = [{ id = 'x' , post = 'p' }]"),
            "map_key_twice",
            13,
            "source[1].roles[1].assignments[1].post",
        ),
        (role_map(people="new = true"), "map_missing_key", 4, "people"),
        (role_map(people="id = '{secretary}'"), "map_name_in_id", 5, "people.id"),
        (role_map().replace("{village}-s", "{secretary}-s"), "map_name_in_id", 12, "source[1].roles[1].post.id"),
        (
            "[[source]]\n[[source.people]]\nid = 'x{who}'\nname = '{who}'\n",
            "map_name_in_id",
            3,
            "source[1].people[1].id",
        ),
        (role_map(people="[[people.named]]\nname = 'A'"), "map_missing_key", 5, "people.named[1]"),
        (
            role_map(people="[[people.named]]\nname = 'A'\nperson = 'x'\n" * 2),
            "map_settled_twice",
            8,
            "people.named[2]",
        ),
        (
            role_map() + "[[source.tenures]]\npost = 'p'\nperson = 'x'\n",
            "map_tenures_twice",
            14,
            "source[1].tenures[1]",
        ),
        (role_map().replace('id = "{village}-s", ', ""), "map_missing_key", 12, "source[1].roles[1].post"),
    ],
)
def test_a_fault_of_a_mapping_has_its_line_and_key(
    tmp_path: Path, text: str | bytes, code: str, line: int | None, key: str | None
) -> None:
    found, faults = read(tmp_path, text)
    assert found is None
    assert (code, "map.toml", line, key) in places(faults)
    assert {one.code for one in faults} == {code}
    for one in faults:
        for lang in ("en", "zh"):
            assert "?" not in spoken(one, lang).replace("“?", "").replace("?”", "")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    _, faults = read(tmp_path, AREAS.replace("{code}", "{").replace("village", "hamlet") + "colour = 1")
    assert [one.code for one in faults] == ["map_bad_pattern", "unknown_word", "map_unknown_key"]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.exists(), "map_absent"),
        (lambda path: path.mkdir(), "map_not_a_file"),
        (os.mkfifo, "map_not_a_file"),
        (lambda path: path.write_bytes(bytes(1_100_000)), "map_too_large"),
        (lambda path: path.symlink_to(path), "endless_link"),
    ],
)
def test_what_is_no_mapping_file_is_told(tmp_path: Path, make: object, code: str) -> None:
    make(tmp_path / "map.toml")  # type: ignore[operator]
    faults = Faults()
    assert read_map(tmp_path / "map.toml", faults) is None
    assert [(one.code, one.file) for one in faults] == [(code, "map.toml")]


def test_lines_are_found_by_headers_and_keys() -> None:
    text = 'a = 1\n[[s]] # first\n"键 x" = 2\n[[s.t]]\nb.c = 3\n[[s.t]]\n[[s]]\n[s.u]\nd=4\n'
    assert lines_of(text) == {
        ("a",): 1,
        ("s", 0): 2,
        ("s", 0, "键 x"): 3,
        ("s", 0, "t", 0): 4,
        ("s", 0, "t", 0, "b", "c"): 5,
        ("s", 0, "t", 1): 6,
        ("s", 1): 7,
        ("s", 1, "u"): 8,
        ("s", 1, "u", "d"): 9,
    }


def test_a_long_line_costs_no_time() -> None:
    assert lines_of(" " * 1_000_000 + "a = 1") == {}
