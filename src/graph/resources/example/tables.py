"""The nine files of the import format, filled row by row.

Rules:
- Columns and their order are those of docs/import-format.md; a cell that is not given stays empty.
- People are invented by counting: surname, one of 样例示拟 ("sample"), a number. Nobody bears these names by accident.
- Telephone numbers begin with 0000, which no exchange has; e-mail addresses lie in example.org.
- A post's holders follow one another: each turn ends where the next begins; a turn without a person is a vacancy.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

COLUMNS: dict[str, tuple[str, ...]] = {
    "areas": ("id", "name", "level", "parent", "since", "until"),
    "units": ("id", "name", "kind", "area", "since", "until", "longitude", "latitude"),
    "organizations": ("id", "name", "area", "parent", "since", "until"),
    "posts": (
        "id",
        "name",
        "organization",
        "kind",
        "phone",
        "email",
        "reports_to",
        "since",
        "until",
    ),
    "people": ("id", "name"),
    "tenures": ("id", "post", "person", "kind", "since", "until"),
    "matters": ("id", "name", "parent"),
    "requirements": (
        *(
            "id",
            "scheme",
            "area",
            "tier",
            "place_kinds",
            "matter",
            "minimum",
            "maximum",
            "answered_at",
            "post_kinds",
        ),
        *("citation", "since", "until"),
    ),
    "assignments": (
        "id",
        "post",
        "place",
        "tier",
        "matter",
        "unit_kinds",
        "ground",
        "since",
        "until",
    ),
}

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
SAMPLES = "样例示拟"
NUMBERS = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"
VACANT = ""


def issued(office: str, year: int, number: int) -> str:
    """Cite a document the way offices do: whose, the year in tortoise-shell brackets, the number."""
    return f"{office}\u3014{year}\u3015{number}号"


@dataclass(frozen=True, slots=True)
class Turn:
    """One holder of a post from a day on, until the next turn begins (or ``until``)."""

    person: str
    since: str
    kind: str = "substantive"
    until: str = ""


class Tables:
    """Rows by file, in the order in which they were added."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {file: [] for file in COLUMNS}
        self._assigned: Counter[str] = Counter()

    def add(self, file: str, /, **cells: str) -> None:
        """Add one row; a column that the file does not have is an error."""
        unknown = set(cells) - set(COLUMNS[file])
        if unknown:
            raise ValueError(f"{file} has no column {sorted(unknown)}")
        self.rows[file].append(cells)

    def person(self) -> str:
        """Add a person with an invented name that no other has, and give the id."""
        i = len(self.rows["people"])
        name = SURNAMES[i % 20] + SAMPLES[(i // 400 + i) % 4] + NUMBERS[(i // 20 + i) % 20]
        person = f"p{i + 1:03}"
        self.add("people", id=person, name=name)
        return person

    def people(self, count: int) -> list[str]:
        """Add several people."""
        return [self.person() for _ in range(count)]

    def post(
        self,
        post: str,
        name: str,
        organization: str,
        kind: str,
        reports_to: str = "",
        since: str = "",
    ) -> None:
        """Add a post with a telephone number of its own; posts of the administration also have an e-mail address."""
        phone = f"0000-5550{len(self.rows['posts']) + 1:03}"
        email = "" if kind == "legal_person" else post.replace("/", ".") + "@example.org"
        cells = {
            "organization": organization,
            "kind": kind,
            "phone": phone,
            "email": email,
            "since": since,
        }
        self.add("posts", id=post, name=name, reports_to=reports_to, **cells)

    def serve(self, post: str, *turns: Turn) -> None:
        """Let people hold a post one after the other."""
        number = 0
        for turn, following in zip(turns, [*turns[1:], None], strict=True):
            if turn.person == VACANT:
                continue
            number += 1
            until = following.since if following else turn.until
            held = {"post": post, "person": turn.person, "kind": turn.kind}
            self.add("tenures", id=f"{post}.{number}", since=turn.since, until=until, **held)

    def rotate(self, posts: Sequence[str], people: Sequence[str], days: Sequence[str]) -> None:
        """Let each person move on to the next of the posts on each of the days after the first."""
        for i, post in enumerate(posts):
            self.serve(
                post,
                *(Turn(people[(i + move) % len(people)], day) for move, day in enumerate(days)),
            )

    def assign(
        self, post: str, place: str, tier: str, ground: str, since: str, *,
        matter: str = "", unit_kinds: str = "", until: str = "",
    ) -> None:  # fmt: skip
        """Let a post answer for a place; the id tells which post, place and matter, and counts renewals."""
        stem = f"{post}@{place}" + (f":{matter}" if matter else "")
        self._assigned[stem] += 1
        number = self._assigned[stem]
        limits = {
            "matter": matter,
            "unit_kinds": unit_kinds,
            "ground": ground,
            "since": since,
            "until": until,
        }
        name = stem if number == 1 else f"{stem}.{number}"
        self.add("assignments", id=name, post=post, place=place, tier=tier, **limits)

    def require(
        self, requirement: str, scheme: str, area: str, tier: str, place_kinds: str, citation: str, since: str, *,
        matter: str = "", post_kinds: str = "", minimum: str = "1", maximum: str = "", answered_at: str = "place",
    ) -> None:  # fmt: skip
        """Add one rule of a scheme."""
        who = {
            "post_kinds": post_kinds,
            "minimum": minimum,
            "maximum": maximum,
            "answered_at": answered_at,
        }
        where = {
            "area": area,
            "tier": tier,
            "place_kinds": place_kinds,
            "matter": matter,
        }
        self.add(
            "requirements",
            id=requirement,
            scheme=scheme,
            citation=citation,
            since=since,
            **where,
            **who,
        )

    def write(self, folder: Path) -> None:
        """Write the nine files: UTF-8 without BOM, LF."""
        folder.mkdir(parents=True, exist_ok=True)
        for file, columns in COLUMNS.items():
            with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(self.rows[file])
