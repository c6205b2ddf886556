"""zeren board PLACE… | --all-under AREA: print-ready responsibility boards."""

import sys
from typing import TYPE_CHECKING

import click

from api.cli.base import Session, fail, note, register_option, text
from api.cli.options import force_option, known_at_option, on_option
from graph.model.errors import Refusal, ZerenError
from graph.output.messages import error_text, say
from graph.output.progress import progress
from graph.output.tables import shown

if TYPE_CHECKING:
    from graph.output.board.printing import Printed

LEFT_OUT = 2
TOLD = 3
"""So many boards without room are named."""


@click.command("board")
@click.argument("places", metavar="PLACE", nargs=-1, type=text)
@click.option("--all-under", metavar="AREA", type=text, help="Every place in this area, and the area itself.")
@click.option("--level", metavar="L", type=text, help="With --all-under: only areas of this level.")
@click.option(
    "--kind",
    "kinds",
    metavar="K",
    type=text,
    multiple=True,
    help="With --all-under: only units of this kind; repeatable.",
)
@click.option(
    "--output",
    metavar="FILE|FOLDER",
    required=True,
    help="A file, as it ends; else a folder, a file for each place.",
)
@click.option("--format", "form", type=click.Choice(["pdf", "svg"]), help="Without it, as --output ends; else PDF.")
@click.option("--paper", type=click.Choice(["a4", "a3", "60x90"]), default="a4", help="60x90 is in centimetres.")
@on_option
@known_at_option
@click.option(
    "--changed-since", metavar="DATE", type=text, help="Only boards that differ from what was known at this day's end."
)
@click.option("--record", is_flag=True, help="Once the files are complete, write which boards were printed.")
@click.option("--by", metavar="WHO", type=text, help="Who writes (ZEREN_BY).")
@click.option("--why", metavar="TEXT", type=text, help="Why (ZEREN_WHY).")
@force_option
@register_option
@click.pass_obj
def command(
    session: Session,
    places: tuple[str, ...],
    all_under: str | None,
    level: str | None,
    kinds: tuple[str, ...],
    output: str,
    form: str | None,
    paper: str,
    on: str | None,
    known_at: str | None,
    changed_since: str | None,
    record: bool,
    by: str | None,
    why: str | None,
    force: bool,
    register: str | None,
) -> int:
    """Print the responsibility boards of each PLACE (an id, or a name that only one place has), or of a whole area."""
    from graph.commands.board import Asking, Into, print_boards
    from graph.commands.printings import Recorder
    from graph.model.kinds import UNIT_KINDS
    from graph.model.words import LEVEL_WORDS, coded

    narrowed = tuple(str(coded(kind, UNIT_KINDS)) for kind in kinds)
    asking = Asking(places, all_under, on, known_at, changed_since, coded(level, LEVEL_WORDS), narrowed)
    into = Into(output, paper, form, session.lang, session.settings.public_url, force)
    who, reason = by or session.settings.by, why or session.settings.why
    if record and not (who and reason):
        raise Refusal("by_missing")
    with session.store(register) as store:
        recorder = Recorder(store, asking) if record else None
        with progress(sys.stderr, session.lang) as report:
            printed = recorder.print_boards(into, report) if recorder else print_boards(store, asking, into, report)
        _tell(session, printed, output, changed_since)
        if recorder and printed.boards:
            try:
                written = recorder.record(printed, by=str(who), why=str(reason))
            except ZerenError:
                note(say(session.lang, "boards_not_recorded"))
                raise
            if written is None:
                note(say(session.lang, "boards_recorded_before"))
            else:
                note(say(session.lang, "written", number=written.header.number, head=written.header.hash))
    return LEFT_OUT if printed.faults else 0


def _tell(session: Session, printed: "Printed", output: str, changed_since: str | None) -> None:
    for fault in printed.faults:
        fail(error_text(fault, session.lang))
    if printed.boards:
        note(say(session.lang, "boards_written", count=len(printed.boards), path=output))
        short = [board for board in printed.boards if board.left_out]
        if short:
            some = [f"{shown(board.name)} {board.left_out}" for board in short[:TOLD]] + ["…"] * (len(short) > TOLD)
            note(say(session.lang, "boards_left_out", count=len(short), some=", ".join(some)))
    elif not printed.faults:
        note(say(session.lang, "boards_same" if changed_since else "boards_none", day=changed_since))
    if changed_since:
        _tell_compared(session, printed, changed_since)


def _tell_compared(session: Session, printed: "Printed", since: str) -> None:
    """Tell where a comparison says little: with the day itself or a later one, or with a day that had no board."""
    if since > printed.on or (since == printed.on and not printed.boards and not printed.faults):
        note(say(session.lang, "boards_same_day", day=since, on=printed.on))
    elif printed.first_record is not None:
        note(say(session.lang, "boards_not_begun", day=since, first=printed.first_record))
    elif printed.none_then:
        note(say(session.lang, "boards_none_then", day=since))
