"""An id that is none, in any command that asks a register: one line that names what is called like it."""

from pathlib import Path

import pytest

from tests.command_line import Desk

FILES = {
    "areas": "id,name,level,parent\nt,Elm Town,township,\nv1,North Elm,village,t\nv2,South Elm,village,t",
    "units": "id,name,kind,area\nu,Elm Noodles,shop,v1",
    "people": "id,name,since,until\na,Ann Reed,,2020-01-01\na,Ann Stone,2020-01-01,\nb,单雄信,,\nc,\u202eAnn,,",
}
AREAS = "did you mean t (Elm Town), v1 (North Elm), v2 (South Elm)?"
PLACES = "did you mean t (Elm Town), u (Elm Noodles), v1 (North Elm), v2 (South Elm)?"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("like")).holds(FILES)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("trace", "Elm"), f"no place has the id Elm; {PLACES}"),
        (("trace", "南", "--lang", "zh"), "没有编码为 南 的地点"),
        (("person", "单雄信"), "no person has the id 单雄信; did you mean b (单雄信)?"),
        (("person", "sxx", "--lang", "zh"), "没有编码为 sxx 的人员；是否指 b (单雄信)？"),
        (("person", "Stone", "--on", "2026-03-14"), "no person has the id Stone; did you mean a (Ann Stone)?"),
        (("person", "Stone", "--on", "2019-03-14"), "no person has the id Stone; did you mean a (Ann Reed)?"),
        (("person", "Stone", "--known-at", "2001-01-01"), "no person has the id Stone"),
        (("person", "Ann"), "no person has the id Ann; did you mean c (\\u202eAnn), a (Ann Stone)?"),
        (("person", "' OR 1=1 --"), "no person has the id ' OR 1=1 --"),
        (("coverage", "Elm"), f"no place has the id Elm; {AREAS}"),
        (("coverage", "t", "--without", "Stone"), "no person has the id Stone; did you mean a (Ann Stone)?"),
        (("coverage", "t", "--matter", "Elm"), "no matter has the id Elm"),
        (("coverage", "t", "--requirement", "Elm"), "no requirement has the id Elm"),
        (("gaps", "Elm"), f"no place has the id Elm; {AREAS}"),
        (("gaps", "Elm", "--over", "2026-01-01..2026-02-01"), f"no place has the id Elm; {AREAS}"),
        (("audit", "Elm"), f"no place has the id Elm; {AREAS}"),
        (("audit", "nowhere"), "no place has the id nowhere"),
        (("keystones", "Elm"), f"no place has the id Elm; {AREAS}"),
        (("board", "Elm", "--output", "{out}.svg"), f"no place has the id Elm; {PLACES}"),
        (("board", "--all-under", "Elm", "--output", "{out}"), f"no place has the id Elm; {AREAS}"),
        (("export", "--graph", "{out}.gexf", "--area", "Elm Noodle"), "no place has the id Elm Noodle"),
        (("export", "--graph", "{out}.gexf", "--area", "North Elm"), "no place has the id North Elm; did you mean v1"),
    ],
)
def test_what_is_called_like_it_is_told(desk: Desk, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    ran = desk.asks(
        *(word.format(out=tmp_path / "out") for word in words), ZEREN_PUBLIC_URL="https://boards.example/{place}"
    )
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"zeren: {said}")
    assert ("; did you mean " in ran.err or "；是否指" in ran.err) == ("did you mean" in said or "是否指" in said)
    assert not list(tmp_path.iterdir())
