"""Elements as the page's Python has them.

State that a browser keeps beside the attributes (checked, open, hidden, disabled, selected) is kept
in them, so that selectors see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bs4 import Tag

from support.dom.canvas import Context
from support.dom.modules import JsException
from support.dom.nodes import Style
from support.dom.tree import Node
from support.dom.values import Items

if TYPE_CHECKING:
    from support.dom.document import Document

WIDTH, HEIGHT = 640, 320
"""Every element is this large, in CSS px, and lies at the origin."""


@dataclass(frozen=True)
class Box:
    """Where an element lies."""

    left: float
    top: float
    width: float
    height: float


def _bound(name: str) -> Any:
    def get(self: Element) -> str:
        return self.getAttribute(name) or ""

    def put(self: Element, value: object) -> None:
        self.setAttribute(name, value)
        if name in ("min", "max"):
            self.value = self.value  # a slider stays within them

    return property(get, put)


def _text(name: str) -> Any:
    def get(self: Element) -> str | None:
        return self.getAttribute(name)

    def put(self: Element, value: str) -> None:
        self.setAttribute(name, value)

    return property(get, put)


def _flag(name: str) -> Any:
    def get(self: Element) -> bool:
        return self.tag.has_attr(name)

    def put(self: Element, on: bool) -> None:
        self.switch(name, on)

    return property(get, put)


def _size(name: str) -> Any:
    def get(self: Element) -> int:
        return int(self.getAttribute(name) or 0)

    def put(self: Element, value: int) -> None:
        self.setAttribute(name, value)
        self.getContext("2d").resize(self.width, self.height)

    return property(get, put)


class Element(Node):
    """One element. An attribute that is not defined here cannot be read or set."""

    __slots__ = ("_context", "_value", "download", "files", "href", "scrollLeft", "style")

    def __init__(self, document: Document, tag: Tag) -> None:
        super().__init__(document, tag)
        self.style = Style()
        self.scrollLeft = 0.0
        self.files: Items = Items()
        self.href = self.download = ""
        self._value: str | None = None
        self._context: Context | None = None

    hidden, disabled, selected = _flag("hidden"), _flag("disabled"), _flag("selected")
    readOnly = _flag("readonly")
    tabIndex, id = _text("tabindex"), _text("id")
    ariaDisabled, ariaPressed = _text("aria-disabled"), _text("aria-pressed")
    min, max, step = _bound("min"), _bound("max"), _bound("step")

    @property
    def open(self) -> bool:
        return self.tag.has_attr("open")

    @open.setter
    def open(self, on: bool) -> None:
        if on != self.open:
            self.switch("open", on)
            self.document.later(self, "toggle")

    def removeAttribute(self, name: str) -> None:
        super().removeAttribute(name)
        if name == "value":
            self._value = None

    # Controls.

    @property
    def checked(self) -> bool:
        return self.tag.has_attr("checked")

    @checked.setter
    def checked(self, on: bool) -> None:
        if on and self.tag["type"] == "radio":
            for other in self.document.documentElement.querySelectorAll(
                f'input[type="radio"][name="{self.tag["name"]}"]'
            ):
                del other.tag["checked"]
        self.switch("checked", on)

    @property
    def value(self) -> str:
        if self.tag.name == "select":
            chosen = self.chosen
            return "" if chosen is None else chosen.value
        if self._value is not None:
            return self._value
        if self.tag.name == "option":
            given = self.getAttribute("value")
            return self.textContent if given is None else given
        return self.getAttribute("value") or ""

    @value.setter
    def value(self, value: object) -> None:
        text = str(value)
        if self.tag.name == "select":
            options = self.options
            for option in options:
                option.selected = option.value == text
            self.unselected = not any(option.selected for option in options)
        else:
            self._value = self._sanitised(text)

    @property
    def chosen(self) -> Element | None:
        """The option of a <select> at which it stands."""
        options = self.options
        marked = [option for option in options if option.selected]
        return (marked or [None])[-1] if marked or self.unselected else (options or [None])[0]

    def _sanitised(self, text: str) -> str:
        """As a browser takes it over: a slider clamps and rounds, a number field is picky."""
        kind = self.tag.get("type") if self.tag.name == "input" else None
        if kind not in ("range", "number"):
            return text
        try:
            number = float(text)
        except ValueError:
            assert kind == "number", f"a slider was set to {text!r}"
            return ""
        if kind == "number":
            return text
        low, high, step = (float(part) for part in (self.min or 0, self.max or 100, self.step or 1))
        number = min(max(high, low), max(low, number))
        return f"{low + round((number - low) / step) * step:g}"

    def setCustomValidity(self, advice: str) -> None:
        self.setAttribute("data-custom-validity", advice)

    def select(self) -> None:
        self.document.selection = self

    # Focus, pointers and sight.

    def focus(self, **options: bool) -> None:
        assert options in ({}, {"preventScroll": True})
        self.document.focus(self)

    def blur(self) -> None:
        if self.document.activeElement is self:
            self.document.focus(None)

    def click(self) -> None:
        self.document.click(self)

    def setPointerCapture(self, pointer: int) -> None:
        if self.document.refuses_capture:
            raise JsException("NotFoundError")
        self.document.captured[pointer] = self

    def scrollIntoView(self, _options: Any = None) -> None:
        self.document.scrolled_to = self

    def getBoundingClientRect(self) -> Box:
        """The one box of all; what lies by shares of its parent is a point in it."""
        left, top = self.style.left, self.style.top
        if left.endswith("%") and top.endswith("%"):
            across, down = float(left[:-1]) / 100, float(top[:-1]) / 100
            return Box(across * WIDTH, down * HEIGHT, 0, 0)
        return Box(0, 0, WIDTH, HEIGHT)

    @property
    def clientWidth(self) -> int:
        return WIDTH

    @property
    def clientHeight(self) -> int:
        return HEIGHT

    # Canvas.

    def getContext(self, kind: str) -> Context:
        assert (self.tag.name, kind) == ("canvas", "2d")
        if self._context is None:
            self._context = Context()
            self._context.resize(self.width, self.height)
        return self._context

    width, height = _size("width"), _size("height")
