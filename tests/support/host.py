"""Somebody else's page, with figures of the site in frames.

A browser gives no animation frames to a frame that is out of sight: whoever waits for one asks
again by a timer (POLL).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Frame, Page

POLL = 50
"""Milliseconds between two looks."""


@dataclass(frozen=True)
class Host:
    """A folder of pages, on a server of its own: another origin than the site's."""

    folder: Path
    address: str

    def page(self, name: str, body: str) -> str:
        """Put a page there; return its address."""
        text = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">'
        )
        text += f"<title>Host</title>{body}"
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.address + name


def embed(site: str, figure: str, rest: str = "", attributes: str = 'class="unerase"') -> str:
    """The frame of one figure."""
    named = f'{attributes} name="{figure}" title="{figure}" width="100%" style="border: 0"'
    return f'<iframe {named} src="{site}?embed={figure}{rest}"></iframe>'


def framed(page: Page, name: str) -> Frame:
    """The frame with this name, once the page in it is there."""
    page.locator(f"iframe[name={name}]").wait_for(state="attached")
    frame = page.frame(name=name)
    assert frame is not None
    frame.wait_for_function("'unerase' in globalThis", polling=POLL)
    return frame


def wait_until_it_fits(frame: Frame) -> None:
    """Wait until the frame is as high as its content: nothing to scroll, nothing left over."""
    frame.frame_element().scroll_into_view_if_needed()
    frame.wait_for_function(
        """() => {
            const root = document.documentElement;
            const body = document.body.getBoundingClientRect().height;
            return Math.abs(root.scrollHeight - root.clientHeight) <= 1
                && Math.abs(innerHeight - body) <= 1;
        }""",
        polling=POLL,
    )


def heights(page: Page) -> dict[str, float]:
    """What the host gives to each frame, by name."""
    found: dict[str, float] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('iframe')]
            .map(one => [one.name, one.getBoundingClientRect().height]))"""
    )
    return found


class Runtimes:
    """Counts which frames have asked for Pyodide."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        context.on("request", self._on_request)

    def _on_request(self, request: Any) -> None:
        if "/runtime/pyodide/" in request.url or "/runtime/pyscript/" in request.url:
            self.asked.append(request.frame.name)
