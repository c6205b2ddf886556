"""What the docs say is there, and what is there is said: examples run, tables equal the code, links lead somewhere."""

import ast
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from api.cli.answering import FAILED
from api.cli.base import COMMANDS, Session, Zeren
from api.http.app import create_app
from api.http.problems import Candidate, FieldError, Period, Problem
from api.settings import LIMITS, Settings
from graph.changes import canonical
from graph.changes.changeset import Change, Header
from graph.commands import imports
from graph.meaning.answers import OrganizationSeen, PersonSeen, PlaceSeen, Trace
from graph.meaning.coverage_answers import Audit, Coverage, ExactlyOne, Gaps, Keystones, WhatIf
from graph.meaning.coverage_answers import Plot as PlotOfOne
from graph.meaning.find_answers import MattersFound, OrganizationsFound, PeopleFound, PlacesFound, PostsFound
from graph.meaning.findings import CODES, GAP, SEVERITIES
from graph.meaning.handover import Handover
from graph.meaning.matrix import Matrix
from graph.meaning.timeline_answers import Timeline
from graph.model import chinese, kinds, words
from graph.model.errors import BadImport, ZerenError
from graph.model.facts import TABLES, Area, Form, Person
from graph.model.times import Instant, parse_instant
from graph.model.words import Word
from graph.output.error_words import ERRORS, FIELDS, REASONS
from graph.output.fault_words import FAULT_WORDS, NOTE_WORDS
from graph.stores import Store, queries
from graph.stores.names import NAMES
from graph.stores.sqlite.file import SCHEMA
from tests.conftest import Engine
from tests.importing import put

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = (
    "architecture",
    "canonical-form",
    "cli",
    "drawings",
    "engines",
    "glossary",
    "http",
    "import-format",
    "json",
    "mapping",
    "settings",
)


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one of its height or above."""
    mark = re.match("#+", heading)
    assert mark, heading
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(mark[0])}}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {heading}"
    return found[1]


def table(text: str) -> list[list[str]]:
    """Return the cells of the rows of all tables in a text, without headings."""
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in text.splitlines() if line.startswith("|")]
    rules = [number for number, row in enumerate(rows) if set("".join(row)) <= set("-|")]
    headings = {number - 1 for number in rules} | set(rules)
    return [row for number, row in enumerate(rows) if number not in headings]


def codes(rows: list[list[str]]) -> list[str]:
    """Return the words in backquotes of the first cells."""
    return [code for row in rows for code in re.findall(r"`([^`]+)`", row[0])]


# --- docs/import-format.md --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_the_import_format_is_documented(name: str) -> None:
    rows = table(section(page("import-format.md"), f"### {name}"))
    columns = TABLES[name].columns
    assert codes(rows) == [column.header for column in columns]
    for row, column in zip(rows, columns, strict=True):
        assert set(column.words) in (set(re.findall(r"`([^`]+)`", row[1])), set()), column
        keys = ("post", "person") if name == "tenures" else ("id",)
        assert row[2].split(" ")[0] in (
            ("always",) if column.header in keys else ("yes",) if column.needed else ("", "with")
        )
        if isinstance(column.default, str | int):
            assert row[3].strip("`") == str(column.default), column


def chinese_rows(columns: int) -> list[list[str]]:
    return [row for row in table(section(page("import-format.md"), "## Chinese names")) if len(row) == columns]


def test_every_chinese_name_is_documented() -> None:
    assert {row[0].strip("`"): row[1] for row in chinese_rows(2)} == chinese.TABLE_NAMES
    said = {(row[0], row[1].strip("`")): row[2] for row in chinese_rows(3)}
    for name in TABLES:
        names = {
            (word, header)
            for (word, header), where in said.items()
            if (header in chinese.known_headers(TABLES[name]) and where in ("every file", name))
            or name in where.split(", ")
        }
        known = {one for one in chinese.header_names(name).items() if not one[0].isascii()}
        assert names == known, name


def test_every_known_kind_is_documented() -> None:
    said = [(row[1].strip("`"), row[0], row[2]) for row in chinese_rows(3)]
    for kind in (*kinds.UNIT_KINDS, *kinds.POST_KINDS):
        assert kind[:3] in said


def test_every_fault_and_note_is_documented() -> None:
    documented = codes(table(section(page("import-format.md"), "## Faults")))
    hinted = codes(table(section(page("import-format.md"), "## Hints")))
    assert sorted([*documented, *hinted]) == sorted([*FAULT_WORDS, *NOTE_WORDS])


EXAMPLES = {
    row[0].strip("`"): row for row in table(section(page("import-format.md"), "## Faults")) if ".csv ⏎" in row[-1]
}


def folders(example: str) -> list[dict[str, str]]:
    """Return the folders of an example, each as its files' texts by name."""
    said = [re.findall(r"`([a-z]+)\.csv ⏎ ([^`]*)`", folder) for folder in example.split(" then ")]
    return [{name: text.replace(" ⏎ ", "\n") for name, text in files} for files in said]


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
    return folder


def faults_of(store: Store, folder: Path, end_missing: str | None) -> set[str]:
    try:
        imports.plan(store, folder, end_missing=end_missing)
    except BadImport as error:
        return {fault.code for fault in error.faults}
    return set()


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_of_a_fault_has_this_fault_alone(sqlite: Engine, tmp_path: Path, code: str) -> None:
    _, meaning, example = EXAMPLES[code]
    store = sqlite.create()
    *before, last = folders(example)
    for number, files in enumerate(before):
        assert put(store, tmp_path / f"before{number}", files), "what was imported before is sound"
    end_missing = re.search(r"--end-missing ([0-9-]+)", meaning)
    assert faults_of(store, write(tmp_path / "last", last), end_missing[1] if end_missing else None) == {code}
    store.close()


def test_most_faults_have_an_example_that_runs() -> None:
    assert len(EXAMPLES) >= 40


def test_a_since_is_given_to_a_stored_row_as_the_page_says(sqlite: Engine, tmp_path: Path) -> None:
    store = sqlite.create()
    put(store, tmp_path / "files", {"areas": "id,name,level\nv,Plum Village,village"})
    written = put(store, tmp_path / "files", {"areas": block("import-format.md", "since")})
    assert written is not None
    assert written.header.counts == {"areas": {"added": 1, "corrected": 0, "withdrawn": 1}}
    assert put(store, tmp_path / "files", {"areas": block("import-format.md", "since")}) is None
    store.close()


def test_the_codes_of_faults_are_those_of_the_source() -> None:
    """Every fault that is added somewhere has its words, and so stands in the table above."""
    found = {code for module in ("intake", "changes") for code in added_faults(ROOT / "src" / "graph" / module)}
    assert found <= set(FAULT_WORDS)


def added_faults(folder: Path) -> Iterator[str]:
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and named(node.func) in ("add", "CellFault", "Problem", "_report", "report"):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def named(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def block(name: str, example: str) -> str:
    """Return the fenced block that follows ``<!-- example:NAME -->``."""
    found = re.search(rf"<!-- example:{example} -->\n```[a-z]*\n(.*?)\n```", page(name), re.DOTALL)
    assert found, example
    return found[1]


# --- docs/canonical-form.md -------------------------------------------------------------------------------------------


def test_the_tables_of_the_canonical_form_are_those_of_the_schema() -> None:
    texts = "".join(text for number, text in queries.schema("sql") if number != NAMES)
    schema = dict(re.findall(r"CREATE TABLE (\w+) \((.*?)\n\) STRICT", texts, re.DOTALL))
    columns = {name: re.findall(r"^  (\w+) ", body, re.MULTILINE) for name, body in schema.items()}
    for _, later in queries.schema("sql")[1:]:
        for name, column in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", later):
            columns[name].append(column)
    text = section(page("canonical-form.md"), f"## Where it is stored (SQLite, schema {SCHEMA})")
    said = {row[0].split("`")[1]: re.findall(r"`(\w+)`", row[1]) for row in table(text) if row[0].startswith("`")}
    assert set(said) == set(schema)
    seals = ["phone_seal", "email_seal", "name_seal"]
    meta = ["version", "supersedes", "recorded_at", "superseded_at"]
    for name, found in columns.items():
        assert said[name] == [one for one in found if one not in seals and (name not in TABLES or one not in meta)]
    assert all(f"`{seal}`" in text for seal in seals)


def test_the_personal_values_and_lists_of_the_canonical_form_are_those_of_the_code() -> None:
    text = page("canonical-form.md")
    personal = {(name, column.field) for name, table in TABLES.items() for column in table.columns if column.personal}
    assert personal == {("people", "name"), ("posts", "phone"), ("posts", "email")}
    assert "**Personal values** are `name` of `people`, and `phone` and `email` of `posts`." in text
    lists = {column.field for one in TABLES.values() for column in one.columns if column.form is Form.LIST}
    assert lists == {"kinds", "place_kinds", "post_kinds", "unit_kinds"}
    assert "`kinds`, `place_kinds`, `post_kinds` and `unit_kinds` hold a JSON array" in text


def test_the_keys_of_a_header_are_documented() -> None:
    documented = codes(table(section(page("canonical-form.md"), "## A changeset")))
    assert sorted(documented) == sorted([*json.loads(block("canonical-form.md", "header")), "source", "datum"])


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_worked_example_hashes_to_what_the_page_says() -> None:
    text = section(page("canonical-form.md"), "## A worked example")
    genesis, lines, header = (block("canonical-form.md", name) for name in ("genesis", "lines", "header"))
    said = re.findall(r"`([0-9a-f]{64})`", text)
    assert said == [sha256(genesis), sha256(lines + "\n"), sha256(header)]
    assert json.loads(header)["previous"] == said[0]
    assert json.loads(header)["body"] == said[1]
    digest = hashlib.sha256(bytes(range(16)) + b"Zhang Yang").hexdigest()
    assert json.loads(lines.splitlines()[1])["values"]["name"] == {"digest": digest}


def test_the_worked_example_is_what_the_program_hashes() -> None:
    salt = bytes(range(16)).hex()
    changes = [
        Change("areas", Area(id="v", name="Plum Village", level="village")),  # type: ignore[arg-type]
        Change("people", Person(id="x", name="Zhang Yang"), None, {"name": salt}),  # type: ignore[arg-type]
    ]
    body = canonical.Body()
    for change in changes:
        body.add(change)
    assert "\n".join(canonical.line(change).decode() for change in changes) == block("canonical-form.md", "lines")
    previous = canonical.genesis("example", "Asia/Shanghai", Instant(0))
    at = parse_instant("2026-01-05T01:00:00Z")
    header = Header(1, "", previous, at, "tester", "a test", None, "k", 1, body.count, body.counts)
    said = re.findall(r"`([0-9a-f]{64})`", section(page("canonical-form.md"), "## A worked example"))
    assert [previous, body.digest, canonical.header_hash("example", header, body.digest)] == said


def test_canonical_json_is_what_the_page_says_of_python() -> None:
    text = "".join(map(chr, range(0x180))) + "\u2028责\U0001f3ee"
    value: dict[str, Any] = {"b": text, "a": [1, -2, {"d": "", "c": text}]}
    said = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert canonical.encoded(value) == said


# --- docs/json.md -----------------------------------------------------------------------------------------------------

HEADINGS = {
    "Difference": "difference",
    "Line": "board line",
    "Hole": "board gap",
    "Question": "question",
    "Link": "link",
    "NamedId": "person",
    "PostSeen": "post",
    "TenureSeen": "tenure",
    "AssignmentSeen": "assignment",
    "Accountable": "accountable",
    "Gap": "gap",
    "AsOf": "as_of",
    "Trace": "Trace",
    "PlaceSeen": "Place",
    "PlacePeriod": "period",
    "PlacesFound": "Places",
    "PlaceFound": "place found",
    "Matched": "matched",
    "PeopleFound": "People",
    "PersonFound": "person found",
    "PostsFound": "Posts",
    "OrganizationsFound": "Organizations",
    "OrganizationFound": "organization found",
    "PostFound": "post found",
    "MattersFound": "Matters",
    "MatterFound": "matter found",
    "PersonSeen": "Person seen",
    "PersonAsked": "person asked",
    "OrganizationSeen": "Organization seen",
    "Matrix": "Matrix",
    "MatrixRow": "matrix row",
    "MatrixCell": "matrix cell",
    "Handover": "Handover",
    "HandoverAsked": "handover asked",
    "Handed": "handed",
    "SeatThen": "seat then",
    "HandedPlot": "handed plot",
    "VacantDays": "vacant days",
    "Timeline": "Timeline",
    "TimelineAsked": "timeline asked",
    "Days": "days",
    "TimelineRow": "timeline row",
    "HeldDays": "held days",
    "GapDays": "gap days",
    "OrganizationAsked": "organization asked",
    "Seat": "seat",
    "SeatHolder": "seat holder",
    "Held": "held",
    "Plot": "plot",
    "Coverage": "Coverage",
    "AreaCoverage": "area coverage",
    "TierCoverage": "tier coverage",
    "GapCounts": "gap counts",
    "Changed": "changes",
    "Gaps": "Gaps",
    "Over": "range",
    "GapRow": "gap row",
    "GapPeriod": "gap period",
    "LastHolder": "last holder",
    "AnsweredAbove": "answered above",
    "Narrowed": "narrowed",
    "Limits": "limits",
    "Silenced": "silenced",
    "WhatIf": "WhatIf",
    "Keystones": "Keystones",
    "Keystone": "keystone",
    "Audit": "Audit",
    "Finding": "finding",
    "ExactlyOne": "ExactlyOne",
    "PlotOfOne": "plot of one",
    "Several": "person with several",
}
ANSWERS = (
    *(Trace, PlaceSeen, PlacesFound, PeopleFound, OrganizationsFound, PostsFound, MattersFound),
    *(PersonSeen, OrganizationSeen),
    Timeline,
    Handover,
    Matrix,
    *(Coverage, Gaps, WhatIf, Keystones, Audit, ExactlyOne),
)


def shapes(noun: type[Any]) -> Iterator[type[Any]]:
    """Yield a dataclass and all that its fields hold."""
    yield noun
    for hint in get_type_hints(noun).values():
        for inner in parts(hint):
            if is_dataclass(inner) and isinstance(inner, type):
                yield from shapes(inner)


def parts(hint: Any) -> Iterator[Any]:
    """Yield a type and all that it is made of."""
    yield hint
    for inner in get_args(hint):
        yield from parts(inner)


def test_every_key_of_an_answer_is_documented_in_its_order() -> None:
    nouns = {
        "PlotOfOne" if noun is PlotOfOne else noun.__name__: noun for noun in chain.from_iterable(map(shapes, ANSWERS))
    }
    assert set(nouns) == set(HEADINGS)
    for name, noun in nouns.items():
        assert codes(table(section(page("json.md"), f"## {HEADINGS[name]}"))) == [one.name for one in fields(noun)]
    documented = re.findall("^## (.*)", page("json.md"), re.MULTILINE)
    assert sorted(documented) == sorted([*HEADINGS.values(), "organization", "detail of board_outdated"])


def test_the_words_of_an_answer_are_documented() -> None:
    rows = {row[0].strip("`"): row[1] for row in table(section(page("json.md"), "## gap"))}
    assert re.findall(r"`(\w+)`", rows["kind"]) == list(words.GAP_KINDS)
    assert re.findall(r"`(\w+)`", rows["tier"]) == list(words.TIERS)
    rows = {row[0].strip("`"): row[1] for row in table(section(page("json.md"), "## tenure"))}
    assert re.findall(r"`(\w+)`", rows["kind"]) == list(words.TENURE_KINDS)


# --- docs/cli.md ------------------------------------------------------------------------------------------------------


@cache
def group() -> Zeren:
    return Zeren(Session(Settings.read({}), "en"))


def options(params: Iterable[click.Parameter]) -> list[str]:
    """Return the arguments as help shows them, and the long options."""
    found = []
    for param in params:
        name = str(param.name).upper() if isinstance(param, click.Argument) else max(param.opts, key=len)
        found.append(name)
    return found


def test_every_command_is_documented() -> None:
    assert re.findall("^## zeren (.*)", page("cli.md"), re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_documented(name: str) -> None:
    command = group().get_command(click.Context(group()), name)
    assert command is not None
    documented = codes(table(section(page("cli.md"), f"## zeren {name}")))
    assert documented == [one for one in options(command.params) if one != "--lang"]


def test_every_option_of_the_program_is_documented() -> None:
    opening = page("cli.md").split("\n## ", maxsplit=1)[0]
    assert codes(table(opening)) == [*options(group().params), "--help"]


def test_every_error_is_documented() -> None:
    parts = section(page("cli.md"), "## Errors").split("\n\n|")
    errors, values, reasons = (codes(table("|" + part)) for part in parts[1:])
    assert sorted(errors) == sorted(ERRORS)
    assert sorted(values) == sorted(FIELDS)
    assert sorted(reasons) == sorted(REASONS)


def raised() -> Iterator[tuple[str, type[ZerenError]]]:
    """Yield each error code that the source raises with a literal, and the class that carries it."""
    for path in (ROOT / "src").rglob("*.py"):
        yield from raised_in(ast.parse(path.read_text(encoding="utf-8")))


def raised_in(tree: ast.Module) -> Iterator[tuple[str, type[ZerenError]]]:
    errors = import_module("graph.model.errors")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            noun = getattr(errors, named(node.func), None)
            if isinstance(noun, type) and issubclass(noun, ZerenError) and noun is not ZerenError:
                yield str(node.args[0].value), noun


def code_of(said: str, noun: type[ZerenError]) -> str:
    """Return the code of an error that is made with a text."""
    return {"UnknownId": "unknown_{}", "NotInForce": "{}_not_in_force"}.get(noun.__name__, "{}").format(said)


def test_the_exit_code_of_an_error_is_documented() -> None:
    documented = {row[0].strip("`"): row[1] for row in table(section(page("cli.md"), "## Errors")) if len(row) == 3}
    for said, noun in raised():
        code = code_of(said, noun)
        assert documented.get(code) == str(noun.exit_code), code
    text = section(page("cli.md"), "## Exit codes")
    assert {row[0] for row in table(text)} == {"0", str(FAILED), "130", *(str(noun.exit_code) for _, noun in raised())}


# --- docs/http.md -----------------------------------------------------------------------------------------------------


@pytest.fixture
def routes(sqlite: Engine) -> Iterator[list[APIRoute]]:
    store = sqlite.create()
    yield [route for route in create_app(store).routes if isinstance(route, APIRoute)]
    store.close()


def test_every_route_is_documented(routes: list[APIRoute]) -> None:
    documented = codes(table(section(page("http.md"), "## Routes")))
    found = {f"{method} {route.path_format}" for route in routes for method in route.methods or ()}
    assert {one for one in documented if re.match("[A-Z]+ /", one)} == found | {"GET /openapi.json", "GET /docs"}


def parameters(taken: Dependant) -> list[str]:
    """Return the names of the parameters of a route, those that come in one object too."""
    own = [param.alias for param in (*taken.path_params, *taken.query_params)]
    return own + [name for one in taken.dependencies for name in parameters(one)]


def test_every_parameter_is_documented(routes: list[APIRoute]) -> None:
    text = section(page("http.md"), "## Parameters")
    for route in routes:
        params = parameters(route.dependant)
        if params:
            _, said = text.split(f"Of `{route.path_format}`:", maxsplit=1)
            assert codes(table(said.split("\n\n")[1])) == params


def test_every_key_of_a_problem_is_documented() -> None:
    text = section(page("http.md"), "## Problems")
    tables = ["|" + part.split("\n\n")[0] for part in text.split("\n\n|")[1:]]
    rows = {row[0].strip("`"): row[1] for row in table(tables[0])}
    assert list(rows) == list(Problem.model_fields)
    assert set(FieldError.model_fields) <= set(re.findall(r"`(\w+)`", rows["errors"]))
    assert set(Period.model_fields) <= set(re.findall(r"`(\w+)`", rows["periods"]))
    assert set(Candidate.model_fields) <= set(re.findall(r"`(\w+)`", rows["candidates"]))


def test_every_problem_has_its_status() -> None:
    text = section(page("http.md"), "## Problems")
    rows = [row for row in table(text) if re.fullmatch(r"[0-9]{3}", row[0])]
    statuses = {row[1].strip("`"): int(row[0]) for row in rows}
    known = {"not_found": 404, "method_not_allowed": 405, "internal_server_error": 500, "bad_value": 422}
    known |= {"not_acceptable": 406}
    known |= {f"unknown_{noun}": 404 for noun in ("place", "matter", "requirement", "person", "organization", "post")}
    known |= {f"{noun}_not_in_force": 422 for noun in ("place", "matter", "organization", "post")}
    known |= {code: noun.status for code, noun in raised() if code in statuses}
    assert statuses == known
    away = {code for code, noun in raised() if noun.status == 503}
    assert away - set(statuses) <= {"store_closed", "setting_hung", "setting_died"}  # no route prints boards


NOT_ANSWERED = ("graph/stores/", "graph/output/board/", "graph/commands/board.py", "graph/output/report/write.py")
"""Modules whose codes no route answers: of registers (which cli.md lists), of boards, of files; each is a beginning."""
SAID_ELSEWHERE = {
    "not_a_drawing",  # of the command line; over HTTP unknown_drawing
    "place_and_post",  # the address says which of the two its id is
    "unknown_place_or_post",  # the same
    "port_taken",  # before anything is served
    "output_exists",  # of files that are written
    "no_such_folder",  # the same
    "ending_unknown",  # the same
}


def asked_over_http() -> dict[str, ast.Module]:
    """Return every module that the service may run: what its routes import, and what that imports, by path."""
    found: dict[str, ast.Module] = {}
    waiting = [path.relative_to(ROOT / "src") for path in (ROOT / "src/api/http").glob("*.py")]
    while waiting:
        path = waiting.pop()
        if str(path) in found or not (ROOT / "src" / path).is_file():
            continue
        tree = found[str(path)] = ast.parse((ROOT / "src" / path).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
            for name in names:
                folder = Path(*name.split("."))
                waiting += [folder.with_suffix(".py"), folder / "__init__.py"]
    return found


def test_every_code_that_the_service_can_answer_is_documented() -> None:
    """A field's code is any text of the source that has its words among those of fields."""
    listed = set(re.findall(r"`(\w+)`", section(page("http.md"), "## Problems")))
    modules = {path: tree for path, tree in asked_over_http().items() if not path.startswith(NOT_ANSWERED)}
    assert {"graph/commands/draw.py", "graph/commands/handover.py", "api/http/traces.py"} <= set(modules)
    codes_of_fields: set[str] = set()
    for path, tree in modules.items():
        if not path.startswith(("graph/model/", "graph/output/error_words")):
            codes_of_fields |= {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)} & set(
                FIELDS
            )
    assert len(codes_of_fields) > 25
    assert sorted(codes_of_fields - listed - SAID_ELSEWHERE) == []
    refusals = {code_of(said, noun) for tree in modules.values() for said, noun in raised_in(tree)}
    assert {"drawing_too_large", "area_is_unit"} <= refusals
    assert sorted(refusals - listed - SAID_ELSEWHERE) == []


# --- docs/settings.md -------------------------------------------------------------------------------------------------


def variables(text: str) -> set[str]:
    return set(re.findall(r"\bZEREN_[A-Z0-9_]+\b", text))


def test_every_setting_is_documented() -> None:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / ".ci" / "run"]
    used = {name for path in sources if path.is_file() for name in variables(path.read_text(encoding="utf-8"))}
    documented = codes(table(page("settings.md")))
    assert sorted(documented) == sorted(used)


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"\bos\.(environ|getenv)\b", path.read_text(encoding="utf-8"))
    }
    assert readers == {"api/cli/__init__.py"}, "the command line hands it to Settings.read"


def test_the_defaults_of_the_settings_are_documented() -> None:
    empty = Settings.read({})
    defaults = {row[0].strip("`"): row[2] for row in table(page("settings.md"))}
    assert {name: defaults[name] for name, _ in LIMITS.values()} == {
        name: f"`{most}`" for name, most in LIMITS.values()
    }
    assert defaults["ZEREN_NEO4J_USER"] == f"`{empty.access.user}`"
    assert (empty.register, empty.by, empty.why, empty.access.password) == (None, None, None, "")


# --- docs/glossary.md -------------------------------------------------------------------------------------------------

GROUPS: dict[str, tuple[Word, ...]] = {
    "Nouns": words.NOUNS,
    "Levels": words.LEVEL_WORDS,
    "Tiers": words.TIER_WORDS,
    "Tenure kinds": words.TENURE_WORDS,
    "Gap kinds": words.GAP_WORDS,
    "Findings": words.FINDING_WORDS,
    "Severities": words.SEVERITY_WORDS,
    "Answered at": words.ANSWERED_WORDS,
}


@pytest.mark.parametrize("heading", GROUPS)
def test_the_glossary_equals_the_code(heading: str) -> None:
    rows = table(section(page("glossary.md"), f"## {heading}"))
    expected = [(f"`{word.code}`", word.chinese, word.english, word.meaning) for word in GROUPS[heading]]
    assert [tuple(row[:4]) for row in rows] == expected


def test_the_closed_lists_have_a_word_for_each_value() -> None:
    kinds_found = tuple(code for code in CODES if code != GAP)
    for heading, listed in (
        ("Findings", kinds_found),
        ("Severities", SEVERITIES),
        ("Levels", words.LEVELS),
        ("Tiers", words.TIERS),
        ("Tenure kinds", words.TENURE_KINDS),
        ("Gap kinds", words.GAP_KINDS),
        ("Answered at", words.ANSWERED_AT),
    ):
        assert tuple(word.code for word in GROUPS[heading]) == listed
    assert re.findall("^## (.*)", page("glossary.md"), re.MULTILINE) == list(GROUPS)


def test_what_the_glossary_names_exists_and_nothing_is_left_out() -> None:
    rows = table(section(page("glossary.md"), "## Nouns"))
    classes, tables, labels, keys = (
        {name for row in rows for name in re.findall(r"`(\w+)`", row[place])} for place in (4, 5, 6, 7)
    )
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "graph").rglob("*.py"))
    assert [one for one in classes if not re.search(rf"^(class {one}\b|{one} = )", source, re.MULTILINE)] == []
    assert {one.noun.__name__ for one in TABLES.values()} <= classes
    texts = "".join(text for number, text in queries.schema("sql") if number != NAMES)
    schema = set(re.findall(r"CREATE TABLE (\w+)", texts))
    assert tables | {"withdrawals"} == schema
    written = "\n".join(queries.load("cypher", name).text for name in queries.names("cypher"))
    used = set(re.findall(r"\((?:\w+)((?::\w+)+)", written)) | set(re.findall(r"SET n((?::\w+)+)", written))
    assert labels | {"Body", "Withdrawal"} == {label for one in used for label in one.split(":") if label}
    answers = {one.name for noun in chain(shapes(Trace), shapes(PlaceSeen)) for one in fields(noun)}
    assert keys <= answers


# --- docs/architecture.md, docs/decisions -----------------------------------------------------------------------------


def test_every_room_is_documented() -> None:
    rooms = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "src" / "graph").glob("*/__init__.py")}
    rooms |= {"src/api/cli", "src/api/http", "src/api/settings.py"}
    assert set(codes(table(section(page("architecture.md"), "## The rooms")))) == rooms


@pytest.mark.parametrize("name", PAGES)
def test_every_path_that_a_page_names_exists(name: str) -> None:
    named_paths = re.findall(r"`((?:src|sql|cypher|tests|docs|bench)/[\w./-]*)`", page(f"{name}.md"))
    assert [path for path in named_paths if not (ROOT / path).exists()] == []


def test_the_layers_that_are_drawn_are_those_that_are_held() -> None:
    text = section(page("architecture.md"), "## Imports point one way")
    drawn = [line.split("└─ ")[1].split("  ")[0] for line in text.splitlines() if "└─" in line]
    contract = re.search(r"layers = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.DOTALL)
    assert contract
    assert drawn == re.findall(r'"([^"]+)"', contract[1])


def test_every_query_predicate_is_named_where_one_looks_for_it() -> None:
    said = re.findall(r"`@(\w+)(?:\(x\))?`", section(page("architecture.md"), "## Where things are that one looks for"))
    for engine in ("sql", "cypher"):
        source = (ROOT / engine / f"predicates.{engine}").read_text(encoding="utf-8").splitlines()[1:]
        defined = [re.match(r"(?:--|//) (\w+)", line) for line in source]
        assert {one[1] for one in defined if one} == set(said)


DECISIONS = sorted((DOCS / "decisions").glob("*.md"))


def test_the_decisions_are_numbered_without_a_hole() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize(
    "path", [one for one in DECISIONS if not one.name.startswith("0002")], ids=lambda one: one.stem
)
def test_a_decision_says_context_choice_rejected_and_consequences(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {path.name[:4]}: ")
    assert re.findall("^## (.*)", text, re.MULTILINE) == ["Context", "Choice", "Rejected", "Consequences"]
    assert len(text.split()) < 600, "one page"


# --- Every page -------------------------------------------------------------------------------------------------------

TEXTS = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), ROOT / "tests" / "scenarios" / "README.md"])


def anchors(path: Path) -> set[str]:
    """Return what a heading can be linked by."""
    found = re.findall(r"^#+ (.*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in found}


@pytest.mark.parametrize("path", TEXTS, ids=lambda one: one.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if re.match("[a-z]+:", link):
            continue
        where, _, anchor = link.partition("#")
        target = (path.parent / where).resolve() if where else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_no_page_names_a_folder_of_somebodys_machine() -> None:
    for path in TEXTS:
        assert not re.search(r"(?<![\w.:/])/(home|work|tmp|root|Users)/", path.read_text(encoding="utf-8")), path


def test_every_page_of_this_test_is_there() -> None:
    assert [name for name in PAGES if not (DOCS / f"{name}.md").is_file()] == []
