"""zeren report NAME [AREA]: a report with a name of its own."""

import click

from api.cli.answering import Leaving, asks, leave
from api.cli.base import Session
from graph.commands.coverage_question import Question

NAMES = ("exactly-one",)


@click.command("report")
@click.argument("name", type=click.Choice(NAMES))
@asks()
@click.pass_obj
def command(session: Session, name: str, question: Question, leaving: Leaving, register: str | None) -> int:  # noqa: ARG001
    """Report on AREA: exactly-one, "one person one plot": nothing missing, nothing shared, no one idle."""
    from graph.commands.audit_reports import exactly_one_report

    return leave(session, leaving, register, question, exactly_one_report)
