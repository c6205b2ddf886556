"""Read 500,000 rows of tenures from a CSV folder and from workbooks, each in a process of its own: time and memory.

    python -m bench.reading FOLDER [--rows 500000]

Rules:
- One workbook holds its text in the sheet, as programs write it; one in a table beside, as spreadsheets do.
"""

import argparse
import csv
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from graph.intake.source import read_source
from graph.model.faults import Faults

HEADER = ["id", "post", "person", "kind", "since", "until"]


def rows(count: int) -> Iterator[list[str]]:
    yield HEADER
    for number in range(count):
        since = "2020-01-01" if number % 2 else "2021-03-04"
        yield [f"t{number:07d}", f"p{number // 2:07d}", f"x{number:07d}", "substantive", since, ""]


def write_csv(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "tenures.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows(count))
    return folder


def write_book(path: Path, count: int, *, inline: bool) -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": inline}) as book:
        sheet = book.add_worksheet("tenures")
        for number, row in enumerate(rows(count)):
            for place, text in enumerate(row):
                if text:
                    sheet.write_string(number, place, text)
    return path


def peak() -> float:
    """Return the most memory that this process had, in MB; getrusage would count its parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def read(path: str) -> None:
    """Read one source and print what it took."""
    began = time.perf_counter()
    faults = Faults()
    submission = read_source(path, faults)
    took = time.perf_counter() - began
    print(f"{Path(path).name:12} {len(submission.sheets[0].rows):8} rows {took:6.1f} s {peak():6.0f} MB", flush=True)
    assert not len(faults)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--read")
    given = parser.parse_args()
    if given.read:
        read(given.read)
        return
    sources = [
        write_csv(given.folder / "csv", given.rows),
        write_book(given.folder / "inline.xlsx", given.rows, inline=True),
        write_book(given.folder / "shared.xlsx", given.rows, inline=False),
    ]
    for source in sources:
        subprocess.run([sys.executable, "-m", "bench.reading", str(given.folder), "--read", str(source)], check=True)


if __name__ == "__main__":
    main()
