"""The drawing process: reads DOT, or SVG, writes pictures, until its input ends. Started as a file: it loads no more.

Rules:
- It is told the file of fontconfig's settings, typst's page and the folder of fonts, and sees no font of the machine.
- DOT is drawn by Graphviz; SVG of a known size (``sheet``: points wide and high) becomes PNG or PDF by typst.
- A system's ``dot`` draws where there is one, else the library of pygraphviz. What either prints does not leave.
- Each request and answer is one line of JSON, then as many bytes as it says.
"""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO


def main() -> None:
    """Draw until the input ends."""
    os.putenv("FONTCONFIG_FILE", sys.argv[1])  # the libraries read it; putenv, since the environment is not ours
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        text = sys.stdin.buffer.read(asked["size"])
        try:
            drawn = _set(text, asked["format"], asked["sheet"]) if asked.get("sheet") else _drawn(text, asked["format"])
            _answer(out, None, drawn)
        except Exception as error:  # noqa: BLE001  whatever a library raises is an answer here
            _answer(out, f"{type(error).__name__}: {error}".splitlines()[0], b"")


def _drawn(text: bytes, form: str) -> bytes:
    program = shutil.which("dot")
    if program is None:
        import pygraphviz

        return bytes(pygraphviz.AGraph(string=text.decode()).draw(format=form, prog="dot"))
    ran = subprocess.run([program, f"-T{form}"], input=text, capture_output=True, check=False)  # noqa: S603
    if ran.returncode:
        raise RuntimeError(ran.stderr.decode(errors="replace").strip() or f"dot ended with {ran.returncode}")
    return ran.stdout


def _set(svg: bytes, form: str, sheet: list[float]) -> bytes:
    wide, high, dots = sheet
    how = {"ppi": dots} if form == "png" else {}
    said = {"svg": svg.decode(), "wide": str(wide), "high": str(high)}
    return bytes(_typst().compile(sys_inputs=said, format=form, **how))


@cache
def _typst() -> Any:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[sys.argv[3]])
    return typst.Compiler(sys.argv[2], root=str(Path(sys.argv[2]).parent), font_paths=fonts)


def _answer(out: BinaryIO, fault: str | None, picture: bytes) -> None:
    out.write(json.dumps({"fault": fault, "size": len(picture)}).encode() + b"\n" + picture)
    out.flush()


if __name__ == "__main__":
    main()
