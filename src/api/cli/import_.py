"""zeren import FOLDER|FILE.xlsx: every fault, or the difference; written with --commit."""

import sys

import click

from api.cli.base import Session, answer, leaving, note, register_option, text
from graph.changes.plan import Plan
from graph.commands import imports
from graph.commands.first_import import commit_first
from graph.commands.mark import check_mark, mark_faults
from graph.commands.outputs import check_output
from graph.model.errors import BadImport, BadValue, Refusal
from graph.model.faults import Faults
from graph.output.files import write_aside
from graph.output.import_text import difference_text, faults_text, hints_text, notes_text, write_faults
from graph.output.messages import say
from graph.output.progress import progress


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
    who, reason = by or session.settings.by, why or session.settings.why
    if commit and not (who and reason):
        raise Refusal("by_missing")
    _check_outputs({"faults": faults, "mark": mark}, source, mapping, session.address(register), force=force)
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
            code = _refused(session, error, faults)
            if mark:
                _mark(session, source, error.faults, mark)
            return code
        for path in filter(None, [faults, mark]):
            note(say(session.lang, "no_faults", path=path))
        with leaving():
            _show(session, plan, every=every)
        if not commit:
            _preview(session, plan, None if store else session.address(register))
            return 0
        with progress(sys.stderr, session.lang) as report:
            if store is None:
                address = session.address(register)
                written = commit_first(address, plan, by=str(who), why=str(reason), report=report)
            else:
                written = imports.commit(store, plan, by=str(who), why=str(reason), report=report)
    if written is None:
        note(say(session.lang, "nothing_written"))
    else:
        note(
            say(
                session.lang,
                "written",
                number=written.header.number,
                head=written.header.hash,
            )
        )
    return 0


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


def _refused(session: Session, error: BadImport, path: str | None) -> int:
    for line in notes_text(error.faults.notes, session.lang):
        note(line)
    for line in faults_text(error.faults, session.lang):
        note(line)
    if path:
        _write_faults(session, error.faults, path)
    return error.exit_code


def _write_faults(session: Session, faults: Faults, path: str) -> None:
    write_aside(path, lambda out: write_faults(faults, out, session.lang))
    note(say(session.lang, "faults_written", path=path))


def _mark(session: Session, source: str, faults: Faults, path: str) -> None:
    note(
        say(session.lang, "marked" if mark_faults(source, faults, path, session.lang) else "mark_impossible", path=path)
    )


def _preview(session: Session, plan: Plan, new: str | None) -> None:
    if new:
        note(say(session.lang, "new_register", path=new))
    if plan.changes:
        note(say(session.lang, "dry_run"))


def _show(session: Session, plan: Plan, *, every: bool) -> None:
    for line in notes_text(plan.notes, session.lang):
        note(line)
    for line in difference_text(plan.tables, plan.changes, plan.before, session.lang, every=every):
        answer(line)
    if plan.ignored:
        note(say(session.lang, "ignored", files=", ".join(plan.ignored)))
    for line in hints_text(plan.hints, session.lang):
        note(line)
