"""Help speaks both languages, for every command and option."""

import re

import click
import pytest

from api.cli import run
from api.cli.base import COMMANDS, HELP, Session, Zeren
from api.cli.chinese import usage_error
from graph.output.help_words import HELP_WORDS
from tests.command_line import zeren


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


COMMANDS_AND_GROUP = ["", *COMMANDS]


@pytest.mark.parametrize("command", COMMANDS_AND_GROUP)
def test_no_word_of_the_parser_stays_english_in_chinese_help(command: str) -> None:
    spoken = zeren(*command.split(), "--help", "--lang", "zh").out
    assert spoken.startswith(f"用法：zeren {command}".rstrip())
    for word in ("Usage", "Options", "OPTIONS", "Commands", "COMMAND ", "required", "Show this message"):
        assert word not in spoken
    assert "显示本帮助。" in spoken
    assert not re.findall(
        r"(?<![\w.-])[A-Z]{4,}(?![\w.])", re.sub(r"（[^）]*）|CSV|XLSX|JSON|WGS|TOML|FILE\.XLSX", "", spoken)
    )
    english = zeren(*command.split(), "--help").out
    assert english.startswith(f"Usage: zeren {command}".rstrip())
    assert english.isascii() or not any("\u4e00" <= mark <= "\u9fff" for mark in english.replace("责任", ""))


@pytest.mark.parametrize(
    ("line", "chinese", "english"),
    [
        (["trace"], "缺少参数 'PLACE'", "Missing argument 'PLACE'."),
        (["copy"], "缺少选项 '--from'", "Missing option '--from'."),
        (
            ["find", "x", "--limt"],
            "没有选项 --limt；是否指 --limit？",
            "No such option '--limt'. Did you mean '--limit'?",
        ),
        (["trace", "x", "--zzzz"], "没有选项 --zzzz", "No such option '--zzzz'."),
        (["trace", "x", "--on"], "选项 --on 需要一个值", "Option '--on' requires an argument."),
        (["trace", "x", "--json=1"], "选项 --json 不带值", "Option '--json' does not take a value."),
        (["trace", "x", "y"], "多余的参数：y", "Got unexpected extra argument (y)"),
        (["log", "x", "y"], "多余的参数：x y", "Got unexpected extra arguments (x y)"),
        (["tarce"], "没有命令 tarce", "No such command 'tarce'."),
        (["serve", "--port", "x"], "'--port' 的值无效：应为允许范围内的整数", "Invalid value for '--port': 'x' is not"),
        (
            ["trace", "x", "--matter", "\udcff"],
            "'--matter' 的值无效：不是文本",
            "Invalid value for '--matter': is no text",
        ),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_its_language(line: list[str], chinese: str, english: str) -> None:
    ran = zeren("--lang", "zh", *line)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"zeren: {chinese} (见 zeren --help)\n"
    ran = zeren(*line)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"zeren: {english}")
    assert ran.err.count("\n") == 1


def test_a_line_without_a_command_says_so() -> None:
    assert zeren("--lang", "zh").err == "zeren: 缺少命令 (见 zeren --help)\n"
    assert zeren("--lang", "en").err == "zeren: Missing command. (see zeren --help)\n"


def test_what_a_later_parser_may_say_stays_english() -> None:
    assert usage_error(click.UsageError("Something new.")) == "Something new."


def test_values_are_named_in_chinese_and_what_they_mean_stands_in_one_column() -> None:
    spoken = zeren("draw", "--help", "--lang", "zh").out
    assert spoken.startswith("用法：zeren draw [选项] 图类 [对象]\n")
    for said in ("--on 日期  ", "--known-at 时刻  ", "--over A..B  ", "--as [place|post]  "):
        assert said in spoken
    at = {
        wide(line[: line.index(end)])
        for line in spoken.splitlines()
        for end in ("事项编码", "替换已", "图的格式")
        if end in line
    }
    assert len(at) == 1


def wide(text: str) -> int:
    return len(text) + sum("\u4e00" <= mark <= "\u9fff" for mark in text)
