"""An audit and the report "one person one plot" as reports, which are written in any format.

Rules:
- Findings are read as they are written. How much of each code was found, and out of how many, is counted over them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from graph.commands.audit import begin
from graph.commands.coverage_question import Asked, Question, take
from graph.commands.exactly_one import exactly_one
from graph.commands.names import with_names
from graph.commands.reports import about, fixed
from graph.intake.acceptances import Accepted, read_acceptances
from graph.meaning.coverage_answers import ExactlyOne, Finding, Limits
from graph.meaning.findings import SEVERITIES, severity
from graph.model.errors import BadImport
from graph.model.faults import Faults
from graph.model.remedies import remedy
from graph.output.report.finding_sheets import (
    finding_ids,
    findings_sheet,
    looked_at_sheet,
    plot_ids,
    plot_rows,
    plots_sheets,
    silenced_sheet,
)
from graph.output.report.sheets import About, Cell, Report, Sheet
from graph.stores import Store


def accepted_in(path: str | Path | None) -> dict[str, Accepted]:
    """Return the acceptances of a file by their findings; raise BadImport with everything that is wrong with it."""
    faults = Faults()
    found = {} if path is None else read_acceptances(path, faults)
    if faults:
        raise BadImport(faults)
    return found


def audit_report(
    store: Store, question: Question, codes: Sequence[str] = (), *, file: str | None = None, **settings: Any
) -> Report:
    """Return the report of ``audit``; raise what it raises. ``file`` is the name of the file of acceptances."""
    return _Audited(store, question, codes, file, **settings).report


class _Audited:
    """An audit whose findings are counted as they are read."""

    def __init__(
        self, store: Store, question: Question, codes: Sequence[str], file: str | None, **settings: Any
    ) -> None:
        self._auditing = begin(store, question, codes, **settings)
        self._store, self._asked = store, self._auditing.asked
        self._lang: str = self._auditing.lang
        self._file = file
        self._counts: dict[str, int] = {}
        self.report = Report(
            self._about(),
            lambda: self._auditing.answer((), None),
            {"findings": self._found()},
            self._sheets,
            late=("looked_at", "accepted", "silenced"),
        )

    def _about(self) -> About:
        limits, usual = asdict(self._auditing.limits), asdict(Limits())
        return replace(
            about(self._store, self._asked, "report_audit"),
            codes=self._auditing.answer((), None).codes or (),
            accepting=None if self._file is None else (self._file, len(self._auditing.accepted)),
            limits=tuple((name, most) for name, most in limits.items() if most != usual[name]),
        )

    def _found(self) -> Iterator[Finding]:
        for _, finding in self._auditing.found():
            self._counts[finding.code] = self._counts.get(finding.code, 0) + 1
            self.report.worst = worse(self.report.worst, finding.severity)
            yield finding
        self.report.notes += [("acceptance_unmatched", {"id": id}) for id in self._auditing.unmatched()]

    def _sheets(self) -> Iterator[Sheet]:
        yield findings_sheet(with_names(self._store, self._asked, self.report.rows["findings"], finding_ids))
        yield looked_at_sheet(self._looked_at())
        if self._auditing.accepted:
            yield silenced_sheet(self._auditing.silenced)

    def _looked_at(self) -> Iterator[list[Cell]]:
        for code, of in self._auditing.looked_at.items():
            yield [code, severity(code), self._counts.get(code, 0), of, remedy(code, self._lang)]
        yield ["accepted", None, len(self._auditing.silenced), len(self._auditing.accepted), None]


def worse(one: str | None, other: str) -> str:
    """Return the graver of two severities."""
    return other if one is None else max(one, other, key=SEVERITIES.index)


def exactly_one_report(store: Store, question: Question) -> Report:
    """Return the report of ``exactly_one``; raise what it raises."""
    found = exactly_one(store, question)
    asked = take(store, fixed(question, found.on, found.known_at))
    report = Report(
        about(store, asked, "report_exactly_one"),
        lambda: found,
        {"missing": found.missing, "shared": found.shared, "several": found.several, "idle": found.idle},
        lambda: _plots(store, asked, found),
    )
    graves = (("info", found.idle), ("warning", found.shared), ("warning", found.several), ("error", found.missing))
    for grave, rows in graves:
        if next(iter(rows), None) is not None:
            report.worst = worse(report.worst, grave)
    return report


def _plots(store: Store, asked: Asked, found: ExactlyOne) -> Iterator[Sheet]:
    return plots_sheets(found, with_names(store, asked, plot_rows(found), plot_ids))


__all__ = ["Limits", "accepted_in", "audit_report", "exactly_one_report"]
