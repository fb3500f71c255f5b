"""The document: finds elements, knows who has the focus, and does what a press does by itself."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag

from support.dom.clock import Clock
from support.dom.elements import Element
from support.dom.events import KEYS, POINTER, QUIET, Event, Target
from support.dom.values import Blob, Items

FOCUSABLE = "button, input, select, textarea, summary, a[href], [tabindex]"


class Document:
    """One page, as its markup says it before Python starts."""

    def __init__(self, markup: str, window: Target, clock: Clock) -> None:
        self._soup = BeautifulSoup(markup, "html.parser")
        self._window, self._clock = window, clock
        self._elements: dict[int, Element] = {}
        self._ids = {str(tag["id"]): tag for tag in self._soup.find_all(id=True)}
        self.activeElement: Element | None = None
        self.by_keyboard = True
        self.captured: dict[int, Element] = {}
        self.refuses_capture = False
        self.visibilityState = "visible"
        self.scrolled_to: Element | None = None
        self.selection: Element | None = None
        self.heard: list[str] = []
        self.blobs: dict[str, Blob] = {}
        self.downloads: list[tuple[str, bytes]] = []
        root = self._soup.find("html")
        assert isinstance(root, Tag)
        self.documentElement = self.element(root)

    def element(self, tag: Tag) -> Element:
        """The one element of this tag."""
        found = self._elements.get(id(tag))
        if found is None:
            found = self._elements[id(tag)] = Element(self, tag)
        return found

    def getElementById(self, name: str) -> Element:
        """Unlike a browser's, it tells at once when there is none."""
        if name not in self._ids:
            raise LookupError(f"the page asked for #{name}, which its markup does not have")
        return self.element(self._ids[name])

    def querySelectorAll(self, selector: str) -> Items:
        return self.documentElement.querySelectorAll(selector)

    def createElement(self, name: str) -> Element:
        return self.element(self._soup.new_tag(name))

    def new_option(self, label: str, value: str) -> Element:
        """What `new Option(label, value)` gives."""
        option = self._soup.new_tag("option", attrs={"value": value})
        option.string = label
        return self.element(option)

    # Events.

    def dispatch(self, target: Target, type_: str, **carried: Any) -> Event:
        """Tell the window, then the target and, if such events rise, all above it."""
        event = Event(type_, target, self._clock.time, **carried)
        self._window.hear(event, capture=True)
        if isinstance(target, Element):
            for element in target.ancestors():
                element.hear(event)
                if type_ in QUIET:
                    return event
        if target is not self._window:
            self._window.hear(event)
        else:
            target.hear(event)
        return event

    def later(self, target: Target, type_: str) -> None:
        """Dispatch the event as soon as what runs now is over."""
        self._clock.soon(lambda: self.dispatch(target, type_))

    def focus(self, element: Element | None) -> None:
        """Move the focus, unless it cannot be there."""
        old = self.activeElement
        if element is old or (element and not element.matches(FOCUSABLE)):
            return
        if element and any(above.hidden for above in element.ancestors()):
            return
        self.activeElement = element
        if old:
            self.dispatch(old, "blur")
        if element:
            self.dispatch(element, "focus")

    def click(self, element: Element, **carried: Any) -> None:
        """A press, and what the browser does upon it by itself."""
        kind = element.tag.get("type")
        before = element.checked
        if kind in ("checkbox", "radio"):
            element.checked = not before if kind == "checkbox" else True
        event = self.dispatch(element, "click", **(POINTER | carried))
        if event.defaultPrevented:
            return
        if kind in ("checkbox", "radio") and element.checked != before:
            self.change(element)
        elif element.tag.name == "summary":
            details = element.parentElement
            assert details is not None
            details.open = not details.open
        elif element.download:
            self.downloads.append((element.download, self.blobs[element.href].data))

    def change(self, element: Element) -> None:
        """Tell that the visitor has changed a control."""
        self.dispatch(element, "input")
        self.dispatch(element, "change")

    def press_key(self, key: str, **more: Any) -> Event:
        """A key, or a chord like Shift+ArrowUp, for whoever has the focus."""
        self.by_keyboard = True
        return self.send_key(self.activeElement or self.documentElement, key, **more)

    def send_key(self, target: Target, key: str, **more: Any) -> Event:
        """A key, or a chord, for this one."""
        *held, key = key.split("+") if key != "+" else ["+"]
        names = {"Control": "ctrlKey", "Meta": "metaKey", "Alt": "altKey", "Shift": "shiftKey"}
        usual = {
            "code": f"Key{key.upper()}" if len(key) == 1 and key.isalpha() else key,
            "repeat": False,
            "isComposing": False,
            **KEYS,
            **{names[name]: True for name in held},
        }
        return self.dispatch(target, "keydown", key=" " if key == "Space" else key, **usual | more)
