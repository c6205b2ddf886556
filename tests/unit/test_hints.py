"""Hints: what is accepted, but rarely meant."""

from pathlib import Path

from graph.commands import imports
from graph.model.faults import Fault
from tests.conftest import Engine
from tests.importing import put, write_folder


def hinted(sqlite: Engine, folder: Path, files: dict[str, str], stored: dict[str, str] | None = None) -> list[Fault]:
    store = sqlite.create()
    if stored:
        put(store, folder / "stored", stored)
    return list(imports.plan(store, write_folder(folder / "in", files)).hints)


def test_a_kind_that_nothing_bears_is_told_once(sqlite: Engine, tmp_path: Path) -> None:
    files = {
        "units": "id,name,kind\nu,U,shop",
        "requirements": "id,scheme,tier,place_kinds\nr,s,first,villages;shop\nq,s,direct,villages;village",
    }
    assert hinted(sqlite, tmp_path, files) == [
        Fault("kind_of_nothing", "requirements.csv", 2, "place_kinds", {"kind": "villages"})
    ]


def test_a_hint_names_file_and_column_as_they_are_called(sqlite: Engine, tmp_path: Path) -> None:
    (tmp_path / "责任要求.csv").write_text("编码,责任制,责任层级,适用地点\nr,s,第一责任人,船\n", encoding="utf-8")
    (found,) = imports.plan(sqlite.create(), tmp_path).hints
    assert (found.file, found.row, found.column) == ("责任要求.csv", 2, "适用地点")


def test_kinds_of_posts_and_units_are_looked_at_too(sqlite: Engine, tmp_path: Path) -> None:
    stored = {"areas": "id,name,level\nv,V,village", "posts": "id,name,kind\np,P,head"}
    files = {
        "requirements": "id,scheme,tier,place_kinds,post_kinds\nr,s,first,village,head;haed",
        "assignments": "id,post,place,tier,unit_kinds\na,p,v,first,school",
    }
    found = hinted(sqlite, tmp_path, files, stored)
    assert [(hint.column, hint.about["kind"]) for hint in found] == [("post_kinds", "haed"), ("unit_kinds", "school")]


def test_a_new_row_without_the_parent_of_the_others_is_told(sqlite: Engine, tmp_path: Path) -> None:
    stored = {"areas": "id,name,level,parent\nt,T,township,\nv,V,village,t"}
    files = {"areas": "id,name,level,since,until\nv,V,village,,2026-01-01\nv,W,village,2026-01-01,"}
    assert hinted(sqlite, tmp_path, files, stored) == [
        Fault("root_now", "areas.csv", 3, "parent", {"id": "v", "parent": "t"})
    ]


def test_the_end_of_a_persons_last_name_is_told_and_a_change_of_name_is_not(sqlite: Engine, tmp_path: Path) -> None:
    files = {"people": "id,name,since,until\nn,N,,2026-01-01\nn,M,2026-01-01,\nx,X,,2026-01-01"}
    assert hinted(sqlite, tmp_path, files) == [Fault("name_ends", "people.csv", 4, "until", {"id": "x"})]


def test_a_new_id_in_full_width_marks_is_told_once_and_a_stored_one_is_not(sqlite: Engine, tmp_path: Path) -> None:
    rows = ["３７０２,V,village,,2026-01-01", "３７０２,W,village,2026-01-01,", "村１,X,village,,"]
    files = {"areas": "\n".join(["id,name,level,since,until", *rows])}
    assert hinted(sqlite, tmp_path, files, {"areas": "id,name,level\n村１,V,village"}) == [
        Fault("wide_id", "areas.csv", 2, "id", {"id": "３７０２", "narrow": "3702"})
    ]


def test_punctuation_of_chinese_is_no_slip(sqlite: Engine, tmp_path: Path) -> None:
    assert hinted(sqlite, tmp_path, {"areas": "id,name,level\n网格（一）,V,village"}) == []


def test_the_bundled_example_gives_no_hint(sqlite: Engine) -> None:
    from graph.resources import folder

    assert imports.plan(sqlite.create(), folder("example")).hints == ()
