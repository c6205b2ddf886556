"""The command line: parse, call one command, print. Each command is a module of its name, imported when it is called.

Rules:
- Answers go to stdout, everything else to stderr; never a traceback for what a user can cause.
- Exit codes: 0 with any answer; 2 for bad input, a register that is none or damaged, a refused output; 3 for a store
  that is away or stays locked; 4 for a head that moved meanwhile; 130 when interrupted.
- Words are Chinese or English by --lang, ZEREN_LANG or the locale.
"""

import errno
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from api.cli.base import Session, Zeren, fail, note, silence
from api.cli.chinese import usage_error
from graph.model.errors import ZerenError
from graph.output.messages import error_text, say

__all__ = ["main"]

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    _prepare_streams()
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    session = Session.begin(arguments, os.environ)
    try:
        session.check()
        code = Zeren(session).main(arguments, prog_name="zeren", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except ZerenError as error:
        fail(error_text(error, session.lang))
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        note(error.format_message())
        return 2
    except click.UsageError as error:
        said = usage_error(error) if session.lang == "zh" else error.format_message()
        fail(f"{said} ({say(session.lang, 'usage')})")
        return 2
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:
        return _output_failed(error, session)


def _prepare_streams() -> None:
    """Make closed streams refuse or swallow instead of being None, and marks that a terminal lacks print as escapes."""
    sys.stdout = sys.stdout or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  to read: writing is refused
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _output_failed(error: OSError, session: Session) -> int:
    """Standard output is gone or full: a closed pipe is no error, a full disk is one."""
    silence()
    if error.errno == errno.EPIPE:
        return 0
    code = "disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "cannot_write"
    fail(say(session.lang, code, path="stdout", reason=error.strerror or error))
    return 2
