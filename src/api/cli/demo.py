"""zeren demo: the example in a register, an incident traced in it, its coverage and its worst gaps."""

import click

from api.cli.base import Session, answer, beside, width
from graph.commands.demo import AREA, DAY, MATTER, PLACE, TIME, demo
from graph.output.messages import say
from graph.output.report.text import sheet_text
from graph.output.trace_text import trace_text


@click.command("demo")
@click.pass_obj
def command(session: Session) -> None:
    """Create zeren-demo.db from the bundled example, trace an incident in it, and show its coverage."""
    done = demo()
    answer(say(session.lang, "demo_story", day=DAY, time=TIME))
    answer("")
    answer(trace_text(done.traced.answer, beside(done.traced), session.lang, width=width()))
    answer("")
    answer(say(session.lang, "demo_coverage", day=DAY))
    for sheet in done.sheets:
        answer("")
        for part in sheet_text(sheet, session.lang, width=width()):
            answer(part)
    answer("")
    answer(say(session.lang, "demo_end", path=done.path))
    answer(f"  zeren trace {PLACE} --matter {MATTER} --on 2026-04-15 --register {done.path}")
    answer(f"  zeren trace 990101001219 --on {DAY} --register {done.path}")
    answer(f"  zeren gaps {AREA} --on {DAY} --format html --output gaps.html --register {done.path}")
    answer(f"  zeren audit {AREA} --on {DAY} --register {done.path}")
    answer(f"  zeren log --register {done.path}")
