"""zeren gaps [AREA]: every gap, since when, who held it last, who answers meanwhile."""

import click

from api.cli.answering import Leaving, asks, leave
from api.cli.base import Session, text
from graph.commands.coverage_question import Question


@click.command("gaps")
@asks()
@click.option("--over", metavar="A..B", type=text, help="Every gap on any day from A, before B, with its days.")
@click.pass_obj
def command(session: Session, question: Question, leaving: Leaving, over: str | None, register: str | None) -> int:
    """List every gap in AREA; without AREA, in the whole register."""
    from dataclasses import replace

    from graph.commands.reports import gaps_report

    asked = replace(question, over=over)
    return leave(session, leaving, register, asked, gaps_report)
