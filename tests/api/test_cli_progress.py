"""A long import: what it shows while it runs, and how much memory it takes."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import PROGRAM, environment
from tests.importing import write_folder

ROWS = 500_000
MOST_KB = 600_000
MEASURED = """
import resource, sys
from api.cli import run
code = run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def on_a_terminal(*arguments: str, cwd: Path, **more_environment: str) -> tuple[int, bytes, bytes]:
    """Run the command line with a terminal for stderr; return its code, stdout, and what the terminal was sent."""
    ours, theirs = pty.openpty()
    try:
        more = environment(TERM="xterm", COLUMNS="100", **more_environment)
        ran = subprocess.run(
            [*PROGRAM, *arguments], cwd=cwd, env=more, stdout=subprocess.PIPE, stderr=theirs, timeout=60
        )
        os.set_blocking(ours, False)
        return ran.returncode, ran.stdout, os.read(ours, 1 << 16)
    finally:
        os.close(ours)
        os.close(theirs)


def test_an_import_shows_a_bar_on_a_terminal_and_wipes_it(tmp_path: Path) -> None:
    write_folder(tmp_path / "in", {"areas": "id,name,level\nv,V,village\n"})

    code, out, shown = on_a_terminal("import", "in", "--commit", "--register", "r.db", cwd=tmp_path)

    assert code == 0
    assert b"Writing" in shown  # each bar is drawn at least once, at its end
    assert b"\x1b" not in out
    assert b"\x1b[2KWritten as changeset 1" in shown


def test_boards_show_a_bar_on_a_terminal(tmp_path: Path) -> None:
    write_folder(tmp_path / "in", {"areas": "id,name,level\nv,V,village\n"})
    on_a_terminal("import", "in", "--commit", "--register", "r.db", cwd=tmp_path)

    where = {"ZEREN_PUBLIC_URL": "https://zeren.example"}
    code, _, shown = on_a_terminal("board", "v", "--output", "v.pdf", "--register", "r.db", cwd=tmp_path, **where)

    assert code == 0
    assert b"Printing" in shown
    assert b"100%" in shown
    assert b"Boards written to v.pdf: 1." in shown


def test_an_import_shows_no_bar_in_a_pipe(tmp_path: Path) -> None:
    write_folder(tmp_path / "in", {"areas": "id,name,level\nv,V,village\n"})

    ran = subprocess.run(
        [*PROGRAM, "import", "in", "--register", "r.db"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=60,
    )

    assert ran.stderr.decode().splitlines() == [
        "r.db is a new register",
        "This is a preview, nothing was written. To write it: --commit --by WHO --why TEXT",
    ]


@pytest.mark.thorough
def test_half_a_million_rows_are_imported_and_compared_again_in_600_mb(tmp_path: Path) -> None:
    third = ROWS // 3
    people = "".join(f"p-{number:09},样例{number:09}\n" for number in range(third))
    posts = "".join(f"o-{number:09},岗位{number:09},0000-{number:09}\n" for number in range(third))
    tenures = "".join(f"o-{number:09},p-{number:09},2022-01-01\n" for number in range(third))
    files = {"people": "id,name\n" + people, "posts": "id,name,phone\n" + posts}
    write_folder(tmp_path / "in", files | {"tenures": "post,person,since\n" + tenures})

    for options in (["--commit"], []):
        command = [sys.executable, "-c", MEASURED, "import", "in", "--register", "r.db", *options]
        ran = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, timeout=600)

        assert ran.returncode == 0
        assert int(ran.stderr.split()[-1]) < MOST_KB
