"""Elements and events. One persistent proxy per callback; the page lives as long as they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import js
from pyodide.ffi import create_proxy

from page.browser.boot import report_trouble

TEXT_NODE = 3

Element = Any
"""A JavaScript object: its attributes are the browser's, so a type checker cannot know them."""


def by_id(name: str) -> Element:
    """The element with this id; raises LookupError when the page has none."""
    element = js.document.getElementById(name)
    if not element:  # JavaScript's null arrives as a value of its own, not as None
        raise LookupError(f"the page has no element #{name}")
    return element


def shown(action: Callable[..., None]) -> Callable[..., None]:
    """`action`, showing an exception on the page: the browser would swallow it.

    For promises, which look after proxies themselves.
    """

    def run(*args: Any) -> None:
        try:
            action(*args)
        except Exception:
            report_trouble("The page hit an error in its own code while handling what you did.")

    return run


def guarded(action: Callable[..., None]) -> Any:
    """A proxy for that, which stays."""
    return create_proxy(shown(action))


def listen(target: Element, event: str, action: Callable[[Any], None]) -> None:
    """Call `action` with the event each time `event` reaches `target`."""
    target.addEventListener(event, guarded(action))


def on_click(button: Element, action: Callable[[], None]) -> None:
    """Call `action` each time the button is pressed."""
    listen(button, "click", lambda _event: action())


def on_resize(element: Element, action: Callable[[], None]) -> None:
    """Call `action` when the element has got another size, and once to begin with."""
    js.ResizeObserver.new(guarded(lambda _entries, _observer: action())).observe(element)


def set_text(element: Element, text: str) -> None:
    """Replace the element's text, leaving it alone when it already says so."""
    if element.textContent == text:
        return
    nodes = element.childNodes
    # In the node that is there: for another one the browser asks every :has() about it.
    if text and nodes.length == 1 and nodes.item(0).nodeType == TEXT_NODE:
        nodes.item(0).data = text
    else:
        element.textContent = text


def fill_select(element: Element, options: Iterable[tuple[str, str]]) -> None:
    """Replace the options of a <select> by (value, label) pairs."""
    element.replaceChildren()
    for value, label in options:
        element.append(js.Option.new(label, value))


def group_options(element: Element, groups: Mapping[str, Iterable[str]]) -> None:
    """Put the options of a <select> into named groups; each has the values of its options."""
    by_value = {option.value: option for option in element.options}
    element.replaceChildren()
    for name, values in groups.items():
        group = js.document.createElement("optgroup")
        group.setAttribute("label", name)
        for value in values:
            group.append(by_value[value])
        element.append(group)


def style_of(element: Element, name: str) -> str:
    """The computed value of a CSS property or custom property."""
    return str(js.getComputedStyle(element).getPropertyValue(name)).strip()
