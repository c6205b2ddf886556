"""What a picture says where a register is full of something: names alike, empty seats, areas, posts."""

import re
from pathlib import Path

from graph.commands.draw import Asked, draw
from graph.output.drawing.picture import Line, Picture
from graph.output.drawing.process import Drawer
from graph.output.drawing.write import drawn
from tests.conftest import Engine
from tests.importing import put

ON = "2026-03-01"


def picture(
    engine: Engine, folder: Path, kind: str, subject: str, files: dict[str, str], matter: str | None = None
) -> Picture:
    store = engine.create()
    put(store, folder / "in", files)
    found = draw(store, kind, Asked(subject, matter, on=ON), "en").picture
    assert isinstance(found, Picture)
    return found


def numbered(header: str, row: str, count: int) -> str:
    return "\n".join([header, *(row.format(number) for number in range(1, count + 1))])


def test_two_persons_of_one_name_in_one_post_are_two(sqlite: Engine, tmp_path: Path) -> None:
    files = {
        "areas": "id,name,level\nv,Plum Village,village",
        "posts": "id,name\np,Guard",
        "people": "id,name\nx,Wang Wei\ny,Wang Wei",
        "tenures": "post,person\np,x\np,y",
        "assignments": "id,post,place,tier\na,p,v,first",
    }
    drawn = picture(sqlite, tmp_path, "trace", "v", files)
    [box] = [box for column in drawn.cards[0].columns for box in column.boxes]
    assert box.lines[0].text == "Wang Wei, Wang Wei"


def test_where_else_to_ask_stands_as_large_as_what_was_asked(sqlite: Engine, tmp_path: Path) -> None:
    files = {
        "areas": "id,name,level\nv,Plum Village,village",
        "matters": "id,name,parent\nfire,Fire,\nforest,Forest fire,fire\nhome,Home fire,fire",
        "requirements": "id,scheme,tier,place_kinds,matter\nr,s,first,village,forest",
    }
    drawn = picture(sqlite, tmp_path, "trace", "v", files, matter="fire")
    assert [line.size for line in drawn.notes if "Forest fire" in line.text] == ["name"]


def answered(tenures: str, phone: str = "0000-5550001") -> dict[str, str]:
    """Return a village in a town; a contact answers in the village, the town's head above."""
    return {
        "areas": "id,name,level,parent\nt,Town,township,\nv,Plum Village,village,t",
        "people": "\n".join(["id,name", "a,Zhang", "b,Li", *(f"p{one},Person {one}" for one in range(6))]),
        "posts": f"id,name,phone\nhead,Head,0000-5550002\ncontact,Contact,{phone}",
        "tenures": f"post,person,kind\nhead,b,\n{tenures}",
        "assignments": "id,post,place,tier\n1,contact,v,specific\n2,contact,t,specific\n3,head,t,first",
    }


def looks(found: Picture) -> list[tuple[str, str]]:
    """Return the look of each box with the first text of its card."""
    return [(card.lines[0].text, box.look) for card in found.cards for column in card.columns for box in column.boxes]


def test_whom_to_call_first_stands_large_in_the_head_and_is_marked_once(sqlite: Engine, tmp_path: Path) -> None:
    found = picture(sqlite, tmp_path, "trace", "v", answered("contact,a,acting"))
    assert found.urgent == (
        Line("Call first: Zhang (acting) ☎ 0000-5550001", "title"),
        Line("Contact · specifically responsible · Plum Village", "name"),
        Line("then: Li ☎ 0000-5550002"),
    )
    assert looks(found) == [("Plum Village", "called"), ("Town", "holder"), ("Town", "holder")]
    assert dict(found.items())[str(found.start)].look == "called"


def test_who_has_no_phone_is_said_to_have_none_and_the_holder_in_substance_is_named_first(
    sqlite: Engine, tmp_path: Path
) -> None:
    found = picture(sqlite, tmp_path, "trace", "v", answered("contact,a,acting\ncontact,p1,", phone=""))
    assert found.urgent[0].text == "Call first: Person 1, Zhang (acting) ☎ no duty phone known"


def test_of_many_in_one_post_the_first_four_are_named(sqlite: Engine, tmp_path: Path) -> None:
    tenures = "\n".join(f"contact,p{one}," for one in range(6))
    found = picture(sqlite, tmp_path, "trace", "v", answered(tenures))
    who = "Person 0, Person 1, Person 2, Person 3 … 6 persons in all"
    assert found.urgent[0].text == f"Call first: {who} ☎ 0000-5550001"


def test_where_nobody_answers_nobody_is_called(sqlite: Engine, tmp_path: Path) -> None:
    files = answered("") | {"tenures": "post,person,until\nhead,b,2026-01-01"}
    found = picture(sqlite, tmp_path, "trace", "v", files)
    assert (found.urgent, found.start) == ((), "n0")
    assert {look for _, look in looks(found)} == {"vacant"}


def test_an_organization_in_which_nobody_is_says_so_first(sqlite: Engine, tmp_path: Path) -> None:
    files = {
        "organizations": "id,name\no,Committee",
        "posts": "id,name,organization\np,Head,o\nq,Member,o",
        "people": "id,name\nx,Person X",
        "tenures": "id,post,person,since,until\nt,q,x,,2026-02-01",
    }
    assert picture(sqlite, tmp_path, "organization", "o", files).warnings == (
        "nobody holds any of these posts that day",
    )


def test_one_empty_seat_is_no_warning_of_the_whole(sqlite: Engine, tmp_path: Path) -> None:
    files = {
        "organizations": "id,name\no,Committee",
        "posts": "id,name,organization\np,Head,o\nq,Member,o",
        "people": "id,name\nx,Person X",
        "tenures": "post,person\nq,x",
    }
    assert picture(sqlite, tmp_path, "organization", "o", files).warnings == ()


def street(villages: int, held: int) -> dict[str, str]:
    return {
        "areas": numbered("id,name,level,parent\nt,Willow Street,township,", "v{0},Village {0},village,t", villages),
        "posts": numbered("id,name", "p{0},Head {0}", villages),
        "people": "id,name\nx,Person X",
        "tenures": numbered("post,person", "p{0},x", held),
        "requirements": "id,scheme,tier,place_kinds\nr,s,first,village",
        "assignments": numbered("id,post,place,tier", "a{0},p{0},v{0},first", villages),
    }


def test_folded_areas_without_gaps_are_a_note(sqlite: Engine, tmp_path: Path) -> None:
    drawn = picture(sqlite, tmp_path, "coverage", "t", street(70, 70))
    assert drawn.warnings == ()
    assert "More areas, folded here: 10; not filled: 0" in [line.text for line in drawn.notes]


def test_folded_areas_with_gaps_are_a_warning(sqlite: Engine, tmp_path: Path) -> None:
    drawn = picture(sqlite, tmp_path, "coverage", "t", street(70, 0))
    assert "More areas, folded here: 10; not filled: 10" in drawn.warnings


def test_a_person_of_many_posts_is_one_card_of_boxes_with_every_place(sqlite: Engine, tmp_path: Path) -> None:
    files = street(9, 9)
    files["assignments"] += "\n" + "\n".join(f"b{number},p1,v{number},direct" for number in range(2, 8))
    drawn = picture(sqlite, tmp_path, "person", "x", files)
    _, posts = drawn.cards
    boxes = posts.columns[0].boxes
    assert [box.lines[0].text for box in boxes] == [f"Head {number}" for number in range(1, 10)]
    assert [box.lines[2].text for box in boxes] == [f"first-responsible: Village {number}" for number in range(1, 10)]
    several = ", ".join(f"Village {number}" for number in range(2, 8))
    assert boxes[0].lines[-1].text == f"directly responsible: {several}"


def test_a_person_of_eight_posts_has_a_card_for_each(sqlite: Engine, tmp_path: Path) -> None:
    assert len(picture(sqlite, tmp_path, "person", "x", street(8, 8)).cards) == 9


def leading_group(towns: int) -> dict[str, str]:
    """Return a group with a head and a deputy, to whom the secretaries of so many offices report; each has a clerk.

    The clerk reports to a head of a zone, whose post belongs to a body that is not directly below the group.
    """
    numbers = [f"{number:02}" for number in range(1, towns + 1)]
    posts = ["head,Head,g,", "deputy,Deputy,g,head"]
    for one in numbers:
        posts += [f"s{one},Secretary,o{one},deputy", f"c{one},Clerk,o{one},z{one}", f"z{one},Zone head,zo{one},"]
    return {
        "organizations": "\n".join(
            ["id,name,parent", "g,Group,", *(f"o{one},Office {one},g\nzo{one},Zone {one},o{one}" for one in numbers)]
        ),
        "people": "id,name\na,Zhang\nb,Li",
        "posts": "\n".join(["id,name,organization,reports_to", *posts]),
        "tenures": "post,person\nhead,a\ndeputy,b",
    }


def drawn_group(engine: Engine, tmp_path: Path, towns: int) -> Picture:
    return picture(engine, tmp_path, "organization", "g", leading_group(towns))


def test_a_superior_is_named_with_its_holder_and_one_elsewhere_with_its_organization(
    sqlite: Engine, tmp_path: Path
) -> None:
    found = drawn_group(sqlite, tmp_path, 2)
    headings = {card.columns[0].heading for card in found.cards}
    assert headings == {
        "reports to no post named",
        "reports to: Zhang · Head",
        "reports to: Li · Deputy",
        "reports to: Zone 01 Zone head",
        "reports to: Zone 02 Zone head",
    }


def test_superiors_that_would_read_alike_are_told_apart_by_their_ids(sqlite: Engine, tmp_path: Path) -> None:
    files = {
        "organizations": "id,name\ng,Group",
        "posts": "id,name,organization,reports_to\nx,Head,g,\ny,Head,g,\nm,Clerk,g,x\nn,Clerk,g,y",
    }
    found = picture(sqlite, tmp_path, "organization", "g", files)
    assert {card.columns[0].heading for card in found.cards} == {
        "reports to no post named",
        "reports to: post without holder · Head (x)",
        "reports to: post without holder · Head (y)",
    }


def test_few_cards_are_a_tree(sqlite: Engine, tmp_path: Path) -> None:
    few = drawn_group(sqlite, tmp_path, 1)
    assert (few.bands, len(few.links)) == ((), 2)


def test_many_cards_are_bands_that_fit_a_sheet(sqlite: Engine, tmp_path: Path) -> None:
    many = drawn_group(sqlite, tmp_path, 20)
    assert many.links == ()
    assert [band.heading for band in many.bands] == ["rank 1", "rank 2", "rank 3", "their superior is not drawn"]
    rows = [row for band in many.bands for row in band.rows]
    assert sorted(one for row in rows for one in row) == list(range(len(many.cards)))
    assert max(map(len, rows)) == 3
    with Drawer() as drawer:
        svg = drawn(many, "svg", "light", drawer).decode()
        html = drawn(many, "html", "light", drawer).decode()
    [wide] = re.findall(r'<svg width="([\d.]+)pt"', svg)
    assert float(wide) < 1250
    assert all(f'data-item="{name}"' in html for name, shape in many.items() if shape.about)
