"""What commands about coverage share: the options of a question, and how an answer leaves.

Rules:
- A format is named by --format (--json for short), else by the ending of --output, else it is a table; an ending that
  is no format is refused.
- 1 is the exit code where --fail-on names a severity and something stands at or above it; the answer leaves whole.
"""

import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from api.cli.base import Session, leaving, note, register_option, text, width
from api.cli.options import force_option, known_at_option, on_option
from graph.commands.coverage_question import Question, by_name
from graph.model.errors import BadValue
from graph.model.words import TIER_WORDS, coded
from graph.output.report.write import FORMATS, check_free, format_of, parts, write_file
from graph.stores import Store

F = TypeVar("F", bound=Callable[..., Any])
Asking = Callable[[Store, Question], Any]

SEVERITIES = ("info", "warning", "error")
FAILED = 1

_ASKING: dict[str, Callable[[F], F]] = {
    "on": on_option,
    "known_at": known_at_option,
    "matter": click.option("--matter", metavar="M", type=text, help="Only this matter and those below it, by its id."),
    "tier": click.option("--tier", metavar="TIER", type=text, help="Only this tier: first, direct or specific."),
    "requirement": click.option("--requirement", metavar="ID", type=text, help="Only what this requirement asks for."),
    "without": click.option(
        "--without", metavar="PERSON", multiple=True, type=text, help="As if this person held no post; repeatable."
    ),
}
_LEAVING: dict[str, Callable[[F], F]] = {
    "form": click.option(
        "--format", "form", type=click.Choice(FORMATS), help="How the answer is given; without it, as --output ends."
    ),
    "as_json": click.option("--json", "as_json", is_flag=True, help="Short for --format json."),
    "output": click.option("--output", metavar="FILE", help="Write the answer to this file."),
    "force": force_option,
}
_FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="End with 1 where something stands at or above this; every gap is an error.",
)


@dataclass(frozen=True, slots=True)
class Leaving:
    """How an answer leaves."""

    form: str
    output: str | None
    force: bool
    fail_on: str | None


def asks(*, fails: bool = True) -> Callable[[F], F]:
    """Add an area and the options of a question; the command gets ``question`` and ``leaving`` in their place."""

    def decorate(function: F) -> F:
        @wraps(function)
        def command(*arguments: Any, **options: Any) -> Any:
            question = Question(options.pop("area"), **{name: options.pop(name) for name in _ASKING})
            question = replace(question, tier=coded(question.tier, TIER_WORDS))
            leaving = _leaving(options.pop("fail_on", None), **{name: options.pop(name) for name in _LEAVING})
            return function(*arguments, question=question, leaving=leaving, **options)

        decorated: Any = register_option(command)
        for option in reversed([*_ASKING.values(), *_LEAVING.values(), *([_FAIL_ON] if fails else [])]):
            decorated = option(decorated)
        return click.argument("area", required=False, type=text)(decorated)  # type: ignore[no-any-return]

    return decorate


def _leaving(fail_on: str | None, form: str | None, as_json: bool, output: str | None, force: bool) -> Leaving:
    if as_json and form not in (None, "json"):
        raise BadValue(format="given_twice")
    if output and not as_json and form is None and Path(output).suffix and format_of(output) is None:
        raise BadValue(output="not_an_ending")
    chosen = "json" if as_json else form or (format_of(output) if output else None) or "table"
    if chosen == "xlsx" and not output:
        raise BadValue(output="missing_for_workbook")
    if force and not output:
        raise BadValue(force="only_with_output")
    if output:
        check_free(output, chosen, force=force)
    return Leaving(chosen, output, force, fail_on)


def leave(session: Session, leaves: Leaving, register: str | None, question: Question, ask: Asking) -> int:
    """Ask a register, let the answer leave as it is found, and return the exit code; an area may stand by its name."""
    with session.store(register) as store, _watched(session, leaves, store) as watched:
        report = ask(watched, by_name(watched, question))
        if leaves.output:
            write_file(report, leaves.output, leaves.form, session.lang, force=leaves.force)
        else:
            with leaving():
                _print(session, leaves, report)
    if leaves.output:
        from graph.output.messages import say

        note(say(session.lang, "report_written", path=leaves.output))
    for code, about in report.notes:
        from graph.output.messages import say
        from graph.output.tables import shown

        note(shown(say(session.lang, code, **about)))
    return FAILED if _fails(report.worst, leaves.fail_on) else 0


def _watched(session: Session, leaving: Leaving, store: Store) -> Any:
    """Show how far it is where nothing else is drawn on the terminal."""
    if not sys.stderr.isatty() or (sys.stdout.isatty() and not leaving.output):
        return nullcontext(store)
    from graph.commands.watching import watching

    return watching(store, sys.stderr, session.lang)


def _print(session: Session, leaving: Leaving, report: Any) -> None:
    if leaving.form == "csv":
        from graph.output.report.about import lines, title

        note(title(report.about, session.lang))
        for words, value in lines(report.about, session.lang):
            note(f"  {words}: {value}")
    if leaving.form == "table":
        from graph.output.report.text import text_parts

        for part in text_parts(report, session.lang, width=width()):
            print(part)
        return
    sys.stdout.flush()
    for data in parts(report, leaving.form, session.lang):
        sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _fails(worst: str | None, fail_on: str | None) -> bool:
    if worst is None or fail_on is None:
        return False
    return SEVERITIES.index(worst) >= SEVERITIES.index(fail_on)
