"""zeren gaps [AREA]: every gap, since when, who held it last, who answers meanwhile."""

from typing import TYPE_CHECKING

import click

from api.cli.answering import Leaving, asks, leave
from api.cli.base import Session, text
from graph.commands.coverage_question import Question
from graph.model.errors import BadValue
from graph.stores import Store

if TYPE_CHECKING:
    from graph.output.report.sheets import Report


@click.command("gaps")
@asks()
@click.option("--over", metavar="A..B", type=text, help="Every gap on any day from A, before B, with its days.")
@click.pass_obj
def command(session: Session, question: Question, leaving: Leaving, over: str | None, register: str | None) -> int:
    """List every gap in AREA; without AREA, in the whole register."""
    from dataclasses import replace

    asked = replace(question, over=over)
    return leave(session, leaving, register, asked, _report)


def _report(store: Store, question: Question) -> "Report":
    from graph.commands.coverage_question import wrong_fields, wrong_together
    from graph.commands.reports import gaps_report

    if wrong := wrong_together(question):
        raise BadValue(**(wrong | wrong_fields(question, store.zone)))
    return gaps_report(store, question)
