"""The README shows what `zeren demo` prints; only the time of writing and the head differ from run to run."""

import re
from pathlib import Path

import pytest

from api.cli import run

README = Path(__file__).parents[2] / "README.md"


def steady(text: str) -> str:
    """Return text with times of recording and heads left out."""
    text = re.sub(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(\+08:00|Z)", "TIME", text)
    return re.sub(r"head [0-9a-f]{12}", "head HEAD", text)


def test_the_readme_shows_what_the_demo_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = README.read_text(encoding="utf-8").split("<!-- output:demo -->\n```text\n")[1].split("\n```")[0]
    monkeypatch.chdir(tmp_path)
    assert run(["demo", "--lang", "en"]) == 0
    assert steady(capsys.readouterr().out).strip() == steady(shown).strip()
