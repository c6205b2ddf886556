"""`zeren coverage`, `gaps`, `what-if`, `keystones`, `audit` and `report`: what they answer, refuse and end with."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.commands.audit import audit
from graph.commands.coverage import coverage
from graph.commands.coverage_question import Question
from graph.commands.exactly_one import exactly_one
from graph.commands.gaps import gaps
from graph.commands.keystones import keystones
from graph.commands.what_if import what_if
from graph.meaning.findings import CODES
from graph.output.json import dumps
from graph.stores import Store, open_store
from tests.command_line import Desk, Ran, zeren
from tests.coverage_register import GAPS, ON, TOWN


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path).holds(TOWN)


def asks(desk: Desk, command: str, *arguments: object, **environment: str) -> Ran:
    name, *first = command.split()
    day = () if "--over" in (*first, *arguments) else ("--on", ON)  # a range has no day
    return desk.asks(name, *first, *arguments, *day, **environment)


def answer(desk: Desk, command: str, *arguments: object) -> Any:
    ran = asks(desk, command, *arguments, "--json")
    assert (ran.code, ran.err) == (0, "")
    return ran.json


# What they answer


def test_coverage_shows_the_area_first_and_then_those_below_worst_own_coverage_first(desk: Desk) -> None:
    found = answer(desk, "coverage t")
    assert (found["slots"], found["filled"], found["gaps"]) == (
        7,
        2,
        {"unassigned": 1, "lapsed": 1, "vacant": 2, "partial": 1},
    )
    assert [(one["id"], one["slots"], one["filled"]) for one in found["areas"]] == [("v2", 3, 0), ("v1", 4, 2)]
    lines = asks(desk, "coverage t").out.splitlines()
    names = [
        next(n for n, line in enumerate(lines) if f"{name} (" in line and n > 5) for name in ("Town", "Willow", "Plum")
    ]
    assert names == sorted(names)


def test_without_an_area_coverage_is_that_of_the_whole_register(desk: Desk) -> None:
    ran = asks(desk, "coverage")
    assert "Responsibility coverage: the whole register" in ran.out
    assert [one["id"] for one in answer(desk, "coverage")["areas"]] == ["t"]


def test_a_level_asks_for_every_area_of_it(desk: Desk) -> None:
    found = answer(desk, "coverage", "--level", "village")
    assert [one["id"] for one in found["areas"]] == ["v2", "v1"]


def test_an_area_of_which_nothing_is_asked_has_no_coverage_and_is_never_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path).holds({"areas": "id,name,level\nv,V,village"})
    assert answer(desk, "coverage v")["coverage"] is None
    text = asks(desk, "coverage v").out
    assert "n/a" in text
    assert "100" not in text.split("Summary")[1]
    assert "no scheme asks for anything here" in asks(desk, "gaps v").out


def test_places_with_a_broken_chain_are_told_beside_the_coverage_of_an_area(desk: Desk) -> None:
    assert "broken chain" not in asks(desk, "coverage t").out
    desk.holds({"areas": "id,name,level,parent,until\nw,Gone,village,,2020-01-01\nw1,Cell,grid_cell,w,"})
    assert "places of the register with a broken chain, in no area above the break: 1" in asks(desk, "coverage t").out


def test_every_gap_is_one_row_for_place_tier_requirement_kind_and_have(desk: Desk) -> None:
    found = answer(desk, "gaps t")["gaps"]
    rows = {(one["place"], one["tier"], one["requirement"], one["kind"], one["have"]): one for one in found}
    assert {key: tuple(one["matters"]) for key, one in rows.items()} == GAPS
    vacant = rows["v2", "first", "r1", "vacant", 0]
    assert vacant["since"] == "2026-02-01"
    assert vacant["last_holder"] == {"person": "x2", "post": "p2", "until": "2026-02-01"}
    assert vacant["answered_above"] == {"place": "t", "post": "p0", "person": "x0"}


def test_the_text_of_gaps_can_be_read_aloud(desk: Desk) -> None:
    text = asks(desk, "gaps v2").out
    assert text.startswith("Gaps of responsibility: Willow (v2)\n")
    entry = text[text.index("Willow (v2) · Reed Town") :]
    assert entry.splitlines()[:6] == [
        "Willow (v2) · Reed Town",
        "  first-responsible   vacant   have 0   need 1   since 2026-02-01   unfilled 2",
        "    matters: Fire (fire); Flood (flood)",
        "    requirement: Rule 1 (r1)",
        "    last holder: Li (x2), Secretary of Willow (p2), no longer since 2026-02-01",
        "    answers next above: Zhao (x0), Mayor (p0), Reed Town (t)",
    ]
    assert text.endswith("rows: 2, complete\n")


def test_an_area_without_gaps_says_that_nothing_is_missing(desk: Desk) -> None:
    ran = asks(desk, "gaps v1", "--tier", "first", "--matter", "flood")
    assert "nothing is missing: every slot asked for is filled" in ran.out


def test_gaps_over_a_range_have_the_days_of_each_stretch(desk: Desk) -> None:
    found = answer(desk, "gaps v2", "--over", "2025-12-01..2026-03-01")
    assert found["over"] == {"since": "2025-12-01", "until": "2026-03-01"}
    assert [(one["requirement"], one["kind"], one["first_day"], one["last_day"]) for one in found["gaps"]] == [
        ("r1", "vacant", "2026-02-01", "2026-02-28"),
        ("r2", "partial", "2025-12-01", "2025-12-31"),
        ("r2", "lapsed", "2026-01-01", "2026-02-28"),
    ]
    text = asks(desk, "gaps v2", "--over", "2025-12-01..2026-03-01").out
    assert "from..until: 2025-12-01..2026-03-01" in text
    assert "first day 2026-02-01   last day 2026-02-28" in text


def test_a_range_has_a_day_only_where_persons_are_left_out_from_it_on(desk: Desk) -> None:
    ran = desk.asks("gaps", "v1", "--over", "2026-03-01..2026-04-01", "--on", "2026-03-10", "--without", "x1", "--json")
    assert "2026-03-10" in {one["first_day"] for one in ran.json["gaps"]}


def test_what_if_shows_what_opens_without_a_person_and_what_is_open_either_way(desk: Desk) -> None:
    found = answer(desk, "what-if v1", "--without", "x1")
    assert [(one["place"], one["matters"]) for one in found["opened"]] == [("v1", ["fire", "flood"])]
    assert [one["kind"] for one in found["still_open"]] == ["unassigned", "partial"]
    text = asks(desk, "what-if v1", "--without", "x1").out
    assert "without: Zhang (x1)" in text
    assert text.index("opened   Plum") < text.index("still open   Noodles")


def test_keystones_ranks_whom_slots_hang_on(desk: Desk) -> None:
    assert answer(desk, "keystones t")["people"] == [{"person": "x1", "slots": 2, "posts": ["p1"]}]
    assert "Zhang (x1)" in asks(desk, "keystones t").out


def test_against_another_day_shows_what_opened_closed_and_stayed_open(desk: Desk) -> None:
    changes = answer(desk, "coverage v2", "--against", "2025-12-31")["changes"]
    assert changes["against"] == "2025-12-31"
    assert [(one["requirement"], one["matters"]) for one in changes["opened"]] == [("r1", ["fire", "flood"])]
    assert changes["closed"] == []
    assert [one["requirement"] for one in changes["still_open"]] == ["r2"]
    text = asks(desk, "coverage v2", "--against", "2025-12-31").out
    assert "against: 2025-12-31" in text
    totals = text[text.index("Changes in all") : text.index("opened   Willow")].split()
    assert totals[totals.index("opened") :][:8] == ["opened", "2", "1", "closed", "0", "0", "still", "open"]
    assert text.index("opened   Willow") < text.index("still open   Willow")


def test_an_audit_shows_findings_and_what_was_looked_at(desk: Desk) -> None:
    found = answer(desk, "audit")
    assert {one["code"] for one in found["findings"]} == {
        *("unassigned", "lapsed", "vacant", "partial", "acting_too_long", "idle")
    }
    assert found["looked_at"]["vacant"] == 7
    text = asks(desk, "audit").out
    assert "gap/v2/r1/fire" in text
    assert "warning   acting too long   Appoint a substantive holder" in text
    assert "since 2020-01-01" in text


def test_one_audit_can_be_asked_alone(desk: Desk) -> None:
    found = answer(desk, "audit", "--code", "idle", "--code", "overload")
    assert [(one["code"], one["post"]) for one in found["findings"]] == [("idle", "p5")]
    assert list(found["looked_at"]) == ["overload", "idle"]


def test_the_limits_of_audits_are_settings(desk: Desk) -> None:
    found = desk.asks("audit", "--code", "acting_too_long", "--json", "--on", ON, ZEREN_ACTING_DAYS="5000")
    assert found.json["findings"] == []
    ran = desk.asks("audit", ZEREN_ACTING_DAYS="soon", ZEREN_OVERLOAD_PLACES="0")
    assert ran.code == 2
    assert ran.err == (
        "zeren: ZEREN_ACTING_DAYS: not a whole number from 1 to 36,500; "
        "ZEREN_OVERLOAD_PLACES: not a whole number from 1 to 36,500\n"
    )


ACCEPTED = "finding,reason,by,until\nidle/p5,in reserve,Zhao,{until}\n"


@pytest.mark.parametrize(
    ("until", "codes", "accepted"), [("2026-03-15", [], 1), (ON, ["idle", "acceptance_expired"], 0)]
)
def test_an_accepted_finding_is_silent_before_its_day(until: str, codes: list[str], accepted: int, desk: Desk) -> None:
    file = desk.directory / "accepted.csv"
    file.write_text(ACCEPTED.format(until=until), encoding="utf-8")
    found = answer(desk, "audit", "--accept", file, "--code", "idle", "--code", "acceptance_expired")
    assert [one["code"] for one in found["findings"]] == codes
    assert found["accepted"] == accepted


def test_an_audit_names_the_file_of_acceptances_and_what_it_silenced(desk: Desk) -> None:
    file = desk.directory / "accepted.csv"
    rows = "gap/v2/r1/fire,soon,Zhao,2027-01-01\nidle/p0,gone,Zhao,2020-01-01\nidle/p7,typo,Zhao,2027-01-01\n"
    file.write_text(ACCEPTED.format(until="2027-01-01") + rows, encoding="utf-8")
    silenced = [
        {"finding": "gap/v2/r1/fire", "by": "Zhao", "until": "2027-01-01", "reason": "soon"},
        {"finding": "idle/p5", "by": "Zhao", "until": "2027-01-01", "reason": "in reserve"},
    ]
    ran = asks(desk, "audit", "--accept", file, "--json")
    assert (ran.json["accepted"], ran.json["silenced"]) == (2, silenced)
    assert ran.err == "acceptance without a finding: idle/p7\n"
    *_, last = asks(desk, "audit", "--accept", file, "--format", "ndjson").out.splitlines()
    assert json.loads(last)["silenced"] == silenced
    assert "  acceptances: accepted.csv, rows: 4\n" in asks(desk, "audit", "--accept", file).out
    page = asks(desk, "audit", "--accept", file, "--format", "html").out
    assert "<td>in reserve</td>" in page
    assert page.index("in reserve") < page.index("gap/v2/r2")
    for narrowing in (("--code", "gap"), ("--tier", "first")):
        assert asks(desk, "audit", "--accept", file, *narrowing, "--json").err == ""
    assert asks(desk, "audit", "--json").json["silenced"] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("finding,reason,by\nx,y,z\n", "until"),
        ("finding,reason,by,until\nx,y,z,soon\n", "soon"),
        ("finding,reason,by,until\nx,,z,2026-01-01\n", "reason"),
        (None, "accepted.csv"),
    ],
)
def test_a_file_of_acceptances_at_fault_is_refused_with_every_fault(text: str | None, said: str, desk: Desk) -> None:
    file = desk.directory / "accepted.csv"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    ran = asks(desk, "audit", "--accept", file)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.endswith("faults in the acceptances.\n")
    assert "Traceback" not in ran.err


def test_one_person_one_plot_shows_what_is_not(desk: Desk) -> None:
    found = answer(desk, "report exactly-one t")
    assert (found["plots"], found["plots_with_one"], found["people"], found["people_with_one"]) == (3, 1, 1, 1)
    assert [one["place"] for one in found["missing"]] == ["u1", "v2"]
    text = asks(desk, "report exactly-one t").out
    assert "One person one plot: Reed Town (t)" in text
    assert "Noodles (u1)" in text


ASKED: list[tuple[str, Callable[[Store, Question], Any]]] = [
    ("coverage t", coverage),
    ("coverage v2 --against 2025-12-31", lambda store, asked: coverage(store, asked, against="2025-12-31")),
    ("gaps t", gaps),
    ("gaps", gaps),
    ("gaps v1 --tier first --matter flood", gaps),
    ("what-if t --without x1 --without x3", what_if),
    ("keystones t", keystones),
    ("audit t", audit),
    ("report exactly-one t", exactly_one),
]


@pytest.mark.parametrize(("command", "ask"), ASKED, ids=[command for command, _ in ASKED])
def test_json_is_byte_for_byte_that_of_the_whole_answer(
    command: str, ask: Callable[[Store, Question], Any], desk: Desk
) -> None:
    words = [word for word in command.split() if word not in ("exactly-one", "--against", "2025-12-31")][1:]
    area = words.pop(0) if words and not words[0].startswith("--") else None
    options = dict(zip(words[::2], words[1::2], strict=True))
    without = tuple(value for name, value in zip(words[::2], words[1::2], strict=True) if name == "--without")
    question = Question(area, on=ON, matter=options.get("--matter"), tier=options.get("--tier"), without=without)
    store = open_store(str(desk.register))
    whole = dumps(ask(store, question)).decode()
    store.close()
    assert asks(desk, command, "--json").out == whole + "\n"


def test_a_question_that_carries_the_echoed_times_gives_the_same_bytes_for_ever(desk: Desk) -> None:
    first = asks(desk, "gaps t", "--json")
    desk.holds({"areas": "id,name\nv2,Changed", "tenures": "post,person,since\np2,x3,2026-03-01"})
    assert asks(desk, "gaps t", "--json").out != first.out
    assert asks(desk, "gaps t", "--json", "--known-at", first.json["known_at"]).out == first.out


NARROWING = ("--tier", "first", "--matter", "fire", "--requirement", "r1", "--without", "x3", "--without", "x1")
NARROWED = {"level": None, "matter": "fire", "tier": "first", "requirement": "r1", "without": ["x1", "x3"]}


@pytest.mark.parametrize(
    "command", ["coverage t", "gaps t", "what-if t", "keystones t", "audit t", "report exactly-one t"]
)
def test_an_answer_says_what_it_was_narrowed_to(command: str, desk: Desk) -> None:
    found = answer(desk, command, *NARROWING)
    assert found["narrowed"] == NARROWED
    [first, *_] = asks(desk, command, *NARROWING, "--format", "ndjson").out.splitlines()
    assert json.loads(first)["narrowed"] == NARROWED
    nothing: dict[str, Any] = {"level": None, "matter": None, "tier": None, "requirement": None, "without": []}
    if not command.startswith("what-if"):
        assert answer(desk, command)["narrowed"] == nothing
    if command.startswith("coverage"):
        assert answer(desk, command, "--level", "village")["narrowed"] == nothing | {"level": "village"}


def test_an_audit_says_its_codes_its_limits_and_how_many_acceptances_it_was_given(desk: Desk) -> None:
    found = answer(desk, "audit")
    limits = {"acting_days": 180, "expiring_days": 30, "places": 10, "board_days": 15}
    assert (found["codes"], found["limits"], found["acceptances"]) == (None, limits, 0)
    (desk.directory / "accepted.csv").write_text(ACCEPTED.format(until="2027-01-01"), encoding="utf-8")
    options = ("--code", "overload", "--code", "vacant", "--accept", desk.directory / "accepted.csv", "--json")
    found = asks(desk, "audit", *options, ZEREN_OVERLOAD_PLACES="3").json
    assert (found["codes"], found["limits"], found["acceptances"]) == (["gap", "overload"], limits | {"places": 3}, 1)


def test_levels_and_tiers_may_be_given_in_chinese(desk: Desk) -> None:
    words = ("--level", "村社区", "--tier", "第一责任人", "--json")
    assert (
        asks(desk, "coverage t", *words).out
        == asks(desk, "coverage t", "--level", "village", "--tier", "first", "--json").out
    )
    assert asks(desk, "gaps t", "--tier", "直接责任人").out == asks(desk, "gaps t", "--tier", "direct").out


def test_a_wrong_audit_is_told_which_there_are(desk: Desk) -> None:
    err = asks(desk, "audit", "--code", "gaps").err
    assert all(code in err for code in CODES)


@pytest.mark.parametrize("command", ["coverage", "gaps", "what-if", "keystones", "audit", "report exactly-one"])
def test_an_area_may_be_named_by_a_name_that_only_one_has(command: str, desk: Desk) -> None:
    more = ("--without", "x1", "--json")
    assert asks(desk, command, "Willow", *more).out == asks(desk, command, "v2", *more).out
    assert answer(desk, command, "Willow", "--without", "x1")["area"] == "v2"
    assert "u1 is a unit" in asks(desk, command, "Noodles", *more).err
    desk.holds({"areas": "id,name,level,parent\nv3,Willow,village,t"})
    ran = asks(desk, command, "Willow", *more)
    assert (ran.code, ran.out) == (2, "")
    assert "v2 (village), v3 (village)" in ran.err


# What they end with


@pytest.mark.parametrize(
    ("command", "severity", "code"),
    [
        ("coverage t", "error", 1),
        ("coverage t", "info", 1),
        ("coverage v1 --tier first --matter flood", "info", 0),
        ("gaps t", "error", 1),
        ("gaps v1 --tier first --matter flood", "info", 0),
        ("gaps v2 --over 2025-12-01..2025-12-02", "error", 1),
        ("what-if v1 --tier first --matter flood --without x0", "info", 0),
        ("what-if v1 --tier first --matter flood --without x1", "error", 1),
        ("audit t --code idle --code acting_too_long", "error", 0),
        ("audit t --code idle --code acting_too_long", "warning", 1),
        ("audit --code idle", "warning", 0),
        ("audit --code idle", "info", 1),
        ("audit", "error", 1),
        ("report exactly-one t", "error", 1),
        ("report exactly-one v1", "error", 1),
    ],
)
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_something_at_or_above_the_severity_ends_with_1(
    command: str, severity: str, code: int, form: str, desk: Desk
) -> None:
    ran = asks(desk, command, "--fail-on", severity, "--format", form)
    assert ran.code == code
    assert ran.out
    assert asks(desk, command, "--format", form).code == 0, "an answer is no failure unless one asks for that"


def test_a_gap_that_closed_is_no_failure(desk: Desk) -> None:
    desk.holds({"tenures": "post,person,since\np2,x3,2026-03-01"})
    ran = asks(desk, "coverage v2", "--tier", "first", "--against", "2026-02-10", "--fail-on", "error")
    assert "closed   Willow" in ran.out
    assert ran.code == 0


# What they refuse


@pytest.mark.parametrize("command", ["coverage", "gaps", "what-if", "keystones", "audit", "report exactly-one"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), "no place has the id nowhere"),
        (("u1",), "u1 is a unit"),
        (("t", "--matter", "none"), "no matter has the id none"),
        (("t", "--requirement", "none"), "no requirement has the id none"),
        (("t", "--without", "nobody"), "no person has the id nobody"),
        (("t", "--tier", "second"), "tier: not a tier"),
        (("t", "--known-at", "then"), "known_at: neither a date"),
        (("t", "--format", "pdf"), "pdf"),
        (("t", "--format", "xlsx"), "output: is missing"),
        (("t", "--json", "--format", "csv"), "format: given more than once"),
        (("t", "--force"), "force: only together with --output"),
        (("t", "v1"), "v1"),
    ],
)
def test_bad_input_is_one_line_and_ends_with_2(command: str, arguments: tuple[str, ...], said: str, desk: Desk) -> None:
    more = ("--without", "x1") if command == "what-if" else ()
    ran = asks(desk, command, *arguments, *more)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("coverage t --on 2026-02-30", "on: neither a date"),
        ("coverage t --on 0000-01-01", "on: neither a date"),
        ("coverage t --level ward", "level: not a level"),
        ("coverage t --against 2026-02-30", "against: neither a date"),
        ("coverage t --on soon --against then --tier x", "against: neither a date"),
        ("gaps t --over 2026-03-01..2026-01-01", "over: not a range"),
        ("gaps t --over 2026-03-01..2026-03-01", "over: not a range"),
        ("gaps t --over 2026-03-01", "over: not a range"),
        ("gaps t --over 2026-03-01..2026-02-30", "over: not a range"),
        ("gaps t --over 2026-01-01..2026-03-01 --on 2026-01-02", "on: not with a range of days"),
        ("gaps t --over 2026-01-01..2026-03-01 --on soon", "on: neither a date"),
        ("what-if t", "without: is missing"),
        ("audit t --code all", "code: no audit of this code"),
        ("report everything t", "everything"),
        ("coverage t --fail-on fatal", "fatal"),
    ],
)
def test_values_of_a_command_of_its_own_are_checked(command: str, said: str, desk: Desk) -> None:
    name, *arguments = command.split()
    ran = desk.asks(name, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_an_area_that_is_not_in_force_is_refused_with_its_periods(tmp_path: Path) -> None:
    desk = Desk(tmp_path).holds({"areas": "id,name,level,until\nv,V,village,2020-01-01"})
    ran = asks(desk, "coverage v")
    assert ran.code == 2
    assert "[…, 2020-01-01)" in ran.err


def test_a_register_that_is_away_ends_with_3() -> None:
    ran = zeren("gaps", "--register", "bolt://127.0.0.1:1")
    assert (ran.code, ran.out) == (3, "")


@pytest.mark.parametrize("command", ["coverage", "gaps", "keystones", "audit", "report exactly-one"])
def test_an_empty_register_has_an_answer(command: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.asks("init").code == 0
    for form in ("table", "json", "ndjson", "csv", "html"):
        ran = asks(desk, command, "--format", form)
        assert ran.code == 0, ran.err
        assert ran.out
