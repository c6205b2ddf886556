"""Every bad input of an import: the smallest folder that shows it, through the whole command.

Each gives exactly one fault with file, row and column, exit code 2, and nothing written. What the reading of one file
finds has its own tests in ``tests/unit``; here it is told apart from what follows, counted and printed.
"""

import csv
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.command_line import Desk, Files, Ran, environment, unchanged, zeren
from tests.importing import write_folder

AREAS = "id,name,level,parent,since,until"
PERIODS = "id,name,since,until"
POST = {"posts": "id,name\np,P"}
PEOPLE = {"people": "id,name\nx,X\ny,Y"}
AREA = {"areas": "id,name,level\na,A,county"}
UNIT = {"units": "id,name\nu,U"}
RULE = "id,scheme,tier,place_kinds"


@dataclass(frozen=True)
class Case:
    """One bad input: what is stored before it, the folder, and its one fault."""

    name: str
    code: str
    file: str
    row: int | None
    column: str | None
    files: Files
    stored: Files = field(default_factory=dict)
    options: tuple[str, ...] = ()
    """Why it does not hold yet; the mark is strict, so a fix must take it away."""


def one_cell(name: str, code: str, column: str, files: Files, **more: object) -> Case:
    """Return a case whose fault stands in row 2 of the only, or last, file."""
    return Case(name, code, f"{list(files)[-1]}.csv", 2, column, files, **more)  # type: ignore[arg-type]


def unknown(column: str, files: Files, stored: Files | None = None) -> Case:
    return one_cell(f"{list(files)[-1]}.{column}", "unknown_reference", column, files, stored=stored or {})


CELLS = [
    one_cell("missing id", "missing_value", "id", {"areas": "id,name,level\n,A,county"}),
    one_cell("blank id", "missing_value", "id", {"areas": "id,name,level\n\u3000 ,A,county"}),
    one_cell("tenure without post", "missing_value", "post", {**PEOPLE, "tenures": "post,person\n,x"}),
    one_cell("tenure without person", "missing_value", "person", {**POST, "tenures": "post,person\np,"}),
    one_cell("id of 201 characters", "id_too_long", "id", {"areas": f"id,name,level\n{'i' * 201},A,county"}),
    one_cell("reference of 201", "id_too_long", "parent", {"areas": f"id,name,level,parent\na,A,county,{'i' * 201}"}),
    one_cell("id with a line break", "control_character", "id", {"areas": 'id,name,level\n"a\nb",A,county'}),
    one_cell("name with an escape", "control_character", "name", {"areas": "id,name,level\na,A\x1b[31m,county"}),
    one_cell("day with slashes", "day_form", "since", {"people": "id,name,since\nx,X,2024/01/01"}),
    one_cell("day without zeros", "day_form", "since", {"people": "id,name,since\nx,X,2024-1-1"}),
    one_cell("day with a time", "day_form", "until", {"people": "id,name,until\nx,X,2024-01-01T00:00"}),
    one_cell("full-width day", "wide_digits", "since", {"people": "id,name,since\nx,X,２０２４-01-01"}),
    one_cell("no such day", "no_such_day", "since", {"people": "id,name,since\nx,X,2023-02-29"}),
    one_cell("year 0", "no_such_day", "since", {"people": "id,name,since\nx,X,0000-01-01"}),
    one_cell("last day of all", "last_day_too_late", "last_day", {"people": "id,name,last_day\nx,X,9999-12-31"}),
    one_cell(
        "until is since",
        "until_not_after_since",
        "until",
        {"people": f"{PERIODS}\nx,X,2024-01-01,2024-01-01"},
    ),
    one_cell(
        "last day before since",
        "until_not_after_since",
        "last_day",
        {"people": "id,name,since,last_day\nx,X,2024-01-02,2024-01-01"},
    ),
    one_cell(
        "until and last day",
        "until_and_last_day",
        "last_day",
        {"people": "id,name,until,last_day\nx,X,2024-01-01,2023-12-31"},
    ),
    one_cell("minimum in words", "not_a_count", "minimum", {"requirements": f"{RULE},minimum\nr,s,first,village,two"}),
    one_cell("half a person", "not_a_count", "minimum", {"requirements": f"{RULE},minimum\nr,s,first,village,1.5"}),
    one_cell("below zero", "below_zero", "minimum", {"requirements": f"{RULE},minimum\nr,s,first,village,-1"}),
    one_cell("too large", "count_too_large", "minimum", {"requirements": f"{RULE},minimum\nr,s,first,village,9999999"}),
    one_cell(
        "maximum below minimum",
        "maximum_below_minimum",
        "maximum",
        {"requirements": f"{RULE},minimum,maximum\nr,s,first,village,2,1"},
    ),
    one_cell(
        "maximum below the minimum of an absent column",
        "maximum_below_minimum",
        "maximum",
        {"requirements": f"{RULE},maximum\nr,s,first,village,0"},
    ),
    one_cell(
        "latitude out of range",
        "degrees_out_of_range",
        "latitude",
        {"units": "id,name,longitude,latitude\nu,U,121,90.0000001"},
    ),
    one_cell(
        "longitude out of range",
        "degrees_out_of_range",
        "longitude",
        {"units": "id,name,longitude,latitude\nu,U,-181,37"},
    ),
    one_cell(
        "degrees in words",
        "not_degrees",
        "longitude",
        {"units": "id,name,longitude,latitude\nu,U,121E,37"},
    ),
    one_cell(
        "half a coordinate",
        "half_coordinate",
        "latitude",
        {"units": "id,name,longitude,latitude\nu,U,121,"},
    ),
    one_cell("level of no list", "unknown_word", "level", {"areas": "id,name,level\na,A,borough"}),
    one_cell("level in capitals", "unknown_word", "level", {"areas": "id,name,level\na,A,County"}),
    one_cell("tier of no list", "unknown_word", "tier", {"requirements": f"{RULE}\nr,s,primary,village"}),
    one_cell(
        "tenure kind of no list",
        "unknown_word",
        "kind",
        {**POST, **PEOPLE, "tenures": "post,person,kind\np,x,temporary"},
    ),
    one_cell(
        "answered at no list",
        "unknown_word",
        "answered_at",
        {"requirements": f"{RULE},answered_at\nr,s,first,village,above"},
    ),
    one_cell("withdrawn by another word", "not_yes", "withdrawn", {"areas": "id,name,level,withdrawn\na,A,county,no"}),
    one_cell("place inside itself", "inside_itself", "parent", {"areas": "id,name,level,parent\na,A,county,a"}),
    one_cell("matter inside itself", "inside_itself", "parent", {"matters": "id,name,parent\nm,M,m"}),
    one_cell("post under itself", "inside_itself", "reports_to", {"posts": "id,name,reports_to\np,P,p"}),
    one_cell("organization in itself", "inside_itself", "parent", {"organizations": "id,name,parent\no,O,o"}),
    one_cell("parent of all", "all_only_named", "parent", {"matters": "id,name,parent\nall,Everything,all"}),
    one_cell("period of all", "all_only_named", "since", {"matters": "id,name,since\nall,Everything,2024-01-01"}),
    one_cell("empty place kinds", "needed_value", "place_kinds", {"requirements": f"{RULE}\nr,s,first,"}),
    one_cell("place kinds of blanks", "needed_value", "place_kinds", {"requirements": f"{RULE}\nr,s,first, ； ;"}),
    one_cell("kind is a level", "kind_is_level", "kind", {"units": "id,name,kind\nu,U,shop;village"}),
    one_cell(
        "unit kinds name a level",
        "kind_is_level",
        "unit_kinds",
        {**AREA, **POST, "assignments": "id,post,place,tier,unit_kinds\ns,p,a,first,village"},
    ),
    one_cell(
        "unit kinds at a unit",
        "unit_kinds_at_unit",
        "unit_kinds",
        {**UNIT, **POST, "assignments": "id,post,place,tier,unit_kinds\ns,p,u,first,shop"},
    ),
    one_cell(
        "unit kinds at a stored unit",
        "unit_kinds_at_unit",
        "unit_kinds",
        {"assignments": "id,unit_kinds\ns,shop"},
        stored={**UNIT, **POST, "assignments": "id,post,place,tier\ns,p,u,first"},
    ),
]

NEW_ROWS = [
    one_cell("area without name", "new_without", "name", {"areas": "id,level\na,county"}),
    one_cell("area without level", "new_without", "level", {"areas": "id,name\na,A"}),
    one_cell("unit without name", "new_without", "name", {"units": "id\nu"}),
    one_cell("organization without name", "new_without", "name", {"organizations": "id\no"}),
    one_cell("post without name", "new_without", "name", {"posts": "id\np"}),
    one_cell("person without name", "new_without", "name", {"people": "id\nx"}),
    one_cell("matter without name", "new_without", "name", {"matters": "id\nm"}),
    one_cell("rule without scheme", "new_without", "scheme", {"requirements": "id,tier,place_kinds\nr,first,village"}),
    one_cell("rule without tier", "new_without", "tier", {"requirements": "id,scheme,place_kinds\nr,s,village"}),
    one_cell("rule without place kinds", "new_without", "place_kinds", {"requirements": "id,scheme,tier\nr,s,first"}),
    one_cell("assignment without post", "new_without", "post", {**AREA, "assignments": "id,place,tier\ns,a,first"}),
    one_cell("assignment without place", "new_without", "place", {**POST, "assignments": "id,post,tier\ns,p,first"}),
    one_cell("assignment without tier", "new_without", "tier", {**AREA, **POST, "assignments": "id,post,place\ns,p,a"}),
    one_cell("area with an empty name", "needed_value", "name", {"areas": "id,name,level\na,,county"}),
]

REFERENCES = [
    unknown("parent", {"areas": "id,name,level,parent\na,A,county,q"}),
    unknown("area", {"units": "id,name,area\nu,U,q"}),
    unknown("area", {"organizations": "id,name,area\no,O,q"}),
    unknown("parent", {"organizations": "id,name,parent\no,O,q"}),
    unknown("organization", {"posts": "id,name,organization\np,P,q"}),
    unknown("reports_to", {"posts": "id,name,reports_to\np,P,q"}),
    unknown("post", {**PEOPLE, "tenures": "post,person\nq,x"}),
    unknown("person", {**POST, "tenures": "post,person\np,q"}),
    unknown("parent", {"matters": "id,name,parent\nm,M,q"}),
    unknown("area", {"requirements": f"{RULE},area\nr,s,first,village,q"}),
    unknown("matter", {"requirements": f"{RULE},matter\nr,s,first,village,q"}),
    unknown("post", {**AREA, "assignments": "id,post,place,tier\ns,q,a,first"}),
    unknown("place", {**POST, "assignments": "id,post,place,tier\ns,p,q,first"}),
    unknown("matter", {**AREA, **POST, "assignments": "id,post,place,tier,matter\ns,p,a,first,q"}),
    unknown("person", {"tenures": "post,person\np,q"}, stored={**POST, **PEOPLE}),
    unknown("parent", {"areas": "id,parent\na,A"}, stored=AREA),  # ids differ in letter case
    unknown(
        "place",
        {"assignments": "id,place\ns,o"},
        stored={**AREA, **POST, "organizations": "id,name\no,O", "assignments": "id,post,place,tier\ns,p,a,first"},
    ),
    one_cell("unit in a unit", "unit_in_unit", "area", {"units": "id,name,area\nv,V,u"}, stored=UNIT),
]


def twice(table: str, header: str, first: str, second: str, before: Files | None = None, **more: object) -> Case:
    """Return a case whose fault stands in the second of two rows of one id."""
    files = {**(before or {}), table: f"{header}\n{first}\n{second}"}
    column = more.pop("column", "since")
    return Case(f"{table} twice", str(more.pop("code")), f"{table}.csv", 3, str(column), files, **more)  # type: ignore[arg-type]


ROWS = [
    twice("areas", AREAS, "a,A,county,,2020-01-01,", "a,B,county,,2021-01-01,", code="overlapping_periods"),
    twice("areas", AREAS, "a,A,county,,,", "a,B,county,,2021-01-01,", code="overlapping_periods"),
    twice("units", PERIODS, "u,U,,2021-01-02", "u,V,2021-01-01,", code="overlapping_periods"),
    twice("organizations", PERIODS, "o,O,2020-01-01,", "o,P,2021-01-01,", code="overlapping_periods"),
    twice("posts", PERIODS, "p,P,2020-01-01,", "p,Q,2021-01-01,", code="overlapping_periods"),
    twice("people", PERIODS, "x,X,2020-01-01,", "x,Y,2021-01-01,", code="overlapping_periods"),
    twice("matters", PERIODS, "m,M,2020-01-01,", "m,N,2021-01-01,", code="overlapping_periods"),
    twice("areas", AREAS, "a,A,county,,,", "a,B,county,,,", code="same_row_twice", column="id"),
    twice("requirements", RULE, "r,s,first,village", "r,s,first,sector", code="same_row_twice", column="id"),
    twice(
        "assignments",
        "id,post,place,tier",
        "s,p,a,first",
        "s,p,a,direct",
        {**AREA, **POST},
        code="same_row_twice",
        column="id",
    ),
    twice(
        "tenures",
        "id,post,person,since",
        "t,p,x,",
        "t,p,y,",
        {**POST, **PEOPLE},
        code="same_row_twice",
        column="id",
    ),
    twice(
        "tenures",
        "post,person,since",
        "p,x,2020-01-01",
        "p,x,2021-01-01",
        {**POST, **PEOPLE},
        code="person_twice_in_post",
        column="person",
    ),
    twice(
        "tenures",
        "id,post,person,since",
        "t,p,x,2020-01-01",
        "t,p,y,2020-01-01",
        stored={**POST, **PEOPLE, "tenures": "post,person,since\np,x,2020-01-01"},
        code="same_row_twice",
        column="id",
    ),
    one_cell(
        "overlaps what is stored",
        "stored_overlap",
        "since",
        {"areas": "id,name,level,since\na,B,county,2021-01-01"},
        stored=AREA,
    ),
    one_cell(
        "twice in a post with what is stored",
        "stored_tenure",
        "person",
        {"tenures": "post,person,since\np,x,2021-01-01"},
        stored={**POST, **PEOPLE, "tenures": "post,person,since\np,x,2020-01-01"},
    ),
    one_cell(
        "several rows are meant",
        "ambiguous_row",
        "id",
        {"areas": "id,name\na,C"},
        stored={"areas": f"{AREAS}\na,A,county,,,2020-01-01\na,B,county,,2020-01-01,"},
    ),
    one_cell(
        "no such row to correct",
        "no_such_row",
        "was_since",
        {"areas": "id,was_since,since\na,2020-01-01,2021-01-01"},
        stored=AREA,
    ),
    one_cell(
        "no such row to withdraw",
        "nothing_to_withdraw",
        "withdrawn",
        {"areas": "id,withdrawn\nq,yes"},
        stored=AREA,
    ),
    one_cell(
        "ends before the stored since",
        "until_not_after_since",
        "until",
        {"areas": "id,until\na,2020-01-01"},
        stored={"areas": f"{AREAS}\na,A,county,,2021-01-01,"},
    ),
    one_cell(
        "begins after the stored until",
        "until_not_after_since",
        "since",
        {"areas": "id,was_since,since\na,2020-01-01,2022-01-01"},
        stored={"areas": f"{AREAS}\na,A,county,,2020-01-01,2021-01-01"},
    ),
    one_cell(
        "minimum above the stored maximum",
        "maximum_below_minimum",
        "minimum",
        {"requirements": "id,minimum\nr,3"},
        stored={"requirements": f"{RULE},maximum\nr,s,first,village,2"},
    ),
    one_cell(
        "clears half a stored coordinate",
        "half_coordinate",
        "longitude",
        {"units": "id,longitude\nu,"},
        stored={"units": "id,name,longitude,latitude\nu,U,121,37"},
    ),
]


def shared(first: str, second: str, *, stored: bool) -> Case:
    """Return a case of an id that names two kinds of thing; the fault stands where it is used again."""
    rows = {"areas": "id,name,level\nk,K,county", "units": "id,name\nk,K", "organizations": "id,name\nk,K"}
    files = {second: rows[second]} if stored else {first: rows[first], second: rows[second]}
    before = {first: rows[first]} if stored else {}
    return Case(f"{first}, {second}, stored: {stored}", "id_of_other_kind", f"{second}.csv", 2, "id", files, before)


SHARED = [
    shared("areas", "units", stored=False),
    shared("areas", "organizations", stored=False),
    shared("units", "organizations", stored=False),
    shared("areas", "units", stored=True),
    shared("areas", "organizations", stored=True),
    shared("units", "organizations", stored=True),
    shared("units", "areas", stored=True),
    shared("organizations", "areas", stored=True),
    shared("organizations", "units", stored=True),
]

LADDER = {"areas": f"{AREAS}\nc,C,county,,,\nv,V,village,c,,\ns,S,sector,,,"}

ABOVE = [
    one_cell(
        "level of the parent", "level_not_below", "level", {"areas": "id,name,level,parent\nb,B,county,a"}, stored=AREA
    ),
    one_cell(
        "level above the parent",
        "level_not_below",
        "level",
        {"areas": "id,name,level,parent\nb,B,province,a"},
        stored=AREA,
    ),
    one_cell(
        "a lower parent",
        "level_not_below",
        "parent",
        {"areas": "id,parent\nv,s"},
        stored=LADDER,
    ),
    one_cell("the parent sinks", "level_not_below", "level", {"areas": "id,level\nc,sector"}, stored=LADDER),
    one_cell(
        "a new parent on some days",
        "level_not_below",
        "level",
        {"areas": "id,name,level,since,until\nc,C,sector,2030-01-01,2031-01-01"},
        stored={"areas": f"{AREAS}\nc,C,county,,,2030-01-01\nv,V,village,c,,"},
    ),
    Case(
        "one child under two wrong periods",
        "level_not_below",
        "areas.csv",
        4,
        "level",
        {"areas": f"{AREAS}\np,P,village,,,2020-01-01\np,Q,village,,2020-01-01,\nc,C,county,p,,"},
    ),
    one_cell("matters in a circle", "cycle", "parent", {"matters": "id,name,parent\nm,M,n\nn,N,m"}),
    one_cell("organizations in a circle", "cycle", "parent", {"organizations": "id,name,parent\no,O,q\nq,Q,o"}),
    one_cell("posts in a circle", "cycle", "reports_to", {"posts": "id,name,reports_to\np,P,q\nq,Q,p"}),
    one_cell("posts in a circle of three", "cycle", "reports_to", {"posts": "id,name,reports_to\np,P,q\nq,Q,r\nr,R,p"}),
    one_cell(
        "a circle with what is stored",
        "cycle",
        "parent",
        {"matters": "id,parent\nn,m"},
        stored={"matters": "id,name,parent\nn,N,\nm,M,n"},
    ),
    one_cell(
        "a circle of stored posts",
        "cycle",
        "reports_to",
        {"posts": "id,reports_to\nq,p"},
        stored={"posts": "id,name,reports_to\nq,Q,\np,P,q"},
    ),
    one_cell(
        "a circle of stored organizations",
        "cycle",
        "parent",
        {"organizations": "id,parent\nq,o"},
        stored={"organizations": "id,name,parent\nq,Q,\no,O,q"},
    ),
    one_cell(
        "a circle on one day",
        "cycle",
        "parent",
        {"matters": "id,name,parent,since,until\nm,M,n,,2020-01-02\nn,N,m,2020-01-01,"},
    ),
    one_cell(
        "places in a circle",
        "cycle",
        "parent",
        {"areas": "id,name,level,parent\na,A,county,b\nb,B,township,a"},
    ),
]


def gone(id_of: str, row: str, stored: Files) -> Case:
    return one_cell(
        f"withdrawn, but {list(stored)[-1]} refer to it", "still_referred", "withdrawn", {id_of: row}, stored=stored
    )


WITHDRAWN = [
    gone("areas", "id,withdrawn\na,yes", {"areas": "id,name,level,parent\na,A,county,\nb,B,village,a"}),
    gone("areas", "id,withdrawn\na,yes", {**AREA, "units": "id,name,area\nu,U,a"}),
    gone("areas", "id,withdrawn\na,yes", {**AREA, "organizations": "id,name,area\no,O,a"}),
    gone("areas", "id,withdrawn\na,yes", {**AREA, "requirements": f"{RULE},area\nr,s,first,village,a"}),
    gone("areas", "id,withdrawn\na,yes", {**AREA, **POST, "assignments": "id,post,place,tier\ns,p,a,first"}),
    gone("units", "id,withdrawn\nu,yes", {**UNIT, "posts": "id,name,organization\np,P,u"}),
    gone("units", "id,withdrawn\nu,yes", {**UNIT, **POST, "assignments": "id,post,place,tier\ns,p,u,first"}),
    gone("organizations", "id,withdrawn\no,yes", {"organizations": "id,name,parent\no,O,\nq,Q,o"}),
    gone(
        "organizations",
        "id,withdrawn\no,yes",
        {"organizations": "id,name\no,O", "posts": "id,name,organization\np,P,o"},
    ),
    gone("posts", "id,withdrawn\np,yes", {"posts": "id,name,reports_to\np,P,\nq,Q,p"}),
    gone("posts", "id,withdrawn\np,yes", {**POST, **PEOPLE, "tenures": "post,person\np,x"}),
    gone("posts", "id,withdrawn\np,yes", {**POST, **AREA, "assignments": "id,post,place,tier\ns,p,a,first"}),
    gone("matters", "id,withdrawn\nm,yes", {"matters": "id,name,parent\nm,M,\nn,N,m"}),
    gone(
        "matters",
        "id,withdrawn\nm,yes",
        {"matters": "id,name\nm,M", "requirements": f"{RULE},matter\nr,s,first,village,m"},
    ),
    one_cell(
        "full-width reference",
        "wide_reference",
        "parent",
        {"areas": "id,name,level,parent\nv,V,village,ａ"},
        stored=AREA,
    ),
    Case(
        "withdrawn while a row of the folder refers to it",
        "unknown_reference",
        "units.csv",
        2,
        "area",
        {"areas": "id,withdrawn\na,yes", "units": "id,name,area\nu,U,a"},
        AREA,
    ),
    Case(
        "begins after the day of ending",
        "starts_after",
        "areas.csv",
        None,
        None,
        {"areas": "id,name\na,A"},
        {"areas": f"{AREAS}\na,A,county,,,\nb,B,county,,2030-01-01,"},
        ("--end-missing", "2026-01-01"),
    ),
]

SHAPES = [
    Case("unknown column", "unknown_column", "areas.csv", 1, "nmae", {"areas": "id,name,level,nmae\na,A,county,"}),
    Case("missing column", "missing_column", "areas.csv", 1, "id", {"areas": "name,level\nA,county"}),
    Case("doubled column", "doubled_column", "areas.csv", 1, "name", {"areas": "id,name,level,name\na,A,county,B"}),
    Case("was_since of people", "unknown_column", "people.csv", 1, "was_since", {"people": "id,name,was_since\nx,X,"}),
    Case("withdrawn people", "unknown_column", "people.csv", 1, "withdrawn", {"people": "id,name,withdrawn\nx,X,"}),
    Case("more cells", "too_many_cells", "areas.csv", 2, None, {"areas": "id,name,level\na,A,county,more"}),
    Case("fewer cells", "too_few_cells", "areas.csv", 2, None, {"areas": "id,name,level\na,A"}),
    Case("open quote", "unbalanced_quote", "areas.csv", 2, "name", {"areas": 'id,name,level\na,"A,county'}),
    Case("text after a quote", "stray_quote", "areas.csv", 2, "name", {"areas": 'id,name,level\na,"A"B,county'}),
    Case("NUL byte", "nul_byte", "areas.csv", 2, "name", {"areas": "id,name,level\na,A\0,county"}),
    Case("NUL byte in the header", "nul_byte", "areas.csv", 1, "B", {"areas": "id,na\0me,level\na,A,county"}),
    Case(
        "a cell of 32,768",
        "cell_too_long",
        "areas.csv",
        2,
        "name",
        {"areas": f"id,name,level\na,{'n' * 32_768},county"},
    ),
]

CASES = [*CELLS, *NEW_ROWS, *REFERENCES, *ROWS, *SHARED, *ABOVE, *WITHDRAWN, *SHAPES]


def named(case: Case) -> str:
    return case.name.replace(" ", "-")


def marked(cases: list[Case]) -> list[object]:
    return [pytest.param(case, id=named(case)) for case in cases]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def faults_of(desk: Desk) -> list[list[str]]:
    with (desk.directory / "faults.csv").open(encoding="utf-8", newline="") as file:
        return [row[:5] for row in csv.reader(file)][1:]  # the sixth is the sheet of a workbook


def refused(desk: Desk, folder: Path, *options: str) -> Ran:
    """Import a folder that is at fault: nothing is written, whatever was there."""
    arguments = ("import", folder, "--register", desk.register, "--commit", "--faults", desk.directory / "faults.csv")
    ran = unchanged(desk, lambda: zeren(*arguments, *options))
    assert ran.code == 2, ran
    assert ran.out == ""
    return ran


@pytest.mark.parametrize("case", marked(CASES))
def test_one_fault_with_its_place(case: Case, desk: Desk) -> None:
    if case.stored:
        desk.holds(case.stored)
    ran = refused(desk, write_folder(desk.directory / "in", case.files), *case.options)

    row = "" if case.row is None else str(case.row)
    assert [fault[:4] for fault in faults_of(desk)] == [[case.file, row, case.column or "", case.code]]
    message, count, where = ran.err.splitlines()
    assert message == faults_of(desk)[0][4]
    assert message.startswith(case.file)
    assert "?" not in message.replace("is this a CSV file separated by commas?", "")
    assert count.startswith("Faults: 1;")
    assert where.endswith("faults.csv.")


# Files that are none


def folder_with(desk: Desk, name: str, content: bytes) -> Path:
    folder = desk.directory / "in"
    folder.mkdir()
    (folder / name).write_bytes(content)
    return folder


def only_fault(desk: Desk, folder: Path) -> tuple[str, str]:
    refused(desk, folder)
    [[file, _, _, code, _]] = faults_of(desk)
    return file, code


def test_bytes_that_are_no_text(desk: Desk) -> None:
    folder = folder_with(desk, "areas.csv", b"id,name,level\na,\xff\xfe\xff,county\n")
    assert only_fault(desk, folder) == ("areas.csv", "not_utf8")


def test_half_a_character_of_utf16(desk: Desk) -> None:
    folder = folder_with(desk, "areas.csv", "id,name,level\na,A,county\n".encode("utf-16") + b"\x00")
    refused(desk, folder)
    assert {fault[0] for fault in faults_of(desk)} == {"areas.csv"}


def test_an_empty_file(desk: Desk) -> None:
    assert only_fault(desk, folder_with(desk, "areas.csv", b"")) == ("areas.csv", "empty_file")


def test_a_file_of_an_unknown_name_suggests_the_nearest(desk: Desk) -> None:
    folder = folder_with(desk, "area.csv", b"id,name,level\na,A,county\n")
    assert only_fault(desk, folder) == ("area.csv", "unknown_file")
    assert "areas.csv" in faults_of(desk)[0][4]


def test_a_folder_that_is_absent(desk: Desk) -> None:
    assert only_fault(desk, desk.directory / "nowhere")[1] == "folder_absent"


@pytest.mark.parametrize("name", ["nosuch.xlsx", "nosuch.XLS", "nosuch.csv"])
def test_a_file_that_is_absent_is_told_as_a_file(desk: Desk, name: str) -> None:
    assert only_fault(desk, desk.directory / name)[1] == "file_absent"


def test_a_file_in_place_of_the_folder(desk: Desk) -> None:
    assert only_fault(desk, folder_with(desk, "areas.csv", b"id\n") / "areas.csv")[1] == "not_a_folder"


def test_a_folder_that_holds_none_of_the_files(desk: Desk) -> None:
    assert only_fault(desk, folder_with(desk, "notes.txt", b"hello"))[1] == "no_known_files"


def test_a_directory_in_place_of_a_file(desk: Desk) -> None:
    (desk.directory / "in/areas.csv").mkdir(parents=True)
    assert only_fault(desk, desk.directory / "in") == ("areas.csv", "not_a_file")


def test_a_pipe_in_place_of_a_file_is_never_waited_for(desk: Desk) -> None:
    (desk.directory / "in").mkdir()
    os.mkfifo(desk.directory / "in/areas.csv")
    assert only_fault(desk, desk.directory / "in") == ("areas.csv", "not_a_file")


def test_a_socket_in_place_of_a_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.directory / "in").mkdir()
    monkeypatch.chdir(desk.directory / "in")  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("areas.csv")
        assert only_fault(desk, desk.directory / "in") == ("areas.csv", "not_a_file")


def test_an_endless_link_in_place_of_a_file(desk: Desk) -> None:
    (desk.directory / "in").mkdir()
    (desk.directory / "in/areas.csv").symlink_to("areas.csv")
    assert only_fault(desk, desk.directory / "in") == ("areas.csv", "endless_link")


def test_a_link_to_nothing(desk: Desk) -> None:
    (desk.directory / "in").mkdir()
    (desk.directory / "in/areas.csv").symlink_to("gone.csv")
    assert only_fault(desk, desk.directory / "in") == ("areas.csv", "unreadable")


def test_a_device_in_place_of_a_file(desk: Desk) -> None:
    (desk.directory / "in").mkdir()
    (desk.directory / "in/areas.csv").symlink_to("/dev/zero")
    assert only_fault(desk, desk.directory / "in") == ("areas.csv", "not_a_file")


MEASURED = """
import re, sys
from pathlib import Path
from api.cli import run
code = run(sys.argv[1:])
print(re.search("VmHWM: *([0-9]+)", Path("/proc/self/status").read_text().expandtabs(1))[1], file=sys.stderr)
sys.exit(code)
"""
"""Prints the most memory that the process ever had, in KiB; getrusage would count its parent's too."""


@pytest.mark.parametrize("cell", ["{}", '"{}"', '"{}', "{},"], ids=["plain", "quoted", "open", "shifted"])
def test_a_cell_of_ten_megabytes_takes_little_time_and_memory(cell: str, desk: Desk) -> None:
    def memory_and_time(name: str) -> tuple[int, float]:
        folder = desk.directory / str(len(name))
        folder.mkdir()
        (folder / "areas.csv").write_text(f"id,name,level\na,{cell.format(name)},county\n", encoding="utf-8")
        begun = time.monotonic()
        ran = subprocess.run(
            [sys.executable, "-c", MEASURED, "import", str(folder), "--register", str(desk.register)],
            env=environment(),
            capture_output=True,
            timeout=60,
        )
        assert ran.returncode == 2, ran.stderr
        assert len(ran.stderr) < 2_000, "a message does not repeat the cell"
        return int(ran.stderr.split()[-1]), time.monotonic() - begun

    small, _ = memory_and_time("n" * 32_768)
    large, seconds = memory_and_time("街" * 3_400_000)
    assert large < small + 8_000, f"{large - small} KiB more"
    assert seconds < 10


# Several faults


def test_all_faults_of_all_files_are_told_in_one_run(desk: Desk) -> None:
    folder = write_folder(
        desk.directory / "in",
        {
            "areas": "id,name,level,since\na,A,borough,\nb,B,county,2024-02-30\n,C,county,",
            "posts": "id,name,organization\np,P,q",
            "people": "id,name,nick\nx,X,",
        },
    )
    ran = refused(desk, folder)
    found = [(fault[0], fault[1], fault[2]) for fault in faults_of(desk)]
    assert found == [
        ("areas.csv", "2", "level"),
        ("areas.csv", "3", "since"),
        ("areas.csv", "4", "id"),
        ("people.csv", "1", "nick"),
        ("posts.csv", "2", "organization"),
    ]
    assert ran.err.splitlines()[:5] == [fault[4] for fault in faults_of(desk)]
    assert "Faults: 5; nothing was written." in ran.err


def test_several_faults_of_one_row_are_all_told(desk: Desk) -> None:
    refused(desk, write_folder(desk.directory / "in", {"areas": "id,name,level,since\n,A,borough,soon"}))
    assert [fault[2] for fault in faults_of(desk)] == ["id", "level", "since"]


def test_every_overlap_with_a_long_period_is_told(desk: Desk) -> None:
    rows = "a,A,county,,2020-01-01,2030-01-01\na,B,county,,2021-01-01,2022-01-01\na,C,county,,2023-01-01,2024-01-01"
    refused(desk, write_folder(desk.directory / "in", {"areas": f"{AREAS}\n{rows}"}))
    assert [fault[1] for fault in faults_of(desk)] == ["3", "4"]


def test_a_fault_that_only_follows_is_counted_and_not_listed(desk: Desk) -> None:
    files = {
        "areas": "id,name,level\na,A,borough",
        "units": "id,name,area\nu,U,a\nv,V,a",
        "organizations": "id,name,area\no,O,a",
    }
    ran = refused(desk, write_folder(desk.directory / "in", files))
    assert [fault[0] for fault in faults_of(desk)] == ["areas.csv"]
    assert "Faults that only follow from these: 3." in ran.err
    assert "Faults: 1;" in ran.err


def test_what_refers_to_a_file_that_cannot_be_read_only_follows(desk: Desk) -> None:
    folder = write_folder(desk.directory / "in", {"units": "id,name,area\nu,U,a"})
    (folder / "areas.csv").mkdir()
    ran = refused(desk, folder)
    assert [fault[3] for fault in faults_of(desk)] == ["not_a_file"]
    assert "only follow from these: 1." in ran.err


def test_references_of_a_row_are_judged_once_its_cells_can_be_read(desk: Desk) -> None:
    for since, codes in (("2026/3/1", ["day_form"]), ("2026-03-01", ["unknown_reference"])):
        files = {"areas": f"id,name,level,parent,since\nv,Plum,village,nowhere,{since}"}
        refused(desk, write_folder(desk.directory / "in", files))
        assert [fault[3] for fault in faults_of(desk)] == codes
        (desk.directory / "faults.csv").unlink()


def test_a_circle_is_one_fault_and_not_one_for_each_of_its_members(desk: Desk) -> None:
    ring = "\n".join(f"p{n},P,p{(n + 1) % 9}" for n in range(9))
    refused(desk, write_folder(desk.directory / "in", {"posts": f"id,name,reports_to\n{ring}"}))
    assert [fault[3] for fault in faults_of(desk)] == ["cycle"]


def test_the_first_hundred_faults_are_printed_and_all_counted(desk: Desk) -> None:
    rows = "\n".join(f"a{n},A,borough" for n in range(150))
    ran = refused(desk, write_folder(desk.directory / "in", {"areas": f"id,name,level\n{rows}"}))
    lines = ran.err.splitlines()
    assert sum(line.startswith("areas.csv, row ") for line in lines) == 100
    assert lines[100] == "… and 50 more (all of them: --faults FILE)"
    assert "Faults: 150; nothing was written." in lines
    assert [int(fault[1]) for fault in faults_of(desk)] == list(range(2, 152))


def test_faults_are_told_in_chinese_too(desk: Desk) -> None:
    folder = write_folder(desk.directory / "in", {"areas": "id,name,level\na,A,borough"})
    ran = zeren("import", folder, "--register", desk.register, "--lang", "zh")
    assert ran.code == 2
    assert ran.err.startswith("areas.csv 第 2 行 level（层级）列：")
    assert "共 1 处错误；未写入任何内容。" in ran.err


# What looks alike and is sound


SOUND: dict[str, Files] = {
    "a circle of places that is never one on one day": {
        "areas": f"{AREAS}\na,A,township,b,,2020-01-01\na,A,county,,2020-01-01,\n"
        "b,B,county,,,2020-01-01\nb,B,township,a,2020-01-01,"
    },
    "a circle of matters that is never one on one day": {
        "matters": "id,name,parent,since,until\nm,M,n,,2020-01-01\nn,N,m,2020-01-01,"
    },
    "a circle of posts that is never one on one day": {
        "posts": "id,name,reports_to,since,until\np,P,q,,2020-01-01\nq,Q,p,2020-01-01,"
    },
    "a circle of organizations that is never one on one day": {
        "organizations": "id,name,parent,since,until\no,O,q,,2020-01-01\nq,Q,o,2020-01-01,"
    },
    "a wrong level that is never in force together": {
        "areas": f"{AREAS}\np,P,village,,,2020-01-01\np,P,province,,2020-01-01,\nc,C,county,p,2020-01-01,"
    },
    "periods that touch": {"people": f"{PERIODS}\nx,X,,2020-01-01\nx,Y,2020-01-01,"},
    "two persons in one post at once": {**POST, **PEOPLE, "tenures": "post,person\np,x\np,y"},
    "one person in two posts at once": {**PEOPLE, "posts": "id,name\np,P\nq,Q", "tenures": "post,person\np,x\nq,x"},
    "one person twice in one post, one after the other": {
        **POST,
        **PEOPLE,
        "tenures": "post,person,since,until\np,x,,2020-01-01\np,x,2020-01-01,",
    },
    "a place and a post of one id": {**AREA, "posts": "id,name\na,A", "people": "id,name\na,A"},
    "ids that differ in letter case or width": {"areas": "id,name,level\na,A,county\nA,A,county\nａ,A,county"},
    "an id of 200 characters": {"areas": f"id,name,level\n{'街' * 200},A,county"},
    "a name of 32,767 characters": {"areas": f"id,name,level\na,{'n' * 32_767},county"},
    "a name with a line break": {"areas": 'id,name,level\na,"A\nB",county'},
    "the root of matters named": {"matters": "id,name\nall,一切"},
    "an assignment to a place that is over": {
        "areas": f"{AREAS}\na,A,county,,,2020-01-01",
        **POST,
        "assignments": "id,post,place,tier,since\ns,p,a,first,2021-01-01",
    },
    "a maximum of the minimum": {"requirements": f"{RULE},minimum,maximum\nr,s,first,village,2,2"},
    "the poles": {"units": "id,name,longitude,latitude\nu,U,-180,90\nv,V,+180.0000000,-90"},
    "a header and no rows": {"areas": "id,name,level"},
}


@pytest.mark.parametrize("name", SOUND)
def test_what_looks_alike_and_is_sound(name: str, desk: Desk) -> None:
    desk.holds(SOUND[name])
    again = unchanged(desk, lambda: desk.imports(SOUND[name], "--commit"))
    assert again.code == 0
    assert "Nothing would change" in again.out


def test_half_a_coordinate_may_be_corrected_where_the_other_half_is_stored(desk: Desk) -> None:
    desk.holds({"units": "id,name,longitude,latitude\nu,U,121,37"})
    assert desk.imports({"units": "id,longitude\nu,122"}, "--commit").code == 0


def test_the_name_of_the_root_of_matters_may_be_withdrawn(desk: Desk) -> None:
    desk.holds({**AREA, **POST, "matters": "id,name\nall,一切", "assignments": "id,post,place,tier\ns,p,a,first"})
    assert desk.imports({"matters": "id,withdrawn\nall,yes"}, "--commit").code == 0


@pytest.mark.parametrize(("length", "below"), [(400, 0), (2, 8_000)], ids=["a-ring-of-400", "8000-below-a-ring-of-2"])
def test_a_circle_in_a_large_file_is_found_at_once(length: int, below: int, desk: Desk) -> None:
    rows = [f"r{n},P,r{(n + 1) % length}" for n in range(length)] + [f"b{n},P,r0" for n in range(below)]
    folder = write_folder(desk.directory / "in", {"posts": "id,name,reports_to\n" + "\n".join(rows)})
    begun = time.process_time()
    refused(desk, folder)
    assert time.process_time() - begun < (0.4 if length > 2 else 2.5)
    assert [fault[3] for fault in faults_of(desk)] == ["cycle"]
