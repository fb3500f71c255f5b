"""A visitor of a copy of the site that a test may break, and ways to break a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from support.browser import Guard, wait_until_ready
from support.served import Copy

RUNTIME = "assets/runtime/"
# Well below the sixty seconds after which the page gives up on anything that does not move.
SOON_MS = 40_000


def gone(_content: bytes) -> None:
    """No such file."""


def one_byte_changed(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def instead(text: str) -> Callable[[bytes], bytes]:
    return lambda _content: text.encode()


@dataclass(frozen=True)
class Visit:
    """A visitor of the copy, and the panel that tells them what went wrong."""

    page: Page
    guard: Guard
    copy: Copy

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("alert")

    def opens(self, link: str = "") -> None:
        self.page.goto(self.copy.address + link)

    def meets_trouble(self, *words: str) -> None:
        """Wait for the panel; demand that it says `words`, and that the page is otherwise whole."""
        page, panel = self.page, self.panel
        page.wait_for_function(
            "document.documentElement.dataset.app !== 'booting'", timeout=SOON_MS
        )
        assert page.locator("html").get_attribute("data-app") == "failed"
        expect(panel.get_by_role("heading", name="Unerase could not start")).to_be_visible()
        said = panel.inner_text()
        for each in words:
            assert each in said, said
        expect(panel.get_by_role("button", name="Try again", exact=True)).to_be_enabled()
        assert page.get_by_role("progressbar").count() == 0
        assert page.get_by_role("heading", name="What is real here").is_visible()
        assert not [each for each in self.guard.seen if each.startswith("outside")]

    def is_untroubled(self) -> None:
        """Demand that there is no panel; one that is there tells what it says."""
        said = self.panel.all_text_contents()
        assert not said, said

    def tries_again(self) -> None:
        self.panel.get_by_role("button", name="Try again", exact=True).click()
        wait_until_ready(self.page)
        self.is_untroubled()
