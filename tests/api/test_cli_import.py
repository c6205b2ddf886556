"""`zeren import`: preview and commit, which row meets which, what is left, cleared, ended, corrected and withdrawn.

What is bad in a folder has its own tests (``tests/conformance/test_bad_input.py``).
"""

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Desk, Ran, unchanged, zeren
from tests.importing import write_folder
from tests.ledgers import by_ids
from tests.workbooks import write_book

AREAS = "id,name,level,parent,since,until"
POST = {"posts": "id,name\np,P\nq,Q"}
PEOPLE = {"people": "id,name\nx,X\ny,Y"}
LATER = "2026-03-14"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def counts(ran: Ran, table: str) -> dict[str, int]:
    """Return what the report says of one file."""
    line = next(line for line in ran.out.splitlines() if line.split()[:1] == [table])
    return dict(
        zip(("added", "corrected", "withdrawn", "unchanged", "absent"), map(int, line.split()[1:]), strict=True)
    )


def head_time(desk: Desk) -> str:
    """Return when the last changeset was recorded, to ask later what was known then."""
    [area, *_] = desk.trace("a")["chain"]
    assert area
    return str(desk.trace("a")["as_of"]["recorded_at"])


def first(desk: Desk, place: str = "a", **asked: str) -> dict[str, Any]:
    """Return the first link of a place's chain."""
    return desk.trace(place, **asked)["chain"][0]  # type: ignore[no-any-return]


# Preview and commit


def test_a_preview_of_a_new_register_creates_no_file(desk: Desk) -> None:
    ran = desk.imports({"areas": f"{AREAS}\na,A,county,,,"})
    assert ran.code == 0
    assert counts(ran, "areas") == {"added": 1, "corrected": 0, "withdrawn": 0, "unchanged": 0, "absent": 0}
    assert "+ areas: a · A · county" in ran.out
    assert "--commit --by WHO --why TEXT" in ran.err
    assert [path.name for path in desk.directory.iterdir()] == ["in"]


def test_a_preview_leaves_the_register_byte_for_byte(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,A,county,,,"})
    ran = unchanged(desk, lambda: desk.imports({"areas": f"{AREAS}\na,B,county,,,"}))
    assert ran.code == 0
    assert "~ areas: a · A · county: name: A → B" in ran.out


def test_commit_creates_the_register_and_says_its_head(desk: Desk) -> None:
    ran = desk.imports({"areas": f"{AREAS}\na,A,county,,,"}, "--commit")
    assert ran.code == 0
    assert ran.err == f"Written as changeset 1, head {desk.trace('a')['as_of']['head']}.\n"
    assert sorted(path.name for path in desk.directory.iterdir()) == ["in", "register.db"]


def test_a_second_import_changes_nothing_and_says_so(desk: Desk) -> None:
    files = {"areas": f"{AREAS}\na,A,county,,,", **POST, **PEOPLE, "tenures": "id,post,person\n,p,x\nt,q,y"}
    desk.holds(files)
    ran = unchanged(desk, lambda: desk.imports(files, "--commit"))
    assert ran.code == 0
    assert "Nothing would change: the register holds all of this." in ran.out
    assert ran.err == "Nothing to write.\n"
    assert counts(ran, "tenures") == {"added": 0, "corrected": 0, "withdrawn": 0, "unchanged": 2, "absent": 0}
    assert desk.changesets() == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), {"ZEREN_BY": "", "ZEREN_WHY": ""}),
        (("--by", "me"), {"ZEREN_BY": "", "ZEREN_WHY": ""}),
        (("--why", "so"), {"ZEREN_BY": "", "ZEREN_WHY": ""}),
        ((), {"ZEREN_BY": "me", "ZEREN_WHY": ""}),
    ],
)
def test_nothing_is_written_without_who_and_why(options: tuple[str, ...], said: dict[str, str], desk: Desk) -> None:
    ran = desk.imports({"areas": f"{AREAS}\na,A,county,,,"}, "--commit", *options, **said)
    assert (ran.code, ran.out) == (2, "")
    assert "ZEREN_BY" in ran.err
    assert not desk.register.exists()


def test_who_and_why_come_from_the_options_or_the_environment(desk: Desk) -> None:
    desk.imports({"people": "id,name\nx,X"}, "--commit", ZEREN_BY="李雷", ZEREN_WHY="首次导入")
    desk.imports({"people": "id,name\nx,Y"}, "--commit", "--by", "韩梅梅", "--why", "更正", ZEREN_BY="李雷")
    out = desk.asks("log").out
    for word in ("李雷", "首次导入", "韩梅梅", "更正"):
        assert word in out


def test_a_long_difference_is_cut_only_with_a_word_about_it(desk: Desk) -> None:
    files = {"people": "id,name\n" + "\n".join(f"x{n},X" for n in range(50))}
    assert "… and more changes: 10 (all of them: --all)" in desk.imports(files).out
    assert desk.imports(files, "--all").out.count("+ people: ") == 50


def test_all_or_nothing(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,A,county,,,"})
    files = {"areas": f"{AREAS}\na,B,county,,,", "people": "id,name,since\nx,X,soon"}
    assert unchanged(desk, lambda: desk.imports(files, "--commit")).code == 2


# --faults


def test_faults_are_written_as_csv(desk: Desk) -> None:
    ran = desk.imports({"areas": "id,name,level\na,A,borough\n,B,county"}, "--faults", desk.directory / "faults.csv")
    assert ran.code == 2
    with (desk.directory / "faults.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["file", "row", "column", "code", "message", "sheet"]
    assert [row[:4] for row in rows] == [
        ["areas.csv", "2", "level", "unknown_word"],
        ["areas.csv", "3", "id", "missing_value"],
    ]


def test_a_sound_folder_leaves_no_file_of_faults(desk: Desk) -> None:
    path = desk.directory / "faults.csv"
    ran = desk.imports({"people": "id,name\nx,X"}, "--faults", path)
    assert ran.code == 0
    assert f"There are no faults, so {path} was not written." in ran.err
    assert not path.exists()


def test_a_sound_workbook_leaves_no_marked_copy(desk: Desk) -> None:
    book = write_book(desk.directory / "b.xlsx", {"people": [("id", "name"), ("x", "X")]})
    ran = desk.asks("import", book, "--mark", desk.directory / "copy.xlsx")
    assert (ran.code, (desk.directory / "copy.xlsx").exists()) == (0, False)
    assert "There are no faults" in ran.err


@pytest.mark.parametrize("where", ["nowhere/faults.csv", "in"])
def test_a_file_of_faults_that_cannot_be_written_is_refused(where: str, desk: Desk) -> None:
    ran = desk.imports({"people": "id,name\nx,X"}, "--faults", desk.directory / where, "--commit")
    assert ran.code == 2
    assert where in ran.err
    assert not desk.register.exists()


BAD = {"people": "id,name,since\nx,X,soon"}


def test_a_file_that_exists_is_replaced_by_force_only(desk: Desk) -> None:
    there = desk.directory / "faults.csv"
    there.write_text("mine", encoding="utf-8")
    ran = desk.imports(BAD, "--faults", there)
    assert (ran.code, ran.out, ran.err) == (2, "", f"zeren: {there} exists already and is left as it is\n")
    assert there.read_text(encoding="utf-8") == "mine"
    ran = desk.imports(BAD, "--faults", there, "--force")
    assert (ran.code, there.read_text(encoding="utf-8").count("\n")) == (2, 2), ran.err


def test_a_marked_copy_replaces_a_file_by_force_only(desk: Desk) -> None:
    book = write_book(desk.directory / "b.xlsx", {"people": [("id", "name", "since"), ("x", "X", "soon")]})
    there = desk.directory / "copy.xlsx"
    there.write_bytes(b"mine")
    asked = ("import", book, "--mark", there, "--register", desk.register)
    ran = zeren(*asked)
    assert (ran.code, ran.err, there.read_bytes()) == (
        2,
        f"zeren: {there} exists already and is left as it is\n",
        b"mine",
    )
    assert zeren(*asked, "--force").code == 2
    assert there.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("options", [(), ("--force",)])
@pytest.mark.parametrize("where", ["in/people.csv", "link.csv", "linked.csv", "register.db"])
def test_what_an_import_reads_is_never_written_to(where: str, options: tuple[str, ...], desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,A,county,,,"})
    folder = write_folder(desk.directory / "in", BAD)
    (desk.directory / "link.csv").symlink_to(folder / "people.csv")
    (desk.directory / "linked.csv").write_text("id,name\n", encoding="utf-8")
    (folder / "posts.csv").symlink_to(desk.directory / "linked.csv")
    there = desk.directory / where
    before = there.read_bytes()
    ran = desk.asks("import", folder, "--faults", there, *options)
    assert (ran.code, ran.out) == (2, "")
    assert "faults: is read by this import, and never written to" in ran.err
    assert there.read_bytes() == before


@pytest.mark.parametrize("option", ["--faults", "--mark"])
def test_the_workbook_itself_is_never_written_to(option: str, desk: Desk) -> None:
    book = write_book(desk.directory / "b.xlsx", {"people": [("id", "name", "since"), ("x", "X", "soon")]})
    before = book.read_bytes()
    ran = desk.asks("import", book, option, book, "--force")
    assert (ran.code, book.read_bytes()) == (2, before)
    assert "is read by this import" in ran.err


def test_the_mapping_itself_is_never_written_to(desk: Desk) -> None:
    folder = write_folder(desk.directory / "in", BAD)
    mapping = desk.directory / "map.toml"
    mapping.write_text("as_of = 2026-03-01", encoding="utf-8")
    ran = desk.asks("import", folder, "--map", mapping, "--faults", mapping, "--force")
    assert (ran.code, mapping.read_text(encoding="utf-8")) == (2, "as_of = 2026-03-01")


def test_force_alone_is_refused(desk: Desk) -> None:
    ran = desk.imports({"people": "id,name\nx,X"}, "--force")
    assert ran.code == 2
    assert "only together with --faults or --mark" in ran.err


def test_a_device_is_written_to_and_never_replaced(desk: Desk) -> None:
    assert desk.imports(BAD, "--faults", "/dev/null").code == 2
    assert not Path("/dev/null").is_file()


def test_a_link_is_followed_and_stays_a_link(desk: Desk) -> None:
    link = desk.directory / "link.csv"
    link.symlink_to("faults.csv")
    assert desk.imports(BAD, "--faults", link).code == 2
    assert link.is_symlink()
    assert (desk.directory / "faults.csv").is_file()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_template_says_the_whole_command_that_imports_it(lang: str, desk: Desk) -> None:
    path = desk.directory / "mine.xlsx"
    ran = zeren("template", path, ZEREN_LANG=lang)
    assert ran.code == 0
    assert f"zeren import {path} --register " in ran.err


# How files are read


def test_columns_may_stand_in_any_order(desk: Desk) -> None:
    desk.holds({"areas": "until,level,parent,name,since,id\n,county,,A,2020-01-01,a"})
    assert first(desk)["name"] == "A"


def test_a_byte_order_mark_and_windows_line_ends_are_tolerated(desk: Desk) -> None:
    folder = write_folder(desk.directory / "in", {})
    (folder / "areas.csv").write_bytes("\ufeffid,name,level\r\na,街道,county\r\n\r\n".encode())
    assert desk.asks("import", folder, "--commit").code == 0
    assert first(desk)["name"] == "街道"


def test_blanks_of_any_width_are_trimmed(desk: Desk) -> None:
    desk.holds({"areas": "id , name,\u3000level\n a\u3000,  A ,\u00a0county "})
    assert first(desk)["name"] == "A"
    assert "Nothing would change" in desk.imports({"areas": "id,name,level\na,A,county"}).out


def test_parts_are_separated_by_both_semicolons_and_told_apart(desk: Desk) -> None:
    desk.holds({"units": "id,name,kind\nu,U,shop；; school ;shop;"})
    assert first(desk, "u")["kinds"] == ["school", "shop"]


def test_coordinates_keep_seven_decimals(desk: Desk) -> None:
    desk.holds({"units": "id,name,longitude,latitude\nu,U,121.43721854,37.5"})
    assert "Nothing would change" in desk.imports({"units": "id,longitude,latitude\nu,121.4372185,37.50000000"}).out


def test_last_day_is_the_day_before_until(desk: Desk) -> None:
    desk.holds({"areas": "id,name,level,last_day\na,A,county,2024-12-31"})
    assert first(desk, on="2024-12-31")["name"] == "A"
    assert desk.asks("trace", "a", "--on", "2025-01-01").code == 2
    assert "Nothing would change" in desk.imports({"areas": "id,until\na,2025-01-01"}).out


def test_defaults_are_those_of_the_format(desk: Desk) -> None:
    desk.holds(
        {
            "areas": "id,name,level\na,A,county",
            **POST,
            **PEOPLE,
            "tenures": "post,person\np,x",
            "requirements": "id,scheme,tier,place_kinds\nr,s,direct,county",
            "assignments": "id,post,place,tier\ns,p,a,first",
        }
    )
    answer = desk.trace("a")
    [one] = answer["accountable"]
    assert one["tenure"] == {"kind": "substantive", "since": None, "until": None}
    assert one["matter"] == "all"
    assert one["assignment"] == {"id": "s", "since": None, "until": None, "unit_kinds": [], "ground": None}
    assert [(gap["requirement"], gap["have"], gap["need"]) for gap in answer["gaps"]] == [("r", 0, 1)]


def test_other_files_are_ignored_and_named(desk: Desk) -> None:
    folder = write_folder(desk.directory / "in", {"people": "id,name\nx,X"})
    (folder / "letter.pdf").write_bytes(b"%PDF")
    (folder / "notes.CSV.txt").write_text("", encoding="utf-8")
    ran = desk.asks("import", folder)
    assert ran.code == 0
    assert "letter.pdf" in ran.err


def test_a_file_may_come_alone_once_what_it_refers_to_is_stored(desk: Desk) -> None:
    desk.holds({**POST, **PEOPLE})
    desk.holds({"areas": "id,name,level\na,A,county"})
    desk.holds({"assignments": "id,post,place,tier\ns,p,a,first"})
    desk.holds({"tenures": "post,person\np,x"})
    assert desk.trace("a")["accountable"][0]["person"]["name"] == "X"


def test_a_header_without_rows_writes_nothing(desk: Desk) -> None:
    desk.holds({"people": "id,name\nx,X"})
    ran = unchanged(desk, lambda: desk.imports({"people": "id,name"}, "--commit"))
    assert ran.code == 0
    assert counts(ran, "people")["absent"] == 1


# Which row meets which


def test_rows_and_files_that_are_absent_are_left_and_counted(desk: Desk) -> None:
    desk.holds({"areas": "id,name,level\na,A,county\nb,B,county", **POST})
    ran = desk.imports({"areas": "id,name,level\nc,C,county"}, "--commit")
    assert counts(ran, "areas") == {"added": 1, "corrected": 0, "withdrawn": 0, "unchanged": 0, "absent": 2}
    assert "posts" in ran.out
    assert "not given" in ran.out
    assert first(desk, "b")["name"] == "B"


def test_an_absent_column_leaves_the_stored_value(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\nt,T,prefecture,,,\na,A,county,t,2020-01-01,2030-01-01"})
    desk.holds({"areas": "id,name\na,B"})
    assert [link["name"] for link in desk.trace("a")["chain"]] == ["B", "T"]
    assert desk.asks("trace", "a", "--on", "2030-01-01").code == 2


def test_an_empty_cell_clears_it(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\nt,T,prefecture,,,\na,A,county,t,2020-01-01,2030-01-01"})
    desk.holds({"areas": "id,parent,since,until\na,,2020-01-01,"})
    assert [link["name"] for link in desk.trace("a", on="2031-01-01")["chain"]] == ["A"]


def test_an_empty_cell_of_a_default_gives_the_default_back(desk: Desk) -> None:
    desk.holds({**POST, **PEOPLE, "areas": "id,name,level\na,A,county", "tenures": "post,person,kind\np,x,acting"})
    desk.holds({"assignments": "id,post,place,tier\ns,p,a,first"})
    desk.holds({"tenures": "post,person,kind\np,x,"})
    assert desk.trace("a")["accountable"][0]["tenure"]["kind"] == "substantive"


def test_rows_are_matched_by_id_and_since(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,Old,county,,,2020-01-01\na,New,county,,2020-01-01,"})
    ran = desk.imports({"areas": f"{AREAS}\na,Older,county,,,2020-01-01"}, "--commit")
    assert counts(ran, "areas")["corrected"] == 1
    assert first(desk, on="2019-12-31")["name"] == "Older"
    assert first(desk)["name"] == "New"


def test_without_a_since_column_a_row_matches_the_only_row_of_its_id(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,A,county,,2020-01-01,"})
    ran = desk.imports({"areas": "id,name\na,B"}, "--commit")
    assert counts(ran, "areas") == {"added": 0, "corrected": 1, "withdrawn": 0, "unchanged": 0, "absent": 0}
    assert first(desk)["name"] == "B"


def test_an_empty_since_is_not_an_absent_one(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,A,county,,2020-01-01,"})
    ran = desk.imports({"areas": f"{AREAS}\na,B,county,,,2020-01-01"})
    assert counts(ran, "areas")["added"] == 1


def test_a_correction_supersedes_and_the_old_belief_stays(desk: Desk) -> None:
    desk.holds({"areas": "id,name,level\na,Wrong,county"})
    then = head_time(desk)
    desk.holds({"areas": "id,name\na,Right"})
    assert first(desk)["name"] == "Right"
    assert first(desk, known_at=then)["name"] == "Wrong"


def test_a_change_in_the_world_ends_one_row_and_adds_another(desk: Desk) -> None:
    desk.holds({"areas": "id,name,level\na,Old,county"})
    ran = desk.imports({"areas": f"{AREAS}\na,Old,county,,,2025-01-01\na,New,county,,2025-01-01,"}, "--commit")
    assert (counts(ran, "areas")["added"], counts(ran, "areas")["corrected"]) == (1, 1)
    assert [first(desk, on=day)["name"] for day in ("2024-12-31", "2025-01-01")] == ["Old", "New"]


def test_a_tenure_takes_the_id_that_a_later_file_gives_it(desk: Desk) -> None:
    desk.holds({**POST, **PEOPLE, "tenures": "post,person,since\np,x,2024-01-01"})
    ran = desk.imports({"tenures": "id,post,person,since\nt1,p,x,2024-01-01"}, "--commit")
    assert counts(ran, "tenures") == {"added": 0, "corrected": 1, "withdrawn": 0, "unchanged": 0, "absent": 0}
    moved = desk.imports({"tenures": "id,post,person,since\nt1,p,x,2024-02-01"}, "--commit")
    assert "since: 2024-01-01 → 2024-02-01" in moved.out
    again = unchanged(desk, lambda: desk.imports({"tenures": "id,post,person,since\nt1,p,x,2024-02-01"}, "--commit"))
    assert "Nothing would change" in again.out


def test_a_tenure_keeps_its_id_where_a_file_gives_none(desk: Desk) -> None:
    desk.holds({**POST, **PEOPLE, "tenures": "id,post,person\nt1,p,x"})
    for files in ({"tenures": "post,person\np,x"}, {"tenures": "id,post,person\n,p,x"}):
        assert "Nothing would change" in desk.imports(files).out


def test_requirements_and_assignments_are_matched_by_id_whatever_their_since(desk: Desk) -> None:
    desk.holds({"requirements": "id,scheme,tier,place_kinds,since\nr,s,first,village,2020-01-01"})
    ran = desk.imports({"requirements": "id,since\nr,2021-01-01"})
    assert "since: 2020-01-01 → 2021-01-01" in ran.out


# was_since and withdrawn


def test_was_since_names_the_row_whose_since_is_corrected(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,A,county,,2020-01-01,"})
    then = head_time(desk)
    files = {"areas": "id,was_since,since\na,2020-01-01,2019-01-01"}
    ran = desk.imports(files, "--commit")
    assert counts(ran, "areas")["corrected"] == 1
    assert first(desk, on="2019-06-01")["name"] == "A"
    assert desk.asks("trace", "a", "--on", "2019-06-01", "--known-at", then).code == 2
    again = unchanged(desk, lambda: desk.imports(files, "--commit"))
    assert "Nothing would change" in again.out


def test_was_since_may_clear_a_since(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,A,county,,2020-01-01,"})
    desk.holds({"areas": "id,was_since,since\na,2020-01-01,"})
    assert first(desk, on="1999-01-01")["name"] == "A"


def test_was_since_of_a_tenure(desk: Desk) -> None:
    desk.holds({**POST, **PEOPLE, "tenures": "post,person,since\np,x,2020-01-01"})
    ran = desk.imports({"tenures": "post,person,was_since,since\np,x,2020-01-01,2021-01-01"}, "--commit")
    assert counts(ran, "tenures") == {"added": 0, "corrected": 1, "withdrawn": 0, "unchanged": 0, "absent": 0}


def test_a_new_row_may_begin_where_the_corrected_one_was_thought_to_begin(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,A,county,,2020-01-01,"})
    header = "id,name,level,was_since,since,until"
    files = {"areas": f"{header}\na,A,county,2020-01-01,2021-01-01,\na,B,county,,2020-01-01,2021-01-01"}
    desk.holds(files)
    assert first(desk, on="2020-06-01")["name"] == "B"
    assert "Nothing would change" in desk.imports(files).out


def test_a_withdrawn_row_is_gone_and_the_old_belief_stays(desk: Desk) -> None:
    desk.holds({"areas": "id,name,level\na,A,county\nb,B,county"})
    then = head_time(desk)
    files = {"areas": "id,withdrawn\nb,yes"}
    ran = desk.imports(files, "--commit")
    assert counts(ran, "areas")["withdrawn"] == 1
    assert "- areas: b · B · county" in ran.out
    assert desk.asks("trace", "b").code == 2
    assert first(desk, "b", known_at=then)["name"] == "B"
    again = unchanged(desk, lambda: desk.imports(files, "--commit"))
    assert "Nothing would change" in again.out


def test_one_of_several_periods_is_withdrawn_by_its_since(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,Old,county,,,2020-01-01\na,New,county,,2020-01-01,"})
    desk.holds({"areas": "id,since,withdrawn\na,2020-01-01,yes"})
    assert first(desk, on="2019-01-01")["name"] == "Old"
    assert desk.asks("trace", "a", "--on", LATER).code == 2


def test_what_refers_to_a_withdrawn_row_may_be_withdrawn_with_it(desk: Desk) -> None:
    desk.holds({**POST, **PEOPLE, "tenures": "id,post,person\nt,p,x"})
    desk.holds({"posts": "id,withdrawn\np,yes", "tenures": "id,post,person,withdrawn\nt,p,x,yes"})


def test_a_withdrawn_row_may_be_added_again(desk: Desk) -> None:
    desk.holds({"areas": "id,name,level\na,A,county\nb,B,county"})
    desk.holds({"areas": "id,withdrawn\nb,yes"})
    desk.holds({"areas": "id,name,level\nb,Back,county"})
    assert first(desk, "b")["name"] == "Back"


# --end-missing and --within

TOWNS = {
    "areas": f"{AREAS}\na,A,county,,,\nt1,One,township,a,,\nt2,Two,township,a,,\nv1,V1,village,t1,,\n"
    "v2,V2,village,t2,,",
    "units": "id,name,area\nu1,U1,v1\nu2,U2,v2",
    "posts": "id,name,organization\np1,P1,u1\np2,P2,u2\np3,P3,",
    "people": "id,name\nx,X",
    "tenures": "post,person\np1,x\np2,x\np3,x",
    "assignments": "id,post,place,tier\ns1,p1,v1,first\ns2,p2,v2,first\ns3,p3,v1,first",
    "requirements": "id,scheme,tier,place_kinds,area\nr1,s,first,village,t1\nr2,s,first,village,",
}
DAY = "2026-01-01"
ENDING = ("--end-missing", DAY)


def ended(ran: Ran) -> set[str]:
    """Return the ids (or posts) of the rows that are proposed to end."""
    lines = [line for line in by_ids(ran.out) if line.startswith("~ ")]
    assert all(line.endswith(f"until: - → {DAY}") for line in lines), lines
    return {line.split(": ")[1].split(" · ")[0] for line in lines}


def test_rows_that_a_file_does_not_hold_are_proposed_to_end_and_listed(desk: Desk) -> None:
    desk.holds(TOWNS)
    ran = unchanged(desk, lambda: desk.imports({"units": "id,name,area\nu1,U1,v1"}, *ENDING))
    assert ran.code == 0
    assert ended(ran) == {"u2"}


def test_only_the_files_present_are_concerned(desk: Desk) -> None:
    desk.holds(TOWNS)
    ran = desk.imports({"units": "id,name,area"}, *ENDING, "--commit")
    assert ended(ran) == {"u1", "u2"}
    assert desk.asks("trace", "u2", "--on", DAY).code == 2
    assert first(desk, "u2", on="2025-12-31")["name"] == "U2"
    assert first(desk, "v2", on=DAY)["name"] == "V2"
    again = unchanged(desk, lambda: desk.imports({"units": "id,name,area"}, *ENDING, "--commit"))
    assert "Nothing would change" in again.out


def test_rows_that_are_over_by_that_day_are_left(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,A,county,,,\nb,B,county,,,{DAY}\nc,C,county,,,2020-01-01"})
    assert "Nothing would change" in desk.imports({"areas": "id\na"}, *ENDING).out


def test_people_are_left_since_their_periods_change_a_name_only(desk: Desk) -> None:
    desk.holds(PEOPLE)
    assert "Nothing would change" in desk.imports({"people": "id,name\nx,X"}, *ENDING).out


def test_a_row_of_the_file_that_changes_is_not_ended(desk: Desk) -> None:
    desk.holds(TOWNS)
    ran = desk.imports({"units": "id,name\nu1,New\nu2,U2"}, *ENDING)
    assert "~ units: u1 · U1: name: U1 → New" in ran.out
    assert ran.out.count("\n~ ") == 1


def test_rows_that_start_after_that_day_are_listed_and_refused(desk: Desk) -> None:
    desk.holds({"areas": f"{AREAS}\na,A,county,,,\nb,B,county,,2026-01-02,\nc,C,county,,2027-01-01,"})
    ran = unchanged(desk, lambda: desk.imports({"areas": "id\na"}, *ENDING, "--commit"))
    assert ran.code == 2
    assert "“b” begins on 2026-01-02" in ran.err
    assert "“c” begins on 2027-01-01" in ran.err


def test_within_an_area_only_rows_inside_it_are_ended(desk: Desk) -> None:
    desk.holds(TOWNS)
    for table, gone in {
        "units": {"u1"},
        "assignments": {"s1", "s3"},
        "requirements": {"r1"},
        "posts": {"p1", "p3"},  # p3 is assigned to a place inside
        "tenures": {"p1", "p3"},
    }.items():
        header = TOWNS[table].split("\n")[0]
        assert ended(desk.imports({table: header}, *ENDING, "--within", "t1")) == gone, table


def test_within_an_area_the_areas_below_it_and_itself_are_ended(desk: Desk) -> None:
    desk.holds(TOWNS)
    assert ended(desk.imports({"areas": AREAS}, *ENDING, "--within", "t1")) == {"t1", "v1"}


def test_a_place_within_an_area_that_starts_after_that_day_is_refused_too(desk: Desk) -> None:
    desk.holds(
        {**TOWNS, "units": "id,name,area,since\nu1,U1,v1,2027-01-01"}
        | {"posts": POST["posts"]}
        | {"tenures": "post,person\np,x", "assignments": "id,post,place,tier\ns1,p,v1,first"}
    )
    ran = desk.imports({"units": "id,name,area"}, *ENDING, "--within", "t1")
    assert ran.code == 2
    assert "“u1” begins on 2027-01-01" in ran.err


def test_what_lies_in_an_area_that_the_folder_ends_on_that_day_is_ended_too(desk: Desk) -> None:
    desk.holds(TOWNS)
    ran = desk.imports({"areas": f"id,until\nv1,{DAY}", "units": "id"}, *ENDING, "--within", "v1")
    assert "~ units: u1" in ran.out


def test_the_root_of_matters_never_ends(desk: Desk) -> None:
    desk.holds({"matters": "id,name\nall,Everything\nm,M"})
    assert "Nothing would change" in desk.imports({"matters": "id,name\nm,M"}, *ENDING).out


def test_an_area_of_the_same_folder_may_be_named(desk: Desk) -> None:
    assert desk.imports({"areas": f"{AREAS}\na,A,county,,,"}, *ENDING, "--within", "a").code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--within", "t1"), "within: only together with --end-missing"),
        (("--end-missing", "2026-02-30"), "end_missing: not a date"),
        (("--end-missing", "today"), "end_missing: not a date"),
        (("--end-missing", DAY, "--within", "nowhere"), "nowhere"),
        (("--end-missing", DAY, "--within", "u1"), "u1"),
    ],
)
def test_ending_that_is_wrongly_asked_for(options: tuple[str, ...], said: str, desk: Desk) -> None:
    desk.holds(TOWNS)
    ran = unchanged(desk, lambda: desk.imports({"units": "id,name,area"}, *options))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


# Words


def test_the_report_speaks_chinese(desk: Desk) -> None:
    ran = desk.imports({"areas": f"{AREAS}\na,A,county,,,"}, "--lang", "zh")
    assert "新增" in ran.out
    assert "未提供" in ran.out
    assert "以上为预览" in ran.err


def test_a_name_cannot_forge_a_line_of_the_report(desk: Desk) -> None:
    ran = desk.imports({"areas": 'id,name,level\na,"A\n- areas: b",county'})
    assert "+ areas: a · A\\n- areas: b · county" in ran.out


def test_a_difference_speaks_chinese_too(desk: Desk) -> None:
    desk.holds(
        {
            "areas": "id,name,level\nv,柳桥村,village",
            "organizations": "id,name\no,柳桥村委",
            "posts": "id,name,organization\np,书记,o",
            "people": "id,name\nn,张样一",
            "tenures": "post,person,kind,since,until\np,n,acting,2024-01-01,",
        }
    )
    files = {
        "tenures": "post,person,kind,since,until\np,n,acting,2024-01-01,2025-01-01",
        "areas": "id,name,level\nv,柳桥村,village\nc,第一网格,grid_cell",
    }
    said = desk.imports(files, "--lang", "zh").out
    assert "~ 任职: 柳桥村委 书记 (p) · 张样一 (n) · 代理 [2024-01-01, …): 失效日期: - → 2025-01-01" in said
    assert "+ 区域: c · 第一网格 · 网格" in said


def test_tenures_are_shown_with_the_names_that_the_files_say(desk: Desk) -> None:
    files = {
        "organizations": "id,name\no,Plum Committee",
        "posts": "id,name,organization\np,secretary,o",
        "people": "id,name,since,until\nn,A,,2026-01-01\nn,B,2026-01-01,",
        "tenures": "post,person\np,n",
    }
    assert "+ tenures: Plum Committee secretary (p) · B (n)\n" in desk.imports(files).out


def test_names_that_the_files_do_not_say_are_those_of_the_register(desk: Desk) -> None:
    desk.holds(
        {
            "posts": "id,name\np,secretary\nq,head",
            "people": "id,name,since,until\nn,A,,2026-01-01\nn,B,2026-01-01,\nm,C,,",
        }
    )
    files = {"people": "id,name,since,until\nm,D,,", "tenures": "post,person,kind\np,n,acting\nq,m,"}
    said = desk.imports(files).out
    assert "+ tenures: secretary (p) · B (n) · acting\n" in said
    assert "+ tenures: head (q) · D (m)\n" in said
