"""zeren audit [AREA]: every finding, and what was looked at."""

from pathlib import Path

import click

from api.cli.answering import Leaving, asks, leave
from api.cli.base import Session, note, text
from graph.commands.coverage_question import Question
from graph.model.errors import BadImport


@click.command("audit")
@asks()
@click.option("--accept", metavar="FILE.csv", help="Findings that are known and borne with, until a day.")
@click.option("--code", "codes", metavar="CODE", multiple=True, type=text, help="Only this audit; repeatable.")
@click.pass_obj
def command(
    session: Session,
    question: Question,
    leaving: Leaving,
    accept: str | None,
    codes: tuple[str, ...],
    register: str | None,
) -> int:
    """Audit AREA; without AREA, the whole register: gaps, and what will not last or should not be."""
    from graph.commands.audit_reports import Limits, accepted_in, audit_report

    settings = {"limits": Limits(**session.settings.limits()), "lang": session.lang}
    try:
        accepted = accepted_in(accept)
    except BadImport as error:
        from graph.output.fault_words import spoken
        from graph.output.messages import say

        for fault in error.faults:
            note(spoken(fault, session.lang))
        note(say(session.lang, "acceptance_faults", count=len(error.faults)))
        return error.exit_code
    file = Path(accept).name if accept else None
    return leave(
        session,
        leaving,
        register,
        question,
        lambda store, one: audit_report(store, one, codes, file=file, accepted=accepted, **settings),
    )
