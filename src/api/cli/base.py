"""What all commands share: the session, the group that imports a command when it is called, and options."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from api.cli.chinese import ChineseContext
from api.settings import Settings, language
from graph.model.errors import BadRegister, BadValue, Refusal, UnknownId
from graph.output.help_words import USAGE_WORDS, in_chinese
from graph.output.messages import say
from graph.stores import Store, open_store

if TYPE_CHECKING:
    from graph.commands.trace import Traced
    from graph.output.trace_text import Beside

F = TypeVar("F", bound=Callable[..., Any])

COMMANDS = (
    "demo",
    "example",
    "init",
    "import",
    "export",
    "template",
    "trace",
    "find",
    "person",
    "coverage",
    "gaps",
    "what-if",
    "keystones",
    "audit",
    "report",
    "draw",
    "board",
    "log",
    "verify",
    "copy",
    "serve",
)


HELP = "zeren (责任): who answers for a place, a matter, a day."


@dataclass(slots=True)
class Session:
    """One run: its settings and its language."""

    settings: Settings
    lang: str

    @classmethod
    def begin(cls, arguments: list[str], environment: Mapping[str, str]) -> "Session":
        """Read the environment, and ``--lang`` wherever it stands, so that errors of parsing speak it too."""
        settings = Settings.read(environment)
        lang = settings.lang
        for place, argument in enumerate(arguments):
            if argument == "--lang" and place + 1 < len(arguments):
                lang = language({"ZEREN_LANG": arguments[place + 1]})
            elif argument.startswith("--lang="):
                lang = language({"ZEREN_LANG": argument[len("--lang=") :]})
        return cls(settings, lang)

    def check(self) -> None:
        """Refuse settings that hold bytes which are no text."""
        settings = self.settings
        named = {
            "ZEREN_REGISTER": settings.register,
            "ZEREN_BY": settings.by,
            "ZEREN_WHY": settings.why,
            "ZEREN_PUBLIC_URL": settings.public_url,
        }
        strange = {name: "not_text" for name, value in named.items() if value and not is_text(value)}
        if strange:
            raise BadValue(**strange)

    def address(self, register: str | None) -> str:
        """Return the register that is meant: the option's, or ZEREN_REGISTER's."""
        found = register or self.settings.register
        if not found:
            raise Refusal("register_missing")
        return found

    @contextmanager
    def store(self, register: str | None) -> Iterator[Store]:
        """Open the register that is meant, and close it."""
        with _closing(open_store(self.address(register), self.settings.access)) as store:
            yield store

    @contextmanager
    def store_if_any(self, register: str | None) -> Iterator[Store | None]:
        """Open the register that is meant; None where there is none yet."""
        try:
            store = open_store(self.address(register), self.settings.access)
        except BadRegister as error:
            if error.code != "no_register":
                raise
            yield None
            return
        with _closing(store):
            yield store


@contextmanager
def _closing(store: Store) -> Iterator[Store]:
    """Close a store at the end; an error that nobody expected is damage where the register does not verify.

    A flipped bit may hand over what no writer would have accepted, long before anything looks for damage.
    """
    try:
        with _telling(store):
            yield store
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        from graph.commands.verify import verify

        verify(store)  # raises what is wrong with the register, if anything is
        raise
    finally:
        store.close()


@contextmanager
def _telling(store: Store) -> Iterator[None]:
    """Let an unknown id leave with those that are called like it, on the day and at the record time of the options."""
    try:
        yield
    except UnknownId as unknown:
        from graph.commands.meant import called_like

        said = click.get_current_context().params
        areas = [str(said[name]) for name in ("area", "all_under", "within") if said.get(name)]
        called_like(store, unknown, areas=areas, on=said.get("on"), known_at=said.get("known_at"))
        raise


def is_text(value: str) -> bool:
    """Tell whether a value from outside is text; bytes that are no UTF-8 came in as lone surrogates."""
    return value.isascii() or not any("\ud800" <= mark <= "\udfff" for mark in value)


def text(value: str) -> str:
    """Check a value that enters a question or the register; paths of files may hold any bytes and are plain strings."""
    if not is_text(value):
        raise click.BadParameter(say(click.get_current_context().obj.lang, "not_text"))
    return value


class Zeren(click.Group):
    """The group of commands; a command's module is imported when it is needed."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            name="zeren",
            help=HELP if session.lang == "en" else in_chinese(HELP),
            context_settings={
                "help_option_names": ["-h", "--help"],
                "obj": session,
                "max_content_width": 100,
            },
        )
        if session.lang == "zh":
            self.context_class = ChineseContext
        self.params.append(_version())
        self.params.append(lang_option())

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command. Who reads no further has seen enough (click itself would end with 1)."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            silence()
            return 0

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-") and ctx.obj.lang == "zh":
            raise click.UsageError(USAGE_WORDS["no command"].format(name=args[0]), ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"api.cli.{MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        if all(param.name != "lang" for param in command.params):
            command.params.append(lang_option())
        return _speaking(command, ctx.obj.lang if ctx.obj else "en")


def _speaking(command: click.Command, lang: str) -> click.Command:
    """Return a command whose help speaks a language; the command itself stays as it is."""
    if lang != "zh":
        return command
    spoken = copy(command)
    spoken.context_class = ChineseContext
    spoken.help = in_chinese(command.help)
    spoken.params = [copy(param) for param in command.params]
    for param in spoken.params:
        if isinstance(param, click.Option):
            param.help = in_chinese(param.help)
    return spoken


MODULES = {"import": "import_", "what-if": "what_if"}


def lang_option() -> click.Option:
    return click.Option(
        ["--lang"],
        type=click.Choice(["zh", "en"]),
        expose_value=False,
        help="Words in Chinese or English.",
    )


def _version() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            from graph import __version__

            click.echo(f"zeren {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=show,
        help="Show the version.",
    )


def register_option(function: F) -> F:
    """Add ``--register``."""
    words = "The register: a file, or bolt://… or neo4j://… (ZEREN_REGISTER)."
    return click.option("--register", metavar="R", type=text, help=words)(function)


def fail(text: str) -> None:
    """Print an error as one line on stderr."""
    note(f"zeren: {text}")


def note(text: str) -> None:
    """Print what is no answer on stderr; one that cannot be printed changes nothing."""
    try:
        print(text, file=sys.stderr)
    except OSError:
        sys.stderr = _swallowing()


def answer(text: str) -> None:
    """Print an answer on stdout."""
    print(text)


def answer_bytes(data: bytes) -> None:
    """Print an answer's bytes and a line feed on stdout, whatever its encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def leaving() -> Iterator[None]:
    """Let answers leave before something is written: a full disk refuses; a reader that has seen enough does not."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        silence()


def silence() -> None:
    """Print no more answers; what is still buffered must not fail again at exit."""
    sys.stdout = _swallowing()


def _swallowing() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def beside(traced: "Traced") -> "Beside":
    """Return what the text of a trace says beside the answer."""
    from graph.output.trace_text import Beside

    return Beside(traced.matter_names, traced.citations, traced.slots, traced.zone)


def width() -> int:
    """Return how wide a table may be: the terminal's width, or that of a pipe."""
    from shutil import get_terminal_size

    from graph.output.tables import PIPE_WIDTH

    return max(get_terminal_size((PIPE_WIDTH, 0)).columns, 60) if sys.stdout.isatty() else PIPE_WIDTH
