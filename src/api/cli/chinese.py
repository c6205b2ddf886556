"""What click itself says, in Chinese: the headings of ``--help``, and what is wrong with a command's words.

Rules:
- By what click offers for it: a context's formatter, and the class and attributes of an error. What is unknown here, as
  a later click may have it, stays English.
"""

import re
from collections.abc import Iterable
from unicodedata import east_asian_width

import click

from graph.output.help_words import METAVARS, USAGE_WORDS, in_chinese

_VALUE = re.compile(rf"(?<![\w.-])(?:{'|'.join(METAVARS)})(?![A-Za-z]|\.\.)")
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")


class ChineseFormatter(click.HelpFormatter):
    """Writes help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for word in ("[OPTIONS]", "COMMAND [ARGS]..."):
            args = args.replace(word, USAGE_WORDS[word])
        super().write_usage(prog, _values(args), prefix or USAGE_WORDS["Usage:"])

    def write_heading(self, heading: str) -> None:
        super().write_heading(USAGE_WORDS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        spoken = [(_values(name), in_chinese(text) or "") for name, text in rows]
        for word in ("[required]", "[default: "):
            spoken = [(name, text.replace(word, USAGE_WORDS[word])) for name, text in spoken]
        first = min(max(map(_width, (name for name, _ in spoken)), default=0), col_max) + col_spacing
        for name, said in spoken:
            self.write(" " * self.current_indent + name)
            over = _width(name) > first - col_spacing
            self.write("\n" + " " * (self.current_indent + first) if over else " " * (first - _width(name)))
            lines = click.wrap_text(said, max(self.width - first - 2, 10)).splitlines() or [""]
            self.write(("\n" + " " * (self.current_indent + first)).join(lines) + "\n")


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: Chinese takes two each."""
    return sum(1 + (east_asian_width(mark) in "WF") for mark in text)


def _values(text: str) -> str:
    """Return a command's words with what stands for values in Chinese; options and codes stay as they are typed."""
    return _VALUE.sub(lambda found: METAVARS[found[0]], text)


class ChineseContext(click.Context):
    """The context of a command whose help is Chinese."""

    formatter_class = ChineseFormatter


def usage_error(error: click.UsageError) -> str:
    """Return what is wrong with a command's words."""
    match error:
        case click.NoSuchOption():
            near = USAGE_WORDS["near"].format(names="、".join(error.possibilities)) if error.possibilities else ""
            return USAGE_WORDS["no option"].format(name=error.option_name) + near
        case click.BadOptionUsage():
            takes_none = "does not take a value" in error.message
            return USAGE_WORDS["no value" if takes_none else "value missing"].format(name=error.option_name)
        case click.MissingParameter() if error.param:
            kind = USAGE_WORDS[error.param.param_type_name]
            return USAGE_WORDS["missing"].format(kind=kind, name=error.param.get_error_hint(error.ctx))
        case click.BadParameter() if error.param:
            hint = error.param.get_error_hint(error.ctx)
            number = isinstance(error.param.type, click.types.IntParamType)
            reason = USAGE_WORDS["whole number"] if number else error.message
            return USAGE_WORDS["bad value"].format(name=hint, reason=reason)
        case _ if extra := _EXTRA.fullmatch(error.message.removesuffix(".")):
            return USAGE_WORDS["extra"].format(names=extra[1])
    return USAGE_WORDS.get(error.message) or error.format_message()
