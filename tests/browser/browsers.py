"""A real Chromium for tests of pages: the one of the machine, driven by playwright.

Rules:
- ``ZEREN_TEST_CHROMIUM`` names a program, else one of the usual names is looked for; playwright's own download is not
  needed. Where there is none the tests of pages are skipped, and say so: no package of Python carries a browser.
- Whatever a page asks of a network, says on its console or opens as a dialog is written down.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def program() -> str | None:
    """Return the Chromium of this machine."""
    return os.environ.get("ZEREN_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield a running browser."""
    from playwright.sync_api import sync_playwright

    found = program()
    if found is None:
        pytest.skip("no Chromium on this machine (ZEREN_TEST_CHROMIUM names one)")
    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # root has no sandbox to enter
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=alone)
        yield browser
        browser.close()


class Watched:
    """A page with what it asked for and said."""

    def __init__(self, browser: Any, **more: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1200, "height": 800}, **more})
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda one: self.requests.append(one.url))
        self.page.on("console", lambda one: self.said.append(one.text))
        self.page.on("pageerror", lambda one: self.said.append(str(one)))
        self.page.on("dialog", self._dismissed)
        self.page.on("popup", lambda one: self.said.append(one.url))

    def _dismissed(self, dialog: Any) -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def opens(self, address: str) -> Any:
        self.page.goto(address)
        return self.page
