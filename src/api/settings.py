"""Settings: the only reader of environment variables (docs/settings.md lists them all).

Rules:
- Read once at start; standard library only, since the command line's start-up time counts.
"""

import locale
from collections.abc import Mapping
from dataclasses import dataclass

from graph.model.errors import BadValue
from graph.stores import Access

LIMITS = {
    "acting_days": ("ZEREN_ACTING_DAYS", 180),
    "expiring_days": ("ZEREN_EXPIRING_DAYS", 30),
    "places": ("ZEREN_OVERLOAD_PLACES", 10),
    "board_days": ("ZEREN_BOARD_DAYS", 15),
}
"""The limits of audits: the variable of each, and what it is without one."""

MOST = 36_500


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says."""

    register: str | None
    by: str | None
    why: str | None
    lang: str
    public_url: str | None
    access: Access
    said_limits: Mapping[str, str]

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the environment; an empty variable is as an absent one."""
        said = {name: value for name, value in environment.items() if value}
        return cls(
            register=said.get("ZEREN_REGISTER"),
            by=said.get("ZEREN_BY"),
            why=said.get("ZEREN_WHY"),
            lang=language(said),
            public_url=said.get("ZEREN_PUBLIC_URL"),
            access=Access(
                user=said.get("ZEREN_NEO4J_USER", "neo4j"),
                password=said.get("ZEREN_NEO4J_PASSWORD", ""),
                database=said.get("ZEREN_NEO4J_DATABASE"),
            ),
            said_limits={variable: said[variable] for variable, _ in LIMITS.values() if variable in said},
        )

    def limits(self) -> dict[str, int]:
        """Return the limits of audits; raise BadValue with each that is no number from 1 to MOST."""
        found = {name: self.said_limits.get(variable, str(default)) for name, (variable, default) in LIMITS.items()}
        wrong = {LIMITS[name][0]: "not_a_number" for name, said in found.items() if not _is_number(said)}
        if wrong:
            raise BadValue(**wrong)
        return {name: int(said) for name, said in found.items()}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) and 1 <= int(text) <= MOST


def language(environment: Mapping[str, str]) -> str:
    """Return zh or en: by ZEREN_LANG, else by the locale."""
    for name in ("ZEREN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return "zh" if value.lower().startswith(("zh", "chinese")) else "en"
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"
