"""zeren serve: the HTTP service, on this machine alone."""

import click

from api.cli.base import Session, note, register_option, text
from graph.model.errors import Refusal
from graph.output.messages import say

HOST = "127.0.0.1"


@click.command("serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes a free one."
)
@click.option("--host", default=HOST, type=text, show_default=True, help="127.0.0.1 only, until keys exist.")
@register_option
@click.pass_obj
def command(session: Session, port: int, host: str, register: str | None) -> None:
    """Serve GET /api/v1/trace and the other routes (see docs/http.md)."""
    if host != HOST:
        raise Refusal("address_refused", host=host)
    from api.http.serving import bound, serve
    from graph.meaning.coverage_answers import Limits

    limits = Limits(**session.settings.limits())

    with session.store(register) as store:
        listener = bound(host, port)
        note(
            say(
                session.lang,
                "serving",
                path=store.name,
                host=host,
                port=listener.getsockname()[1],
            )
        )
        serve(store, listener, limits)
