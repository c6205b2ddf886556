"""Words for people, in English and Chinese: errors, headings and reports, from one table a subject.

Rules:
- Every error code has a message in both languages; a test walks the source for codes. A code stands in one table only.
- Ids are shown as they are; what they hold that cannot be
  printed, line breaks too, is shown as escapes, so that an error is one line.
"""

from typing import Any

from graph.model.errors import UnknownId, ZerenError
from graph.output.answer_words import PERSON, SEARCH, TRACE
from graph.output.board_words import BOARD
from graph.output.command_words import IMPORT, OTHERS
from graph.output.coverage_words import COVERAGE
from graph.output.drawing_words import DRAWING
from graph.output.error_words import ERRORS, FIELDS, REASONS, Words
from graph.output.page_words import PAGE
from graph.output.tables import shown

LANGUAGES = ("zh", "en")

MESSAGES: Words = {
    **ERRORS,
    **FIELDS,
    **REASONS,
    **TRACE,
    **SEARCH,
    **PERSON,
    **IMPORT,
    **OTHERS,
    **COVERAGE,
    **DRAWING,
    **BOARD,
    **PAGE,
}


def say(lang: str, message: str, **about: Any) -> str:
    """Return a message in a language, filled."""
    english, chinese = MESSAGES[message]
    return (chinese if lang == "zh" else english).format(**about)


def error_text(error: ZerenError, lang: str) -> str:
    """Return an error as one line for people."""
    about = {name: _value(name, value, lang) for name, value in error.about.items()}
    text = say(lang, error.code, **about)
    if isinstance(error, UnknownId) and error.like:
        some = ", ".join(f"{id} ({name})" for id, name in error.like)
        text += say(lang, "did_you_mean", some=f"{some}, …" if error.more else some)
    return shown(text)


def _value(name: str, value: Any, lang: str) -> str:
    if name == "fields":
        return "; ".join(f"{field}: {say(lang, code)}" for field, code in value.items())
    if name == "periods":
        return ", ".join(f"[{one['since'] or '…'}, {one['until'] or '…'})" for one in value)
    if name == "candidates":
        return ", ".join(f"{id} ({kind})" for id, _, kind in value)
    if name == "reason" and value in MESSAGES:
        return say(lang, value)
    return "-" if value is None else str(value)
