"""Help speaks both languages, for every command and option."""

import click
import pytest

from api.cli import run
from api.cli.base import COMMANDS, HELP, Session, Zeren
from graph.output.help_words import HELP_WORDS


def texts() -> set[str]:
    session = Session.begin([], {"ZEREN_LANG": "en"})
    group = Zeren(session)
    context = click.Context(group, obj=session)
    commands = [group.get_command(context, name) for name in COMMANDS]
    params = [param for command in [*commands, group] if command for param in command.params]
    found = {command.help for command in commands if command} | {HELP}
    found |= {param.help for param in params if isinstance(param, click.Option)}
    return {text for text in found if text} | {"Show this message and exit."}


def test_every_help_text_has_its_chinese_and_nothing_more() -> None:
    assert texts() == set(HELP_WORDS)


@pytest.mark.parametrize("command", ["trace", "import", "serve"])
def test_help_speaks_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help", "--lang", "zh"]) == 0
    spoken = capsys.readouterr().out
    assert run([command, "--help", "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert "台账" in spoken
    assert "台账" not in english
