"""``zeren board``: what stands on a board, in the PDF that leaves; what is refused; what is left out and named."""

import io
import json
import re
import subprocess
import tempfile
import time
from pathlib import Path

import apsw
import pytest
from pypdf import PdfReader
from starlette.testclient import TestClient

from api.http.app import create_app
from graph.stores import open_store
from tests import second_verifier
from tests.command_line import PROGRAM, Ran, environment, zeren
from tests.importing import write_folder

URL = {"ZEREN_PUBLIC_URL": "https://zeren.example/p/{place}"}
DAY = "2026-03-14"
FILES = {
    "areas": "id,name,level,parent\nt,望榆街道,township,\nv,柳桥村,village,t\nw,石阶村,village,t",
    "units": "id,name,kind,area\nu,桥头面馆,nine_small_venue;restaurant,v",
    "organizations": "id,name\no,柳桥村两委\ns,望榆街道",
    "posts": "id,name,organization,phone\nsec,村书记,o,0000-5550054\ncom,两委委员,o,0000-5550056\n"
    "con,包村干部,s,0000-5550037\nduty,值班长,s,",
    "people": "id,name\np1,刘拟七\np2,赵示八\np3,李例二",
    "tenures": "post,person,kind,until\nsec,p1,,2026-12-31\ncon,p2,acting,\nduty,p3,,",
    "matters": "id,name,parent\nfire,消防安全,\nvenue,场所消防,fire\nhome,住宅消防,fire\nflood,防汛,",
    "requirements": "id,scheme,area,tier,place_kinds,matter\nr1,s,t,first,village,all\nr2,s,t,direct,village,all\n"
    "r3,s,t,specific,nine_small_venue,venue",
    "assignments": "id,post,place,tier,matter\na1,sec,v,first,\na2,com,v,direct,\na3,con,v,specific,fire\n"
    "a4,con,v,specific,flood\na5,duty,t,specific,",
}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    assert zeren("import", write_folder(tmp_path / "in", FILES), "--commit", "--register", path).code == 0
    return path


def board(register: Path, *arguments: object, **environment: str) -> Ran:
    return zeren("board", *arguments, "--on", DAY, "--register", register, **(URL | {"ZEREN_LANG": "zh"} | environment))


def pages(path: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(path).pages]


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def change(register: Path, **files: str) -> None:
    folder = write_folder(register.parent / "change", FILES | files)
    assert zeren("import", folder, "--commit", "--register", register).code == 0


def test_a_board_says_who_answers_for_what_by_which_phone_and_since_when_it_is_true(register: Path) -> None:
    ran = board(register, "v", "--output", register.with_name("v.pdf"))

    assert (ran.code, ran.out) == (0, "")
    [text] = pages(register.with_name("v.pdf"))
    for said in ("责任公示牌", "柳桥村", "村社区", "望榆街道›柳桥村", "消防安全", "防汛"):
        assert said in text
    for said in ("刘拟七", "村书记", "0000-5550054", "赵示八", "(代理)", "包村干部", "李例二", "未登记电话"):
        assert said in text
    assert f"内容截至{DAY}" in text
    assert "内容已知有效至2026-12-30止（之后请更换）" in text
    head = zeren("log", "--register", register).out.split()
    assert any(word[:12] in text for word in head if len(word) >= 12)


def test_an_empty_seat_and_a_gap_stand_on_the_board_in_words(register: Path) -> None:
    board(register, "v", "u", "--output", register.with_name("v.pdf"))
    village, venue = pages(register.with_name("v.pdf"))

    assert "岗位空缺柳桥村两委两委委员" in village
    assert "责任空白柳桥村：岗位空缺，应有1人，现有0人（全部事项）" in village
    assert "责任空白桥头面馆：从未落实，应有1人，现有0人（场所消防）" in venue


def test_a_board_on_which_nobody_answers_says_so(register: Path) -> None:
    change(register, assignments="id,post,place,tier,matter\na9,com,w,direct,")
    for place in ("w", "t"):
        board(register, place, "--output", register.with_name(f"{place}.pdf"))
    text = pages(register.with_name("w.pdf"))[0]
    assert "岗位空缺" in text
    assert "有事先找" in text  # the duty chief of the street above


def test_boards_of_an_area_are_one_pdf_or_a_folder_with_a_file_for_each_place(register: Path) -> None:
    one, folder = register.with_name("all.pdf"), register.with_name("boards")

    assert board(register, "--all-under", "t", "--output", one).code == 0
    assert board(register, "--all-under", "t", "--output", folder, "--format", "svg").code == 0

    assert ["柳桥村" in text or "石阶村" in text or "望榆街道" in text for text in pages(one)] == [True] * 4
    assert names(folder) == ["t.svg", "u.svg", "v.svg", "w.svg"]
    assert all(file.read_bytes().startswith(b"<svg") for file in folder.iterdir())
    assert not [name for name in names(register.parent) if name.startswith(".boards")]


def test_boards_of_an_area_are_narrowed_by_words_of_either_language(register: Path) -> None:
    out = register.with_name("o.pdf")
    for option, word, names in (
        ("--level", "village", ["柳桥村", "石阶村"]),
        ("--level", "村社区", ["柳桥村", "石阶村"]),
        ("--kind", "餐饮", ["桥头面馆"]),
        ("--kind", "restaurant", ["桥头面馆"]),
    ):
        assert board(register, "--all-under", "t", option, word, "--output", out, "--force").code == 0
        assert [name in text for name, text in zip(names, pages(out), strict=True)] == [True] * len(names)


def test_an_area_without_a_place_of_the_kind_is_told_and_nothing_is_written(register: Path) -> None:
    out = register.with_name("o.pdf")
    ran = board(register, "--all-under", "t", "--kind", "mine", "--output", out, ZEREN_LANG="en")
    assert (ran.code, ran.err.strip()) == (0, "The area has no such place; nothing was written.")
    assert not out.exists()


def test_the_same_question_gives_the_same_bytes(register: Path) -> None:
    files = [register.with_name(name) for name in ("a.pdf", "b.pdf")]
    for file in files:
        board(register, "v", "u", "--output", file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_place_may_be_named_and_stands_once(register: Path) -> None:
    board(register, "柳桥村", "v", "--output", register.with_name("v.pdf"))
    assert len(pages(register.with_name("v.pdf"))) == 1


def test_the_other_boards_are_printed_when_no_font_has_a_character_of_a_name(register: Path) -> None:
    change(register, people=FILES["people"].replace("刘拟七", "刘\U0003134a七"))

    ran = board(register, "--all-under", "t", "--output", register.with_name("all.pdf"))

    assert ran.code == 2
    faults = ran.err.splitlines()
    assert len([line for line in faults if line.startswith("zeren: ")]) == 2  # the village, and the venue in it
    assert "柳桥村（v）的公示牌未印制：刘\U0003134a七 中的 \U0003134a（U+3134A）没有可用字形" in faults[1]
    assert "2" in faults[-1]
    assert len(pages(register.with_name("all.pdf"))) == 2


def test_nothing_is_written_when_no_board_can_be_printed(register: Path) -> None:
    change(register, areas=FILES["areas"].replace("柳桥村", "柳😀村"))
    for output in ("v.pdf", "boards"):
        ran = board(register, "v", "--output", register.with_name(output))
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)
        assert not register.with_name(output).exists()


def test_only_boards_that_differ_since_a_day_are_printed(register: Path) -> None:
    today = zeren("log", "--register", register).out.split("T")[0][-10:]
    out = register.with_name("changed.pdf")

    assert board(register, "--all-under", "t", "--output", out, "--changed-since", "2020-01-01").code == 0
    assert len(pages(out)) == 4  # nothing was known then

    def asked(*more: str) -> Ran:
        environment = URL | {"ZEREN_LANG": "en"}
        return zeren(
            "board",
            "--all-under",
            "t",
            "--output",
            out,
            "--changed-since",
            today,
            "--force",
            *more,
            "--register",
            register,
            **environment,
        )

    out.unlink()
    ran = asked("--on", today)
    assert (ran.code, "No board differs" in ran.err, out.exists()) == (0, True, False)
    assert asked("--on", "2027-01-05").code == 0  # the secretary is gone by then: at the village and in the venue
    assert len(pages(out)) == 2


WRITER = ("--record", "--by", "tester", "--why", "printed anew")


def printings(register: Path) -> list[str]:
    """The printings that a register knows, as an export writes them."""
    folder = Path(tempfile.mkdtemp(dir=register.parent))
    assert zeren("export", folder, "--register", register).code == 0
    return (folder / "printings.csv").read_text().splitlines()[1:]


def test_boards_are_recorded_once_their_files_are_there(register: Path) -> None:
    out = register.with_name("all.pdf")
    ran = board(register, "--all-under", "t", "--output", out, *WRITER, ZEREN_LANG="en")
    assert (ran.code, [line.split()[0] for line in ran.err.splitlines()]) == (0, ["Boards", "Written"])
    assert [row.split(",")[:3] for row in printings(register)] == [
        [f"{place}/{DAY}/a4", place, DAY] for place in ("t", "u", "v", "w")
    ]
    assert "printed anew" in zeren("log", "--register", register).out
    assert zeren("verify", "--register", register).code == 0
    assert second_verifier.verify(register)[0] == 2

    again = board(register, "--all-under", "t", "--output", out, "--force", *WRITER, ZEREN_LANG="en")
    assert (again.code, "recorded already" in again.err) == (0, True)
    assert second_verifier.verify(register)[0] == 2


def test_a_board_that_is_left_out_is_not_recorded(register: Path) -> None:
    change(register, areas=FILES["areas"].replace("柳桥村", "柳😀村"))
    ran = board(register, "v", "w", "--output", register.with_name("o.pdf"), *WRITER)
    assert ran.code == 2
    assert [row.split(",")[1] for row in printings(register)] == ["w"]


def test_who_records_and_why_must_be_said_before_anything_is_printed(register: Path) -> None:
    out = register.with_name("o.pdf")
    for missing in (("--record",), ("--record", "--by", "me"), ("--record", "--why", "so")):
        ran = board(register, "v", "--output", out, *missing, ZEREN_LANG="en", ZEREN_BY="", ZEREN_WHY="")
        assert (ran.code, "who writes, and why" in ran.err, out.exists()) == (2, True, False)
    assert board(register, "v", "--output", out, "--record", ZEREN_BY="me", ZEREN_WHY="so").code == 0


def begun(register: Path, out: Path) -> "subprocess.Popen[bytes]":
    arguments = ["board", "v", "w", "--output", out, "--on", DAY, "--register", register, *WRITER]
    return subprocess.Popen([*PROGRAM, *map(str, arguments)], env=environment(**URL), stderr=subprocess.PIPE)


def waited_for(out: Path, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while not out.exists():
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)


def writing(register: Path) -> apsw.Connection:
    """Another writer, in the middle of its writing: nobody else can write until it ends."""
    other = apsw.Connection(str(register))
    other.execute("BEGIN IMMEDIATE")
    return other


def test_killed_between_the_boards_and_their_record_there_are_boards_and_no_record(register: Path) -> None:
    out, other = register.with_name("o.pdf"), writing(register)
    process = begun(register, out)
    waited_for(out, process)
    time.sleep(0.3)  # it waits for the other writer now
    assert process.poll() is None
    process.kill()
    process.communicate()
    other.execute("ROLLBACK")
    other.close()

    assert len(pages(out)) == 2
    assert printings(register) == []
    assert zeren("verify", "--register", register).code == 0
    assert board(register, "v", "w", "--output", out, "--force", *WRITER).code == 0
    assert len(printings(register)) == 2


@pytest.mark.parametrize("delay", [0.1, 0.4, 0.7, 1.0])
def test_killed_at_any_moment_there_is_no_record_without_its_board(register: Path, delay: float) -> None:
    out = register.with_name("o.pdf")
    process = begun(register, out)
    time.sleep(delay)
    process.kill()
    process.communicate()
    assert len(printings(register)) in ((0, 2) if out.exists() else (0,))
    assert not out.exists() or len(pages(out)) == 2
    assert zeren("verify", "--register", register).code == 0


def test_when_another_wrote_meanwhile_the_files_stay_and_the_exit_code_is_4(register: Path) -> None:
    out, other = register.with_name("o.pdf"), writing(register)
    process = begun(register, out)
    waited_for(out, process)
    other.execute("UPDATE register SET head = substr(head, 2) || 'x'")  # whoever moves the head
    other.execute("COMMIT")
    _, said = process.communicate(timeout=60)
    assert process.returncode == 4
    assert [("--force" in line, "zeren:" in line) for line in said.decode().splitlines()[-2:]] == [
        (True, False),
        (False, True),
    ]
    assert len(pages(out)) == 2
    assert other.execute("SELECT count(*) FROM printings").fetchall() == [(0,)]
    other.close()


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["v"], {"ZEREN_PUBLIC_URL": ""}, "ZEREN_PUBLIC_URL"),
        (["v"], {"ZEREN_PUBLIC_URL": "zeren.example/{place}"}, "not a web address"),
        (["v"], {"ZEREN_PUBLIC_URL": "https://a b/{place}"}, "not a web address"),
        (["v"], {"ZEREN_PUBLIC_URL": "https://[/{place}"}, "not a web address"),
        (["v"], {"ZEREN_PUBLIC_URL": "https://zeren.example/" + "x" * 2000}, "too long for a code"),
        (["nowhere"], {}, "no place has the id nowhere"),
        (["--all-under", "nowhere"], {}, "no place has the id nowhere"),
        (["--all-under", "u"], {}, "nothing lies under it"),
        (["v", "--all-under", "t"], {}, "not both"),
        (["v", "--level", "village"], {}, "only with --all-under"),
        (["v", "--kind", "shop"], {}, "only with --all-under"),
        (["--all-under", "t", "--kind", "shop", "--level", "village"], {}, "a level or kinds"),
        (["--all-under", "t", "--level", "hamlet"], {}, "not a level"),
        ([], {}, "is missing"),
        (["v", "--changed-since", "yesterday"], {}, "not a date"),
        (["v", "--known-at", "yesterday"], {}, "neither a date"),
        (["v", "--known-at", "2026-03-01", *WRITER], {}, "not with --record"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_written(
    register: Path, arguments: list[str], environment: dict[str, str], said: str
) -> None:
    out = register.with_name("out.pdf")
    ran = board(register, *arguments, "--output", out, **({"ZEREN_LANG": "en"} | environment))
    assert (ran.code, len(ran.err.splitlines())) == (2, 1), ran.err
    assert said in ran.err
    assert not out.exists()


def test_a_place_that_is_not_in_force_has_no_board(register: Path) -> None:
    change(register, areas=FILES["areas"] + "\nx,旧村,village,t")
    change(
        register,
        areas="id,name,level,parent,until\nt,望榆街道,township,,\nv,柳桥村,village,t,\n"
        "w,石阶村,village,t,\n"
        "x,旧村,village,t,2020-01-01",
    )
    for arguments in (["x"], ["--all-under", "x"]):
        ran = board(register, *arguments, "--output", register.with_name("x.pdf"), ZEREN_LANG="en")
        assert (ran.code, "not in force" in ran.err) == (2, True)


def test_what_exists_stays_unless_it_may_be_replaced(register: Path) -> None:
    file, folder = register.with_name("v.pdf"), register.with_name("boards")
    file.write_text("mine")
    folder.mkdir()
    (folder / "v.pdf").write_text("mine")

    for output in (file, folder):
        ran = board(register, "v", "w", "--output", output, ZEREN_LANG="en")
        assert (ran.code, "exists already" in ran.err) == (2, True)
    assert file.read_text() == "mine"
    assert names(folder) == ["v.pdf"]

    for output in (file, folder):
        assert board(register, "v", "w", "--output", output, "--force").code == 0
    assert len(pages(file)) == 2
    assert names(folder) == ["v.pdf", "w.pdf"]


def test_a_place_that_cannot_be_written_is_told_in_one_line(register: Path) -> None:
    (register.parent / "file").write_text("")
    for output in ("none/v.pdf", "none/boards", "file/v.pdf", "file/boards", "file"):
        ran = board(register, "v", "--output", register.parent / output, ZEREN_LANG="en")
        assert (ran.code, len(ran.err.splitlines())) == (2, 1), ran.err
    assert not (register.parent / "none").exists()


def test_an_svg_file_holds_one_board(register: Path) -> None:
    ran = board(register, "v", "w", "--output", register.with_name("v.svg"), ZEREN_LANG="en")
    assert (ran.code, "holds one" in ran.err) == (2, True)
    assert board(register, "v", "--output", register.with_name("v.svg")).code == 0


def test_names_are_text_whatever_they_hold(register: Path) -> None:
    name = '#panic() $x$ *b* `c` <svg> "quoted" \\u{4e00} {count}'
    quoted = '"' + name.replace('"', '""') + '"'
    change(register, people=FILES["people"].replace("刘拟七", quoted))
    assert board(register, "v", "--output", register.with_name("v.pdf")).code == 0
    assert "".join(name.split()) in pages(register.with_name("v.pdf"))[0].replace("\u200b", "")


def test_every_paper_and_language_has_its_size_and_words(register: Path) -> None:
    for paper, width in (("a4", 210), ("a3", 297), ("60x90", 600)):
        out = register.with_name(f"{paper}.pdf")
        assert board(register, "v", "--output", out, "--paper", paper, ZEREN_LANG="en").code == 0
        [page] = PdfReader(io.BytesIO(out.read_bytes())).pages
        assert round(float(page.mediabox.width) / 72 * 25.4) == width
        assert "Responsibility board" in page.extract_text()


def outdated(ran: Ran) -> list[tuple[str, str, int]]:
    assert ran.code == 0, ran.err
    return [(one["place"], one["detail"]["since"], one["of"]) for one in json.loads(ran.out)["findings"]]


def test_an_audit_says_which_boards_are_outdated_until_they_are_printed_anew(register: Path) -> None:
    def audit(on: str, *more: str, **environment: str) -> Ran:
        asking = ("audit", "t", "--code", "board_outdated", "--on", on, *more, "--register", register)
        return zeren(*asking, **environment)

    board(register, "v", "w", "--output", register.with_name("o.pdf"), *WRITER)
    # the village secretary, who also answers for nothing else, is gone from the last day of the year on
    assert outdated(audit("2027-01-15", "--json")) == []
    assert outdated(audit("2027-01-16", "--json")) == [("v", "2026-12-31", 2)]
    assert outdated(audit("2027-01-16", "--json", ZEREN_BOARD_DAYS="16")) == []
    assert audit("2027-01-16", "--fail-on", "warning").code == 1
    spoken = audit("2027-01-16", ZEREN_LANG="zh").out
    for said in ("公示牌过期", "柳桥村", "2026-12-31", f"公示牌内容日期 {DAY}", "重新印制公示牌并登记"):
        assert said in spoken
    limited = audit("2027-01-16", ZEREN_LANG="zh", ZEREN_BOARD_DAYS="9").out
    assert "公示牌过期的天数" in limited

    anew = ("--on", "2027-01-16", "--register", register, *WRITER)
    assert zeren("board", "v", "--output", register.with_name("new.pdf"), *anew, **URL).code == 0
    assert outdated(audit("2027-03-01", "--json")) == []


def test_a_service_tells_outdated_boards_too(register: Path) -> None:
    board(register, "v", "--output", register.with_name("o.pdf"), *WRITER)
    store = open_store(str(register))
    with TestClient(create_app(store)) as client:
        found = client.get("/api/v1/audit", params={"area": "t", "code": "board_outdated", "on": "2027-01-16"}).json()
    store.close()
    assert [one["id"] for one in found["findings"]] == ["board_outdated/v"]
    assert found["looked_at"] == {"board_outdated": 1}
    assert found["limits"]["board_days"] == 15


def test_an_outdated_board_is_told_with_what_differs_in_every_form(register: Path) -> None:
    board(register, "v", "--output", register.with_name("o.pdf"), *WRITER)
    asking = ("audit", "t", "--code", "board_outdated", "--on", "2027-01-16", "--register", register)
    differs = "第一责任人 柳桥村两委 村书记：姓名 刘拟七 → 岗位空缺"
    more = "责任空白 全部事项：牌上无，现有：岗位空缺 0/1"
    over = "牌上所示有效末日已过：2026-12-30 →"  # the last day, as on the foot
    for form in ("csv", "html", "table"):
        ran = zeren(*asking, "--format", form, ZEREN_LANG="zh")
        assert ran.code == 0, ran.err
        said = " ".join(ran.out.split())
        assert (differs in said, more in said, over in said) == (True, True, True), ran.out
    detail = json.loads(zeren(*asking, "--json").out)["findings"][0]["detail"]
    assert [one["what"] for one in detail["differs"]] == ["gap", "line", "validity"]
    assert detail["more_differences"] == 0
    assert detail["differs"][2]["printed"] == "2026-12-31", "JSON holds the day after"
    assert (detail["differs"][1]["printed"]["person"], detail["differs"][1]["now"]["person"]) == ("刘拟七", None)
    assert "其余不一致条数" not in zeren(*asking, ZEREN_LANG="zh").out


@pytest.mark.parametrize("name", ["x.png", "x.PDFX", "x.html", "boards.zip"])
def test_a_name_like_a_file_of_another_kind_is_refused(register: Path, name: str) -> None:
    out = register.with_name(name)
    ran = board(register, "v", "--output", out, ZEREN_LANG="en")
    assert (ran.code, len(ran.err.splitlines()), ".pdf, .svg" in ran.err, out.exists()) == (2, 1, True, False)
    assert board(register, "v", "--output", f"{out}/").code == 0
    assert names(out) == ["v.pdf"]
    assert board(register, "w", "--output", out).code == 0, "the folder is there now"


def test_a_folder_may_bear_a_date(register: Path) -> None:
    assert board(register, "v", "--output", register.with_name("boards 2026.03.14")).code == 0


@pytest.mark.parametrize("name", ["none/x.pdf", "none/boards", "none/deeper/boards"])
def test_a_folder_that_is_not_there_is_told_before_anything_is_printed(register: Path, name: str) -> None:
    ran = board(register, "v", "--output", register.with_name("r") / name, ZEREN_LANG="en")
    assert (ran.code, len(ran.err.splitlines()), "there is no folder" in ran.err) == (2, 1, True)


def test_a_day_with_which_nothing_can_differ_is_hinted_at(register: Path) -> None:
    out = register.with_name("o.pdf")
    ran = board(register, "w", "--output", out, "--changed-since", "2030-01-01", ZEREN_LANG="en")
    assert (ran.code, [line.split(":")[-1].split()[-1] for line in ran.err.splitlines()]) == (0, ["written.", "day."])
    ran = board(register, "w", "--output", out, "--changed-since", "2026-03-13", ZEREN_LANG="en")
    assert (ran.code, "earlier day" in ran.err, out.exists()) == (0, False, True)
    # later than the boards' day the comparison is no use, also where boards are printed
    ran = board(register, "v", "--output", out, "--force", "--changed-since", "2027-11-24", ZEREN_LANG="en")
    assert (ran.code, "give an earlier day" in ran.err, "counts as changed" in ran.err) == (0, True, False)


def test_a_day_of_which_nothing_was_known_is_told(register: Path) -> None:
    first = zeren("log", "--register", register).out.split("T")[0][-10:]
    out = register.with_name("o.pdf")
    asking = ("--all-under", "t", "--output", out, "--force", "--changed-since")
    ran = board(register, *asking, "2020-01-01", ZEREN_LANG="en")
    assert f"none of these places (its first record is of {first}): every board counts as changed." in ran.err
    ran = board(register, *asking, "2020-01-01", ZEREN_LANG="zh")
    assert f"（台账首次登记于 {first}）：所有公示牌均视为有变化。" in ran.err
    ran = board(register, "--all-under", "t", "--output", out, "--force", ZEREN_LANG="en")
    assert "counts as changed" not in ran.err
    ran = board(register, *asking, first, "--on", "2027-01-05", ZEREN_LANG="en")
    assert (ran.code, "counts as changed" in ran.err) == (0, False)


def test_what_had_no_room_is_told_and_larger_paper_holds_it(register: Path) -> None:
    posts = "".join(f"\nx{number},第{number}办公室主任,s," for number in range(28))
    assignments = "".join(f"\nax{number},x{number},v,direct," for number in range(28))
    change(register, posts=FILES["posts"] + posts, assignments=FILES["assignments"] + assignments)
    out = register.with_name("v.pdf")
    ran = board(register, "v", "w", "--output", out)
    assert ran.code == 0
    told = ran.err.splitlines()[1]
    left = re.search(r"其中 1 块.*（柳桥村 (\d+)）", told)
    assert left, told
    small, large = board_text(register, "v", "a4"), board_text(register, "v", "60x90")
    assert sum(map(int, re.findall(r"另有(\d+)条", small))) == int(left[1])
    assert ("刘拟七" in small, "李例二" in small) == (True, True), "who is there stands before seats that are empty"
    assert "另有" not in large


def board_text(register: Path, place: str, paper: str) -> str:
    out = register.with_name(f"{place}-{paper}.pdf")
    assert board(register, place, "--output", out, "--paper", paper).code == 0
    return pages(out)[0]
