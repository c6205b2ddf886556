"""Ids: trimmed of outer blanks once, at intake; otherwise kept byte for byte.

Rules:
- Outer blanks, full-width ones (U+3000) and no-break spaces too, are trimmed. Nothing else is folded: letter case,
  width and composed forms stay apart, in either engine (OpenFGA's CVE-2026-55170 was a backend that folded case).
- At most 200 characters, no control characters.
"""

import unicodedata

LIMIT = 200

_NARROW = {wide: wide - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for wide in range(ord(first), ord(last) + 1)}
"""Full-width digits and letters, each with its ASCII one."""


def trimmed(text: str) -> str:
    """Return text without outer blanks of any width."""
    return text.strip()


def narrow(text: str) -> str:
    """Return text with ASCII digits and letters for full-width ones: what may be meant, and never takes its place."""
    return text if text.isascii() else text.translate(_NARROW)


def id_fault(text: str) -> str | None:
    """Return what is wrong with an id (a fault code), or None."""
    if len(text) > LIMIT:
        return "id_too_long"
    if has_control(text):
        return "control_character"
    return None


def has_control(text: str, *, allow_lines: bool = False) -> bool:
    """Tell whether text holds control characters; line breaks may be allowed (inside a name)."""
    if text.isprintable():
        return False
    allowed = "\r\n" if allow_lines else ""
    return any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in allowed for mark in text)
