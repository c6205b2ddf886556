"""What click itself says, in Chinese: the headings of ``--help``, and what is wrong with a command's words.

Rules:
- By what click offers for it: a context's formatter, and the class and attributes of an error. What is unknown here, as
  a later click may have it, stays English.
"""

import re
from collections.abc import Iterable

import click

from graph.output.help_words import USAGE_WORDS, in_chinese

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")


class ChineseFormatter(click.HelpFormatter):
    """Writes help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        for word in ("[OPTIONS]", "COMMAND [ARGS]..."):
            args = args.replace(word, USAGE_WORDS[word])
        super().write_usage(prog, args, prefix or USAGE_WORDS["Usage:"])

    def write_heading(self, heading: str) -> None:
        super().write_heading(USAGE_WORDS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        spoken = [(name, in_chinese(text) or "") for name, text in rows]
        needed = [(name, text.replace("[required]", USAGE_WORDS["[required]"])) for name, text in spoken]
        super().write_dl(needed, col_max, col_spacing)


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
