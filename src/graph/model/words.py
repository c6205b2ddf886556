"""The closed lists, and the glossary: one noun, one word, in code, Chinese and English.

Rules:
- Levels, tiers, tenure kinds and ``answered_at`` are closed lists; every other kind is open and matched by equality.
- A parent's level stands strictly higher in ``LEVELS``; levels may be skipped (docs/meaning.md, Places).
- No unit kind bears a level's name.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

Level = Literal[
    "province",
    "prefecture",
    "county",
    "township",
    "management_zone",
    "village",
    "sector",
    "grid_cell",
]
Tier = Literal["first", "direct", "specific"]
TenureKind = Literal["substantive", "acting", "concurrent"]
AnsweredAt = Literal["place", "chain"]
GapKind = Literal["unassigned", "lapsed", "vacant", "partial"]

LEVELS: tuple[str, ...] = get_args(Level)
TIERS: tuple[str, ...] = get_args(Tier)
TENURE_KINDS: tuple[str, ...] = get_args(TenureKind)
ANSWERED_AT: tuple[str, ...] = get_args(AnsweredAt)
GAP_KINDS: tuple[str, ...] = get_args(GapKind)

ALL = "all"
"""The built-in root of every tree of matters."""

LEVEL_RANK = {level: rank for rank, level in enumerate(LEVELS)}
TIER_RANK = {tier: rank for rank, tier in enumerate(TIERS)}


class Word(NamedTuple):
    """One entry of the glossary."""

    code: str
    chinese: str
    english: str
    meaning: str


NOUNS = (
    Word("Area", "区域", "area", "a place with a level, from province to grid cell"),
    Word(
        "Unit",
        "单位",
        "unit",
        "an organization at a place: member unit, venue, enterprise, school",
    ),
    Word("Place", "地点", "place", "an area or a unit"),
    Word("Organization", "组织", "organization", "a body that posts belong to"),
    Word("Post", "岗位", "post", "a seat that exists whether or not someone holds it"),
    Word("Person", "人员", "person", "someone who holds or held a post; never a resident"),
    Word("Tenure", "任职", "tenure", "a person holds a post for a period"),
    Word(
        "Matter",
        "事项",
        "matter",
        "what is answered for; a tree under the built-in root `all`",
    ),
    Word(
        "Requirement",
        "责任要求",
        "requirement",
        "one rule of a scheme: which tier, where, for what, how many",
    ),
    Word("Scheme", "责任制", "scheme", "cited rules with a period"),
    Word(
        "Slot",
        "责任格",
        "slot",
        "one (requirement, place, leaf matter) that a scheme asks for",
    ),
    Word(
        "Assignment",
        "责任分工",
        "assignment",
        "a post fills a slot for a period, on a ground",
    ),
    Word("Printing", "公示牌印制", "printing", "a place's board was printed, as it was known then"),
    Word(
        "Trace",
        "责任追溯",
        "trace",
        "the ordered answer for an incident: who answers, and why",
    ),
    Word("Gap", "责任空白", "gap", "a slot not filled on a date"),
    Word("Coverage", "责任覆盖率", "coverage", "how many of the slots asked for are filled"),
    Word("Keystone", "关键人员", "keystone", "a person who alone keeps slots filled"),
    Word("Audit", "责任审计", "audit", "everything that is found wrong with an area on a day"),
    Word("Finding", "审计发现", "finding", "one thing found wrong, with a stable id and what to do about it"),
    Word("Acceptance", "问题接受", "acceptance", "a finding that is known and borne with until a day"),
    Word("Plot", "责任田", "plot", "what one person is to answer for at one place"),
    Word("Tier", "责任层级", "tier", "first, directly or specifically responsible"),
    Word("Chain", "责任链", "chain", "the place and everything above it on a day"),
    Word(
        "Changeset",
        "变更集",
        "changeset",
        "one atomic, ordered list of changes with who, when and why",
    ),
    Word("Register", "责任台账", "register", "everything one store holds"),
    Word("Level", "层级", "level", "how high an area stands, province to grid cell"),
    Word("Fact", "事实", "fact", "one dated row of the register, with its record time"),
    Word("Head", "链首", "head", "the hash of the last changeset"),
)

LEVEL_WORDS = (
    Word("province", "省", "province", ""),
    Word("prefecture", "市", "prefecture", ""),
    Word("county", "县区", "county", ""),
    Word("township", "镇街", "township", ""),
    Word("management_zone", "管区", "management zone", ""),
    Word("village", "村社区", "village", ""),
    Word("sector", "片区", "sector", ""),
    Word("grid_cell", "网格", "grid cell", ""),
)

TIER_WORDS = (
    Word("first", "第一责任人", "first-responsible", ""),
    Word("direct", "直接责任人", "directly responsible", ""),
    Word("specific", "具体责任人", "specifically responsible", ""),
)

TENURE_WORDS = (
    Word("substantive", "实职", "substantive", "holds the post in his own right"),
    Word("acting", "代理", "acting", "holds it for the time being"),
    Word("concurrent", "兼任", "concurrent", "holds it beside another post"),
)

GAP_WORDS = (
    Word("unassigned", "从未落实", "unassigned", "no fitting assignment was ever there"),
    Word("lapsed", "已失效", "lapsed", "there was an assignment, none is in force"),
    Word("vacant", "岗位空缺", "vacant", "one is in force, nobody holds its post"),
    Word("partial", "人数不足", "partial", "fewer persons than asked for"),
)

FINDING_WORDS = (
    Word("expiring", "即将失效", "expiring", "a filled slot that will be unfilled within the days ahead"),
    Word("overlap", "责任重叠", "overlap", "more persons than the requirement allows"),
    Word(
        "tier_conflict", "层级冲突", "tier conflict", "one person in two tiers of one place, so that nobody supervises"
    ),
    Word("double_holder", "一岗多人", "double holder", "several persons in substantive tenure of one post"),
    Word("acting_too_long", "代理超期", "acting too long", "an acting tenure that has lasted too long"),
    Word("overload", "负担过重", "overload", "a person who answers at too many places"),
    Word("idle", "岗位闲置", "idle", "a held post that answers for nothing"),
    Word("orphan_place", "上级缺失", "orphan place", "a place whose parent is not in force"),
    Word("dangling", "引用失效", "dangling", "a fact in force that rests on something which is not"),
    Word("board_outdated", "公示牌过期", "board outdated", "a board that hangs and has long said something else"),
    Word("acceptance_expired", "接受已过期", "acceptance expired", "an acceptance that silences its finding no longer"),
)

SEVERITY_WORDS = (
    Word("info", "提示", "info", "worth knowing"),
    Word("warning", "警告", "warning", "to be looked at"),
    Word("error", "错误", "error", "to be mended: every gap is one"),
)

ANSWERED_WORDS = (
    Word("place", "本级", "place", "the place itself must have it"),
    Word("chain", "上级链", "chain", "the place together with everything above it"),
)

_CLOSED = (LEVEL_WORDS, TIER_WORDS, TENURE_WORDS, GAP_WORDS, FINDING_WORDS, SEVERITY_WORDS)
VALUE_WORDS = {word.code: word for group in _CLOSED for word in group}


def coded(word: str | None, words: Iterable[Word]) -> str | None:
    """Return the code of a Chinese word of a closed list; anything else is returned as it is."""
    return next((one.code for one in words if one.chinese == word), word)


def spoken(code: str, lang: str) -> str:
    """Return the word for people of a closed-list value; an unknown code is returned as it is."""
    word = VALUE_WORDS.get(code)
    if word is None:
        return code
    return word.chinese if lang == "zh" else word.english
