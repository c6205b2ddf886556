"""zeren draw: the same answer as a picture, in the format that the file's name says."""

import os
import re
import signal
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.command_line import PROGRAM, Desk, environment, process, unchanged

SMALL = {
    "areas": "id,name,level,parent\nt,Elm Town,township,\nv,Plum Village,village,t",
    "people": "id,name\na,Zhang Yang\nb,李例二",
    "organizations": "id,name,area\no,Village office,v",
    "posts": "id,name,organization,phone\nhead,Village head,o,0000-1\nclerk,Clerk,o,\nnone,Empty seat,o,",
    "tenures": "post,person,kind\nhead,a,\nclerk,b,acting",
    "requirements": "id,scheme,tier,place_kinds,citation\nr,rules,specific,village,Rule 7",
    "assignments": "id,tier,post,place\n1,first,head,v\n2,direct,clerk,t\n3,direct,none,v",
}
ON = ("--on", "2026-03-14")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path).holds(SMALL)


def texts(svg: str) -> list[str]:
    return [text for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text") if (text := one.text)]


def test_a_trace_is_drawn_with_all_that_its_answer_holds(desk: Desk) -> None:
    file = desk.directory / "v.svg"
    ran = unchanged(desk, lambda: desk.asks("draw", "trace", "v", *ON, "--output", file))
    assert (ran.code, ran.out, ran.err) == (0, "", f"Drawn: {file}\n")
    said = texts(file.read_text(encoding="utf-8"))
    answer = desk.trace("v")
    expected = [link["name"] for link in answer["chain"][1:]] + ["◆ Plum Village"]
    expected += ["● Zhang Yang", "☎ 李例二 (acting)", "○ post without holder", "▲ Gap: unassigned (0 of 1)"]
    expected += ["☎ 0000-1 · call no. 2", "ground: Rule 7", "Village office Clerk", "▲ Gaps: 1 (Plum Village)"]
    assert [one for one in expected if one not in said] == []


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("dot", b"digraph"), ("gv", b"digraph")],
)
def test_the_ending_gives_the_format(desk: Desk, ending: str, begins: bytes) -> None:
    file = desk.directory / f"v.{ending}"
    assert desk.asks("draw", "trace", "v", *ON, "--output", file).code == 0
    assert file.read_bytes().startswith(begins)


def test_mermaid_and_json_go_to_standard_output(desk: Desk) -> None:
    assert desk.asks("draw", "trace", "v", *ON, "--output", "-", "--format", "mermaid").out.startswith("flowchart BT\n")
    known = ("--known-at", desk.trace("v")["question"]["known_at"])
    drawn = desk.asks("draw", "trace", "v", *ON, *known, "--output", "-", "--format", "json")
    assert drawn.out == desk.asks("trace", "v", *ON, *known, "--json").out


def test_a_format_overrides_the_ending(desk: Desk) -> None:
    file = desk.directory / "v.txt"
    assert desk.asks("draw", "trace", "v", *ON, "--output", file, "--format", "dot").code == 0
    assert file.read_text(encoding="utf-8").startswith("digraph")


@pytest.mark.parametrize(
    ("name", "form", "told"),
    [
        ("v.svg", "png", True),
        ("v.JSON", "dot", True),
        ("v.json", "node-link", False),
        ("v.json", "geojson", False),
        ("v.geojson", "cytoscape", True),
        ("v.gv", "dot", False),
        ("v.png", "png", False),
        ("v.xyz", "png", False),
    ],
)
def test_a_format_that_the_ending_belies_is_written_and_told(desk: Desk, name: str, form: str, told: bool) -> None:
    file = desk.directory / name
    ran = desk.asks("draw", "trace", "v", *ON, "--output", file, "--format", form)
    end = f" (it holds {form}, whatever its name ends in)" if told else ""
    assert (ran.code, ran.out, ran.err) == (0, "", f"Drawn: {file}{end}\n")
    assert file.stat().st_size > 0


def test_an_existing_file_is_replaced_with_force_only(desk: Desk) -> None:
    file = desk.directory / "v.dot"
    file.write_text("mine", encoding="utf-8")
    ran = desk.asks("draw", "trace", "v", *ON, "--output", file)
    assert (ran.code, ran.err) == (2, f"zeren: {file} exists already and is left as it is\n")
    assert file.read_text(encoding="utf-8") == "mine"
    assert desk.asks("draw", "trace", "v", *ON, "--output", file, "--force").code == 0
    assert file.read_text(encoding="utf-8").startswith("digraph")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tree", "v", "--output", "x.svg"), "kind: no drawing of this kind"),
        (("trace", "--output", "x.svg"), "subject: is missing"),
        (("trace", "v", "--output", "x.gif"), "format: the file's name ends in none of"),
        (("trace", "v", "--output", "x", "--format", "gif"), "format: not a format"),
        (("trace", "v", "--output", "-"), "format: is missing"),
        (("trace", "nowhere", "--output", "-", "--format", "dot"), "no place has the id nowhere"),
        (
            ("trace", "v", "--output", "no/such/folder/x.svg"),
            "no/such/folder/x.svg cannot be written: there is no folder no/such/folder\n",
        ),
    ],
)
def test_bad_input_is_one_line_and_2(desk: Desk, words: tuple[str, ...], said: str) -> None:
    ran = desk.asks("draw", *words, *ON)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"zeren: {said}")
    assert ran.err.count("\n") == 1


def test_a_drawing_speaks_chinese_and_has_a_dark_theme(desk: Desk) -> None:
    chinese = desk.asks("draw", "trace", "v", *ON, "--output", "-", "--format", "dot", "--lang", "zh").out
    assert "第一责任人" in chinese
    assert "所问地点" in chinese
    dark = desk.asks("draw", "trace", "v", *ON, "--output", "-", "--format", "dot", "--theme", "dark").out
    assert 'bgcolor="#ffffff"' not in dark
    assert 'bgcolor="#16191d"' in dark


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("timeline", "nothing", "--format", "svg"), "no place or post has the id nothing"),
        (("timeline", "nothing", "--as", "post", "--format", "svg"), "no post has the id nothing"),
        (("timeline", "v", "--format", "dot"), "timeline is not drawn as dot; it is given as svg, png, pdf"),
        (("timeline", "v", "--format", "mermaid"), "timeline is not drawn as mermaid; it is given as svg, png, pdf"),
        (("timeline", "v", "--over", "2026-02-01..2026-01-01", "--format", "svg"), "over: not a range"),
        (("timeline", "v", "--matter", "all", "--format", "svg"), "matter: not for a drawing of this kind"),
        (("trace", "v", "--over", "2026-01-01..2026-02-01", "--format", "svg"), "over: not for a drawing"),
        (("matrix", "nowhere", "--format", "svg"), "no place has the id nowhere"),
        (("matrix", "t", "--format", "dot"), "matrix is not drawn as dot; it is given as svg, png, pdf"),
        (("matrix", "t", "--level", "high", "--format", "svg"), "level: "),
        (("handover", "t", "--format", "svg"), "from: is missing"),
        (("handover", "t", "--from", "2026-03-14", "--format", "svg"), "to: not a day after the other one"),
        (("handover", "t", "--from", "2026-05-01", "--format", "svg"), "to: not a day after the other one"),
        (
            ("handover", "t", "--from", "2026-01-01", "--to", "2026-02-01", "--format", "svg"),
            "on: not together with to",
        ),
        (("handover", "t", "--from", "soon", "--format", "svg"), "from: neither a date"),
        (("coverage", "t", "--from", "2026-01-01", "--format", "svg"), "from: not for a drawing"),
        (("trace", "v", "--as", "place", "--format", "svg"), "as: not for a drawing"),
    ],
)
def test_what_a_kind_does_not_take_is_one_line_and_2(desk: Desk, words: tuple[str, ...], said: str) -> None:
    ran = desk.asks("draw", *words, *ON, "--output", "-")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"zeren: {said}")
    assert ran.err.count("\n") == 1


def test_a_timeline_tells_who_and_when_and_the_gaps(desk: Desk) -> None:
    over = ("--over", "2026-03-01..2026-03-15")
    place = texts(desk.asks("draw", "timeline", "v", *ON, *over, "--output", "-", "--format", "svg").out)
    assert "Who and when: Plum Village" in place
    assert "▲ Gaps · days: 14, stretches: 1; open on 2026-03-14: 1" in place
    assert following(place, "● Zhang", 3) == ["● Zhang Yang", "Village office Village head", "on all the days shown"]
    assert following(place, "▲ Gap", 2) == ["▲ Gap: unassigned (0 of 1)", "asked by: Rule 7"]
    assert following(place, "○ post", 2) == ["○ post without holder", "Village office Empty seat"]
    post = texts(desk.asks("draw", "timeline", "clerk", *ON, *over, "--output", "-", "--format", "svg").out)
    assert following(post, "◇ 李例二", 2) == ["◇ 李例二 (acting)", "on all the days shown"]


def test_a_matrix_counts_what_is_missing_in_each_cell(desk: Desk) -> None:
    svg = desk.asks("draw", "matrix", "t", *ON, "--output", "-", "--format", "svg").out
    said = texts(svg)
    assert "▲ Not filled: 1 of 1 slots (unassigned 1)" in said
    assert following(said, "▲1", 1) == ["▲1"]
    titles = [one.text for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == "Who is missing where: Elm Town"
    assert titles[2::2] == [
        f"{name} · specifically responsible · all matters · slots filled: 0 of 1 · unassigned 1"
        for name in ("◆ Elm Town", "Plum Village")
    ]
    assert titles[1::2] == [
        f"{name} · slots filled: 0 of 1" for name in ("◆ Elm Town · township · t", "Plum Village · village · v")
    ]


def test_a_timeline_takes_a_name_that_only_one_place_has(desk: Desk, tmp_path: Path) -> None:
    words = (*ON, "--output", "-", "--format", "json")
    assert desk.asks("draw", "timeline", "Plum Village", *words).json["id"] == "v"
    ran = desk.asks("draw", "timeline", "Plum Village", "--as", "post", *words)
    assert (ran.code, ran.err) == (2, "zeren: no post has the id Plum Village\n")
    twins = Desk(tmp_path / "twins").holds(
        {"areas": "id,name,level,until\nv,Plum,village,\nw,Plum,village,\nx,Pear,village,2026-01-01\ny,Pear,village,"}
    )
    ran = twins.asks("draw", "timeline", "Plum", *words)
    assert (ran.code, ran.err.splitlines()[0]) == (2, twins.asks("trace", "Plum", *ON).err.splitlines()[0])
    assert twins.asks("draw", "timeline", "Pear", *words).json["id"] == "y"


def test_the_record_time_is_told_in_whole_seconds_that_give_the_same_head(tmp_path: Path) -> None:
    desk = Desk(tmp_path).holds(SMALL)

    def known(*words: str) -> str:
        svg = desk.asks("draw", "trace", "v", *ON, *words, "--output", "-", "--format", "svg").out
        return next(one for one in texts(svg) if one.startswith("As known at"))

    recorded = datetime.fromisoformat(desk.trace("v")["as_of"]["recorded_at"])
    assert recorded.microsecond
    said = re.fullmatch(r"As known at (\S+) · head (\w+)", known())
    assert said
    told = datetime.fromisoformat(said[1])
    assert (told.microsecond, timedelta() < told - recorded < timedelta(seconds=1)) == (0, True)
    assert known("--known-at", said[1]) == said[0], "what is told may be given back"


def test_a_handover_tells_before_meanwhile_and_after(tmp_path: Path) -> None:
    files = SMALL | {
        "tenures": "post,person,kind,since,until\nhead,a,,2025-01-01,2025-06-01\nhead,b,acting,2025-08-01,\n"
        "clerk,b,,2025-01-01,2025-07-01",
        "requirements": "id,scheme,tier,place_kinds,since\nr,rules,direct,township,2025-01-01",
    }
    desk = Desk(tmp_path).holds(files)
    days = ("--from", "2025-05-01", "--to", "2025-09-01")
    ran = desk.asks("draw", "handover", "t", *days, "--output", "-", "--format", "svg")
    assert ran.code == 0, ran.err
    said = texts(ran.out)
    assert {"before: 2025-05-01", "after: 2025-09-01", "▲ Changes that leave nobody on 2025-09-01: 1"} <= set(said)
    assert {"● Zhang Yang", "2025-01-01 to 2025-05-31 (last day)", "● 李例二 (acting)", "from 2025-08-01"} <= set(said)
    assert {"○ vacant, days: 61", "2025-06-01 to 2025-07-31 (last day)", "▲ Gaps opened · slots: 1"} <= set(said)
    assert said.index("Village office Clerk") < said.index("Village office Village head")


HARD = ('</text><script>alert(1)</script>"]; n9', "\\N &amp; `x` %%{init}%% ]]>", "望" * 50)


@pytest.mark.parametrize("hostile", HARD)
@pytest.mark.parametrize("kind", ["timeline", "matrix", "handover"])
def test_any_name_is_text_in_every_drawing(tmp_path: Path, kind: str, hostile: str) -> None:
    name = '"' + hostile.replace('"', '""') + '"'
    files = {
        "areas": f"id,name,level,parent\nt,{name},township,\nv,{name},village,t",
        "people": f"id,name\na,{name}\nb,{name}",
        "matters": f"id,name\nm,{name}\nn,{name}",
        "organizations": f"id,name,area\no,{name},v",
        "posts": f"id,name,organization\np,{name},o",
        "tenures": "post,person,kind,since,until\np,a,acting,2025-01-01,2025-06-01\np,b,,2025-08-01,",
        "requirements": f"id,scheme,tier,place_kinds,citation,matter,minimum\nr,{name},first,village,{name},m,2",
        "assignments": f"id,tier,post,place,matter,ground\n1,first,p,v,m,{name}\n2,direct,p,v,n,{name}",
    }
    days = ("--from", "2025-05-01", "--to", "2025-09-01") if kind == "handover" else ("--on", "2025-09-01")
    subject = "v" if kind == "timeline" else "t"
    ran = Desk(tmp_path).holds(files).asks("draw", kind, subject, *days, "--output", "-", "--format", "svg")
    assert ran.code == 0, ran.err
    tags = {one.tag.rpartition("}")[2] for one in ET.fromstring(ran.out).iter()}
    assert tags <= {"svg", "g", "defs", "pattern", "title", "text", "path", "rect", "polygon", "polyline"}
    shown = re.sub(r"\s", "", "".join(texts(ran.out)))
    assert shown.count(re.sub(r"\s", "", hostile)) >= 3


@pytest.mark.parametrize("count", [12, 60])
def test_a_matrix_folds_what_does_not_fit_and_says_so(tmp_path: Path, count: int) -> None:
    files = {
        "areas": "id,name,level,parent\nt,Town,township,\n"
        + "".join(f"v{number:02},V{number:02},village,t\n" for number in range(count)),
        "matters": "id,name\n" + "".join(f"m{number:02},M{number:02}\n" for number in range(count)),
        "posts": "id,name\np,P",
        "people": "id,name\na,A",
        "tenures": "post,person\np,a",
        "requirements": "id,scheme,tier,place_kinds\nr,s,first,village",
        "assignments": "id,tier,post,place,matter\n"
        + "".join(f"{number},first,p,v{number:02},m{number:02}\n" for number in range(count - 1)),
    }
    said = texts(Desk(tmp_path).holds(files).asks("draw", "matrix", "t", *ON, "--output", "-", "--format", "svg").out)
    matters, areas = count - 7, max(count - 39, 0) if count > 40 else 0
    missing = count * count - (count - 1)
    assert f"▲ Not filled: {missing} of {count * count} slots (unassigned {missing})" in said
    [line] = [one for one in said if one.endswith(f"not filled: {matters * (count - 1)}") and "More matters" in one]
    assert line.startswith(f"▲ More matters, in one column: {matters};")
    assert any(one.startswith(f"▲ More areas, in one row: {areas};") for one in said) == bool(areas)


def following(said: list[str], begins: str, count: int) -> list[str]:
    """Return the texts from the first one that begins so, after the legend."""
    place = [number for number, text in enumerate(said) if text.startswith(begins)][-1]
    return said[place : place + count]


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_timeline_is_written_in_each_of_its_formats(desk: Desk, ending: str, begins: bytes) -> None:
    file = desk.directory / f"v.{ending}"
    assert desk.asks("draw", "timeline", "v", *ON, "--output", file).code == 0
    assert file.read_bytes().startswith(begins)
    assert desk.asks("draw", "timeline", "v", *ON, "--output", file).code == 2
    assert desk.asks("draw", "timeline", "v", *ON, "--output", file, "--force").code == 0


def test_a_broken_chain_and_nobody_stand_above_everything(tmp_path: Path) -> None:
    broken = {"areas": "id,name,level,parent,until\nt,Town,township,,2026-01-01\nv,Village,village,t,"}
    ran = Desk(tmp_path).holds(broken).asks("draw", "trace", "v", *ON, "--output", "-", "--format", "mermaid")
    head = ran.out.splitlines()[1]
    assert head.index("chain is broken") < head.index("NOBODY answers") < head.index("Matter")
    assert "n0 -.-> n1" in ran.out


def test_a_system_dot_draws_where_there_is_one(desk: Desk) -> None:
    program = desk.directory / "bin" / "dot"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\ncat > dot.in; echo \'<svg width="1pt" height="1pt">drawn by dot</svg>\'\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    register = ("--register", str(desk.register))
    ran = process("draw", "trace", "v", *ON, "--output", "v.svg", *register, cwd=desk.directory, PATH=path)
    assert ran.code == 0, ran.err
    assert "drawn by dot" in (desk.directory / "v.svg").read_text(encoding="utf-8")
    assert (desk.directory / "dot.in").read_text(encoding="utf-8").startswith("digraph")


def said(desk: Desk, *words: object, lang: str = "en") -> list[str]:
    """Return the texts of a drawing as Mermaid, with their marks as they are shown."""
    ran = desk.asks("draw", *words, *ON, "--output", "-", "--format", "mermaid", "--lang", lang)
    assert ran.code == 0, ran.err
    labels = re.findall(r'\["(.*)"\]', ran.out)
    return [re.sub(r"#(\d+);", lambda one: chr(int(one[1])), part) for label in labels for part in label.split("<br/>")]


def test_coverage_is_drawn_with_the_figures_of_its_answer(desk: Desk) -> None:
    found = said(desk, "coverage", "t")
    answer = desk.asks("coverage", "t", *ON, "--json").json
    assert answer["slots"] == 1
    assert found[:2] == ["Coverage: Elm Town", "▲ Not filled: 1 of 1 slots (unassigned 1)"]
    assert [
        one for one in ("◆ Elm Town", "▲ Plum Village", "own 0.0% · in all 0.0%", "▁" * 18) if one not in found
    ] == []


def test_coverage_says_what_it_folds_and_folds_what_has_no_gap(tmp_path: Path) -> None:
    villages = [f"v{number:03},Village {number},village,t" for number in range(70)]
    rule = "id,scheme,tier,place_kinds,area\nr,rules,first,village,"
    desk = Desk(tmp_path).holds(
        {"areas": "\n".join(["id,name,level,parent\nt,Town,township,", *villages]), "requirements": rule}
    )
    found = said(desk, "coverage", "t")
    assert "▲ More areas, folded here: 10; not filled: 10" in found
    assert any(one.startswith("… More areas, folded") for one in found)
    assert sum(one.startswith("▲ Village") for one in found) == 60


def test_an_area_where_nothing_is_asked_for_is_not_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path).holds({"areas": "id,name,level,parent\nt,Town,township,\nv,Village,village,t"})
    found = said(desk, "coverage", "t")
    assert found.count("n/a") == 2
    assert "– Village" in found


def test_a_person_is_drawn_with_posts_and_plots(desk: Desk) -> None:
    found = said(desk, "person", "b", lang="zh")
    expected = ["个人责任图：李例二", "◆ 李例二", "Village office", "■ Elm Town", "直接责任人"]
    assert [one for one in expected if not any(one in part for part in found)] == []
    plots = desk.asks("person", "b", *ON, "--json").json["plots"]
    assert sum(one.startswith("■") and one != "■ 在此负责" for one in found) == len(plots)


def test_a_part_that_a_kind_does_not_take_is_refused(desk: Desk) -> None:
    for words in (
        ("person", "a", "--matter", "all"),
        ("trace", "v", "--level", "village"),
        ("coverage", "t", "--matter", "x"),
    ):
        ran = desk.asks("draw", *words, *ON, "--output", "-", "--format", "dot")
        assert (ran.code, ran.out) == (2, "")
        assert "not for a drawing of this kind" in ran.err


def test_an_organization_is_drawn_by_who_reports_to_whom(tmp_path: Path) -> None:
    files = SMALL | {
        "organizations": "id,name,parent\no,Office,\nc,Command,o",
        "posts": "id,name,organization,reports_to\nhead,Head,o,\nclerk,Clerk,c,head\nnone,Empty seat,c,head",
        "assignments": "id,tier,post,place\n1,first,head,v",
    }
    desk = Desk(tmp_path).holds(files)
    found = said(desk, "organization", "o")
    expected = [
        "Posts of Office",
        "◆ Office",
        "● Zhang Yang",
        "Head",
        "Command",
        "reports to: Zhang Yang · Head",
        "○ post without holder",
    ]
    assert [one for one in expected if one not in found] == []
    drawn = desk.asks("draw", "organization", "o", *ON, "--output", "-", "--format", "mermaid").out
    assert "n0 -.-> n1" in drawn
    assert desk.asks("draw", "organization", "x", *ON, "--output", "-", "--format", "dot").err.startswith(
        "zeren: no organization has the id x"
    )


@pytest.mark.parametrize("kind", ["trace", "coverage", "person", "organization", "timeline", "matrix", "handover"])
@pytest.mark.parametrize("form", ["html", "graphml", "gexf", "node-link", "cytoscape", "geojson"])
def test_every_kind_has_every_format_that_makes_sense(desk: Desk, kind: str, form: str) -> None:
    subject = {"person": "a", "organization": "o", "trace": "v", "timeline": "v"}.get(kind, "t")
    days = (*ON, "--from", "2026-01-01") if kind == "handover" else ON
    ending = {"node-link": "json", "cytoscape": "json"}.get(form, form)
    file = desk.directory / f"drawing.{ending}"
    words = ("--format", form) if ending == "json" else ()
    ran = desk.asks("draw", kind, subject, *days, "--output", file, *words)
    carried = {"timeline": "svg, png, pdf, html, json", "matrix": "svg, png, pdf, html, json"}
    carried |= {"organization": "svg, png, pdf, dot, mermaid, html, json, graphml, gexf, node-link, cytoscape"}
    if kind in carried and form not in carried[kind].split(", "):
        assert ran.err == f"zeren: {kind} is not drawn as {form}; it is given as {carried[kind]}\n"
        assert (ran.code, file.exists()) == (2, False)
        return
    assert ran.code == 0, ran.err
    begins = {"html": b"<!doctype html>", "graphml": b"<?xml", "gexf": b"<?xml"}.get(form, b'{"')
    assert file.read_bytes().startswith(begins)
    again = desk.asks("draw", kind, subject, *days, "--output", "-", "--format", form)
    assert again.out.encode() == file.read_bytes()


def test_a_page_speaks_the_language_that_is_asked_for(desk: Desk) -> None:
    for lang, said in (("en", "Find a name or an id"), ("zh", "查找名称或编码")):
        assert said in desk.asks("draw", "trace", "v", *ON, "--output", "-", "--format", "html", "--lang", lang).out


def children(pid: int) -> list[int]:
    return [int(one) for file in Path(f"/proc/{pid}/task").glob("*/children") for one in file.read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to find the drawing process")
def test_a_drawing_process_that_is_killed_is_one_line_and_3(desk: Desk) -> None:
    file = desk.directory / "v.svg"
    words = ("draw", "trace", "v", *ON, "--output", str(file), "--register", str(desk.register))
    running = subprocess.Popen([*PROGRAM, *words], env=environment(), stdout=-1, stderr=-1, cwd=desk.directory)
    while not (found := children(running.pid)) and running.poll() is None:
        time.sleep(0.001)
    os.kill(found[0], signal.SIGSTOP)  # before it has loaded Graphviz: it cannot have drawn yet
    time.sleep(0.2)
    os.kill(found[0], signal.SIGKILL)
    out, err = running.communicate(timeout=30)
    said = b"zeren: the drawing process ended by itself: try again; dot and mermaid need none\n"
    assert (running.returncode, out, err) == (3, b"", said)
    assert not file.exists()
    assert desk.asks("draw", "trace", "v", *ON, "--output", file).code == 0


@pytest.mark.thorough
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to find the drawing process")
def test_a_drawing_process_that_stands_still_is_ended_after_a_minute(desk: Desk) -> None:
    words = ("draw", "trace", "v", *ON, "--output", "v.svg", "--register", str(desk.register))
    running = subprocess.Popen([*PROGRAM, *words], env=environment(), stdout=-1, stderr=-1, cwd=desk.directory)
    while not (found := children(running.pid)) and running.poll() is None:
        time.sleep(0.001)
    os.kill(found[0], signal.SIGSTOP)
    _, err = running.communicate(timeout=90)
    assert running.returncode == 3
    assert err.startswith(b"zeren: the drawing took longer than 60 s and was ended: try again")
    assert not Path(f"/proc/{found[0]}").exists()


def test_a_range_as_long_as_the_calendar_is_drawn_and_its_last_day_is_told(desk: Desk) -> None:
    over = ("--over", "0001-01-01..9999-12-31")
    said = texts(desk.asks("draw", "timeline", "v", *ON, *over, "--output", "-", "--format", "svg").out)
    assert "▲ Gaps · days: 3652058, stretches: 1; open on 2026-03-14: 1" in said
    over = ("--over", "2025-01-01..2025-02-01")
    said = texts(desk.asks("draw", "timeline", "none", *ON, *over, "--output", "-", "--format", "svg").out)
    assert "▲ Vacant on 2025-01-31 · in all, days: 31, stretches: 1" in said
