"""zeren import FOLDER|FILE.xlsx: every fault, or the difference; written with --commit."""

import sys
from functools import partial

import click

from api.cli.base import Session, answer, leaving, note, register_option, text
from graph.changes.plan import Plan
from graph.commands import imports
from graph.commands.first_import import commit_first
from graph.commands.import_names import with_names
from graph.commands.mark import check_mark, mark_faults
from graph.commands.outputs import check_output
from graph.model.errors import BadImport, BadValue, Refusal
from graph.model.faults import Faults
from graph.output.files import write_aside
from graph.output.import_text import Naming, difference_text, faults_text, hints_text, notes_text, write_faults
from graph.output.messages import say
from graph.output.progress import progress
from graph.stores import Store


@click.command("import")
@click.argument("source", metavar="FOLDER|FILE.XLSX")
@click.option("--commit", is_flag=True, help="Write the difference; without it, only show it.")
@click.option("--by", metavar="WHO", type=text, help="Who writes (ZEREN_BY).")
@click.option("--why", metavar="TEXT", type=text, help="Why (ZEREN_WHY).")
@click.option("--faults", metavar="FILE", help="Write every fault to this CSV file.")
@click.option("--mark", metavar="FILE", help="Write a copy of the workbook with its faults marked.")
@click.option("--force", is_flag=True, help="Let --faults and --mark replace a file that exists.")
@click.option(
    "--end-missing",
    metavar="DATE",
    type=text,
    help="End stored rows that the files present do not hold, on this day.",
)
@click.option("--within", metavar="AREA", type=text, help="With --end-missing: only rows inside this area.")
@click.option("--encoding", metavar="NAME", type=text, help="The encoding of the CSV files; else it is recognised.")
@click.option(
    "--datum",
    metavar="NAME",
    type=text,
    help="The datum of the coordinates: wgs84, gcj02 or bd09; kept as WGS 84.",
)
@click.option(
    "--map",
    "mapping",
    metavar="FILE.TOML",
    help="The mapping file that says what the tables of SOURCE mean (docs/mapping.md).",
)
@click.option("--all", "every", is_flag=True, help="List every change, not only the first ones.")
@register_option
@click.pass_obj
def command(
    session: Session,
    source: str,
    commit: bool,
    by: str | None,
    why: str | None,
    faults: str | None,
    mark: str | None,
    force: bool,
    end_missing: str | None,
    within: str | None,
    encoding: str | None,
    datum: str | None,
    mapping: str | None,
    every: bool,
    register: str | None,
) -> int:
    """Import a FOLDER of CSV files or one XLSX workbook: print every fault, or the difference to what is stored."""
    signed = _signed(session, by, why)
    if commit and signed is None:
        raise Refusal("by_missing")
    address = session.address(register)
    _check_outputs({"faults": faults, "mark": mark}, source, mapping, address, force=force)
    with session.store_if_any(register) as store:
        try:
            with progress(sys.stderr, session.lang) as report:
                plan = imports.plan(
                    store,
                    source,
                    end_missing=end_missing,
                    within=within,
                    encoding=encoding,
                    datum=datum,
                    mapping=mapping,
                    report=report,
                )
        except BadImport as error:
            _tell_faults(session, error.faults, source, table=faults, workbook=mark)
            return error.exit_code
        for path in filter(None, [faults, mark]):
            note(say(session.lang, "no_faults", path=path))
        with leaving():
            _show(session, plan, partial(with_names, store, plan), every=every)
        if commit and signed:
            _write(session, store or address, plan, *signed)
        else:
            _preview(session, plan, None if store else address)
    return 0


def _signed(session: Session, by: str | None, why: str | None) -> tuple[str, str] | None:
    """Return who writes and why; None where either is not said."""
    who, reason = by or session.settings.by, why or session.settings.why
    return (who, reason) if who and reason else None


def _check_outputs(
    outputs: dict[str, str | None], source: str, mapping: str | None, register: str, *, force: bool
) -> None:
    if outputs["mark"]:
        check_mark(source, mapped=mapping is not None)
    if force and not any(outputs.values()):
        raise BadValue(force="only_with_faults")
    for option, path in outputs.items():
        if path:
            check_output(option, path, [source, register, *filter(None, [mapping])], force=force)


def _tell_faults(session: Session, faults: Faults, source: str, *, table: str | None, workbook: str | None) -> None:
    """Print every fault, and write what they are asked to be written to: a table, a copy of the workbook."""
    for line in (*notes_text(faults.notes, session.lang), *faults_text(faults, session.lang)):
        note(line)
    if table:
        write_aside(table, lambda out: write_faults(faults, out, session.lang))
        note(say(session.lang, "faults_written", path=table))
    if workbook:
        marked = mark_faults(source, faults, workbook, session.lang)
        note(say(session.lang, "marked" if marked else "mark_impossible", path=workbook))


def _preview(session: Session, plan: Plan, new: str | None) -> None:
    if new:
        note(say(session.lang, "new_register", path=new))
    if plan.changes:
        note(say(session.lang, "dry_run"))


def _show(session: Session, plan: Plan, named: Naming, *, every: bool) -> None:
    for line in notes_text(plan.notes, session.lang):
        note(line)
    for line in difference_text(plan.tables, plan.changes, plan.before, session.lang, every=every, named=named):
        answer(line)
    if plan.ignored:
        note(say(session.lang, "ignored", files=", ".join(plan.ignored)))
    for line in hints_text(plan.hints, session.lang):
        note(line)


def _write(session: Session, where: Store | str, plan: Plan, by: str, why: str) -> None:
    """Write a plan to a register, or to the address of one that is yet to be."""
    with progress(sys.stderr, session.lang) as report:
        if isinstance(where, str):
            written = commit_first(where, plan, by=by, why=why, report=report)
        else:
            written = imports.commit(where, plan, by=by, why=why, report=report)
    if written is None:
        note(say(session.lang, "nothing_written"))
    else:
        note(say(session.lang, "written", number=written.header.number, head=written.header.hash))
