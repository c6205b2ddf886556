"""A ledger and its mapping to a submission: rows of the import format, and claims of who holds which post.

Rules:
- A mapping that is at fault reads nothing.
- ``source`` is the SHA-256 over the sorted lines ``name NUL sha256-of-bytes LF`` of the files read and of the mapping.
"""

import hashlib
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from graph.changes.claims import Claim, Claims
from graph.changes.proposal import Submission
from graph.intake.encodings import Encoding
from graph.intake.ledger import Ledger
from graph.intake.map_file import read_map
from graph.intake.mapped_files import SourceFiles
from graph.intake.mapped_rows import TableRows
from graph.intake.mapped_source import SourceRows
from graph.intake.mapping import LedgerMap, Source
from graph.intake.points import to_wgs84_in
from graph.intake.sheet import Shared, note_kinds
from graph.model.datum import WGS84
from graph.model.facts import TABLES
from graph.model.faults import Faults, in_sheet


def read_mapped(
    path: str | Path, map_path: str | Path, faults: Faults, encoding: Encoding | None = None, datum: str = WGS84
) -> Submission:
    """Read a ledger by its mapping; everything that is wrong with either is added to ``faults``."""
    mapping = read_map(map_path, faults)
    if mapping is None:
        return Submission((), "")
    shared = Shared(datum)
    tables = _empty(mapping, shared)
    claims: list[Claim] = []
    with ExitStack() as stack:
        files = SourceFiles(Path(path), mapping, faults, encoding, stack)
        if not files.found():
            return Submission((), "")
        for source in mapping.sources:
            use = partial(_use, source, mapping, tables, claims, faults)
            if not files.read(source, source.labels, use):
                SourceRows(source, mapping, "", tables, faults).spoil()
        files.check_unchanged()
        ignored = files.ignored()
    note_kinds(shared, mapping.file, faults)
    lines = sorted(f"{name}\0{digest}\n".encode() for name, digest in files.digests.items())
    sheets = tuple(rows.sheet() for rows in tables.values())
    for sheet in sheets:
        if datum != WGS84:
            to_wgs84_in(sheet, datum, faults)
    return Submission(
        sheets,
        hashlib.sha256(b"".join(lines)).hexdigest(),
        ignored,
        _claims(mapping, claims),
    )


def _empty(mapping: LedgerMap, shared: Shared) -> dict[str, TableRows]:
    """Return the tables that the rules fill, still without rows."""
    headers = {rule.table.name: tuple(rule.columns) for rule in mapping.rules}
    return {
        name: TableRows(table, headers[name], in_sheet(mapping.file, name), shared)
        for name, table in TABLES.items()
        if name in headers
    }


def _use(
    source: Source,
    mapping: LedgerMap,
    tables: dict[str, TableRows],
    claims: list[Claim],
    faults: Faults,
    file: str,
    ledger: Ledger,
) -> None:
    claims += SourceRows(source, mapping, file, tables, faults).read(ledger)


def _claims(mapping: LedgerMap, claims: list[Claim]) -> Claims | None:
    if not any(source.roles for source in mapping.sources):
        return None
    return Claims(mapping.file, tuple(claims), mapping.people.named, mapping.people.new)
