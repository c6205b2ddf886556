"""Write an empty workbook to fill in and import.

Rules:
- A file that stands there is left as it is: it may be filled in already.
"""

import os
from pathlib import Path

from graph.model.errors import OutputRefused
from graph.output.files import write_bytes_aside
from graph.output.template import write_template


def template(path: str | Path, lang: str) -> None:
    """Write the template to a file that does not exist yet."""
    if os.path.lexists(path):
        raise OutputRefused("output_exists", path=str(path))
    write_bytes_aside(path, lambda out: write_template(out, lang))
