"""zeren keystones [AREA]: who alone keeps how many slots filled."""

import click

from api.cli.answering import Leaving, asks, leave
from api.cli.base import Session
from graph.commands.coverage_question import Question


@click.command("keystones")
@asks(fails=False)
@click.pass_obj
def command(session: Session, question: Question, leaving: Leaving, register: str | None) -> int:
    """Rank the persons without whom filled slots in AREA would be unfilled."""
    from graph.commands.reports import keystones_report

    return leave(session, leaving, register, question, keystones_report)
