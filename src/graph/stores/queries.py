"""Questions as files: one in ``cypher/`` and one of the same name in ``sql/``.

Rules:
- A file opens with comment lines: one sentence, then ``parameters:`` (or ``batch:`` for a write, the fields of one
  row) and ``columns:``. Columns ``part, fields`` mean rows of several kinds, each kind declared by a
  line ``part NAME: fields``; ``part, rows`` mean one list of such rows for each kind, which is quicker where rows are
  few and asked for all the time. ``json:`` names columns that SQLite returns as JSON text. ``only here:`` gives the
  reason of a question that one engine alone has, ``scans:`` of one that reads an index from end to end.
- ``together: asked`` (Cypher) hands the parameters over as one map of that name: Neo4j plans a question anew, and keeps
  the plan, for each choice of parameters that are null, and 300 plans of a long question fill half a gigabyte.
- What a header declares is used, and what is used is declared: checked both ways when a file is loaded.
- ``@each(name)`` stands for the text of another question of Cypher, whose parameters are those of the row ``question``.
- ``@moment``, ``@known(x)``, ``@in_force(x)`` and ``@standing(x)`` stand for the time predicates, which are written
  once, in the ``predicates`` file of each engine. ``@in_force(x, d)`` asks it for the day of ``d`` (``d.day``).
- ``@name`` alone also stands for the text of ``fragments/name``: what several questions begin with. Its header declares
  the parameters, and so does each of those questions.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from graph.resources import folder

Engine = Literal["sql", "cypher"]

_MARK = {"sql": "--", "cypher": "//"}
_PARAMETER = {
    "sql": re.compile(r"(?<![:\w]):([a-z_]+)"),
    "cypher": re.compile(r"\$([a-z_]+)"),
}
_BATCH_FIELD = {
    "sql": re.compile(r"(?<![:\w]):([a-z_]+)"),
    "cypher": re.compile(r"\brow\.([a-z_]+)"),
}
_PREDICATE = re.compile(r"@([a-z_]+)(?:\(([a-z_]+)(?:, ([a-z]+))?\))?")
_DAY = {"sql": re.compile(r":on\b"), "cypher": re.compile(r"\$on\b")}


class QueryFault(Exception):
    """A query file that does not say what it does, or does not do what it says (a fault of the program)."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question: its text as the engine takes it, and what its header declares."""

    name: str
    text: str
    sentence: str
    parameters: tuple[str, ...]
    columns: tuple[str, ...]
    batch: tuple[str, ...]
    json: tuple[str, ...]
    parts: dict[str, tuple[str, ...]]
    only_here: str | None
    scans: str | None
    together: str | None = None

    def bound(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """Return the parameters as they are; raise QueryFault unless they are those that the header declares."""
        if len(parameters) != len(self.parameters) or not all(name in parameters for name in self.parameters):
            raise QueryFault(f"{self.name}: takes {self.parameters}, not {tuple(parameters)}")
        return parameters if self.together is None else {self.together: parameters}


def names(engine: Engine) -> list[str]:
    """Return the names of an engine's questions, such as ``trace`` and ``facts/areas``."""
    root = folder(engine)
    files = sorted(root.rglob(f"*.{engine}"))
    found = [path.relative_to(root).with_suffix("").as_posix() for path in files]
    return [name for name in found if not name.startswith(("schema/", "fragments/")) and name != "predicates"]


@cache
def load(engine: Engine, name: str) -> Query:
    """Return a question; raise QueryFault when header and text disagree."""
    path = folder(engine) / f"{name}.{engine}"
    return parse(engine, name, path.read_text(encoding="utf-8"))


def parse(engine: Engine, name: str, source: str) -> Query:
    """Read a question's header and text, and check one against the other."""
    mark = _MARK[engine]
    lines = source.splitlines()
    size = next(
        (number for number, line in enumerate(lines) if not line.startswith(mark)),
        len(lines),
    )
    header = [line[len(mark) :].strip() for line in lines[:size]]
    text = "\n".join(line for line in lines[size:] if not line.strip().startswith(mark)).strip()
    if not header or not text:
        raise QueryFault(f"{engine}/{name}: a question needs a header and a text")
    said = {key: value.strip() for key, _, value in (line.partition(":") for line in header[1:])}
    query = Query(
        name=name,
        text=_expanded(engine, name, text),
        sentence=header[0],
        parameters=_list(said.get("parameters", "")),
        columns=_list(said.get("columns", "")),
        batch=_list(said.get("batch", "")),
        json=_list(said.get("json", "")),
        parts={key[5:]: _list(value) for key, value in said.items() if key.startswith("part ")},
        only_here=said.get("only here"),
        scans=said.get("scans"),
    )
    _check(engine, query)
    together = said.get("together")
    return query if together is None else _taken_together(engine, query, together)


def _taken_together(engine: Engine, query: Query, together: str) -> Query:
    text = _PARAMETER[engine].sub(rf"${together}.\1", query.text)
    return replace(query, text=text, together=together)


def _list(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())


def _check(engine: Engine, query: Query) -> None:
    if query.batch:
        used = set(_BATCH_FIELD[engine].findall(query.text))
        whole = engine == "cypher" and re.search(r"\+?= row\b(?!\.)", query.text)
        missing = set() if whole else set(query.batch) - used
        unknown = used - set(query.batch)
    else:
        used = set(_PARAMETER[engine].findall(query.text))
        missing, unknown = set(query.parameters) - used, used - set(query.parameters)
        if engine == "cypher" and not query.columns and not query.name.startswith("fragments/"):
            raise QueryFault(f"{engine}/{query.name}: no columns declared")
    if missing or unknown:
        raise QueryFault(f"{engine}/{query.name}: declared, not used: {missing}; used, not declared: {unknown}")


@cache
def _predicates(engine: Engine) -> dict[str, str]:
    mark = _MARK[engine]
    found: dict[str, list[str]] = {}
    current: list[str] = []
    source = (folder(engine) / f"predicates.{engine}").read_text(encoding="utf-8")
    for line in source.splitlines()[1:]:
        if line.startswith(mark):
            current = found.setdefault(line[len(mark) :].split(":")[0].strip(), [])
        else:
            current.append(line)
    return {name: "\n".join(lines).strip() for name, lines in found.items()}


def _expanded(engine: Engine, name: str, text: str) -> str:
    def one(match: re.Match[str]) -> str:
        predicate, alias, day = match.groups()
        if predicate == "each":
            return _asked(engine, str(alias))
        body = _predicates(engine).get(predicate) or _fragment(engine, predicate)
        if body is None:
            raise QueryFault(f"{engine}/{name}: no predicate @{predicate}")
        if day is not None:
            body = _DAY[engine].sub(f"{day}.day", body)
        return body if alias is None else re.sub(r"\bx\.", f"{alias}.", body)

    return _PREDICATE.sub(one, text)


def _fragment(engine: Engine, name: str) -> str | None:
    """Return the text of a fragment, or None where there is none of this name."""
    path = folder(engine) / "fragments" / f"{name}.{engine}"
    return parse(engine, f"fragments/{name}", path.read_text(encoding="utf-8")).text if path.is_file() else None


def _asked(engine: Engine, name: str) -> str:
    """Return a question's text with its parameters taken from ``question``, which each subquery then imports."""
    text = _PARAMETER[engine].sub(r"question.\1", load(engine, name).text)
    return text.replace("CALL (", "CALL (question, ")


def schema(engine: Engine) -> list[tuple[int, str]]:
    """Return the numbered schema files of an engine, in order, as (number, text)."""
    files = sorted((folder(engine) / "schema").glob(f"*.{engine}"))
    return [(int(path.name.split("_")[0]), path.read_text(encoding="utf-8")) for path in files]


def statements(text: str) -> list[str]:
    """Split a Cypher schema file into its statements."""
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    return [part.strip() for part in "\n".join(lines).split(";") if part.strip()]
