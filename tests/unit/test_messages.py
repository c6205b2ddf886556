"""Messages: every code that the source speaks has words in both languages, with the values that it is given.

The source is read as a tree. A code may also be that of another error, passed on as ``error.code``.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import graph
from graph.model import errors
from graph.model.errors import AmbiguousName, BadImport, BadValue, NotInForce, UnknownId, ZerenError
from graph.model.faults import Faults
from graph.output.answer_words import PERSON, SEARCH, TRACE
from graph.output.board_words import BOARD
from graph.output.command_words import IMPORT, OTHERS
from graph.output.coverage_words import COVERAGE
from graph.output.drawing_words import DRAWING
from graph.output.error_words import ERRORS, FIELDS, REASONS
from graph.output.messages import LANGUAGES, MESSAGES, error_text, say
from graph.output.page_words import PAGE

SOURCE = Path(graph.__file__).parents[1]
NOUNS = ("place", "matter")
OWN_CODE = {"UnknownId", "NotInForce", "AmbiguousName", "BadValue", "BadImport"}
"""These make their code themselves; they are built below."""
CHOSEN = {"graph/output/files.py": ("disk_full", "cannot_write")}
"""Where an error's code is chosen among several, and which."""


@dataclass(frozen=True)
class Said:
    """One place in the source where a code is spoken: literally, or None; with which values.

    Values that come as ``**mapping`` count when their names are written out in the same file.
    """

    where: str
    code: str | None
    values: frozenset[str]
    perhaps: frozenset[str]


@cache
def trees() -> list[tuple[str, ast.Module]]:
    paths = sorted(SOURCE.rglob("*.py"))
    return [(path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def nodes() -> Iterator[tuple[str, ast.AST]]:
    return ((where, node) for where, tree in trees() for node in ast.walk(tree))


def called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def text(node: ast.AST) -> str:
    """Return a text that is written out; anything else is empty."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def said(call: ast.Call, where: str, position: int) -> Said:
    code = text(call.args[position]) if len(call.args) > position else ""
    names = [keyword.arg for keyword in call.keywords]
    perhaps = frozenset(text(node) for file, node in nodes() if file == where) if None in names else frozenset()
    return Said(f"{where}:{call.lineno}", code or None, frozenset(name for name in names if name), perhaps)


def error_classes() -> set[str]:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ZerenError)]
    return {kind.__name__ for kind in kinds}


def raised() -> list[Said]:
    """Every error that is made with a code of its own."""
    kinds = error_classes() - OWN_CODE
    calls = [(where, node) for where, node in nodes() if isinstance(node, ast.Call) and called(node) in kinds]
    return [said(call, where, 0) for where, call in calls if getattr(call.args[0], "attr", "") != "code"]


def spoken() -> list[Said]:
    """Every call of ``say`` and of the trace's own ``_say``."""
    return [
        said(node, where, position)
        for where, node in nodes()
        for name, position in (("say", 1), ("_say", 0))
        if isinstance(node, ast.Call) and called(node) == name
    ]


@cache
def literals() -> frozenset[str]:
    """Every text in the source but the keys of the messages themselves, and the codes that errors make of a noun."""
    found = {f"unknown_{noun}" for noun in (*NOUNS, "person", "requirement", "organization", "post", "place_or_post")}
    found |= {f"{noun}_not_in_force" for noun in (*NOUNS, "organization", "post")}
    keys = {
        id(key)
        for _, node in nodes()
        if isinstance(node, ast.AnnAssign) and getattr(node.annotation, "id", "") == "Words"
        for key in getattr(node.value, "keys", ())
    }
    found |= {text(node) for _, node in nodes() if id(node) not in keys}
    return frozenset(found)


def placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


# --- The table of messages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_has_words_in_both_languages_and_the_same_values_in_both(code: str) -> None:
    english, chinese = MESSAGES[code]
    assert english
    assert chinese
    assert placeholders(english) == placeholders(chinese)
    assert not any("\u4e00" <= mark <= "\u9fff" for mark in english)


def test_a_code_stands_in_one_table_only() -> None:
    tables = (ERRORS, FIELDS, REASONS, TRACE, SEARCH, PERSON, IMPORT, OTHERS, COVERAGE, DRAWING, BOARD, PAGE)
    assert len(MESSAGES) == sum(map(len, tables))


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_is_used(code: str) -> None:
    assert code in literals()


def test_the_languages_are_chinese_and_english() -> None:
    assert LANGUAGES == ("zh", "en")
    assert (say("zh", "nothing_missing"), say("en", "nothing_missing")) == ("无空白", "nothing is missing")


# --- What the source says ---------------------------------------------------------------------------------------------


def test_an_error_is_always_made_with_a_code_that_is_written_out_or_chosen_where_it_is_named_above() -> None:
    unknown = {one.where.split(":")[0] for one in raised() if one.code is None}
    assert unknown == set(CHOSEN)
    assert len(raised()) > 40


@pytest.mark.parametrize("one", [one for one in raised() if one.code], ids=lambda one: f"{one.code}@{one.where}")
def test_an_error_has_a_message_and_brings_its_values(one: Said) -> None:
    assert one.code is not None
    assert one.code in MESSAGES
    assert placeholders(MESSAGES[one.code][0]) <= one.values | one.perhaps


def test_codes_that_are_chosen_need_a_path_and_a_reason_at_most() -> None:
    for codes in CHOSEN.values():
        for code in codes:
            assert placeholders(MESSAGES[code][0]) <= {"path", "reason"}


@pytest.mark.parametrize("one", [one for one in spoken() if one.code], ids=lambda one: f"{one.code}@{one.where}")
def test_what_is_said_has_a_message_and_is_given_exactly_its_values(one: Said) -> None:
    assert one.code is not None
    assert one.code in MESSAGES
    assert placeholders(MESSAGES[one.code][0]) == one.values


def field_codes() -> set[str]:
    """Codes of fields: ``BadValue(field="code")``, and ``faults[field] = "code"`` where they are gathered."""
    found = set()
    for _, node in nodes():
        if isinstance(node, ast.Call) and called(node) == "BadValue":
            found |= {text(word.value) for word in node.keywords}
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            gathered = getattr(node.targets[0].value, "id", "") == "faults"
            found |= {text(node.value)} if gathered else set()
    return found - {""}


def test_the_code_of_a_wrong_field_has_a_message_without_values() -> None:
    codes = field_codes()
    assert {"not_a_day_or_instant", "not_a_day", "not_a_time_zone", "only_with_end_missing"} <= codes
    for code in codes:
        assert code in MESSAGES
        assert placeholders(MESSAGES[code][0]) == frozenset()


def test_every_way_in_which_a_chain_can_be_wrong_has_words() -> None:
    (tree,) = [tree for where, tree in trees() if where == "graph/changes/chain.py"]
    (fault,) = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "fault"]
    returned = [node.value for node in ast.walk(fault) if isinstance(node, ast.Return)]
    codes = {value.value for value in returned if isinstance(value, ast.Constant)} - {None}
    assert len(codes) == 6
    for code in codes:
        assert placeholders(MESSAGES[str(code)][0]) == frozenset()


# --- Errors as lines --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "error",
    [
        *(UnknownId(noun, "x") for noun in NOUNS),
        *(NotInForce(noun, "x", "2026-03-14", [(None, "2020-01-01")]) for noun in NOUNS),
        AmbiguousName("Plum", [("v", "Plum", "village")]),
        BadValue(on="not_a_day_or_instant"),
        BadImport(Faults()),
    ],
    ids=lambda error: getattr(error, "code", error),
)
def test_an_error_that_makes_its_own_code_has_its_message(error: ZerenError, lang: str) -> None:
    line = error_text(error, lang)
    assert line
    assert "{" not in line
    assert line.isprintable()


@pytest.mark.parametrize(
    ("error", "english", "chinese"),
    [
        (UnknownId("place", "x"), "x", "x"),
        (
            NotInForce("place", "v", "2026-03-14", [(None, "2020-01-01"), ("2027-01-01", None)]),
            "[…, 2020-01-01), [2027-01-01, …)",
            "[…, 2020-01-01), [2027-01-01, …)",
        ),
        (
            AmbiguousName("Plum", [("v", "Plum", "village"), ("w", "Plum", "township")]),
            "v (village), w (township)",
            "v (village), w (township)",
        ),
        (
            BadValue(on="missing", end_missing="not_a_day"),
            "end_missing: not a date written as YYYY-MM-DD; on: is missing",
            "end_missing: 不是 YYYY-MM-DD 格式的日期; on: 缺失",
        ),
        (
            errors.BadRegister("verify_failed", path="r.db", number=3, reason="hash_differs", change=None),
            MESSAGES["hash_differs"][0],
            MESSAGES["hash_differs"][1],
        ),
        (errors.BadRegister("cannot_read", path="r.db", reason="No such file"), "No such file", "No such file"),
        (UnknownId("place", "a\n\x1b[2Jb"), "a\\n\\x1b[2Jb", "a\\n\\x1b[2Jb"),
        (UnknownId("place", "{id} {0}"), "{id} {0}", "{id} {0}"),
    ],
)
def test_an_error_is_one_line_that_holds_its_values(error: ZerenError, english: str, chinese: str) -> None:
    assert english in error_text(error, "en")
    assert chinese in error_text(error, "zh")
    assert error_text(error, "en").isprintable()
