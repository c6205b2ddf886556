"""zeren what-if [AREA] --without PERSON: which gaps would open."""

import click

from api.cli.answering import Leaving, asks, leave
from api.cli.base import Session
from graph.commands.coverage_question import Question


@click.command("what-if")
@asks()
@click.pass_obj
def command(session: Session, question: Question, leaving: Leaving, register: str | None) -> int:
    """Show the gaps that would open in AREA without some persons, and those open either way."""
    from graph.commands.reports import what_if_report

    return leave(session, leaving, register, question, what_if_report)
