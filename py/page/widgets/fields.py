"""Menus, switches and number fields: they report what was chosen and show what holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from page.browser.dom import Element, by_id, fill_select, listen


class Choice:
    """A menu (<select>) of (value, label) options."""

    def __init__(
        self, name: str, options: Iterable[tuple[str, str]], action: Callable[[str], None]
    ) -> None:
        self.element = by_id(name)
        fill_select(self.element, options)
        listen(self.element, "change", lambda event: action(event.target.value))

    def show(self, value: str) -> None:
        """Stand at `value`."""
        if self.element.value != value:
            self.element.value = value


class Switch:
    """A checkbox."""

    def __init__(self, name: str, action: Callable[[bool], None]) -> None:
        self.element = by_id(name)
        listen(self.element, "change", lambda event: action(bool(event.target.checked)))

    def show(self, on: bool) -> None:
        """Stand at on or off."""
        self.element.checked = on


class Segments:
    """Radio buttons side by side in one <fieldset>, of which one holds."""

    def __init__(self, name: str, action: Callable[[str], None]) -> None:
        self._group = by_id(name)
        listen(self._group, "change", lambda event: action(event.target.value))

    def show(self, value: str) -> None:
        """Stand at `value`."""
        self._group.querySelector(f'input[value="{value}"]').checked = True


class Dial:
    """A slider for anything but time: `count` + 1 notches, reported by number."""

    def __init__(self, name: str, count: int, action: Callable[[int], None]) -> None:
        self.element = by_id(name)
        self.element.min, self.element.max, self.element.step = 0, count, 1
        listen(self.element, "input", lambda event: action(int(event.target.value)))

    def show(self, notch: int, text: str) -> None:
        """Stand at a notch; `text` is its value in words."""
        if self.element.value != str(notch):
            self.element.value = notch
        self.element.setAttribute("aria-valuetext", text)


class NumberField:
    """A field for a whole number from low to high; what it may not be, it says through `say`."""

    def __init__(
        self,
        name: str,
        label: str,
        bounds: tuple[int, int],
        action: Callable[[int], None],
        say: Callable[[str], None],
    ) -> None:
        self.element = by_id(name)
        self._label, self._bounds = label, bounds
        self._action, self._say = action, say
        listen(self.element, "focus", self._entered)
        listen(self.element, "input", self._typed)
        listen(self.element, "blur", self._left)

    def show(self, value: int) -> None:
        """Stand at `value`, unless something wrong is being typed."""
        if self.element.value != str(value) and not self._invalid:
            self.element.value = str(value)

    @property
    def _invalid(self) -> bool:
        return bool(self.element.getAttribute("aria-invalid") == "true")

    def _typed(self, _event: Any) -> None:
        low, high = self._bounds
        text = str(self.element.value)
        # A field of this kind gives an empty text for what is no number at all.
        valid = text.isascii() and text.isdigit() and low <= int(text) <= high
        self._mark(valid, f"{self._label} must be a whole number from {low} to {high}.")
        if valid:
            self.element.dataset.held = text
            self._action(int(text))

    def _mark(self, valid: bool, advice: str) -> None:
        self.element.setAttribute("aria-invalid", str(not valid).lower())
        self.element.setCustomValidity("" if valid else advice)
        self._say("" if valid else advice)

    def _entered(self, _event: Any) -> None:
        self.element.dataset.held = self.element.value

    def _left(self, _event: Any) -> None:
        if self._invalid:
            self.element.value = self.element.dataset.held
            self._mark(True, "")
            self._say(f"{self._label} stays {self.element.value}.")


def enable(figure: Element) -> None:
    """Let the visitor at a figure's controls: they are off while Python starts."""
    for fieldset in figure.querySelectorAll("fieldset"):
        fieldset.disabled = False
