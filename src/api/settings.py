"""Settings: the only reader of environment variables (docs/settings.md lists them all).

Rules:
- Read once at start; standard library only, since the command line's start-up time counts.
"""

import locale
from collections.abc import Mapping
from dataclasses import dataclass

from graph.stores import Access


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says."""

    register: str | None
    by: str | None
    why: str | None
    lang: str
    access: Access

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the environment; an empty variable is as an absent one."""
        said = {name: value for name, value in environment.items() if value}
        return cls(
            register=said.get("ZEREN_REGISTER"),
            by=said.get("ZEREN_BY"),
            why=said.get("ZEREN_WHY"),
            lang=language(said),
            access=Access(
                user=said.get("ZEREN_NEO4J_USER", "neo4j"),
                password=said.get("ZEREN_NEO4J_PASSWORD", ""),
                database=said.get("ZEREN_NEO4J_DATABASE"),
            ),
        )


def language(environment: Mapping[str, str]) -> str:
    """Return zh or en: by ZEREN_LANG, else by the locale."""
    for name in ("ZEREN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return "zh" if value.lower().startswith(("zh", "chinese")) else "en"
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"
