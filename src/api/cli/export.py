"""zeren export FOLDER|FILE.xlsx, or --graph FILE: the register in the import format, or as a graph."""

import click

from api.cli.base import Session, note, register_option, text
from api.cli.options import force_option, known_at_option
from graph.model.errors import BadValue
from graph.output.messages import say


@click.command("export")
@click.argument("target", metavar="[FOLDER|FILE.xlsx]", required=False)
@click.option("--on", metavar="DATE", type=text, help="Only what is in force that day; without it, all that is known.")
@known_at_option
@click.option("--graph", metavar="FILE", help="Write a graph of one day into this file instead.")
@click.option(
    "--format", "form", metavar="F", type=text, help="The graph's format; without it, as the file's name ends."
)
@click.option("--area", metavar="AREA", type=text, help="Of a graph: only what concerns this area.")
@force_option
@register_option
@click.pass_obj
def command(
    session: Session,
    target: str | None,
    on: str | None,
    known_at: str | None,
    graph: str | None,
    form: str | None,
    area: str | None,
    force: bool,
    register: str | None,
) -> None:
    """Write the register in the import format: a folder of CSV files, or one workbook."""
    if graph is not None:
        if target is not None:
            raise BadValue(graph="not_with_a_folder")
        _graph(session, graph, form, area, on, known_at, force, register)
        return
    given = {"format": form, "area": area, "force": force or None}
    wrong = {name: "only_with_graph" for name, value in given.items() if value is not None}
    if wrong or target is None:
        raise BadValue(**wrong if target else wrong | {"target": "missing"})
    from graph.commands.export import export

    with session.store(register) as store:
        written = export(store, target, lang=session.lang, on=on, known_at=known_at)
    note(say(session.lang, "exported", path=written.path, count=written.rows))


def _graph(
    session: Session,
    path: str,
    form: str | None,
    area: str | None,
    on: str | None,
    known_at: str | None,
    force: bool,
    register: str | None,
) -> None:
    from graph.commands.graph_export import graph_export
    from graph.output.drawing.write import check_free
    from graph.output.graph_files import FORMATS, format_of

    chosen = form or format_of(path)
    if chosen not in FORMATS:
        raise BadValue(format="not_a_graph_format")
    check_free(path, force=force)
    with session.store(register) as store:
        found = graph_export(store, path, chosen, area=area, on=on, known_at=known_at)
    note(say(session.lang, "graph_written", path=path, nodes=found.nodes, edges=found.edges))
