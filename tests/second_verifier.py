"""A second verifier of a SQLite register, from docs/canonical-form.md alone: standard library, nothing of zeren.

`python tests/second_verifier.py register.db` ends with 0 where the register is sound, and with 1 and the first thing
wrong where it is not. It works on a copy, taken while nobody writes, and needs SQLite 3.37 (Python 3.11's has it).
"""

import hashlib
import heapq
import json
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

Row = dict[str, Any]

VALUES = {
    "areas": "id name level parent since until",
    "units": "id name kinds area since until longitude latitude",
    "organizations": "id name area parent since until",
    "posts": "id name organization kind phone email reports_to since until",
    "people": "id name since until",
    "tenures": "id post person kind since until",
    "matters": "id name parent since until",
    "requirements": "id scheme area tier place_kinds matter minimum maximum answered_at post_kinds citation "
    "since until",
    "assignments": "id post place tier matter unit_kinds ground since until",
    "printings": "id place day known_at content paper since until",
    "withdrawals": "",
}
LATER = {"printings": 4}
"""Tables that a file of an older schema lacks, with the schema that brought them."""
LISTS = {"kinds", "place_kinds", "post_kinds", "unit_kinds"}
PERSONAL = {("people", "name"), ("posts", "phone"), ("posts", "email")}
SALT = re.compile("[0-9a-f]{32}")
ERASED = re.compile("erased:([0-9a-f]{64})")


class Wrong(Exception):
    """What is wrong, and where."""


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def instant(microseconds: int) -> str:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def need(sound: bool, what: str) -> None:
    if not sound:
        raise Wrong(what)


def personal(value: str, seal: str) -> Row:
    """Return the form of a personal value: the digest over salt and value, or the one that an erased value left."""
    erased = ERASED.fullmatch(seal)
    if erased:
        need(value == "erased", "a value stands where one was erased")
        return {"digest": erased[1]}
    need(SALT.fullmatch(seal) is not None, "a seal is no salt")
    return {"digest": sha256(bytes.fromhex(seal) + value.encode())}


def values(table: str, row: Row) -> Row:
    found: Row = {}
    for name in VALUES[table].split():
        value = json.loads(row[name]) if name in LISTS else row[name]
        if value is None or value == []:
            continue
        found[name] = personal(value, row[f"{name}_seal"]) if (table, name) in PERSONAL else value
    return found


def line(table: str, row: Row) -> bytes:
    """Return the line of a change."""
    form: Row = {"table": row["table_name"] if table == "withdrawals" else table}
    if row["supersedes"] is not None:
        form["supersedes"] = row["supersedes"]
    if table != "withdrawals":
        form["values"] = values(table, row)
    return canonical(form)


def rows(connection: sqlite3.Connection, table: str, order: str) -> Iterator[tuple[int, str, Row]]:
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):
        yield row[order], table, dict(row)


class Marks:
    """Marks of supersession: each must be answered by one later change of its table, at its record time."""

    def __init__(self) -> None:
        self.waiting: dict[int, tuple[str, int]] = {}

    def see(self, version: int, table: str, row: Row) -> None:
        if row["supersedes"] is not None:
            said = (row["table_name"] if table == "withdrawals" else table, row["recorded_at"])
            need(
                self.waiting.pop(row["supersedes"], None) == said,
                f"change {version} supersedes what bears no such mark",
            )
        if row.get("superseded_at") is not None:
            self.waiting[version] = (table, row["superseded_at"])


def act(table: str, row: Row) -> str:
    if table == "withdrawals":
        return "withdrawn"
    return "added" if row["supersedes"] is None else "corrected"


def body_of(header: Row, changes: Iterator[tuple[int, str, Row]], marks: Marks) -> str:
    """Take a changeset's changes from all changes; return the hash of their lines."""
    running = hashlib.sha256()
    counts: dict[str, dict[str, int]] = {}
    for expected in range(header["first"], header["first"] + header["count"]):
        version, table, row = next(changes, (None, "", {}))
        need(version == expected, f"change {expected} is missing, or another stands beside it: {version}")
        need(row["recorded_at"] == header["recorded_at"], f"change {version} bears another record time")
        marks.see(expected, table, row)
        about = row["table_name"] if table == "withdrawals" else table
        counts.setdefault(about, {"added": 0, "corrected": 0, "withdrawn": 0})[act(table, row)] += 1
        running.update(line(table, row) + b"\n")
    need(json.loads(header["counts"]) == counts, "its counts are not what its changes say")
    return running.hexdigest()


def header_hash(register: str, header: Row, body: str) -> str:
    form = {name: header[name] for name in ("number", "previous", "by", "why", "key", "first", "count")}
    form |= {"format": 1, "register": register, "recorded_at": instant(header["recorded_at"]), "body": body}
    form["counts"] = json.loads(header["counts"])
    if header["source"] is not None:
        form["source"] = header["source"]
    if header.get("datum") is not None:  # a column since schema 3
        form["datum"] = header["datum"]
    return sha256(canonical(form))


def check(connection: sqlite3.Connection) -> tuple[int, int, str | None]:
    """Return how many changesets and changes there are, and the head; raise Wrong where something is."""
    connection.row_factory = sqlite3.Row
    [register] = map(dict, connection.execute("SELECT * FROM register"))
    [(schema,)] = map(tuple, connection.execute("PRAGMA user_version"))
    there = [table for table in VALUES if schema >= LATER.get(table, 1)]
    changes = heapq.merge(*(rows(connection, table, "version") for table in there), key=lambda one: one[0])
    begun = {"format": 1, "register": register["id"], "zone": register["zone"]}
    previous = sha256(canonical(begun | {"created_at": instant(register["created_at"])}))
    number, done, last = 0, 0, None
    head = None
    marks = Marks()
    for number, (found, _, header) in enumerate(rows(connection, "changesets", "number"), 1):
        at = f"changeset {number}"
        need(found == number, f"{at}: number {found} stands in its place")
        need(header["previous"] == previous, f"{at}: it does not follow the one before")
        need(last is None or header["recorded_at"] > last, f"{at}: its record time is not later")
        need(header["first"] == done + 1, f"{at}: its changes do not follow those before")
        try:
            body = body_of(header, changes, marks)
        except Wrong as wrong:
            raise Wrong(f"{at}: {wrong}") from wrong
        previous = head = header_hash(register["id"], header, body)
        need(header["hash"] == head, f"{at}: its facts or header are not what was hashed")
        done, last = done + header["count"], header["recorded_at"]
    need(next(changes, None) is None, "a fact is in no changeset")
    need(not marks.waiting, f"superseded by nothing: {sorted(marks.waiting)[:3]}")
    said = tuple(register[name] for name in ("head_number", "head", "head_recorded_at", "changes"))
    need(said == (number, head, last, done), "the head is not the last changeset")
    return number, done, head


def verify(path: str | Path) -> tuple[int, int, str | None]:
    """Check a copy of a register file; raise Wrong with the first thing wrong."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        shutil.copy(path, copy)
        beside = Path(f"{path}-wal")
        if beside.exists():
            shutil.copy(beside, f"{copy}-wal")
        try:
            with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as connection:
                return check(connection)
        except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            raise Wrong(f"cannot be read: {error}") from error


if __name__ == "__main__":
    try:
        print("sound: {} changesets, {} changes, head {}".format(*verify(sys.argv[1])))
    except Wrong as fault:
        sys.exit(f"NOT SOUND: {fault}")
