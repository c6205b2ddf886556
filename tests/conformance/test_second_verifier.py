"""Tampering is found: by `zeren verify` on both engines, and by a second verifier made from docs/canonical-form.md.

The register under attack is small and has everything: ten tables, several changesets, corrections, withdrawals and
personal values. On SQLite every single cell of the file is changed in turn.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.commands.trace import trace
from graph.commands.verify import verify
from graph.model.errors import BadRegister
from graph.model.facts import TABLES
from graph.model.times import Instant
from graph.stores import Store, open_store
from tests import second_verifier
from tests.conftest import Engine, Server, sqlite_engine
from tests.importing import EPOCH, put

IMPORTS: list[dict[str, str]] = [
    {
        "areas": "id,name,level,parent,since,until\nt,Town,township,,,\nv,Plum Village,village,t,2020-01-01,",
        "units": "id,name,kind,area,longitude,latitude\nu,Noodle House,restaurant;venue,v,121.5,37.25\nw,Mill,mill,v,,",
        "organizations": "id,name,area,parent\no,Committee,v,\nq,Office,t,o",
        "posts": "id,name,organization,kind,phone,email,reports_to\np,Head,o,head,110,p@example.org,\ns,Deputy,o,,,,p",
        "people": "id,name\nx,Person X\ny,Person Y",
        "tenures": "id,post,person,kind,since\nh,p,x,,2021-01-01\n,s,y,acting,",
        "matters": "id,name,parent\nfire,Fire,\nvenue_fire,Venue fire,fire",
        "requirements": (
            "id,scheme,area,tier,place_kinds,matter,minimum,maximum,answered_at,post_kinds,citation\n"
            "r,scheme,t,first,village;venue,fire,0,2,chain,head,Rule 1"
        ),
        "assignments": "id,post,place,tier,matter,unit_kinds,ground\na,p,v,first,fire,,Letter 1\nb,s,t,direct,,venue,",
    },
    {"people": "id,name\nx,Person X the Elder", "areas": "id,name,since\nv,Pear Village,2020-01-01"},
    {"units": "id,withdrawn\nw,yes", "tenures": "post,person,until\ns,y,2026-01-01"},
    {
        "assignments": "id,post,place,tier\nc,s,v,specific",
        "printings": "id,place,day,known_at,content,paper,since,until\n"
        "k,v,2026-03-14,2026-01-05T01:00:00.000001Z,ab,a4,2026-03-14,2027-03-14\n"
        "l,t,2026-03-14,2026-01-05T01:00:00.000001Z,cd,a3,,",
    },
]


def fill(store: Store, folder: Path) -> None:
    for number, files in enumerate(IMPORTS):
        assert put(store, folder, files, Instant(EPOCH + number))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    engine = sqlite_engine(folder)
    store = engine.create()
    fill(store, folder / "files")
    store.close()
    return Path(engine.address)


@pytest.fixture
def copied(sound: Path, tmp_path: Path) -> Path:
    """Return a copy of the register, from which what keeps an honest writer honest is taken away."""
    copy = Path(shutil.copy(sound, tmp_path / "copy.db"))
    with closing(sqlite3.connect(copy)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f"DROP TRIGGER {name}")
        connection.commit()
    return copy


def accepted_by_zeren(path: Path) -> bool:
    try:
        store = open_store(str(path))
    except BadRegister:
        return False
    try:
        verify(store)
    except BadRegister:
        return False
    finally:
        store.close()
    return True


def accepted_by_the_second(path: Path) -> bool:
    try:
        second_verifier.verify(path)
    except second_verifier.Wrong:
        return False
    return True


def refused(accepted: Callable[[Path], bool], path: Path) -> bool:
    """Tell whether a register is refused in words; a traceback is no refusal."""
    try:
        return not accepted(path)
    except Exception:
        return False


VERIFIERS: list[Callable[[Path], bool]] = [accepted_by_zeren, accepted_by_the_second]


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def rows(path: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


# --- Sound registers --------------------------------------------------------------------------------------------------


def test_both_accept_a_sound_register_and_name_its_head(sound: Path) -> None:
    store = open_store(str(sound))
    found = verify(store)
    store.close()
    assert second_verifier.verify(sound) == (found.changesets, found.changes, found.head.hash)
    assert found.changesets == len(IMPORTS)


def test_both_accept_a_register_that_is_still_empty(sqlite: Engine) -> None:
    store = sqlite.create()
    found = verify(store)
    store.close()
    assert (found.changesets, found.changes) == (0, 0)
    assert second_verifier.verify(sqlite.address) == (0, 0, None)


def test_both_accept_a_register_whose_last_changes_stand_in_its_log_file(sqlite: Engine, tmp_path: Path) -> None:
    store = sqlite.create()
    fill(store, tmp_path / "files")
    assert Path(f"{sqlite.address}-wal").stat().st_size > 0
    assert second_verifier.verify(sqlite.address) == (len(IMPORTS), verify(store).changes, verify(store).head.hash)
    store.close()


def test_the_verifier_leaves_the_file_as_it_is(sound: Path) -> None:
    before = sound.read_bytes()
    second_verifier.verify(sound)
    assert sound.read_bytes() == before
    assert sorted(path.name for path in sound.parent.iterdir()) == ["files", sound.name]


# --- One cell of the file changed -------------------------------------------------------------------------------------

STORED = [*TABLES, "withdrawals", "changesets", "register"]


def changed(value: object, column: str) -> object:
    if column.endswith("_seal"):
        return "00" * 16
    if isinstance(value, int):
        return value + 1_000_003
    if isinstance(value, str):
        return '["mutated"]' if value.startswith("[") else value + "x"
    return 1_000_003 if column in INTEGERS else "2026-01-01"


INTEGERS = {"supersedes", "superseded_at", "maximum", "longitude", "latitude"}


def cells(path: Path, table: str) -> Iterator[tuple[int, str, object]]:
    """Yield every cell of a table as (rowid, column, value); a seal beside an empty value says nothing."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute(f"SELECT rowid AS here, * FROM {table}").fetchall():
            for column in row.keys():  # noqa: SIM118  a Row iterates over its values
                beside_nothing = column.endswith("_seal") and row[column.removesuffix("_seal")] is None
                if column not in ("here", "one") and not beside_nothing:
                    yield row["here"], column, row[column]


@pytest.mark.parametrize(
    ("accepted", "table"),
    [(one, table) for one in VERIFIERS for table in STORED],
)
def test_a_changed_cell_is_found(copied: Path, accepted: Callable[[Path], bool], table: str) -> None:
    missed = []
    for here, column, value in list(cells(copied, table)):
        key = "one" if table == "register" else "number" if table == "changesets" else "version"
        mutated = changed(value, column)
        now = mutated if column == key else here
        with closing(sqlite3.connect(copied)) as connection:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (mutated, here))
            connection.commit()
            if not refused(accepted, copied):
                missed.append((column, value))
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, now))
            connection.commit()
    assert missed == []
    assert accepted(copied), "the cells were put back"


# --- Rows and changesets taken out, put in, exchanged -----------------------------------------------------------------

ROW = "recorded_at, NULL, 'z', post, place, tier, matter, unit_kinds, ground, since, until FROM assignments LIMIT 1"
TOWN = "SELECT version, supersedes, recorded_at, superseded_at, id, name, parent, NULL, since, until FROM areas LIMIT 1"
HEADER = "'f', previous, 1, by, why, source, 'k', first, count, counts, datum FROM changesets WHERE number = 1"
NOBODY = '{"posts":{"added":0,"corrected":0,"withdrawn":0},"'
AFTER_SECOND = "(SELECT recorded_at + 1 FROM changesets WHERE number = 2)"
BEFORE_X = "(SELECT version - 1 FROM people WHERE id = 'x' AND supersedes IS NULL)"
SECOND = "recorded_at = (SELECT recorded_at FROM changesets WHERE number = 2)"

ATTACKS: dict[str, tuple[str, ...]] = {
    "a changeset taken out": ("DELETE FROM changesets WHERE number = 2",),
    "the first changeset taken out": ("DELETE FROM changesets WHERE number = 1",),
    "a changeset and its facts taken out": (
        f"DELETE FROM people WHERE {SECOND}",
        f"DELETE FROM areas WHERE {SECOND}",
        "DELETE FROM changesets WHERE number = 2",
    ),
    "a changeset taken out and the others moved up": (
        "DELETE FROM changesets WHERE number = 3",
        "UPDATE changesets SET number = 3 WHERE number = 4",
        "UPDATE register SET head_number = 3",
    ),
    "two changesets swapped": (
        "UPDATE changesets SET number = 99 WHERE number = 2",
        "UPDATE changesets SET number = 2 WHERE number = 3",
        "UPDATE changesets SET number = 3 WHERE number = 99",
    ),
    "two changesets swapped with their times": (
        "UPDATE changesets SET number = 99, recorded_at = -1 WHERE number = 2",
        "UPDATE changesets SET number = 2, recorded_at = recorded_at - 1 WHERE number = 3",
        f"UPDATE changesets SET number = 3, recorded_at = {AFTER_SECOND} WHERE number = 99",
    ),
    "the head moved back": (
        "UPDATE register SET head_number = 3, head = (SELECT hash FROM changesets WHERE number = 3)",
        "UPDATE register SET head_recorded_at = (SELECT recorded_at FROM changesets WHERE number = 3)",
    ),
    "a fact taken out": ("DELETE FROM requirements",),
    "a withdrawal taken out": ("DELETE FROM withdrawals", "UPDATE units SET superseded_at = NULL"),
    "a withdrawal of another table": ("UPDATE withdrawals SET table_name = 'areas'",),
    "two facts exchanged": (
        "UPDATE people SET version = -1 WHERE id = 'y'",
        "UPDATE people SET version = version + 1 WHERE id = 'x' AND supersedes IS NULL",
        f"UPDATE people SET version = {BEFORE_X} WHERE id = 'y'",
    ),
    "a fact moved to another table": (f"INSERT INTO organizations {TOWN}", "DELETE FROM areas WHERE id = 't'"),
    "a fact twice, in two tables": (f"INSERT INTO organizations {TOWN}",),
    "a fact without changeset, after the last": (f"INSERT INTO assignments SELECT 1000, NULL, {ROW}",),
    "a fact without changeset, numbered 0": (f"INSERT INTO assignments SELECT 0, NULL, {ROW}",),
    "a fact without changeset, numbered below 0": (f"INSERT INTO assignments SELECT -5, NULL, {ROW}",),
    "a withdrawal without changeset": ("INSERT INTO withdrawals VALUES (1000, 1, 1, 'areas')",),
    "a changeset after the head": (f"INSERT INTO changesets SELECT 99, {HEADER}",),
    "a changeset numbered 0": (f"INSERT INTO changesets SELECT 0, {HEADER}",),
    "a belief brought back": ("UPDATE areas SET superseded_at = NULL WHERE superseded_at IS NOT NULL",),
    "a belief ended": ("UPDATE people SET superseded_at = recorded_at + 1 WHERE id = 'y'",),
    "a belief ended earlier": ("UPDATE areas SET superseded_at = superseded_at - 1 WHERE superseded_at IS NOT NULL",),
    "a datum put in": ("UPDATE changesets SET datum = 'gcj02' WHERE number = 1",),
    "a datum put in that says the same": ("UPDATE changesets SET datum = 'wgs84' WHERE number = 1",),
    "counts edited": ("UPDATE changesets SET counts = replace(counts, '\"corrected\":1', '\"corrected\":2')",),
    "counts of a table more": (f"UPDATE changesets SET counts = '{NOBODY}' || substr(counts, 3) WHERE number = 4",),
    "a count edited": ("UPDATE changesets SET count = count - 1 WHERE number = 1",),
    "a name edited": ("UPDATE people SET name = 'Person Z' WHERE id = 'y'",),
    "a name and its salt edited": (f"UPDATE people SET name = 'Z', name_seal = '{'00' * 16}' WHERE id = 'y'",),
    "a phone taken away": ("UPDATE posts SET phone = NULL WHERE id = 'p'",),
    "a phone put in": ("UPDATE posts SET phone = '119' WHERE id = 's'",),
    "a name erased with another digest": (f"UPDATE people SET name = 'erased', name_seal = 'erased:{'0' * 64}'",),
    "another register's id": ("UPDATE register SET id = 'another'",),
}


@pytest.mark.parametrize(
    ("accepted", "attack"),
    [(one, attack) for one in VERIFIERS for attack in ATTACKS],
)
def test_an_attack_is_found(copied: Path, accepted: Callable[[Path], bool], attack: str) -> None:
    assert accepted(copied)
    run(copied, *ATTACKS[attack])
    assert not accepted(copied)


# --- Erased by law ----------------------------------------------------------------------------------------------------


def erase(path: Path, table: str, column: str, value: str = "erased") -> None:
    """Put ``erased`` in the place of every value of a personal column, and its digest in the place of its salt.

    A person is then found by nothing: what the register's own trigger does, where it was not taken away.
    """
    for version, said, salt in rows(path, f"SELECT version, {column}, {column}_seal FROM {table}"):
        if said is not None:
            digest = hashlib.sha256(bytes.fromhex(str(salt)) + str(said).encode()).hexdigest()
            run(
                path,
                f"UPDATE {table} SET {column} = '{value}', {column}_seal = 'erased:{digest}' WHERE version = {version}",
                f"UPDATE names SET folded = '', sought = '', crc = 0 WHERE noun = 'person' AND version = {version}",
            )


@pytest.mark.parametrize(("table", "column"), [("people", "name"), ("posts", "phone"), ("posts", "email")])
def test_both_accept_a_register_in_which_a_personal_value_was_erased(copied: Path, table: str, column: str) -> None:
    before = second_verifier.verify(copied)
    erase(copied, table, column)
    assert second_verifier.verify(copied) == before
    assert accepted_by_zeren(copied)


def test_a_trace_shows_what_was_erased_as_erased(copied: Path) -> None:
    erase(copied, "people", "name")
    erase(copied, "posts", "phone")
    store = open_store(str(copied))
    [one, *_] = trace(store, "v", "fire", "2026-03-01").answer.accountable
    store.close()
    assert one.person is not None
    assert (one.person.id, one.person.name, one.post.phone) == ("x", "erased", "erased")


@pytest.mark.parametrize("accepted", VERIFIERS)
def test_a_forged_value_does_not_pass_as_an_erased_one(copied: Path, accepted: Callable[[Path], bool]) -> None:
    erase(copied, "people", "name", value="Somebody Else")
    assert not accepted(copied)


# --- Neo4j ------------------------------------------------------------------------------------------------------------

LABELS = {
    "areas": "AreaPeriod",
    "units": "UnitPeriod",
    "organizations": "OrganizationPeriod",
    "posts": "PostPeriod",
    "people": "PersonPeriod",
    "tenures": "Tenure",
    "matters": "MatterPeriod",
    "requirements": "Requirement",
    "assignments": "Assignment",
    "printings": "Printing",
    "withdrawals": "Withdrawal",
    "changesets": "Changeset",
    "register": "Register",
}


UPKEEP = {"Register": {"key", "schema", "lock", "writer", "writing_at"}}
"""Properties that say nothing about the facts."""


class Attacked:
    """A register on a server, changed past the store, judged, and put back."""

    def __init__(self, engine: Engine, store: Store) -> None:
        assert engine.server is not None
        self.server: Server = engine.server
        self._store = store
        self.missed: list[str] = []

    def accepted(self) -> bool:
        try:
            verify(self._store)
        except BadRegister:
            return False
        return True

    def judge(self, what: str, attack: str, undo: str, **parameters: object) -> None:
        self.server.run(attack, **parameters)
        try:
            if self.accepted():
                self.missed.append(what)
        except Exception as error:
            self.missed.append(f"{what}: {error!r}")
        self.server.run(undo, **parameters)


@pytest.fixture
def attacked(neo4j_engine: Engine, tmp_path: Path) -> Iterator[Attacked]:
    store = neo4j_engine.create()
    fill(store, tmp_path / "files")
    made = Attacked(neo4j_engine, store)
    assert made.accepted()
    yield made
    assert made.accepted(), "everything was put back"
    store.close()


@pytest.mark.neo4j
def test_a_changed_property_is_found(attacked: Attacked) -> None:
    for label in LABELS.values():
        [first] = attacked.server.run(f"MATCH (n:{label}) RETURN properties(n) AS said, elementId(n) AS here LIMIT 1")
        said = first["said"]
        assert isinstance(said, dict)
        for name in said.keys() - UPKEEP.get(label, set()):
            value = said[name]
            mutated = ["mutated"] if isinstance(value, list) else changed(value, name)
            attacked.judge(
                f"{label}.{name}",
                f"MATCH (n) WHERE elementId(n) = $here SET n.{name} = $mutated",
                f"MATCH (n) WHERE elementId(n) = $here SET n.{name} = $value",
                here=first["here"],
                mutated=mutated,
                value=value,
            )
    assert attacked.missed == []


TYPES = {"PERIOD_OF", "WITHIN", "IN_AREA", "IN_ORGANIZATION", "REPORTS_TO", "PART_OF", "TO_POST", "COVERS", "ABOUT"}
TYPES |= {"OF_POST", "BY_PERSON", "APPLIES_IN", "OF_BOARD"}


@pytest.mark.neo4j
def test_a_tampered_relationship_is_found(attacked: Attacked) -> None:
    found = attacked.server.run(
        "MATCH (a:Fact)-[r]->(b) WITH type(r) AS type, labels(a) AS labels, head(collect([a, b])) AS ends"
        " RETURN type, labels, elementId(ends[0]) AS one, elementId(ends[1]) AS other"
    )
    assert {row["type"] for row in found} == TYPES
    for row in found:
        ends = "MATCH (a), (b) WHERE elementId(a) = $one AND elementId(b) = $other"
        cut = f"{ends} MATCH (a)-[r:{row['type']}]->(b) WITH a, r LIMIT 1 DELETE r"
        made = f"CREATE (a)-[:{row['type']}]->"
        stray = "(:Stray {id: 'z'})"
        forget = "MATCH (s:Stray) DETACH DELETE s"
        here = {"one": row["one"], "other": row["other"]}
        what = f"{row['labels']} {row['type']}"
        attacked.judge(f"{what} cut", cut, f"{ends} {made}(b)", **here)
        attacked.judge(f"{what} doubled", f"{ends} {made}(b)", cut, **here)
        attacked.judge(f"{what} and one more", f"{ends} {made}{stray}", forget, **here)
        attacked.judge(f"{what} led elsewhere", f"{cut} {made}{stray}", f"{ends} {made}(b)", **here)
        attacked.server.run(forget)
    assert attacked.missed == []


COPY = (
    "MATCH (old:Assignment {id: 'a'}) MATCH (old)-[:TO_POST]->(post) MATCH (old)-[:COVERS]->(place)"
    " MATCH (old)-[:ABOUT]->(matter) CREATE (f:Fact:Assignment $said)"
    " CREATE (f)-[:TO_POST]->(post) CREATE (f)-[:COVERS]->(place) CREATE (f)-[:ABOUT]->(matter)"
)


@pytest.mark.neo4j
def test_a_fact_without_changeset_is_found(attacked: Attacked) -> None:
    [row] = attacked.server.run("MATCH (f:Assignment {id: 'a'}) RETURN properties(f) AS said")
    assert isinstance(row["said"], dict)
    for version in (1000, 0, -5):
        said = row["said"] | {"id": "z", "version": version}
        attacked.judge(f"numbered {version}", COPY, "MATCH (f:Fact {id: 'z'}) DETACH DELETE f", said=said)
    assert attacked.missed == []


@pytest.mark.neo4j
def test_changesets_taken_out_swapped_or_put_in_are_found(attacked: Attacked) -> None:
    pair = "MATCH (a:Changeset {number: 2}), (b:Changeset {number: 3})"
    swap = f"{pair} SET a.number = 99 SET b.number = 2 SET a.number = 3"
    attacked.judge("two swapped", swap, swap)
    taken = "MATCH (c:Changeset {number: $one}) SET c.number = $other"
    attacked.judge("one taken out", taken, "MATCH (c:Changeset {number: -2}) SET c.number = 2", one=2, other=-2)
    [row] = attacked.server.run("MATCH (c:Changeset {number: 2}) RETURN properties(c) AS said")
    assert isinstance(row["said"], dict)
    for number in (0, 99):
        said = row["said"] | {"number": number, "recorded_at": 1, "key": "z"}
        attacked.judge(f"one more, {number}", "CREATE (:Changeset $said)", "MATCH (c {key: 'z'}) DELETE c", said=said)
    hide = "MATCH (f:Requirement) REMOVE f:Requirement SET f:Hidden"
    attacked.judge("a fact hidden", hide, "MATCH (f:Hidden) REMOVE f:Hidden SET f:Requirement")
    assert attacked.missed == []


@pytest.mark.neo4j
def test_a_register_in_which_a_name_was_erased_is_accepted_and_a_forged_one_is_not(attacked: Attacked) -> None:
    [row] = attacked.server.run("MATCH (f:PersonPeriod {id: 'y'}) RETURN f.name AS name, f.name_seal AS salt")
    digest = hashlib.sha256(bytes.fromhex(str(row["salt"])) + str(row["name"]).encode()).hexdigest()
    [found_by] = attacked.server.run("MATCH (f:PersonPeriod {id: 'y'}) RETURN f{.folded, .sought, .crc} AS said")
    write = "MATCH (f:PersonPeriod {id: 'y'}) SET f.name = $name, f.name_seal = $seal"
    forget = "MATCH (f:PersonPeriod {id: 'y'}) SET f += $said"
    attacked.server.run(write, name="erased", seal=f"erased:{digest}")
    assert not attacked.accepted(), "its pinyin would tell the name"
    attacked.server.run(forget, said={"folded": "", "sought": "", "crc": 0})
    assert attacked.accepted()
    attacked.server.run(write, name="Somebody Else", seal=f"erased:{digest}")
    forged = attacked.accepted()
    attacked.server.run(write, name=row["name"], seal=row["salt"])
    attacked.server.run(forget, said=found_by["said"])
    assert not forged
