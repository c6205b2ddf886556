"""zeren coverage [AREA]: how much of what is asked for is filled, and what changed."""

import click

from api.cli.answering import Leaving, asks, leave
from api.cli.base import Session, text
from api.cli.options import level_option
from graph.commands.coverage_question import Question


@click.command("coverage")
@asks()
@level_option
@click.option("--against", metavar="DATE", type=text, help="Also what opened and closed since this day.")
@click.pass_obj
def command(
    session: Session,
    question: Question,
    leaving: Leaving,
    level: str | None,
    against: str | None,
    register: str | None,
) -> int:
    """Show the coverage of AREA and of the areas inside it, worst first; without AREA, of the whole register."""
    from dataclasses import replace

    from graph.commands.reports import coverage_report
    from graph.model.words import LEVEL_WORDS, coded

    asked = replace(question, level=coded(level, LEVEL_WORDS))
    return leave(session, leaving, register, asked, lambda store, one: coverage_report(store, one, against))
