"""The page and a figure in the words of support/figure.py, on the stand-in for the browser."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from article import parts
from posters import colours
from support.dom.canvas import Stroke
from support.dom.elements import HEIGHT, WIDTH, Element
from support.dom.events import POINTER
from support.dom.modules import installed
from support.dom.performance import Measure
from support.dom.roles import enabled, name_of, visible, with_role
from support.dom.values import File, Items
from support.dom.window import Window

ROOT = Path(__file__).resolve().parents[2]
SIDE = 32


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

    def press(self, key: str) -> None:
        """A key, for whoever has the focus."""
        self.document.press_key(key)

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
        self.look_at(sight)
        self.follow(f"{link}&fresh={next(self._fresh)}")

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
    link: str = "", kept: Mapping[str, str] | None = None, embed: str = ""
) -> Iterator[Page]:
    """A page that has started from this link, with what the browser has kept for it."""
    window = Window(markup(), colours(dark=False), f"#{link}" if link else "")
    window.localStorage.kept.update(kept or {})
    page = Page(window)
    if embed:
        page.document.documentElement.setAttribute("data-embed", embed)
    with installed(window):
        page.start()
        yield page


@dataclass(frozen=True)
class Control:
    """One element, in a visitor's hands."""

    page: Page
    element: Element

    # What it is.

    @property
    def name(self) -> str:
        return name_of(self.element)

    @property
    def text(self) -> str:
        return " ".join(self.element.textContent.split())

    @property
    def value(self) -> str:
        return self.element.value

    @property
    def checked(self) -> bool:
        return self.element.checked

    @property
    def focused(self) -> bool:
        return self.element.matches(":focus")

    @property
    def visible(self) -> bool:
        return visible(self.element)

    @property
    def enabled(self) -> bool:
        return enabled(self.element)

    def attribute(self, name: str) -> str | None:
        return self.element.getAttribute(name)

    @property
    def options(self) -> list[str]:
        """The labels of a menu."""
        return [option.textContent for option in self.element.options]

    def select(self, selector: str) -> list[Control]:
        return [Control(self.page, one) for one in self.element.querySelectorAll(selector)]

    def roles(self, role: str, name: str, exact: bool = True) -> list[Control]:
        """All that are to be seen within it, by role and name."""
        return [Control(self.page, one) for one in with_role(self.element, role, name, exact)]

    def role(self, role: str, name: str, exact: bool = True) -> Control:
        """The only one of this role and name, once what was asked has been drawn."""
        found = self.roles(role, name, exact)
        if len(found) != 1:
            self.page.settle()
            found = self.roles(role, name, exact)
        assert len(found) == 1, f"{len(found)} elements are {role} {name!r}"
        return found[0]

    # What is done with it.

    def _reach(self, force: bool = False) -> None:
        here = f"<{self.element.tag.name} id={self.element.tag.get('id')!r}>"
        assert visible(self.element), f"{here} is hidden"
        assert force or enabled(self.element), f"{here} is disabled"

    def click(self, force: bool = False) -> None:
        """Press it; with `force` although it says that this leads nowhere."""
        self._reach(force)
        self.page.document.by_keyboard = False
        self.element.focus()
        self.element.click()

    def check(self) -> None:
        self._reach()
        if not self.checked:
            self.element.click()
        assert self.checked

    def uncheck(self) -> None:
        self._reach()
        if self.checked:
            self.element.click()
        assert not self.checked

    def fill(self, text: str) -> None:
        """Put a text, or a slider to a place, as one input event."""
        self._reach()
        self.element.focus()
        self.element.value = text
        self.page.document.dispatch(self.element, "input")

    def enter(self, text: str) -> None:
        """Put a text and press Enter."""
        self.fill(text)
        self.page.press("Enter")
        self.page.document.dispatch(self.element, "change")

    def choose(self, value: str | None = None, label: str | None = None) -> None:
        """Choose an option of a menu."""
        self._reach()
        wanted = [
            option.value
            for option in self.element.options
            if value in (None, option.value) and label in (None, option.textContent)
        ]
        assert len(wanted) == 1, f"{len(wanted)} options are {value or label!r}: {self.options}"
        self.element.value = wanted[0]
        self.page.document.change(self.element)

    def give(self, data: bytes, name: str = "a file") -> None:
        """Choose a file in the browser's dialogue."""
        self.element.files = Items([File(self.page.clock, data, name)])
        self.page.document.dispatch(self.element, "change")
        self.page.rest()

    def hand_over(self, event: str, data: bytes) -> bool:
        """Drop or paste a file here; whether the page took it."""
        files = Items([File(self.page.clock, data, "a file")])
        held = SimpleNamespace(files=files, types=Items(["Files"]))
        carried = {"clipboardData" if event == "paste" else "dataTransfer": held}
        taken = self.page.document.dispatch(self.element, event, **carried).defaultPrevented
        self.page.rest()
        return taken

    def focus(self) -> None:
        self._reach()
        self.page.document.by_keyboard = True
        self.element.focus()

    def press(self, key: str) -> None:
        """A key, with the focus here."""
        self.focus()
        self.page.press(key)

    # The pointer, in shares of the element's width and height.

    def event_at(self, x: float, y: float) -> Any:
        """Where a pointer was between two events."""
        return SimpleNamespace(clientX=x * WIDTH, clientY=y * HEIGHT)

    def point(self, event: str, x: float, y: float, **more: Any) -> None:
        place = vars(self.event_at(x, y))
        self.page.document.dispatch(self.element, event, **(POINTER | place | more))

    def down(self, x: float, y: float, **more: Any) -> None:
        self._reach()
        self.page.document.by_keyboard = False
        self.point("pointerdown", x, y, **more)

    def up(self, x: float, y: float) -> None:
        self.point("pointerup", x, y)
        captured = self.page.document.captured.pop(1, None)
        if captured:
            self.page.document.dispatch(captured, "lostpointercapture", **POINTER)

    def click_at(self, x: float, y: float, **more: Any) -> None:
        """A press and a click at a place."""
        self.down(x, y, **more)
        self.up(x, y)
        self.page.document.click(self.element, **vars(self.event_at(x, y)))

    def drag(self, start: tuple[float, float], *way: tuple[float, float]) -> None:
        """Press at the start, move along, lift at the end."""
        self.down(*start)
        for place in way:
            self.point("pointermove", *place)
        self.up(*(way or (start,))[-1])


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

    def button(self, name: str) -> Control:
        return self.itself.role("button", name)

    def choice(self, name: str) -> Control:
        return self.itself.role("combobox", name)

    def number(self, name: str) -> Control:
        return self.itself.role("spinbutton", name)

    def slider(self, name: str) -> Control:
        return self.itself.role("slider", name)

    def radio(self, name: str) -> Control:
        return self.itself.role("radio", name)

    def checkbox(self, name: str) -> Control:
        return self.itself.role("checkbox", name)

    def readout(self, name: str) -> str:
        """What it says, once what was asked has been drawn."""
        self.settle()
        return self.itself.role("status", name).text

    def value(self, name: str) -> float:
        """A readout as a number, whichever way it is written (percent, powers of ten, −)."""
        text = self.readout(name).removesuffix(" %")
        mantissa, _, power = text.partition("·10")
        digits = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        return float(mantissa.replace("−", "-").replace("∞", "inf")) * 10.0 ** int(digits or 0)

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
