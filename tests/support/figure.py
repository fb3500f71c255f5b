"""A figure as a visitor meets it: by role, name, pointer and eye."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Locator, Page

SIDE = 32
MAKING_MS = 120_000

_PIXELS = """canvas => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext('2d', { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let text = '';
    for (let i = 0; i < data.length; i += 8192)
        text += String.fromCharCode(...data.subarray(i, i + 8192));
    return btoa(text);
}"""


@dataclass(frozen=True)
class Figure:
    """A figure on a page that has started: the hero, when no other name and prefix are given."""

    page: Page
    name: str = "Unerase"
    prefix: str = "hero"

    def wait_until_open(self) -> None:
        """Wait until Python has painted the figure and lets the visitor in."""
        self.itself.evaluate("figure => figure.scrollIntoView()")  # it opens when one comes near
        self.page.wait_for_selector(f"#{self.prefix}[data-open]", state="attached")
        self.come_into_view()

    def come_into_view(self) -> None:
        """Scroll to the figure, which rests while it is out of sight, and let it paint."""
        self.itself.evaluate(
            """figure => new Promise(done => {
                figure.scrollIntoView();
                new IntersectionObserver((_, watcher) => { watcher.disconnect(); done(); })
                    .observe(figure);
            })"""
        )
        self.settle()

    def wait_until_made(self) -> None:
        """Wait until a figure that computes over several frames has nothing left to compute."""
        self.settle()
        self.page.wait_for_selector(
            f'#{self.prefix}[data-making=""]', state="attached", timeout=MAKING_MS
        )
        self.settle()

    @property
    def itself(self) -> Locator:
        return self.page.get_by_role("figure", name=self.name, exact=True)

    def _there(self, role: Any, name: str) -> Locator:
        """By role and name; the first figure's *More* is opened if it lies there."""
        found = self.itself.get_by_role(role, name=name, exact=True)
        if self.prefix == "hero":
            more = self.page.locator("#hero-more:not([open])")
            folded = self.page.get_by_role(role, name=name, exact=True, include_hidden=True)
            if more.filter(has=folded).count():
                more.locator("summary").click()
        return found

    def button(self, name: str) -> Locator:
        return self._there("button", name)

    def choice(self, name: str) -> Locator:
        return self._there("combobox", name)

    def number(self, name: str) -> Locator:
        return self._there("spinbutton", name)

    def readout(self, name: str) -> str:
        return self._there("status", name).inner_text()

    def value(self, name: str) -> float:
        """A readout as a number, whichever way it is written (percent, powers of ten, −)."""
        text = self.readout(name).removesuffix("%")
        mantissa, _, power = text.partition("×10")
        digits = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        return float(mantissa.replace("−", "-").replace("∞", "inf").replace(",", "")) * 10.0 ** int(
            digits or 0
        )

    @property
    def grid(self) -> Locator:
        return self.itself.get_by_role("grid", name="Drawing grid", exact=True)

    @property
    def timestep(self) -> Locator:
        return self.itself.get_by_role("slider", name="Timestep", exact=True)

    @property
    def notice(self) -> str:
        return self.page.locator(f"#{self.prefix}-notice").inner_text()

    def scrub(self, t: int, way: str = "") -> None:
        """Drag the slider to t (as one input event) and wait until the figure shows it."""
        self.drag(t)
        self.wait_for_step(t, way)

    def drag(self, t: int) -> None:
        """Drag the slider to t, once it reaches that far: more steps show a frame later."""
        self.page.wait_for_function(
            "([prefix, t]) => document.getElementById(`${prefix}-timestep`).max >= t",
            arg=[self.prefix, t],
        )
        self.timestep.fill(str(t))

    def walk_back(self) -> None:
        """Press Reverse in the noise and wait for the end of the walk."""
        self.scrub(int(self.timestep.get_attribute("max") or 0))
        self.button("Reverse").click()
        self.wait_for_step(0, "walk back")

    def wait_for_step(self, t: int, way: str = "") -> None:
        """Wait until step t is shown, on the given way ("forward", "walk back") if any."""
        self.page.wait_for_function(
            """([prefix, t, way]) => {
                const slider = document.getElementById(`${prefix}-timestep`);
                const text = slider.getAttribute('aria-valuetext');
                return text.startsWith(`step ${t} of`) && text.endsWith(way);
            }""",
            arg=[self.prefix, t, way],
        )

    def settle(self) -> None:
        """Wait until two animation frames have passed, so that what was asked has been drawn."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def pixels(self, canvas: str = "picture") -> NDArray[np.uint8]:
        """The colours of a canvas of the figure, shape (height, width, 3)."""
        self.settle()
        element = self.page.locator(f"#{self.prefix}-{canvas}")
        raw = base64.b64decode(element.evaluate(_PIXELS))
        height = int(element.evaluate("canvas => canvas.height"))
        return np.frombuffer(raw, dtype=np.uint8).reshape(height, -1, 4)[..., :3]

    def drawing(self) -> NDArray[np.bool_]:
        """Which cells are ink, read off the estimate: the oracle's is the drawing at every step."""
        brightness = self.pixels("estimate").mean(axis=2)
        return np.asarray(brightness < 127)

    def point(self, row: float, column: float) -> tuple[float, float]:
        """The middle of a cell on the screen."""
        box = self.grid.bounding_box()
        assert box is not None
        return (
            box["x"] + (column + 0.5) * box["width"] / SIDE,
            box["y"] + (row + 0.5) * box["height"] / SIDE,
        )

    def stroke(self, start: tuple[int, int], end: tuple[int, int], moves: int) -> None:
        """Press, drag in `moves` pointer events, lift; other figures follow."""
        mouse = self.page.mouse
        mouse.move(*self.point(*start))
        mouse.down()
        mouse.move(*self.point(*end), steps=moves)
        mouse.up()
        self.page.evaluate(
            """() => new Promise(done => globalThis.requestIdleCallback
                ? requestIdleCallback(done, { timeout: 200 }) : setTimeout(done, 60))"""
        )


def open_all(page: Page) -> None:
    """Scroll past every figure, which opens before it is seen, and back to the same place."""
    place = page.evaluate("scrollY")
    for figure in page.locator("figure.figure").all():
        name = figure.get_attribute("id")
        figure.evaluate(
            """figure => scrollTo(0,
                scrollY + figure.getBoundingClientRect().top - 1.7 * innerHeight)"""
        )
        page.wait_for_selector(f"#{name}[data-open]", state="attached")
        figure.evaluate("figure => figure.scrollIntoView()")
        page.wait_for_function(
            "name => document.getElementById(name).dataset.making !== 'true'", arg=name
        )
    page.evaluate("place => scrollTo(0, place)", place)
