"""The one place that finds the files of a run: ``cypher/``, ``sql/``, ``visualizations/`` and the example.

Rules:
- In a checkout the folders at its top are used, so that an editable install never reads a stale copy; in a wheel they
  travel inside this package.
"""

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_CHECKOUT = _HERE.parents[2]


@cache
def folder(name: str) -> Path:
    """Return the folder of a name such as ``sql`` or ``example``; raise FileNotFoundError when a package lacks it."""
    for candidate in (_CHECKOUT / name, _HERE / name):
        if (_CHECKOUT / "pyproject.toml").is_file() == (candidate.parent == _CHECKOUT) and candidate.is_dir():
            return candidate
    inside = _HERE / name
    if not inside.is_dir():
        raise FileNotFoundError(f"the installation lacks its folder {name}")
    return inside
