"""zeren import FOLDER|FILE.xlsx: every fault, or the difference; written with --commit."""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from api.cli.base import Session, answer, leaving, note, register_option, text
from graph.changes.changeset import Changeset
from graph.changes.plan import Plan
from graph.commands import imports
from graph.commands.mark import check_mark, mark_faults
from graph.commands.registers import init
from graph.model.errors import BadImport, BadRegister, OutputRefused, Refusal, StaleHead
from graph.model.faults import Faults
from graph.output.files import refusing, write_aside
from graph.output.import_text import difference_text, faults_text, notes_text, write_faults
from graph.output.messages import say
from graph.stores import Store, is_address


@click.command("import")
@click.argument("source", metavar="FOLDER|FILE.XLSX")
@click.option("--commit", is_flag=True, help="Write the difference; without it, only show it.")
@click.option("--by", metavar="WHO", type=text, help="Who writes (ZEREN_BY).")
@click.option("--why", metavar="TEXT", type=text, help="Why (ZEREN_WHY).")
@click.option("--faults", metavar="FILE", help="Write every fault to this CSV file.")
@click.option("--mark", metavar="FILE", help="Write a copy of the workbook with its faults marked.")
@click.option(
    "--end-missing",
    metavar="DATE",
    type=text,
    help="End stored rows that the files present do not hold, on this day.",
)
@click.option("--within", metavar="AREA", type=text, help="With --end-missing: only rows inside this area.")
@click.option("--encoding", metavar="NAME", type=text, help="The encoding of the CSV files; else it is recognised.")
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
    end_missing: str | None,
    within: str | None,
    encoding: str | None,
    every: bool,
    register: str | None,
) -> int:
    """Import a FOLDER of CSV files or one XLSX workbook: print every fault, or the difference to what is stored."""
    who, reason = by or session.settings.by, why or session.settings.why
    if commit and not (who and reason):
        raise Refusal("by_missing")
    if mark:
        check_mark(source, mark)
    with session.store_if_any(register) as store:
        try:
            plan = imports.plan(store, source, end_missing=end_missing, within=within, encoding=encoding)
        except BadImport as error:
            code = _refused(session, error, faults)
            if mark:
                _mark(session, source, error.faults, mark)
            return code
        if faults:
            _write_faults(session, Faults(), faults)
        for line in notes_text(plan.notes, session.lang):
            note(line)
        with leaving():
            _show(session, plan, every=every)
        if not commit:
            note(say(session.lang, "dry_run"))
            return 0
        written = _write(session, store, register, plan, str(who), str(reason))
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


def _show(session: Session, plan: Plan, *, every: bool) -> None:
    for line in difference_text(plan.tables, plan.changes, plan.before, session.lang, every=every):
        answer(line)
    if plan.ignored:
        note(say(session.lang, "ignored", files=", ".join(plan.ignored)))


def _write(
    session: Session,
    store: Store | None,
    register: str | None,
    plan: Plan,
    by: str,
    why: str,
) -> Changeset | None:
    """Write the plan, beginning the register for it where there is none."""
    if store is not None:
        return imports.commit(store, plan, by=by, why=why)
    address = session.address(register)
    if not is_address(address):
        return _write_new(Path(os.path.realpath(address)), plan, by, why)
    new = init(address, access=session.settings.access)
    try:
        return _first(new, plan, by, why)
    finally:
        new.close()


def _write_new(path: Path, plan: Plan, by: str, why: str) -> Changeset | None:
    """Write a new register aside and put it in its place, unless another was faster; a failure leaves nothing."""
    if path.is_symlink():  # one that leads in a circle
        raise BadRegister("register_exists", path=str(path))
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            new = init(str(aside))
        except OutputRefused as error:
            raise OutputRefused(error.code, **(error.about | {"path": str(path)})) from error
        try:
            written = _first(new, plan, by, why)
        finally:
            new.close()
        with refusing(path):
            _put_in_place(aside, path)
    finally:
        for ending in ("", "-wal", "-shm"):
            Path(f"{aside}{ending}").unlink(missing_ok=True)
    return written


def _first(new: Store, plan: Plan, by: str, why: str) -> Changeset | None:
    """Write the first changeset: the plan stands on an empty register."""
    register = new.register()
    if register.head.number:
        raise StaleHead("stale_head", head=register.head.hash)
    return imports.commit(new, replace(plan, register=register), by=by, why=why)


def _put_in_place(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)
    except FileExistsError as error:
        raise StaleHead("stale_head", head=None) from error
    except OSError:  # a file system without hard links
        if path.exists():
            raise StaleHead("stale_head", head=None) from None
        aside.replace(path)
    with suppress(OSError):  # some systems open no folder
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
