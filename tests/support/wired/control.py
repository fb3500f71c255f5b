"""One element of the page, in a visitor's hands: looked at, pressed, filled, pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from support.dom.elements import HEIGHT, WIDTH, Element
from support.dom.events import POINTER
from support.dom.roles import enabled, name_of, visible, with_role
from support.dom.values import File, Items

if TYPE_CHECKING:
    from support.wired.page import Page


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

    def hand_over(self, event: str, *files: bytes, kinds: Sequence[str] = ("Files",)) -> bool:
        """Drop or paste files here; whether the page took them."""
        given = Items(File(self.page.clock, data, "a file") for data in files)
        held = SimpleNamespace(files=given, types=Items(kinds))
        carried = {"clipboardData" if event == "paste" else "dataTransfer": held}
        taken = self.page.document.dispatch(self.element, event, **carried).defaultPrevented
        self.page.rest()
        return taken

    def focus(self) -> None:
        self._reach()
        self.page.document.by_keyboard = True
        self.element.focus()

    def press(self, key: str, **more: Any) -> bool:
        """A key, with the focus here; whether the page took it from the browser."""
        self.focus()
        return self.page.press(key, **more)

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
