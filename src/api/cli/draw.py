"""zeren draw KIND SUBJECT: an answer as a picture; the module only hands over."""

import sys

import click

from api.cli.base import Session, note, register_option, text
from api.cli.options import force_option, known_at_option, level_option, matter_option, on_option
from graph.model.errors import BadValue

STDOUT = "-"


@click.command("draw")
@click.argument("kind", type=text)
@click.argument("subject", required=False, type=text)
@matter_option
@level_option
@click.option("--over", metavar="A..B", type=text, help="Of a timeline: from A, before B.")
@click.option(
    "--as",
    "noun",
    type=click.Choice(["place", "post"]),
    help="Of a timeline: SUBJECT is a place or a post, where both have this id.",
)
@click.option("--from", "before", metavar="DATE", type=text, help="Of a handover: the day before it.")
@click.option("--to", "after", metavar="DATE", type=text, help="Of a handover: the day after it; without it, --on.")
@on_option
@known_at_option
@click.option("--output", metavar="FILE", required=True, help="Write the drawing to this file; - is standard output.")
@click.option(
    "--format", "form", metavar="F", type=text, help="The drawing's format; without it, as the file's name ends."
)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", help="Light (for print) or dark.")
@force_option
@register_option
@click.pass_obj
def command(
    session: Session,
    kind: str,
    subject: str | None,
    matter: str | None,
    level: str | None,
    over: str | None,
    noun: str | None,
    before: str | None,
    after: str | None,
    on: str | None,
    known_at: str | None,
    output: str,
    form: str | None,
    theme: str,
    force: bool,
    register: str | None,
) -> None:
    """Draw the answer about SUBJECT: KIND is trace, coverage, person, organization, timeline, matrix or handover."""
    from graph.commands.draw import Asked, check, check_format, draw, made
    from graph.output.drawing.process import Drawer
    from graph.output.drawing.write import belied, check_free, write
    from graph.output.messages import say
    from graph.output.tables import shown

    chosen, unfit = _format(output, form)
    asked = Asked(
        *(subject, matter, level, on, known_at),
        by_name=True,
        form=chosen,
        over=over,
        noun=noun,
        before=before,
        after=after,
    )
    if wrong := check(kind, asked) | unfit:
        raise BadValue(**wrong)
    check_format(kind, chosen)
    if output != STDOUT:
        check_free(output, force=force)
    with session.store(register) as store:
        drawing = draw(store, kind, asked, session.lang)
    with Drawer() as drawer:
        data = made(drawing, chosen, theme, drawer, session.lang)
    if output == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write(output, data, force=force)
    said = "draw_written_otherwise" if belied(output, chosen) else "draw_written"
    note(shown(say(session.lang, said, path=output, format=chosen)))


def _format(output: str, form: str | None) -> tuple[str, dict[str, str]]:
    """Return the format that is meant, and what is wrong with it."""
    from graph.output.drawing.write import FORMATS, format_of

    chosen = form or (None if output == STDOUT else format_of(output)) or ""
    if chosen in FORMATS:
        return chosen, {}
    if form is None:
        return chosen, {"format": "missing" if output == STDOUT else "not_in_the_ending"}
    return chosen, {"format": "not_a_drawing_format"}
