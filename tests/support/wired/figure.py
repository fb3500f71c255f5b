"""A figure as a visitor meets it: by role and name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from support.dom.canvas import Stroke
from support.dom.elements import Element
from support.wired.control import Control
from support.wired.page import Page

SIDE = 32


@dataclass(frozen=True)
class Figure:
    """A figure on a page that has started: the hero, when no other name and prefix are given."""

    page: Page
    name: str = "Unerase"
    prefix: str = "hero"

    def wait_until_open(self) -> None:
        """Come near the figure, and wait until Python has painted it and lets the visitor in."""
        self.come_into_view()
        data = self.part_element.tag.attrs
        self.page.wait_until(lambda: "data-open" in data, f"{self.name} is open")
        self.settle()

    def come_into_view(self) -> None:
        """Look at the figure, which rests while it is out of sight, and let it paint."""
        self.page.look_at(self.prefix)
        self.settle()

    def wait_until_made(self) -> None:
        """Wait until a figure that computes over several frames has nothing left to compute."""
        self.settle()
        data = self.part_element.tag.attrs
        self.page.wait_until(lambda: data["data-making"] == "", f"{self.name} is made")
        self.settle()

    @property
    def part_element(self) -> Element:
        return self.page.document.getElementById(self.prefix)

    @property
    def itself(self) -> Control:
        found = Control(self.page, self.part_element)
        assert found.name == self.name
        return found

    def part(self, name: str) -> Control:
        """The figure's element #prefix-name."""
        return self.page.find(f"{self.prefix}-{name}")

    def _there(self, role: str, name: str) -> Control:
        """By role and name; the first figure's *More* is opened if nothing else is called so."""
        if self.prefix == "hero" and not self.itself.roles(role, name):
            self.part("more").element.open = True
        return self.itself.role(role, name)

    def button(self, name: str) -> Control:
        return self._there("button", name)

    def choice(self, name: str) -> Control:
        return self._there("combobox", name)

    def number(self, name: str) -> Control:
        return self._there("spinbutton", name)

    def slider(self, name: str) -> Control:
        return self.itself.role("slider", name)

    def radio(self, name: str) -> Control:
        return self.itself.role("radio", name)

    def checkbox(self, name: str) -> Control:
        return self.itself.role("checkbox", name)

    def readout(self, name: str) -> str:
        """What it says, once what was asked has been drawn."""
        self.settle()
        return self._there("status", name).text

    def value(self, name: str) -> float:
        """A readout as a number, whichever way it is written (percent, powers of ten, −)."""
        text = self.readout(name).removesuffix("%")
        mantissa, _, power = text.partition("×10")
        digits = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        return float(mantissa.replace("−", "-").replace("∞", "inf").replace(",", "")) * 10.0 ** int(
            digits or 0
        )

    @property
    def grid(self) -> Control:
        return self.itself.role("grid", "Drawing grid")

    @property
    def timestep(self) -> Control:
        return self.slider("Timestep")

    @property
    def notice(self) -> str:
        self.settle()
        return self.part("notice").text

    @property
    def said(self) -> str:
        """What assistive technology hears at the end."""
        self.settle()
        return self.part("said").text

    def scrub(self, t: int, way: str = "") -> None:
        """Drag the slider to t and wait until the figure shows it."""
        self.drag(t)
        self.wait_for_step(t, way)

    def drag(self, t: int) -> None:
        """Drag the slider to t, once it reaches that far: more steps show a frame later."""
        self.page.wait_until(lambda: int(self.timestep.element.max) >= t, f"t reaches {t}")
        self.timestep.fill(str(t))

    def walk_back(self) -> None:
        """Press Reverse in the noise and wait for the end of the walk."""
        self.scrub(int(self.timestep.element.max))
        self.button("Reverse").click()
        self.wait_for_step(0, "walk back")

    def wait_for_step(self, t: int, way: str = "") -> None:
        """Wait until step t is shown, on the given way ("forward", "walk back") if any."""
        slider = self.timestep.element

        def there() -> bool:
            text = slider.getAttribute("aria-valuetext") or ""
            return text.startswith(f"step {t} of") and text.endswith(way)

        self.page.wait_until(there, f"{self.name} is at step {t} {way}")

    def settle(self) -> None:
        self.page.settle()

    def pixels(self, canvas: str = "picture") -> NDArray[np.uint8]:
        """The colours of a canvas of the figure, shape (height, width, 3)."""
        self.settle()
        context = self.part(canvas).element.getContext("2d")
        assert not context.strokes
        return context.pixels[..., :3]

    def strokes(self, canvas: str) -> list[Stroke]:
        """What was drawn on a canvas since it was last cleared."""
        self.settle()
        return list(self.part(canvas).element.getContext("2d").strokes)

    def drawing(self) -> NDArray[np.bool_]:
        """Which cells are ink, read off the estimate: the oracle's is the drawing at every step."""
        return np.asarray(self.pixels("estimate").mean(axis=2) < 127)

    def stroke(self, start: tuple[int, int], end: tuple[int, int], moves: int) -> None:
        """Press on the grid, drag in `moves` pointer events, lift."""
        places = [
            (
                (start[1] + (end[1] - start[1]) * i / moves + 0.5) / SIDE,
                (start[0] + (end[0] - start[0]) * i / moves + 0.5) / SIDE,
            )
            for i in range(moves + 1)
        ]
        self.grid.drag(*places)
