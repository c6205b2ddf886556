"""Options that several commands take, each said once."""

import click

from api.cli.base import text

ON = "The day asked about, or an instant with an offset; without it, today."
KNOWN_AT = "As known then: a date or an instant; without it, now."

on_option = click.option("--on", metavar="DATE", type=text, help=ON)
known_at_option = click.option("--known-at", metavar="T", type=text, help=KNOWN_AT)
matter_option = click.option("--matter", metavar="M", type=text, help="The matter's id; without it, every matter.")
level_option = click.option(
    "--level", metavar="L", type=text, help="Every area of this level inside, not those directly below."
)
json_option = click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
force_option = click.option("--force", is_flag=True, help="Replace a file that exists.")
