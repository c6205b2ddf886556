"""What a board says otherwise, as one line for people: where, then printed → now (docs/boards.md).

Rules:
- Of two lines or gaps only what differs is told; a line that is gone or new is told whole.
- The end of a validity is told as its last day, as on the foot; the difference itself holds the day after it.
"""

from graph.meaning.board import Hole, Line
from graph.meaning.board_difference import Difference, Said
from graph.model.times import Day, day_before
from graph.model.words import spoken
from graph.output.messages import say

_SPOKEN = {
    "no_board": "differs_no_board",
    "unreadable": "differs_unreadable",
    "name": "differs_name",
    "level": "differs_level",
    "kinds": "differs_kinds",
    "chain": "differs_chain",
    "matters": "differs_matters",
}


def difference_text(one: Difference, lang: str) -> str:
    """Return one difference in words."""
    printed, now = one.printed, one.now
    if isinstance(printed, Line) or isinstance(now, Line):
        return _call(printed, now, lang) if one.what == "call_first" else _lines(one, lang)
    if isinstance(printed, Hole) or isinstance(now, Hole):
        return _gaps(one, lang)
    if one.what == "broken":
        return say(lang, "differs_broken" if now else "differs_whole")
    if one.what == "validity":
        end = say(lang, "differs_no_end") if now is None else day_before(Day(str(now)))
        return say(lang, "differs_validity", printed=day_before(Day(str(printed))), now=end)
    what = say(lang, _SPOKEN[one.what])
    if one.what in ("no_board", "unreadable"):
        return what
    return _changed(what, _said(one.what, printed, lang), _said(one.what, now, lang), lang)


def _changed(what: str, printed: str, now: str, lang: str) -> str:
    return say(lang, "differs_changed", what=what, printed=printed, now=now)


def _said(what: str, value: Said, lang: str) -> str:
    if isinstance(value, tuple):
        return (" › " if what == "chain" else _comma(lang)).join(spoken(one, lang) for one in value) or "-"
    return "-" if value is None else spoken(str(value), lang)


def _comma(lang: str) -> str:
    return "、" if lang == "zh" else ", "


def _lines(one: Difference, lang: str) -> str:
    printed, now = one.printed, one.now
    tier = spoken(str(one.tier), lang)
    if not isinstance(printed, Line) or not isinstance(now, Line):
        line = printed if isinstance(printed, Line) else now
        assert isinstance(line, Line)
        told = [_person(line, lang), *([line.phone] if line.phone else []), _matters(line, lang)]
        how = "differs_new" if printed is None else "differs_gone"
        return say(lang, how, where=_where(tier, line.place, _post(line)), what=_comma(lang).join(told))
    same_seat = _post(printed) == _post(now)
    where = _where(tier, printed.place, _post(printed) if same_seat else _person(printed, lang))
    sides = (
        ("board_post", _post(printed), _post(now)),
        ("board_person", _person(printed, lang), _person(now, lang)),
        ("board_phone", printed.phone or "-", now.phone or "-"),
        ("board_answers", _matters(printed, lang), _matters(now, lang)),
    )
    changes = [_changed(say(lang, what), before, after, lang) for what, before, after in sides if before != after]
    return say(lang, "differs_at", where=where, changes=_comma(lang).join(changes))


def _gaps(one: Difference, lang: str) -> str:
    printed, now = one.printed, one.now
    hole = printed if isinstance(printed, Hole) else now
    assert isinstance(hole, Hole)
    where = _where(spoken(str(one.tier), lang), hole.place, say(lang, "board_gap"), _matters(hole, lang))
    if isinstance(printed, Hole) and isinstance(now, Hole):
        return say(lang, "differs_at", where=where, changes=f"{_gap(printed, lang)} → {_gap(now, lang)}")
    return say(lang, "differs_new" if printed is None else "differs_gone", where=where, what=_gap(hole, lang))


def _call(printed: Said, now: Said, lang: str) -> str:
    before, after = (_comma(lang).join(_caller(one, lang)) if isinstance(one, Line) else "-" for one in (printed, now))
    return _changed(say(lang, "board_call_first"), before, after, lang)


def _caller(line: Line, lang: str) -> list[str]:
    return [_post(line), _person(line, lang), *([line.phone] if line.phone else [])]


def _where(*parts: str) -> str:
    """Join a tier, a place and what is there; a post that names its place is told without it."""
    tier, place, *others = parts
    return " ".join([tier, *others] if place in others[0] else parts)


def _post(line: Line) -> str:
    return line.post if line.organization is None else f"{line.organization} {line.post}"


def _person(line: Line, lang: str) -> str:
    if line.person is None:
        return say(lang, "board_vacant")
    mark = "" if line.kind in (None, "substantive") else f" ({spoken(str(line.kind), lang)})"
    return line.person + mark


def _matters(part: Line | Hole, lang: str) -> str:
    return _comma(lang).join(part.matters) or say(lang, "every_leaf")


def _gap(hole: Hole, lang: str) -> str:
    return f"{spoken(hole.kind, lang)} {hole.have}/{hole.need}"
