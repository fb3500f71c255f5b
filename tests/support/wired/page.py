"""A visit to the page: its start, its frames, its address, and what it has saved."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from article import parts
from posters import colours
from support.dom.modules import installed
from support.dom.performance import Measure
from support.dom.window import Window
from support.wired.control import Control

KEY = "unerase /unerase/"
"""Where the page keeps drawing and settings."""
ROOT = Path(__file__).resolve().parents[3]


@cache
def markup() -> str:
    """The rendered page, but for what the engine draws and counts at build time."""
    templates = parts(ROOT)
    nothing: Callable[[str], str] = lambda _name: ""  # noqa: E731
    fact = Markup('<output data-fact="{}"></output>')
    templates.globals.update(drawn=nothing, shown=nothing, style=nothing, fact=fact.format)
    return templates.get_template("index.html").render()


class Page:
    """One visit to the page, from its start on."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.clock = window.clock
        self.document = window.document
        self._fresh = itertools.count()

    def start(self) -> None:
        """Start the page's Python, with the hero in sight."""
        from page.app import App

        self.look_at("hero" if not self.embed else self.embed)
        App()
        self.settle()

    @property
    def embed(self) -> str:
        return self.document.documentElement.getAttribute("data-embed") or ""

    def settle(self) -> None:
        """Let two animation frames pass, so that what was asked has been drawn."""
        self.clock.turn()
        self.clock.turn()

    def rest(self) -> None:
        """Let everything that waits happen: frames, timers, links into the address."""
        self.clock.rest()

    def wait_until(self, condition: Callable[[], Any], what: str = "") -> None:
        """Turn frames until the condition holds."""
        self.clock.until(condition, what)

    def find(self, name: str) -> Control:
        """The element with this id."""
        return Control(self, self.document.getElementById(name))

    def select(self, selector: str) -> list[Control]:
        """All elements that match."""
        return [Control(self, one) for one in self.document.querySelectorAll(selector)]

    def role(self, role: str, name: str, exact: bool = True) -> Control:
        return Control(self, self.document.documentElement).role(role, name, exact)

    def look_at(self, name: str) -> None:
        """Bring an element into sight, and what was there out of it."""
        self.window.sight.look_at(self.document.getElementById(name))

    def press(self, key: str, **more: Any) -> bool:
        """A key, for whoever has the focus; whether the page took it from the browser."""
        return self.document.press_key(key, **more).defaultPrevented

    # The address.

    @property
    def hash(self) -> str:
        """The state in the address, once it is there."""
        self.rest()
        return self.window.location.hash[1:]

    @property
    def link(self) -> set[str]:
        """Its parts."""
        return set(self.hash.split("&"))

    def follow(self, link: str) -> None:
        """Paste a link."""
        self.rest()
        self.window.history.visit(link)
        self.settle()

    def refresh(self, sight: str = "hero", link: str = "") -> None:
        """As after a fresh start: one figure in sight, and everything else at its default."""
        self.clock.look_ms = 0.0
        self.rest()
        self.window.localStorage.kept.pop(KEY, None)
        self.look_at(sight)
        self.follow(f"{link}&v=1&fresh={next(self._fresh)}")

    # What was measured and saved.

    def measures(self, name: str, figure: str) -> list[Measure]:
        """The latest measures of this name."""
        return [
            one
            for one in self.window.performance.measures
            if (one.name, one.figure) == (name, figure)
        ]

    def clear_measures(self) -> None:
        self.window.performance.measures.clear()

    def saved(self) -> tuple[str, bytes]:
        """The file that was saved last: its name and its content."""
        return self.document.downloads[-1]


@contextmanager
def opened(
    link: str = "",
    kept: Mapping[str, str] | None = None,
    embed: str = "",
    beside: Page | None = None,
    early: SimpleNamespace | None = None,
    reduced_motion: bool = True,
) -> Iterator[Page]:
    """A page that has started from this link, with what the browser has kept for it.

    `beside` another, which goes on, but can import nothing more. `early` is what the boot script
    hands over of strokes that were drawn before.
    """
    other = beside.window if beside else None
    window = Window(markup(), colours(dark=False), f"#{link}" if link else "", other)
    window.localStorage.kept.update(kept or {})
    window.reduced_motion = reduced_motion
    page = Page(window)
    if early:
        window.unerase.early = early
    if embed:
        page.document.documentElement.setAttribute("data-embed", embed)
    with installed(window):
        page.start()
        yield page
