"""`zeren person`: the words of its text."""

from pathlib import Path

import pytest

from tests.command_line import Desk
from tests.coverage_register import ON, TOWN


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path).holds(TOWN)


def test_the_record_time_stands_in_the_zone_of_the_register(desk: Desk) -> None:
    last = desk.asks("person", "x1", "--on", ON).out.splitlines()[-1]
    assert last.split("   ")[0].endswith("+08:00")


def test_in_chinese_the_first_day_not_in_force_is_called_as_in_the_import_format(desk: Desk) -> None:
    for command in (("person", "x1", "--on", ON), ("find", "Zhang")):
        out = desk.asks(*command, "--lang", "zh").out
        assert "失效" in out
        assert "终止" not in out
