"""The press: boards' data to pages, by typst, with the packaged font alone.

Rules:
- The data enters as JSON (``sys_inputs``) and is never joined into the template.
- Texts are set as PDF/A-2b before any board is, whatever is wanted: that refuses a character that no font has, while a
  picture would show an empty frame in somebody's name.
- No tags for screen readers: PDF/A-2b asks for none, a board is made to be printed, and they take 20 times as long.
- Fonts of the machine are not looked at: the same data gives the same bytes anywhere.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from graph.output.json import dumps
from graph.resources import folder

STANDARD = "a-2b"
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


class MissingGlyph(Exception):
    """A board holds a character that the font lacks."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


class Press:
    """One template, ready to print; what it has compiled once makes the next board fast."""

    def __init__(self, common: Mapping[str, Any]) -> None:
        import typst
        from noto_cjk_sans_otc import FONT_PATH

        self._common = dict(common)
        self._refused = typst.TypstError
        home = folder("visualizations") / "board"

        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,  # one of them draws a box with a code for some private characters
            font_paths=[str(FONT_PATH.parent)],
        )

        def ready(template: str) -> typst.Compiler:
            return typst.Compiler(str(home / template), root=str(home), font_paths=fonts)

        self._boards, self._glyphs = ready("board.typ"), ready("glyphs.typ")

    def left_out(self) -> list[int]:
        """Return how many lines and gaps each board that was set last had no room for, in their order."""
        found: list[int] = orjson.loads(self._boards.query("metadata", field="value"))
        return found

    def look(self, texts: Sequence[str]) -> None:
        """Raise MissingGlyph for a character that the font lacks."""
        self._pdf(self._glyphs, {"texts": texts})

    def pdf(self, boards: Sequence[Mapping[str, Any]]) -> bytes:
        """Return boards as one PDF/A-2b, a page each; raise MissingGlyph for a character that the font lacks."""
        return self._pdf(self._boards, {"boards": boards})

    def svg(self, board: Mapping[str, Any]) -> bytes:
        """Return one board as SVG, its letters as outlines."""
        return self._made(self._boards, {"boards": [board]}, format="svg")

    def png(self, board: Mapping[str, Any], ppi: float) -> bytes:
        """Return one board as a picture."""
        return self._made(self._boards, {"boards": [board]}, format="png", ppi=ppi)

    def _pdf(self, compiler: Any, data: Mapping[str, Any]) -> bytes:
        try:
            return self._made(compiler, data, format="pdf", pdf_standards=[STANDARD], pdf_tags=False)
        except self._refused as error:
            missing = _MISSING.search(str(error))
            if missing is None:
                raise
            raise MissingGlyph(_ESCAPE.sub(lambda code: chr(int(code[1], 16)), missing[1])) from error

    def _made(self, compiler: Any, data: Mapping[str, Any], **how: Any) -> bytes:
        made = compiler.compile(sys_inputs={"data": dumps({**self._common, **data}).decode()}, **how)
        assert isinstance(made, bytes)
        return made
