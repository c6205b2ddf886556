"""What the command line loads before it is asked for anything: no reader or writer of workbooks, nothing that draws."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "api.cli",
        "api.cli.import_",
        "api.cli.trace",
        "api.cli.gaps",
        "api.cli.audit",
        "api.cli.draw",
        "graph.commands.imports",
    ],
)
def test_no_heavy_library_is_loaded_before_it_is_needed(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert module in loaded
    assert {"openpyxl", "python_calamine", "xlsxwriter", "graphviz", "pygraphviz", "tomllib"}.isdisjoint(loaded)


@pytest.mark.parametrize("module", ["api.cli", "api.cli.trace", "api.cli.board", "graph.commands.board"])
def test_no_press_is_loaded_before_a_board_is_printed(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"typst", "segno", "noto_cjk_sans_otc", "rich"}.isdisjoint(loaded)
