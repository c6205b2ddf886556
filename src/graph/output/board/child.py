"""The setting process: reads one order, writes its part, and ends, so that all memory of the setting returns.

Rules:
- What any library prints does not leave.
- An order is JSON up to the end of the input. The answer is one line of JSON, then the files one after another.
"""

import os
import sys

import orjson

from graph.output.board.part import Order, set_part
from graph.output.json import dumps


def main() -> None:
    """Set one part."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    made = set_part(Order(**orjson.loads(sys.stdin.buffer.read())))
    missing = sorted(made.missing.items())
    sizes = [len(file) for file in made.files]
    out.write(dumps({"missing": missing, "left_out": made.left_out, "sizes": sizes}) + b"\n")
    out.writelines(made.files)
    out.flush()


if __name__ == "__main__":
    main()
