"""Laws that hold for every register, whatever it says."""

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.changes import canonical
from graph.changes.changeset import Change
from graph.commands import imports, reading
from graph.commands.copy import copy
from graph.commands.verify import verify
from graph.commands.writing import write
from graph.model.errors import Refusal
from graph.model.facts import (
    TABLES,
    Area,
    Assignment,
    AssignmentId,
    Column,
    Fact,
    Form,
    Matter,
    MatterId,
    PlaceId,
    Post,
    Unit,
)
from graph.model.times import Instant, parse_instant
from graph.model.words import ALL, TIERS
from graph.stores import Store, open_store
from tests import oracle
from tests.conftest import Server
from tests.properties.folders import write_facts
from tests.properties.histories import (
    Answer,
    besides_times,
    examples,
    history_of,
    new_folder,
    new_sqlite,
    put_register,
    put_step,
    refused,
    register_of,
    trace_bytes,
    traced,
)
from tests.properties.strategies import Drawn, Question, Step, asked, registers, table_name

Asked = tuple[Drawn, list[Question]]

LATER = parse_instant("2027-01-01T00:00:00Z")


# --- Time -----------------------------------------------------------------------------------------------------------


def test_a_question_with_its_echoed_times_gives_the_same_bytes_for_ever(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=25, many=500)
    @given(asked(4))
    def holds(asked: Asked) -> None:
        drawn, questions = asked
        given_then: list[tuple[Question, bytes]] = []
        with new_sqlite() as store:
            for step in drawn.steps:
                put_step(store, step)
                given_then += answered(store, [replace(question, known_at=None) for question in questions])
                given_then += answered(store, questions)

            for question, then in given_then:
                assert trace_bytes(store, question) == then

    holds()


def answered(store: Store, questions: list[Question]) -> list[tuple[Question, bytes]]:
    """The questions that have an answer, each with the times that its answer echoes, and that answer."""
    found = []
    for question in questions:
        try:
            then = trace_bytes(store, question)
        except Refusal:
            continue
        echoed = json.loads(then)["question"]
        known_at = parse_instant(echoed["known_at"])
        found.append((Question(echoed["place"], echoed["matter"], echoed["on"], known_at), then))
    return found


# --- Copies ---------------------------------------------------------------------------------------------------------


def test_a_copy_has_the_same_head_and_gives_the_same_bytes_and_both_are_sound(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=20, many=400)
    @given(asked(4))
    def holds(asked: Asked) -> None:
        drawn, questions = asked
        with register_of(drawn) as source, new_folder() as folder:
            copied = copy(source, str(folder / "copy.db"))

            target = open_store(str(folder / "copy.db"))
            assert copied == len(drawn.steps)
            assert_same(source, target, questions)
            target.close()

    holds()


@pytest.mark.neo4j
def test_a_copy_to_neo4j_has_the_same_head_and_gives_the_same_bytes_and_is_sound(
    pytestconfig: pytest.Config, neo4j_server: Server
) -> None:
    @examples(pytestconfig, few=2, many=60)
    @given(asked(2))
    def holds(asked: Asked) -> None:
        drawn, questions = asked
        neo4j_server.empty()
        with register_of(drawn) as source, new_folder() as folder:
            copy(source, neo4j_server.url, access=neo4j_server.access)

            target = open_store(neo4j_server.url, neo4j_server.access)
            assert_same(source, target, questions)
            copy(target, str(folder / "back.db"))
            back = open_store(str(folder / "back.db"))
            assert_same(source, back, questions)
            target.close()
            back.close()

    holds()


def test_a_copy_that_stopped_is_continued(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=10, many=200)
    @given(asked(2))
    def holds(asked: Asked) -> None:
        drawn, questions = asked
        with new_sqlite() as source, new_folder() as folder:
            copied = 0
            for step in drawn.steps:
                put_step(source, step)
                copied += copy(source, str(folder / "copy.db"))

            target = open_store(str(folder / "copy.db"))
            assert copied == len(drawn.steps)
            assert copy(source, str(folder / "copy.db")) == 0
            assert_same(source, target, questions)
            target.close()

    holds()


def assert_same(source: Store, target: Store, questions: list[Question]) -> None:
    assert target.register() == source.register()
    assert verify(source) == verify(target)
    for question in questions:
        assert said(source, question) == said(target, question)


def said(store: Store, question: Question) -> bytes | Answer:
    """The very bytes of an answer, or the refusal."""
    try:
        return trace_bytes(store, question)
    except Refusal as error:
        return refused(error)


# --- Files ----------------------------------------------------------------------------------------------------------


def test_the_facts_known_now_as_a_folder_give_the_same_answers_but_for_the_times(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=25, many=500)
    @given(asked(4))
    def holds(asked: Asked) -> None:
        drawn, questions = asked
        with register_of(drawn) as source, new_sqlite() as target, new_folder() as folder:
            known = [fact for table in TABLES for _, fact in reading.facts(source, table)]
            assert sorted(known, key=repr) == sorted(drawn.known[-1].values(), key=repr)
            write_facts(folder, known)

            imports.commit(target, imports.plan(target, folder), by="tester", why="a round trip", now=LATER)

            assert [besides_times(traced(target, now)) for now in at_the_head(questions)] == [
                besides_times(traced(source, now)) for now in at_the_head(questions)
            ]
            for store in (source, target):
                assert imports.plan(store, folder).changes == ()

    holds()


def at_the_head(questions: list[Question]) -> list[Question]:
    return [replace(question, known_at=None) for question in questions]


# --- What does not concern a question -------------------------------------------------------------------------------


def test_an_assignment_outside_the_chain_or_on_an_unrelated_matter_changes_no_trace(
    pytestconfig: pytest.Config,
) -> None:
    @examples(pytestconfig, few=40, many=1_000)
    @given(asked(1), st.randoms(use_true_random=False))
    def holds(asked: Asked, random: Random) -> None:
        drawn, questions = asked
        [question] = at_the_head(questions)
        with new_sqlite() as store:
            history = history_of(put_register(store, drawn))
            before = traced(store, question)
            assume("refused" not in before)
            unrelated = assignments_that_do_not_matter(history, before, drawn, random)

            write(store, store.register(), unrelated, by="tester", why="elsewhere", source=None, now=LATER)

            assert besides_times(traced(store, question)) == besides_times(before)

    holds()


def assignments_that_do_not_matter(
    history: list[dict[str, Any]], answer: Answer, drawn: Drawn, random: Random
) -> list[Change]:
    """An assignment at each place beside the chain, and one on each matter that is neither above nor below."""
    known = list(drawn.known[-1].values())
    post = random.choice([fact.id for fact in known if isinstance(fact, Post)])
    chain = {link["id"] for link in answer["chain"]}
    places = sorted({fact.id for fact in known if isinstance(fact, Area | Unit)} - chain)
    facts = [assignment(random, post, place, ALL) for place in places]
    asked = answer["question"]["matter"]
    if asked is not None:
        tree = oracle.matter_tree(oracle.known_facts(history, LATER), answer["question"]["on"])
        related = {*oracle.at_or_above(tree, asked), *oracle.below(tree, asked)}
        matters = sorted({fact.id for fact in known if isinstance(fact, Matter)} - related - {ALL})
        facts += [assignment(random, post, place, matter) for place in sorted(chain) for matter in matters]
    assume(facts)
    numbered = [replace(fact, id=AssignmentId(f"unrelated {number}")) for number, fact in enumerate(facts)]
    return [Change("assignments", fact) for fact in numbered]


def assignment(random: Random, post: Any, place: str, matter: Any) -> Assignment:
    tier = random.choice(TIERS)
    return Assignment(id=AssignmentId(""), post=post, place=PlaceId(place), tier=tier, matter=MatterId(matter))


# --- Names ----------------------------------------------------------------------------------------------------------


def test_other_ids_in_the_same_order_give_the_same_answer_with_these_ids(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=25, many=500)
    @given(asked(4))
    def holds(asked: Asked) -> None:
        drawn, questions = asked
        with register_of(drawn) as store, register_of(renamed_register(drawn)) as other:
            for question in questions:
                matter = question.matter and renamed(question.matter, matter=True)
                asked_anew = replace(question, place=renamed(question.place), matter=matter)
                one, two = traced(store, question), traced(other, asked_anew)
                assert without_head(two) == without_head(renamed_answer(one))

    holds()


def renamed(id: str, *, matter: bool = False) -> str:
    """Another id at the same place in the order of all ids: those before and after `all` stay there."""
    if matter and id == ALL:
        return id
    return ("!" if id < ALL else "~") + id


def renamed_register(drawn: Drawn) -> Drawn:
    steps = [
        Step(step.now, tuple(replace(change, fact=renamed_fact(change.fact)) for change in step.changes))
        for step in drawn.steps
    ]
    return replace(drawn, steps=tuple(steps))


def renamed_fact(fact: Fact | None) -> Fact | None:
    if fact is None:
        return None
    found: dict[str, Any] = {}
    for column in TABLES[table_name(fact)].columns:
        value = getattr(fact, column.field)
        if value is not None and column.form in (Form.ID, Form.REFERENCE):
            of_matters = "matters" in column.refers or (column.field == "id" and table_name(fact) == "matters")
            found[column.field] = renamed(value, matter=of_matters)
    return replace(fact, **found)


def renamed_answer(answer: Answer) -> Answer:
    """An answer with every id in it renamed, where the form of the JSON has one."""
    if "refused" in answer:
        return answer

    def one(value: Any, key: str, within: str) -> Any:
        if isinstance(value, dict):
            return {name: one(inner, name, key) for name, inner in value.items()}
        if isinstance(value, list):
            return [one(inner, key, within) for inner in value]
        if value is None or not isinstance(value, str):
            return value
        if key in ("matter", "narrower"):
            return renamed(value, matter=True)
        return renamed(value) if key in ("id", "place", "requirement", "call_order") else value

    return {key: one(value, key, "") for key, value in answer.items()}


def without_head(answer: Answer) -> Answer:
    if "refused" in answer:
        return answer
    return answer | {"as_of": answer["as_of"]["recorded_at"]}


# --- The chain of changesets ----------------------------------------------------------------------------------------


def test_every_random_register_is_sound_after_every_changeset(pytestconfig: pytest.Config) -> None:
    @examples(pytestconfig, few=25, many=500)
    @given(registers())
    def holds(drawn: Drawn) -> None:
        with new_sqlite() as store:
            for number, (step, known) in enumerate(zip(drawn.steps, drawn.known, strict=True), 1):
                put_step(store, step)

                found = verify(store)

                assert (found.changesets, found.changes) == (number, store.register().head.changes)
                assert found.head == store.register().head
                assert dict(pair for table in TABLES for pair in reading.facts(store, table)) == known
            times = [header.recorded_at for header in reading.headers(store)]
            assert all(one < other for one, other in pairwise(times))

    holds()


def test_different_changes_never_have_the_same_canonical_bytes(pytestconfig: pytest.Config) -> None:
    random = Random("canonical form")
    pairs = 1_000_000 if pytestconfig.getoption("--thorough") else 10_000
    different = 0
    for _ in range(pairs):
        one = random_change(random)
        other = near(random, one) if random.random() < 0.8 else random_change(random)

        if one != other:
            different += 1
            assert canonical.line(one) != canonical.line(other), (one, other)
        else:
            assert canonical.line(one) == canonical.line(other)
    assert different > 0.8 * pairs


def test_canonical_bytes_are_what_the_standard_library_writes(pytestconfig: pytest.Config) -> None:
    random = Random("two writers")
    for _ in range(100_000 if pytestconfig.getoption("--thorough") else 5_000):
        change = random_change(random)
        form: dict[str, Any] = {"table": change.table}
        if change.supersedes is not None:
            form["supersedes"] = change.supersedes
        if change.fact is not None:
            form["values"] = canonical.values(change)

        assert canonical.line(change) == plain(form)
        texts = {text(random): {text(random): [text(random), random.randrange(-(2**63), 2**63)]} for _ in range(3)}
        assert canonical.encoded(texts) == plain(texts)


def plain(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


PIECES = (
    *"aA1é\u0301\u200b\"\\/'{}[],:; \t\n\r\b\f\x00\x1f\x7f\x80\u2028\ufeff\uffff村𠮷🔥",
    "null",
    "\\u0041",
    '","since":"2024-01-01',
)


def text(random: Random) -> str:
    return "".join(random.choices(PIECES, k=random.randrange(1, 6)))


def random_change(random: Random) -> Change:
    name = random.choice(tuple(TABLES))
    supersedes = random.choice((None, random.randrange(1, 9), 2**53 + random.randrange(3)))
    if supersedes is not None and random.random() < 0.1:
        return Change(name, None, supersedes)
    fact = TABLES[name].noun(**{column.field: random_value(random, column) for column in TABLES[name].columns})
    return Change(name, fact, supersedes, {column: salt(random) for column in sealed(fact)})


def near(random: Random, change: Change) -> Change:
    """The same change but for one thing, if at all."""
    if change.fact is None:
        return replace(change, supersedes=random.randrange(1, 9))
    if random.random() < 0.1:
        return replace(change, supersedes=random.choice((None, 1, 2)))
    column = random.choice(TABLES[change.table].columns)
    fact = replace(change.fact, **{column.field: random_value(random, column)})
    seals = {name: change.seals.get(name) or salt(random) for name in sealed(fact)}
    return replace(change, fact=fact, seals=seals)


def sealed(fact: Fact) -> list[str]:
    columns = TABLES[table_name(fact)].columns
    return [column.field for column in columns if column.personal and getattr(fact, column.field) is not None]


def salt(random: Random) -> str:
    return random.randbytes(canonical.SALT_BYTES).hex()


def random_value(random: Random, column: Column) -> Any:
    if not column.needed and column.form is not Form.LIST and random.random() < 0.3:
        return None
    match column.form:
        case Form.LIST:
            return tuple(sorted({text(random) for _ in range(random.randrange(4))}))
        case Form.COUNT | Form.DEGREES | Form.INSTANT:
            return random.choice((0, 1, -1, 1_800_000_000, random.randrange(10)))
        case Form.DAY:
            return f"202{random.randrange(10)}-01-01"
        case Form.WORD:
            return random.choice(column.words)
        case _:
            return text(random)


def test_a_register_of_another_id_zone_or_beginning_has_another_head() -> None:
    begun = Instant(0)
    heads = {
        canonical.genesis(id, zone, created_at)
        for id in ("a", "A", "a ", "å", "a\u030a")
        for zone in ("Asia/Shanghai", "UTC")
        for created_at in (begun, Instant(1))
    }

    assert len(heads) == 20
