"""The drawing process: reads DOT, writes pictures, until its input ends. Started as a file, so that it loads no more.

Rules:
- It is told the folder of fonts and the file of fontconfig's settings, and sees no font of the machine.
- A system's ``dot`` draws where there is one, else the library of pygraphviz. What either prints does not leave.
- Each request and answer is one line of JSON, then as many bytes as it says.
"""

import json
import os
import shutil
import subprocess
import sys
from typing import BinaryIO


def main() -> None:
    """Draw until the input ends."""
    os.putenv("FONTCONFIG_FILE", sys.argv[1])  # the libraries read it; putenv, since the environment is not ours
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        text = sys.stdin.buffer.read(asked["size"])
        try:
            _answer(out, None, _drawn(text, asked["format"]))
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


def _answer(out: BinaryIO, fault: str | None, picture: bytes) -> None:
    out.write(json.dumps({"fault": fault, "size": len(picture)}).encode() + b"\n" + picture)
    out.flush()


if __name__ == "__main__":
    main()
