"""What leaves for people and files: tables, trace, import and log as text, JSON, and files written aside."""

import errno
import io
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.changes.changeset import Change, Header
from graph.changes.plan import TablePlan
from graph.meaning.answers import (
    Accountable,
    AsOf,
    AssignmentSeen,
    Gap,
    Link,
    NamedId,
    PostSeen,
    Question,
    TenureSeen,
    Trace,
)
from graph.model.errors import OutputRefused
from graph.model.facts import TABLES, Fact
from graph.model.faults import Faults
from graph.model.times import Instant
from graph.output.files import write_aside, write_text
from graph.output.import_text import difference_text, faults_text, write_faults
from graph.output.json import dumps
from graph.output.log_text import log_text
from graph.output.tables import shown
from graph.output.tables import table as drawn_table
from graph.output.trace_text import Beside, trace_text

# --- Tables -----------------------------------------------------------------------------------------------------------


def test_a_table_has_headings_a_rule_and_its_rows() -> None:
    assert drawn_table(["name", "level"], [["Plum", "village"], ["Town", None]]) == (
        " name   level\n"
        " ──────────────\n"
        " Plum   village\n"
        " Town   -"
    )  # fmt: skip


def test_a_chinese_character_takes_two_columns() -> None:
    assert drawn_table(["姓名", "n"], [["王样一", "1"], ["ab", "2"]]).splitlines() == [
        " 姓名     n",
        " ──────────",
        " 王样一   1",
        " ab       2",
    ]


def test_a_wide_cell_wraps_and_nothing_is_cut() -> None:
    lines = drawn_table(["name", "n"], [["abcdefghijklmnop", "1"]], width=16).splitlines()
    assert "".join(line[:12].strip() for line in lines[2:]) == "abcdefghijklmnop"
    assert all(len(line) <= 16 for line in lines)


@settings(deadline=None)
@given(st.lists(st.text("王样一ab 望🏮", min_size=1, max_size=60), min_size=2, max_size=6))
def test_every_mark_of_every_cell_stands_in_a_table_of_60_columns(cells: list[str]) -> None:
    drawn = drawn_table(["h"] * len(cells), [cells], width=60)

    wanted = Counter(mark for cell in cells for mark in cell if mark != " ")
    assert wanted <= Counter(drawn)
    assert all(sum(2 if mark > "\u2fff" else 1 for mark in line) <= 60 for line in drawn.splitlines())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "-"),
        ("", ""),
        ("王样一", "王样一"),
        ("a\nb", "a\\nb"),
        ("a\tb", "a\\tb"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u2028b", "a\\u2028b"),
        ("a\u200bb", "a\\u200bb"),
        ("\x85", "\\x85"),
        ("a\\nb", "a\\nb"),
    ],
)
def test_what_cannot_be_printed_is_shown_as_an_escape(text: str | None, expected: str) -> None:
    assert shown(text) == expected


def test_a_blank_of_full_width_is_a_blank() -> None:
    assert shown("王\u3000一\t") == "王\u3000一\\t"


def test_no_cell_moves_the_cursor_or_forges_a_line() -> None:
    drawn = drawn_table(["name"], [["a\nforged\r\x1b[2J\x07b"]])
    assert drawn.splitlines()[2:] == [" a\\nforged\\r\\x1b[2J\\x07b"]


@pytest.mark.parametrize("name", ["[red]Plum[/red]", "[link=http://x]", "[/]", ":fire:", "[bold", "\\[a]"])
def test_markup_in_a_name_is_text(name: str) -> None:
    assert drawn_table(["name"], [[name]]).splitlines()[2:] == [f" {name}"]
    assert drawn_table([name], [["x"]]).splitlines()[0] == f" {name}"


# --- The trace --------------------------------------------------------------------------------------------------------


def accountable(**other: Any) -> Accountable:
    values: dict[str, Any] = {
        "distance": 0,
        "place": "v",
        "tier": "first",
        "matter": "fire",
        "post": PostSeen("p", "Secretary", "0000-1"),
        "organization": NamedId("o", "Committee"),
        "person": NamedId("n", "Zhang Yang"),
        "tenure": TenureSeen("substantive", "2025-01-01", None),
        "assignment": AssignmentSeen("a", None, None, (), "letter 1"),
    }
    return Accountable(**(values | other))


VACANT = accountable(person=None, tenure=None)
GAP = Gap(1, "t", "direct", "fire", "r1", "vacant", 0, 2)


def answer(*people: Accountable, gaps: tuple[Gap, ...] = (), **other: Any) -> Trace:
    values: dict[str, Any] = {
        "question": Question("v", "fire", "2026-03-14", "2026-01-05T01:00:00.000000Z"),
        "chain": (Link(0, "v", "Plum Village", "village", ()), Link(1, "t", "Town", "township", ())),
        "chain_ends": "root",
        "accountable": people,
        "gaps": gaps,
        "call_order": tuple(dict.fromkeys(one.post.id for one in people if one.person)),
        "narrower": (),
        "as_of": AsOf("ab" * 32, "2026-01-05T01:00:00.000000Z"),
    }
    return Trace(**(values | other))


def text(found: Trace, lang: str = "en") -> str:
    return trace_text(found, Beside({"fire": "Fire safety", "venue": "Venue fire"}), lang)


def test_a_trace_says_what_is_missing_then_whom_to_call_then_everyone() -> None:
    assert text(answer(accountable(), gaps=(GAP,))).splitlines() == [
        "Responsibility trace: Plum Village (v)",
        "  matter: Fire safety   on: 2026-03-14",
        "  chain: Plum Village → Town",
        "",
        "What is missing (1)",
        " place   tier                   matter        gap      have/need   requirement",
        " ─────────────────────────────────────────────────────────────────────────────",
        " Town    directly responsible   Fire safety   vacant   0/2         r1",
        "",
        "Whom to call first (1)",
        "     post                  person       duty phone   tier                place",
        " ────────────────────────────────────────────────────────────────────────────────────",
        " 1   Committee Secretary   Zhang Yang   0000-1       first-responsible   Plum Village",
        "",
        "Everyone accountable (1)",
        "[Plum Village · village · v]",
        " tier                post                  person       since        matter        ground",
        " ──────────────────────────────────────────────────────────────────────────────────────────",
        " first-responsible   Committee Secretary   Zhang Yang   2025-01-01   Fire safety   letter 1",
        "",
        "as known at 2026-01-05T01:00:00.000000Z   head abababababab",
    ]


def test_a_trace_speaks_chinese() -> None:
    said = text(answer(accountable(tenure=TenureSeen("acting", None, None)), gaps=(GAP,)), "zh")
    for word in (
        *("责任追溯: Plum Village (v)", "责任空白 (1)", "联系顺序 (1)", "责任人 (1)", "第一责任人", "直接责任人"),
        *("岗位空缺", "Zhang Yang (代理)", "一直以来", "Plum Village · 村社区 · v", "知悉时点"),
    ):
        assert word in said
    assert "accountable" not in said


@pytest.mark.parametrize("people", [(), (VACANT,), (VACANT, VACANT)])
@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "!! NOBODY answers here for this matter on this day"), ("zh", "!! 当日此处此事项无人负责")],
)
def test_that_nobody_answers_is_said_before_anything_else(
    people: tuple[Accountable, ...], lang: str, words: str
) -> None:
    lines = text(answer(*people, gaps=(GAP,)), lang).splitlines()
    assert lines[3] == words
    assert lines.index(words) < next(number for number, line in enumerate(lines) if "(1)" in line)


def test_where_anybody_answers_nobody_is_not_said() -> None:
    assert "NOBODY" not in text(answer(VACANT, accountable()))


def test_a_broken_chain_is_said_at_once() -> None:
    lines = text(answer(accountable(), chain_ends="broken")).splitlines()
    assert lines[3] == "!! the chain is broken above Town: what lies above it is not in force on that day"
    assert "broken" not in text(answer(accountable()))


def test_a_chain_without_gaps_says_that_nothing_is_missing() -> None:
    assert "What is missing (0)\n  nothing is missing\n" in text(answer(accountable()))


def test_a_vacant_post_is_shown_as_vacant_and_is_not_called() -> None:
    said = text(answer(VACANT, accountable(post=PostSeen("q", "Director", None), organization=None)))
    assert "Committee Secretary   (vacant)" in said
    assert "Whom to call first (1)" in said
    assert " 1   Director   Zhang Yang   -" in said


@pytest.mark.parametrize(("kind", "expected"), [("acting", "(acting)"), ("concurrent", "(concurrent)")])
def test_a_holder_who_is_not_substantive_is_marked(kind: str, expected: str) -> None:
    said = text(answer(accountable(tenure=TenureSeen(kind, "2025-01-01", None))))
    assert said.count(f"Zhang Yang {expected}") == 2


def test_both_holders_of_one_post_are_called_in_one_line() -> None:
    said = text(answer(accountable(), accountable(person=NamedId("m", "Li Yang"))))
    assert "Zhang Yang, Li Yang" in said
    assert "Whom to call first (1)" in said
    zh = text(answer(accountable(), accountable(person=NamedId("m", "Li Yang"))), "zh")
    assert "Zhang Yang、Li Yang" in zh


def test_of_one_post_the_substantive_holder_is_called_first() -> None:
    holders = [
        accountable(person=NamedId(name, name), tenure=TenureSeen(kind, since, None))
        for name, kind, since in (("A", "acting", "2024"), ("C", "concurrent", "2025"), ("S", "substantive", "2026"))
    ]
    assert "S, C (concurrent), A (acting)" in text(answer(*holders))


def test_a_post_that_is_called_is_shown_with_its_nearest_tier() -> None:
    lines = text(answer(accountable(), accountable(tier="specific", distance=1, place="t"))).splitlines()
    (call,) = [line for line in lines if line.startswith(" 1 ")]
    assert "specifically responsible" in call
    assert "Town" in call


def test_an_organization_that_the_posts_name_holds_already_is_not_said_twice() -> None:
    said = text(answer(accountable(post=PostSeen("p", "Committee Secretary", None))))
    assert "Committee Committee" not in said


def test_an_assignment_limited_to_kinds_says_so_beside_its_ground() -> None:
    limited = AssignmentSeen("a", None, None, ("school", "small_school"), None)
    assert "- (only for school, small school)" in text(answer(accountable(assignment=limited)))


def test_a_tenure_without_a_since_is_as_long_as_known() -> None:
    assert "as long as known" in text(answer(accountable(tenure=TenureSeen("substantive", None, None))))


def test_each_place_has_its_own_heading_with_level_or_kinds() -> None:
    shop = Link(0, "u", "Shop", None, ("nine_small_venue", "shop"))
    chain = (shop, Link(1, "v", "Plum Village", "village", ()), Link(2, "x", "Bare", None, ()))
    said = text(answer(*(accountable(place=link.id, distance=link.distance) for link in chain), chain=chain))
    assert "[Shop · nine-small venue, shop · u]" in said
    assert "[Plum Village · village · v]" in said
    assert "[Bare · x]" in said


def test_narrower_matters_are_named_at_the_end() -> None:
    said = text(answer(accountable(), narrower=("venue", "unnamed")))
    assert "also ask about: Venue fire (venue), unnamed (unnamed)" in said


@pytest.mark.parametrize(
    ("matter", "expected"), [(None, "every matter"), ("all", "all matters"), ("venue", "Venue fire")]
)
def test_the_matter_asked_about_is_named(matter: str | None, expected: str) -> None:
    assert f"  matter: {expected}   on: " in text(answer(question=Question("v", matter, "2026-03-14", None)))


def test_an_answer_before_any_changeset_has_no_head() -> None:
    assert text(answer(as_of=None)).endswith("   head -")


def test_a_name_in_a_trace_forges_no_line() -> None:
    evil = "x\nNOBODY\x1b[2J"
    chain = (Link(0, "v\n", evil, "village", ()),)
    said = trace_text(
        answer(
            accountable(place="v\n", person=NamedId("n", evil), post=PostSeen("p", evil, evil), organization=None),
            chain=chain,
            chain_ends="broken",
            narrower=("fire",),
        ),
        Beside({"fire": evil}),
        "en",
    )
    assert "\x1b" not in said
    assert not any(line.strip().startswith("NOBODY") for line in said.splitlines())


def test_a_kind_or_a_matters_id_turns_no_line_around() -> None:
    chain = (Link(0, "v", "V", None, ("a\u202eb",)),)
    assert "\u202e" not in text(answer(accountable(), chain=chain, narrower=("m\u202e",)))


# --- The import -------------------------------------------------------------------------------------------------------


def fact(table: str, **values: Any) -> Fact:
    return TABLES[table].noun(**values)


def faults(number: int, following: int = 0) -> Faults:
    found = Faults()
    for row in range(2, number + 2):
        found.add("missing_value", "areas.csv", row, "id")
    for _ in range(following):
        found.follows()
    return found


def test_every_fault_is_a_line_and_their_number_stands_last() -> None:
    assert list(faults_text(faults(2), "en")) == [
        "areas.csv, row 2, column id: the cell is empty; every row needs it",
        "areas.csv, row 3, column id: the cell is empty; every row needs it",
        "Faults: 2; nothing was written.",
    ]


def test_the_first_100_faults_are_printed_and_the_rest_counted() -> None:
    assert len(list(faults_text(faults(100), "en"))) == 101
    lines = list(faults_text(faults(103, following=4), "zh"))
    assert len(lines) == 103
    assert lines[100:] == [
        "……另有 3 处（全部：--faults 文件）",
        "另有 4 处错误由以上错误引起。",
        "共 103 处错误；未写入任何内容。",
    ]


def test_all_faults_are_written_as_csv() -> None:
    found = faults(101)
    found.add("unknown_file", "area,s.csv", nearest='"areas.csv"')
    out = io.StringIO()
    write_faults(found, out, "en")
    lines = out.getvalue().splitlines()
    assert len(lines) == 103
    assert lines[0] == "file,row,column,code,message,sheet"
    assert lines[1].startswith('"area,s.csv",,,unknown_file,"area,s.csv: a CSV file of this name is not known;')
    assert lines[2] == (
        'areas.csv,2,id,missing_value,"areas.csv, row 2, column id: the cell is empty; every row needs it",'
    )


def difference(*changes: Change, before: dict[int, Fact] | None = None, every: bool = False) -> list[str]:
    """The lines below the table of counts."""
    lines = [TablePlan("areas", True, 1, 2, 3, 4, 5)]
    return list(difference_text(lines, changes, before or {}, "en", every=every))[1:]


def test_the_difference_begins_with_the_counts_of_each_file() -> None:
    lines = [TablePlan("areas", True, 1, 2, 3, 4, 5), TablePlan("units", False, 0, 0, 0, 0, 0)]
    counts, said = difference_text(lines, [], {}, "en")
    assert counts.splitlines() == [
        " file    added       corrected   withdrawn   unchanged   stored, not in file",
        " ───────────────────────────────────────────────────────────────────────────",
        " areas   1           2           3           4           5",
        " units   not given",
    ]
    assert said == "Nothing would change: the register holds all of this."


def test_an_addition_a_correction_and_a_withdrawal_are_each_a_line() -> None:
    old = fact("areas", id="v", name="V\n", level="village", since="2024-01-01")
    new = fact("areas", id="v", name="W", level="village", until="2026-01-01")
    added = fact("units", id="u", name="Noodles", kinds=("shop",), since="2026-01-01")
    assert difference(
        Change("units", added), Change("areas", new, 7), Change("areas", None, 8), before={7: old, 8: old}
    ) == [
        "~ areas: v · V\\n · village [2024-01-01, …): name: V\\n → W, since: 2024-01-01 → -, until: - → 2026-01-01",
        "- areas: v · V\\n · village [2024-01-01, …)",
        "+ units: u · Noodles [2026-01-01, …)",
    ]


def test_lists_are_shown_with_semicolons_and_none_as_a_dash() -> None:
    old, new = fact("units", id="u", name="U", kinds=("shop", "hotel")), fact("units", id="u", name="U")
    assert difference(Change("units", new, 7), before={7: old}) == ["~ units: u · U: kinds: shop;hotel → -"]


def test_coordinates_are_shown_in_degrees() -> None:
    old = fact("units", id="u", name="U", longitude=1214685546, latitude=-5)
    new = fact("units", id="u", name="U", longitude=1214737000)
    assert difference(Change("units", new, 7), before={7: old}) == [
        "~ units: u · U: longitude: 121.4685546 → 121.4737000, latitude: -0.0000005 → -"
    ]


def test_a_tenure_is_named_by_id_post_and_person() -> None:
    tenure = fact("tenures", id="h", post="p", person="n", until="2026-01-01")
    bare = fact("tenures", post="p", person="n")
    assert difference(Change("tenures", tenure), Change("tenures", bare)) == [
        "+ tenures: h · p · n […, 2026-01-01)",
        "+ tenures: p · n",
    ]


def test_a_tenure_that_is_not_substantive_says_so() -> None:
    acting = fact("tenures", post="p", person="n", kind="acting", since="2026-03-01")
    assert difference(Change("tenures", acting)) == ["+ tenures: p · n · acting [2026-03-01, …)"]


def test_the_first_40_changes_are_shown_or_every_one() -> None:
    changes = [Change("people", fact("people", id=f"n{number}", name="N")) for number in range(42)]
    assert len(difference(*changes[:40])) == 40
    assert difference(*changes)[39:] == ["+ people: n39 · N", "… and more changes: 2 (all of them: --all)"]
    assert difference(*changes, every=True)[41:] == ["+ people: n41 · N"]


# --- The log and JSON -------------------------------------------------------------------------------------------------


def test_the_log_is_a_line_for_each_changeset() -> None:
    counts = {
        "areas": {"added": 2, "corrected": 1, "withdrawn": 0},
        "units": {"added": 0, "corrected": 0, "withdrawn": 3},
    }
    header = Header(1, "ab" * 32, "", Instant(5), "Li\n", "[b]why[/b]", None, "k", 1, 6, counts)
    lines = log_text([header, replace(header, number=2, source="cd" * 32)], "en", width=200).splitlines()
    assert (
        lines[0].split() == ["no.", "head", "recorded", "by", "why", "source", "digest", "changes"] or len(lines) == 4
    )
    assert lines[2].split() == [
        *("1", "abababababab", "1970-01-01T00:00:00.000005Z", "Li\\n", "[b]why[/b]", "-"),
        *("areas", "+2~1", "units", "-3"),
    ]
    assert "cdcdcdcdcdcd" in lines[3]


def test_the_log_shows_the_datum_where_any_changeset_has_one() -> None:
    header = Header(1, "ab" * 32, "", Instant(5), "Li", "why", None, "k", 1, 0, {})
    head, _, first, second = log_text([header, replace(header, datum="bd09")], "en", width=200).splitlines()
    assert head.split()[-2:] == ["datum", "changes"]
    assert first.split()[-1] == "-"
    assert second.split()[-1] == "bd09"
    assert "datum" not in log_text([header], "en", width=200)
    assert "坐标系" in log_text([replace(header, datum="gcj02")], "zh", width=200)


def test_an_empty_log_says_so() -> None:
    assert log_text([], "en") == "The register is empty: no changeset yet."
    assert log_text([], "zh") == "台账为空：尚无变更集。"


def test_json_has_the_keys_in_their_order_without_blanks_and_keeps_null() -> None:
    assert dumps(answer(VACANT, gaps=(GAP,), narrower=("m",))).decode() == (
        '{"question":{"place":"v","matter":"fire","on":"2026-03-14","known_at":"2026-01-05T01:00:00.000000Z"},'
        '"chain":[{"distance":0,"id":"v","name":"Plum Village","level":"village","kinds":[]},'
        '{"distance":1,"id":"t","name":"Town","level":"township","kinds":[]}],"chain_ends":"root",'
        '"accountable":[{"distance":0,"place":"v","tier":"first","matter":"fire",'
        '"post":{"id":"p","name":"Secretary","phone":"0000-1"},"organization":{"id":"o","name":"Committee"},'
        '"person":null,"tenure":null,'
        '"assignment":{"id":"a","since":null,"until":null,"unit_kinds":[],"ground":"letter 1"}}],'
        '"gaps":[{"distance":1,"place":"t","tier":"direct","matter":"fire","requirement":"r1","kind":"vacant",'
        '"have":0,"need":2}],"call_order":[],"narrower":["m"],'
        '"as_of":{"head":"' + "ab" * 32 + '","recorded_at":"2026-01-05T01:00:00.000000Z"},"complete":true}'
    )


def test_json_is_utf_8_as_it_stands() -> None:
    assert dumps(NamedId("望榆", "🏮")) == '{"id":"望榆","name":"🏮"}'.encode()


# --- Files ------------------------------------------------------------------------------------------------------------


def failing(error: BaseException) -> Callable[[TextIO], None]:
    def fill(out: TextIO) -> None:
        out.write("half of it")
        out.flush()
        raise error

    return fill


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole_with_the_line_feeds_given(tmp_path: Path) -> None:
    write_text(tmp_path / "out.csv", "望\na\r\nb\n")
    assert (tmp_path / "out.csv").read_bytes() == "望\na\r\nb\n".encode()
    assert names(tmp_path) == ["out.csv"]


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old and longer")
    write_text(str(tmp_path / "out"), "new")
    assert (tmp_path / "out").read_text() == "new"
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), OSError(errno.ENOSPC, "full")])
def test_an_old_file_stays_whole_when_writing_fails_and_nothing_is_left_over(
    error: BaseException, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("old")
    with pytest.raises((type(error), OutputRefused)):
        write_aside(tmp_path / "out", failing(error))
    assert (tmp_path / "out").read_text() == "old"
    assert names(tmp_path) == ["out"]


def test_a_new_file_is_not_there_when_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"):
        write_aside(tmp_path / "out", failing(ValueError("x")))
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EDQUOT, "disk_full"), (errno.EIO, "cannot_write")],
)
def test_a_full_disk_is_told_apart_from_other_refusals(number: int, code: str, tmp_path: Path) -> None:
    with pytest.raises(OutputRefused) as caught:
        write_aside(tmp_path / "out", failing(OSError(number, "no")))
    assert (caught.value.code, caught.value.about["path"]) == (code, str(tmp_path / "out"))


@pytest.mark.parametrize("where", ["absent/out", "."])
def test_a_place_where_no_file_can_be_is_refused(where: str, tmp_path: Path) -> None:
    with pytest.raises(OutputRefused) as caught:
        write_text(tmp_path / where, "x")
    assert caught.value.code == "cannot_write"
    assert names(tmp_path) == []


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"
    assert names(tmp_path) == ["link", "real"]


def test_a_link_to_nothing_yet_makes_its_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "real").read_text() == "new"


def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text(pipe, "through")
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert names(tmp_path) == ["pipe"]
