"""Answers about coverage as reports, which are written in any format: each with names, and read as it is written.

Rules:
- A report is asked once: JSON takes its rows, every other format its sheets, which are made of the same rows.
- What stands in a report besides its rows (the summary of gaps) is asked on the same day at the same head.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from graph.commands import gaps, keystones, what_if
from graph.commands.coverage import coverage
from graph.commands.coverage_question import Asked, Question, take
from graph.commands.names import named, names, with_names
from graph.commands.pages import Streamed
from graph.meaning.coverage_answers import Changed, Coverage, GapRow
from graph.meaning.names import Names
from graph.output.report.coverage_sheets import areas_sheet, pair_sheet, summary_sheet, totals_sheet
from graph.output.report.gap_sheets import changes_sheet, gap_ids, gaps_sheet, keystone_ids, keystones_sheet
from graph.output.report.sheets import About, Asking, Report, Sheet
from graph.stores import Store

R = TypeVar("R")


def coverage_report(store: Store, question: Question, against: str | None = None) -> Report:
    """Return the report of ``coverage``; raise what it raises."""
    found = coverage(store, question, against=against)
    asked = take(store, fixed(question, found.on, found.known_at))
    changes = found.changes
    report = Report(
        replace(
            about(store, asked, "report_coverage", against=changes.against if changes else None), orphans=found.orphans
        ),
        lambda: found,
        {"areas": found.areas},
        lambda: _coverage_sheets(store, asked, found),
        within=_changes(changes),
    )
    report.worst = "error" if found.filled < found.slots else None
    return report


def _changes(changes: Changed | None) -> dict[str, Iterable[GapRow]]:
    if changes is None:
        return {}
    lists = {"opened": changes.opened, "closed": changes.closed, "still_open": changes.still_open}
    return {f"changes.{name}": rows for name, rows in lists.items()}


def _coverage_sheets(store: Store, asked: Asked, found: Coverage) -> Iterator[Sheet]:
    area = named(store, asked, "place", asked.area)
    yield summary_sheet(found)
    yield areas_sheet(found, area, _level(store, asked), main=found.changes is None)
    if found.changes is not None:
        lists = {name.removeprefix("changes."): rows for name, rows in _changes(found.changes).items()}
        yield totals_sheet(lists)
        yield changes_sheet(_changed(store, asked, lists))


def _level(store: Store, asked: Asked) -> str | None:
    """Return the level of the area asked about."""
    if asked.area is None:
        return None
    rows = store.ask("scope", area=asked.area, level=None, on=asked.on, known_at=asked.known_at)
    return next((str(fields[2]) for part, fields in rows if part == "area" and fields[0] == asked.area), None)


def _changed(
    store: Store, asked: Asked, lists: Mapping[str, Iterable[GapRow]]
) -> Iterator[tuple[tuple[str, GapRow], Names]]:
    rows = ((name, row) for name, rows in lists.items() for row in rows)
    return with_names(store, asked, rows, lambda one: gap_ids(one[1]))


def gaps_report(store: Store, question: Question) -> Report:
    """Return the report of ``gaps``; raise what it raises."""
    asked, found = _begun(store, question, gaps.streamed)
    report = Report(
        about(store, asked, "report_gaps"), found.answer, found.rows, lambda: _gap_sheets(store, asked, report)
    )
    return noting(report, "error", "gaps")


def _gap_sheets(store: Store, asked: Asked, report: Report) -> Iterator[Sheet]:
    empty = "no_gaps"
    if asked.over is None:
        figures = coverage(store, question_of(asked))
        empty = empty if figures.slots else "no_slots"
        yield summary_sheet(figures)
        yield areas_sheet(figures, report.about.area, _level(store, asked), filed=True)
    rows = with_names(store, asked, report.rows["gaps"], gap_ids)
    yield gaps_sheet(rows, over=asked.over is not None, empty=empty)


def what_if_report(store: Store, question: Question) -> Report:
    """Return the report of ``what_if``; raise what it raises."""
    asked, found = _begun(store, question, what_if.streamed)
    report = Report(
        about(store, asked, "report_what_if"), found.answer, found.rows, lambda: _what_if(store, asked, report)
    )
    return noting(report, "error", *found.rows)


def _what_if(store: Store, asked: Asked, report: Report) -> Iterator[Sheet]:
    question = question_of(asked)
    yield pair_sheet(coverage(store, replace(question, without=())), coverage(store, question))
    yield changes_sheet(_changed(store, asked, dict(report.rows)))


def keystones_report(store: Store, question: Question) -> Report:
    """Return the report of ``keystones``; raise what it raises."""
    asked, found = _begun(store, question, keystones.streamed)
    return Report(
        about(store, asked, "report_keystones"),
        found.answer,
        found.rows,
        lambda: [keystones_sheet(with_names(store, asked, found.rows["people"], keystone_ids))],
    )


def _begun(
    store: Store, question: Question, streamed: Callable[[Store, Question], Streamed[Any]]
) -> tuple[Asked, Streamed[Any]]:
    """Return a question as taken and its answer, both at one head; raise what the answer raises first."""
    found = streamed(store, question)
    answer = found.answer()
    return take(store, fixed(question, answer.on, answer.known_at)), found


def fixed(question: Question, on: str, known_at: str | None) -> Question:
    """Return a question on the day and at the record time at which it was answered."""
    return replace(question, on=on, known_at=known_at)


def question_of(asked: Asked) -> Question:
    """Return a question as it was taken, to be asked again at the same head."""
    return Question(
        asked.area,
        on=asked.on,
        known_at=asked.known_text,
        matter=asked.matter,
        tier=asked.tier,
        requirement=asked.requirement,
        without=asked.without,
    )


def about(store: Store, asked: Asked, title: str, *, against: str | None = None) -> About:
    """Return what a report speaks of."""
    single = {"place": asked.area, "matter": asked.matter, "requirement": asked.requirement}
    called = names(store, asked, [*single.items(), *(("person", person) for person in asked.without)])
    area, matter, requirement = (None if id is None else called(noun, id) for noun, id in single.items())
    without = tuple(called("person", person) for person in asked.without)
    return About(
        title,
        register=store.register().id,
        store=store.name,
        zone=store.zone,
        area=area,
        on=asked.on,
        known_at=asked.known_text,
        as_of=asked.as_of,
        over=asked.over,
        against=against,
        asking=Asking(asked.level, matter, asked.tier, requirement, without),
    )


def noting(report: Report, severity: str, *lists: str) -> Report:
    """Let a report remember that something stood in these lists, when it is read."""

    def noted(rows: Iterable[R]) -> Iterator[R]:
        for row in rows:
            report.worst = severity
            yield row

    report.rows = {name: noted(rows) if name in lists else rows for name, rows in report.rows.items()}
    return report
