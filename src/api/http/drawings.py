"""GET /api/v1/drawings/{kind}: an answer as a picture, from the one warm drawing process of the service.

Rules:
- Work is done in the threads of long reads, and Graphviz in its own process: everybody else is answered meanwhile.
- The format is chosen before the store is asked: by ``format``, else by the Accept header, else it is SVG.
- An SVG may be opened by itself: the policy that is sent along lets nothing in it act. A page's own script may, in a
  sandbox: it reaches nothing of this service.
- Who waits for the drawing process waits in a thread of its own, and the reads of others go on.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import make_dataclass, replace
from keyword import iskeyword
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Request, Response

from api.http.formats import chosen
from api.http.long_reads import Content, LongReads
from api.http.parameters import KNOWN_AT, ON, PROBLEMS, wrong_parameters
from api.http.problems import Problem, language
from graph.commands.coverage_question import Question, wrong_fields
from graph.commands.draw import KINDS, Asked, check, check_format, draw, formats_of, made
from graph.model.errors import BadValue, UnknownDrawing
from graph.output.drawing.page import page_policy
from graph.output.drawing.process import Drawer
from graph.output.drawing.style import THEMES
from graph.output.drawing.write import FORMATS, MEDIA, PROCESSED
from graph.stores import Store

MEANS = {
    "place": "Of a trace or a timeline: the place's id.",
    "post": "Of a timeline, instead of a place: the post's id.",
    "area": "Of coverage, a matrix or a handover: the area's id.",
    "person": "Of a person: the person's id.",
    "organization": "Of an organization: the organization's id.",
    "matter": "Of a trace: the matter's id; every matter if absent.",
    "level": "Of coverage or a matrix: every area of this level inside; those directly below if absent.",
    "over": "Of a timeline: a range A..B, from A, before B.",
    "from": "Of a handover: the day before it.",
    "to": "Of a handover: the day after it; the day asked about if absent.",
    "on": ON,
    "known_at": KNOWN_AT,
    "theme": "light or dark; light if absent.",
    "format": f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}; what the Accept header asks for if absent, else svg.",
}
POLICY = "Content-Security-Policy"
HEADERS = {
    POLICY: "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
RESPONSES: dict[int | str, dict[str, Any]] = PROBLEMS | {
    200: {
        "description": "The drawing.",
        "content": {media: {"schema": {"type": "string"}} for media in MEDIA.values()},
    },
    404: {"model": Problem, "description": "No such kind of drawing, place, person or organization."},
    406: {"model": Problem, "description": "None of the formats that the Accept header asks for can be given."},
}
Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


class Drawings:
    """The drawing process of the service, and the one thread in which it is waited for."""

    def __init__(self, drawer: Drawer) -> None:
        self.drawer = drawer
        self.threads = ThreadPoolExecutor(1, thread_name_prefix="drawing")

    def lifespan(self, inner: Callable[[object], AbstractAsyncContextManager[None]]) -> Lifespan:
        """Return a lifespan that ends the drawing process after everything inside has ended."""

        @asynccontextmanager
        async def lifespan(app: FastAPI) -> AsyncIterator[None]:
            with self.drawer:
                async with inner(app):
                    yield
                self.threads.shutdown(cancel_futures=True)

        return lifespan


def add(app: FastAPI, long_reads: LongReads, drawings: Drawings) -> None:
    """Add the route to an application."""
    noun = make_dataclass("Parameters", [_parameter(name) for name in MEANS])

    @app.get(
        "/api/v1/drawings/{kind}",
        name="drawing",
        summary="An answer as a picture.",
        tags=["questions"],
        response_class=Response,
        responses=RESPONSES,
    )
    async def drawing(request: Request, kind: str, parameters: Annotated[Any, Depends(noun)]) -> Response:
        if kind not in KINDS:
            raise UnknownDrawing("unknown_drawing", kind=kind, kinds=", ".join(KINDS))
        asked = {name: getattr(parameters, _field(name)) for name in MEANS}
        return long_reads.answer(lambda store: _content(store, drawings, request, kind, asked))


def _parameter(name: str) -> tuple[str, Any, Any]:
    return _field(name), Annotated[str | None, Query(description=MEANS[name], alias=name)], None


def _field(name: str) -> str:
    """Return what the field of a parameter is called: from is a word of Python."""
    return f"{name}_" if iskeyword(name) else name


def _content(store: Store, drawings: Drawings, request: Request, kind: str, said: dict[str, str | None]) -> Content:
    _check(store, request, kind, said)
    form, lang = chosen(request, {form: MEDIA[form] for form in formats_of(kind)}), language(request)
    check_format(kind, form)
    found = draw(store, kind, _asked(kind, said, form), lang)
    theme = said["theme"] or THEMES[0]

    def pieces() -> Iterator[bytes]:
        yield made(found, form, theme, drawings.drawer, lang)

    headers = {} if form == "json" else HEADERS | ({POLICY: page_policy()} if form == "html" else {})
    return Content(MEDIA[form], pieces(), headers, drawings.threads if form in PROCESSED else None)


def _asked(kind: str, said: dict[str, str | None], form: str = "svg") -> Asked:
    noun = _noun(kind, said)
    asked = Asked(
        *(said[noun], said["matter"], said["level"], said["on"], said["known_at"]),
        form=form,
        over=said["over"],
        before=said["from"],
        after=said["to"],
    )
    return replace(asked, noun=noun) if KINDS[kind].also else asked


def _noun(kind: str, said: dict[str, str | None]) -> str:
    """Return which of a kind's subjects is meant: the first that is given."""
    return next((noun for noun in KINDS[kind].subjects if said[noun]), KINDS[kind].subject)


def _check(store: Store, request: Request, kind: str, said: dict[str, str | None]) -> None:
    """Refuse what is wrong with the parameters, all of it at once."""
    subject, mine = _noun(kind, said), KINDS[kind].subjects
    wrong = wrong_parameters(request, {*MEANS}, {subject} if len(mine) == 1 else frozenset())
    if len(mine) > 1 and not any(said[noun] for noun in mine):
        wrong |= dict.fromkeys(mine, "missing_place_or_post")
    others = {noun for one in KINDS.values() for noun in one.subjects} - {*mine}
    wrong |= {name: "not_for_this_drawing" for name in others if said[name]}
    wrong |= {name: "not_with_place" for name in mine if said[name] and name != subject}
    wrong |= {name: code for name, code in check(kind, _asked(kind, said)).items() if name != "subject"}
    if said["format"] and said["format"] not in MEDIA:
        wrong["format"] = "not_a_drawing_format"
    if said["theme"] and said["theme"] not in THEMES:
        wrong["theme"] = "not_a_theme"
    if wrong:
        times = Question(on=said["on"], known_at=said["known_at"], over=said["over"])
        raise BadValue(**dict(sorted((wrong_fields(times, store.zone) | wrong).items())))
