"""Who the names of a ledger are, and what becomes of tenures: against a register that holds something."""

import csv
from pathlib import Path

import pytest

from tests.command_line import Desk, Ran, unchanged
from tests.ledgers import Counter, by_ids, role_map

BASE = {
    "organizations": "id,name\no,Office\nq,Other",
    "posts": (
        "id,name,organization\nv-s,v secretary,o\nw-s,w secretary,o\nd,Deputy,o\nz,Far,q\nfree,Free,\nd-s,d secretary,o"
    ),
    "people": "id,name\na,A\nb,B\nb2,B\nf,Far\nl,Left",
    "tenures": (
        "post,person,since,until\nv-s,a,2020-01-01,\nd,b,,\nw-s,b2,2021-01-01,\nz,f,,\nd,l,,2019-01-01\n"
        "d-s,l,2018-01-01,2019-06-01"
    ),
}
STRICT = role_map(people="")
NEW = role_map()


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(Desk(tmp_path).holds(BASE))


def ledger(*lines: str, header: str = "village,secretary") -> str:
    return "\n".join([header, *lines])


def refused(counter: Counter, mapping: str, text: str) -> list[str]:
    """Return the lines of an import that is refused, but for the count."""
    ran = unchanged(counter.desk, lambda: counter.imports(mapping, "--commit", ledger=text))
    assert (ran.code, ran.out) == (2, "")
    return ran.err.splitlines()[:-1]


# Who a name is


def test_a_name_is_matched_within_the_organization(counter: Counter) -> None:
    assert counter.changes(STRICT, ledger=ledger("v,A")) == []


def test_who_held_a_post_of_the_organization_before_is_known_there(counter: Counter) -> None:
    assert counter.changes(STRICT, ledger=ledger("v,Left")) == [
        "~ tenures: v-s · a [2020-01-01, …): until: - → 2026-03-01",
        "+ tenures: v-s · l [2026-03-01, …)",
    ]


def test_an_unknown_name_is_a_fault_that_lists_people_elsewhere(counter: Counter) -> None:
    said = refused(counter, STRICT, ledger("v,Far", "x,Nobody"))
    settle = "; settle it in the mapping's people"
    assert said == [
        f"ledger.csv, row 2, column secretary: nobody in “o” is named “Far” (elsewhere: f){settle}",
        f"ledger.csv, row 3, column secretary: nobody in “o” is named “Nobody” (elsewhere: -){settle}",
    ]


def test_a_name_that_several_bear_is_doubtful(counter: Counter) -> None:
    (said,) = refused(counter, NEW, ledger("x,B"))
    assert "several people in “o” are named “B”: b, b2" in said
    assert "row 2, column secretary" in said


def test_whoever_holds_this_very_post_is_not_doubtful(counter: Counter) -> None:
    assert counter.changes(STRICT, ledger=ledger("w,B")) == []


@pytest.mark.parametrize(
    ("named", "person"),
    [
        ("person = 'b2'", "b2"),
        ("person = 'b2'\norganization = 'o'", "b2"),
        ("person = 'b2'\npost = 'x-s'", "b2"),
        ("person = 'b'\n[[people.named]]\nname = 'B'\npost = 'x-s'\nperson = 'b2'", "b2"),
        ("person = 'b'\norganization = 'q'\n[[people.named]]\nname = 'B'\nperson = 'b2'", "b2"),
        ("new = true", "x1"),
        ("new = true\nperson = 'mine'", "mine"),
    ],
)
def test_the_mapping_settles_a_name_and_again_on_the_next_day(counter: Counter, named: str, person: str) -> None:
    mapping = role_map(people=f"id = 'x{{@n}}'\n[[people.named]]\nname = 'B'\n{named}")
    assert counter.changes(mapping, ledger=ledger("x,B"))[-1] == f"+ tenures: x-s · {person} [2026-03-01, …)"
    assert counter.changes(mapping.replace("03-01", "04-01"), ledger=ledger("x,B")) == []


def test_a_person_whom_nobody_knows_is_a_fault_of_the_cell(counter: Counter) -> None:
    mapping = role_map(people="[[people.named]]\nname = 'B'\nperson = 'nobody'")
    (said,) = refused(counter, mapping, ledger("x,B"))
    assert said.startswith("ledger.csv, row 2, column secretary: “nobody” is not known among people")


def test_new_people_get_free_numbers_and_one_name_in_one_organization_is_one_person(counter: Counter) -> None:
    counter.desk.holds({"people": "id,name\nx2,Two"})
    assert counter.changes(NEW, ledger=ledger("x,N", "y,M", "u,N")) == [
        "+ posts: x-s · x secretary",
        "+ posts: y-s · y secretary",
        "+ posts: u-s · u secretary",
        "+ people: x1 · N",
        "+ people: x3 · M",
        "+ tenures: x-s · x1 [2026-03-01, …)",
        "+ tenures: y-s · x3 [2026-03-01, …)",
        "+ tenures: u-s · x1 [2026-03-01, …)",
    ]
    assert counter.changes(NEW, ledger=ledger("x,N", "y,M", "u,N")) == []


def test_one_name_in_two_organizations_is_two_people(counter: Counter) -> None:
    mapping = NEW.replace('organization = "o"', 'organization = "{village}"').replace("x{@n}", "{@organization}-{@n}")
    changes = counter.changes(mapping, ledger=ledger("o,N", "q,N"))
    assert [line for line in changes if "people" in line] == ["+ people: o-1 · N", "+ people: q-1 · N"]


def test_namesakes_of_a_new_person_are_noted(counter: Counter) -> None:
    ran = counter.imports(NEW, ledger=ledger("x,Far"))
    assert "ledger.csv, row 2, column secretary: “Far” becomes the new person x1; elsewhere there are: f" in ran.err


@pytest.mark.parametrize(
    ("id", "code"),
    [("a", "is in use"), ("{village}" + "p" * 200, "at most 200"), ("{note}", "pattern of ids is absent or blank")],
)
def test_an_id_that_cannot_be_given_is_a_fault(counter: Counter, id: str, code: str) -> None:
    mapping = role_map(people=f"new = true\nid = '{id}'", source="" if "note" in id else "ignore = ['note']")
    said = refused(counter, mapping, ledger("x,N,", header="village,secretary,note"))
    assert [code in line for line in said] == [True]


def test_a_name_of_today_counts_and_not_a_former_one(counter: Counter) -> None:
    counter.desk.holds({"people": "id,name,since,until\na,A,,2025-01-01\na,Anew,2025-01-01,"})
    assert counter.changes(STRICT, ledger=ledger("v,Anew")) == []
    (said,) = refused(counter, STRICT, ledger("v,A"))
    assert "nobody in “o”" in said


def test_blanks_in_stored_names_do_not_count_either(counter: Counter) -> None:
    counter.desk.holds({"people": "id,name\na,张　甲"})
    assert counter.changes(STRICT, ledger=ledger("v,张甲", "v,张 甲")) == []


def test_a_role_may_leave_its_stored_post_as_it_is(counter: Counter) -> None:
    mapping = STRICT.replace(', name = "{village} secretary", organization = "o"', "")
    counter.desk.holds({"posts": "id,name\nv-s,Another name"})
    assert counter.changes(mapping, ledger=ledger("v,A")) == []
    (said,) = refused(counter, mapping, ledger("x,"))
    assert said.startswith("ledger.csv, row 2, column name: the row is new and has no name")


def test_a_post_without_an_organization_knows_who_held_it(counter: Counter) -> None:
    counter.desk.holds({"tenures": "post,person,until\nfree,f,2020-01-01"})
    mapping = STRICT.replace('"{village}-s"', '"{village}"').replace(', organization = "o"', "")
    changes = counter.changes(mapping, ledger=ledger("free,Far"))
    assert changes[-1] == "+ tenures: free · f [2026-03-01, …)"
    assert "nobody in “free”" in refused(counter, mapping, ledger("free,A"))[0]


def test_the_organization_of_a_stored_post_counts_where_the_mapping_names_none(counter: Counter) -> None:
    mapping = STRICT.replace(', organization = "o"', "")
    assert counter.changes(mapping, ledger=ledger("v,Left"))[-1] == "+ tenures: v-s · l [2026-03-01, …)"


# What becomes of tenures


def test_next_month_one_name_has_changed(counter: Counter) -> None:
    counter.changes(NEW, ledger=ledger("v,A", "x,N"))
    april = NEW.replace("2026-03-01", "2026-04-01")
    assert counter.changes(april, ledger=ledger("v,A", "x,M")) == [
        "~ tenures: x-s · x1 [2026-03-01, …): until: - → 2026-04-01",
        "+ people: x2 · M",
        "+ tenures: x-s · x2 [2026-04-01, …)",
    ]
    assert counter.changes(april, ledger=ledger("v,A", "x,M")) == []
    assert counter.changes(NEW, ledger=ledger("v,A", "x,N")) == [], "the old ledger still says what was so in March"


def test_the_ledger_of_the_same_day_put_right_withdraws_what_was_wrong(counter: Counter) -> None:
    counter.changes(NEW, ledger=ledger("x,N"))
    assert counter.changes(NEW, ledger=ledger("x,M")) == [
        "- tenures: x-s · x1 [2026-03-01, …)",
        "+ people: x2 · M",
        "+ tenures: x-s · x2 [2026-03-01, …)",
    ]


def test_a_blank_cell_leaves_the_post_vacant(counter: Counter) -> None:
    assert counter.changes(STRICT, ledger=ledger("v,")) == ["~ tenures: v-s · a [2020-01-01, …): until: - → 2026-03-01"]
    assert counter.changes(STRICT, ledger=ledger("v,空缺")) == []


def test_the_old_one_ends_when_the_new_one_began_by_the_ledger(counter: Counter) -> None:
    mapping = role_map(role='since = "{day}"', top='dates = "YYYY.M.D"')
    text = ledger("v,Left,2026.2.10", header="village,secretary,day")
    assert counter.changes(mapping, ledger=text) == [
        "~ tenures: v-s · a [2020-01-01, …): until: - → 2026-02-10",
        "+ tenures: v-s · l [2026-02-10, …)",
    ]
    assert counter.changes(mapping, ledger=text) == []


def test_another_kind_ends_one_tenure_and_begins_another(counter: Counter) -> None:
    mapping = role_map(role='marks = { "*" = "acting" }')
    assert counter.changes(mapping, ledger=ledger("v,A*")) == [
        "~ tenures: v-s · a [2020-01-01, …): until: - → 2026-03-01",
        "+ tenures: v-s · a · acting [2026-03-01, …)",
    ]
    assert counter.changes(mapping, ledger=ledger("v,A*")) == []
    assert counter.changes(mapping, ledger=ledger("v,A")) == [
        "~ tenures: v-s · a · acting [2026-03-01, …): kind: acting → substantive"
    ], "on the day itself it was wrong"


def test_another_kind_of_a_tenure_without_a_since(counter: Counter) -> None:
    mapping = role_map(role='marks = { "*" = "acting" }').replace('"{village}-s"', '"{village}"')
    assert counter.changes(mapping, ledger=ledger("d,B*"))[1:] == [
        "~ tenures: d · b: until: - → 2026-03-01",
        "+ tenures: d · b · acting [2026-03-01, …)",
    ]


@pytest.mark.parametrize(
    ("day", "differs", "changes"),
    [
        ("2020-01-01", "fault", ["~ tenures: v-s · a [2020-01-01, …): kind: substantive → acting"]),
        (
            "2025-01-01",
            "fault",
            [
                "~ tenures: v-s · a [2020-01-01, …): until: - → 2025-01-01",
                "+ tenures: v-s · a · acting [2025-01-01, …)",
            ],
        ),
        (
            "2019-01-01",
            "correct",
            ["~ tenures: v-s · a [2020-01-01, …): kind: substantive → acting, since: 2020-01-01 → 2019-01-01"],
        ),
        (
            "2019-01-01",
            "keep",
            [
                "~ tenures: v-s · a [2020-01-01, …): until: - → 2026-03-01",
                "+ tenures: v-s · a · acting [2026-03-01, …)",
            ],
        ),
    ],
)
def test_another_kind_with_a_since(counter: Counter, day: str, differs: str, changes: list[str]) -> None:
    mapping = role_map(role=f'marks = {{ "*" = "acting" }}\nsince = "{{day}}"\nsince_differs = "{differs}"')
    text = ledger(f"v,A*,{day}", header="village,secretary,day")
    assert counter.changes(mapping, ledger=text) == changes
    assert counter.changes(mapping, ledger=text) == []


@pytest.mark.parametrize(
    ("differs", "changes"),
    [
        ("keep", []),
        ("correct", ["~ tenures: v-s · a [2020-01-01, …): since: 2020-01-01 → 2019-05-01"]),
    ],
)
def test_another_since_is_kept_or_corrected_as_the_mapping_says(
    counter: Counter, differs: str, changes: list[str]
) -> None:
    mapping = role_map(role=f'since = "{{day}}"\nsince_differs = "{differs}"')
    text = ledger("v,A,2019-05-01", header="village,secretary,day")
    assert counter.changes(mapping, ledger=text) == changes
    assert counter.changes(mapping, ledger=text) == []


def test_a_since_is_given_to_a_tenure_that_has_none(counter: Counter) -> None:
    mapping = role_map(role='since = "2019-05-01"\nsince_differs = "correct"').replace('"{village}-s"', '"{village}"')
    assert counter.changes(mapping, ledger=ledger("d,B"))[1:] == [
        "- tenures: d · b",
        "+ tenures: d · b [2019-05-01, …)",
    ]
    assert counter.changes(mapping, ledger=ledger("d,B")) == []


def test_another_since_is_else_a_fault_and_keeping_it_a_note(counter: Counter) -> None:
    text = ledger("v,A,2019-05-01", header="village,secretary,day")
    (said,) = refused(counter, role_map(role='since = "{day}"'), text)
    assert "since 2020-01-01, the ledger says 2019-05-01" in said
    ran = counter.imports(role_map(role='since = "{day}"\nsince_differs = "keep"'), ledger=text)
    assert "what is stored is kept" in ran.err


@pytest.mark.parametrize(
    ("lines", "role", "said"),
    [
        (["v,A,2026-05-01"], 'since = "{day}"', "after 2026-03-01"),
        (["v,A,x", "v,A*,y"], 'marks = { "*" = "acting" }', "already in row 2"),
    ],
)
def test_a_ledger_that_contradicts_itself_is_a_fault(counter: Counter, lines: list[str], role: str, said: str) -> None:
    mapping = role_map(role=role, source="" if "day" in role else 'ignore = ["day"]')
    lines_said = refused(counter, mapping, ledger(*lines, header="village,secretary,day"))
    assert len(lines_said) == 1
    assert said in lines_said[0]


def test_rows_of_one_post_stand_for_one_day(counter: Counter) -> None:
    mapping = STRICT.replace("2026-03-01", '"{day}"')
    text = ledger("v,A,2026-03-01", "v,Left,2026-03-02", header="village,secretary,day")
    (said,) = refused(counter, mapping, text)
    assert said.startswith("ledger.csv, row 3, column secretary: the post “v-s” is named as of 2026-03-02")


def test_rows_of_one_post_are_read_together(counter: Counter) -> None:
    text = ledger("v,A", "v,Left", "v,", "v,A")
    assert counter.changes(STRICT, ledger=text) == ["+ tenures: v-s · l [2026-03-01, …)"]


def test_what_is_stored_from_a_later_day_on_is_left_alone(counter: Counter) -> None:
    counter.desk.holds({"tenures": "post,person,since\nv-s,l,2026-06-01"})
    assert counter.changes(STRICT, ledger=ledger("v,A")) == []


def test_a_planned_end_stays(counter: Counter) -> None:
    counter.desk.holds({"tenures": "post,person,since,until\nv-s,a,2020-01-01,2026-06-01"})
    assert counter.changes(STRICT, ledger=ledger("v,A")) == []


SINCE = role_map(people="", role="since = '{since}'")


def test_an_old_ledger_does_not_begin_an_ended_tenure_again(counter: Counter) -> None:
    def of(*lines: str) -> str:
        return ledger(*lines, header="village,secretary,since")

    march, april = of("v,A,2020-01-01"), of("v,Left,2026-04-01")
    later = [SINCE.replace("2026-03-01", day) for day in ("2026-04-01", "2026-05-01")]
    assert counter.changes(SINCE, ledger=march) == []
    assert counter.changes(later[0], ledger=april) != []
    (said,) = refused(counter, later[1], march)
    assert said == (
        "ledger.csv, row 2, column secretary: the register has “a” here only until 2026-04-01; "
        "the ledger names them on 2026-05-01 with the same since: correct the name or the date"
    )
    assert counter.changes(SINCE, ledger=march) == []  # of its own day it is right
    assert counter.changes(later[1], ledger=april) == []


def test_who_held_a_post_before_may_hold_it_again_from_another_day(counter: Counter) -> None:
    assert counter.changes(SINCE, ledger=ledger("d,Left,2025-01-01", header="village,secretary,since")) == [
        "+ tenures: d-s · l [2025-01-01, …)"
    ]


def test_posts_that_the_ledger_does_not_name_stay_unless_missing_ones_end(counter: Counter) -> None:
    assert counter.changes(STRICT, ledger=ledger("v,A")) == []
    ran = counter.imports(STRICT, "--all", "--end-missing", "2026-03-01", ledger=ledger("v,A"))
    assert "~ tenures: w-s · b2 [2021-01-01, …): until: - → 2026-03-01" in by_ids(ran.out)
    assert "tenures: v-s" not in ran.out


def test_a_fault_of_a_later_rule_names_the_cell_of_the_ledger(counter: Counter) -> None:
    mapping = STRICT.replace('organization = "o"', 'organization = "o", reports_to = "{village}-s"')
    (said,) = refused(counter, mapping, ledger("v,A"))
    assert said.startswith("ledger.csv, row 2, column village: “v-s” cannot stand inside or below itself")
    mapping = STRICT.replace('organization = "o"', 'organization = "{note}"')
    said_twice = refused(counter, mapping, ledger("v,A,o", "v,A,q", "x,,nowhere", header="village,secretary,note"))
    assert (
        "ledger.csv, row 3, column village: this row stands for the same fact of “v-s” as row 2; keep one of them"
        in said_twice
    )
    assert any(line.startswith("ledger.csv, row 4, column note: “nowhere” is not known") for line in said_twice)


def test_a_mapping_and_marks_do_not_go_together(counter: Counter) -> None:
    ran: Ran = counter.imports(STRICT, "--mark", "copy.xlsx", ledger=ledger("v,A"))
    assert ran.code == 2
    assert "--map" in ran.err


def test_hints_name_the_ledger(counter: Counter) -> None:
    rule = 'requirements = [{ id = "{id}", scheme = "s", tier = "first", place_kinds = "{kind}" }]'
    mapping = f'[[source]]\nfile = "ledger.csv"\n{rule}'
    ran = counter.imports(mapping, ledger="id,kind\nr,ship")
    assert "ledger.csv, row 2, column kind: nothing stored" in ran.err


@pytest.mark.parametrize(
    ("mapping", "text", "code"),
    [
        (STRICT, "v,Far,", "unknown_name"),
        (STRICT, "x,B,", "doubtful_name"),
        (role_map(people="new = true\nid = '{note}'"), "x,N,", "new_id_blank"),
        (role_map(people="new = true\nid = 'a{note}'"), "x,N,", "new_id_blank"),
        (role_map(people="new = true\nid = '{note}'"), "x,N,a", "new_id_taken"),
        (STRICT.replace("2026-03-01", '"{note}"'), "v,A,2026-03-01\nv,A,2026-03-02", "as_of_differs"),
        (role_map(role="marks = { '*' = 'acting' }"), "v,A,\nv,A*,", "holder_twice"),
        (role_map(role="since = '{note}'"), "v,A,2027-01-01", "since_after_as_of"),
        (role_map(role="since = '{note}'"), "d,Left,2018-01-01", "tenure_has_ended"),
        (role_map(role="since = '{note}'"), "v,A,2019-01-01", "since_differs"),
    ],
)
def test_the_code_of_a_fault_is_what_the_docs_call_it(counter: Counter, mapping: str, text: str, code: str) -> None:
    if "{note}" not in mapping:
        mapping = mapping.replace("[[source.roles]]", 'ignore = ["note"]\n[[source.roles]]')
    path = counter.desk.directory / "faults.csv"
    ran = counter.imports(mapping, "--faults", path, ledger=ledger(*text.split("\n"), header="village,secretary,note"))
    assert ran.code == 2
    assert code in {row["code"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())}
