"""Menus, switches and number fields: they report what was chosen and show what holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import js

from page.browser.dom import Element, by_id, fill_select, guarded, listen


class Choice:
    """A menu (<select>) of (value, label) options, without those for which something is missing.

    `missing` says what, or nothing; it is asked when the menu is shown, and when one is chosen.
    """

    def __init__(
        self,
        name: str,
        options: Iterable[tuple[str, str]],
        action: Callable[[str], None],
        missing: Callable[[str], str] | None = None,
    ) -> None:
        self.element = by_id(name)
        listed = [*options]
        self._values = [value for value, _label in listed]
        self._absent: list[str] = []
        self._shown = ""
        fill_select(self.element, listed)
        self._action, self._missing = action, missing
        listen(self.element, "change", self._on_change)

    def _on_change(self, event: Any) -> None:
        value = str(event.target.value)
        if self._missing and self._missing(value):  # it has gone since the menu was painted
            self.show(self._shown)
        else:
            self._action(value)

    def show(self, value: str) -> None:
        """Stand at `value`."""
        self._shown = value
        if self._missing:
            self._leave_out([value for value in self._values if self._missing(value)])
        if self.element.value != value:
            self.element.value = value

    def _leave_out(self, absent: list[str]) -> None:
        if absent != self._absent:
            self._absent = absent
            for option in self.element.options:
                option.hidden = option.disabled = option.value in absent  # some browsers hide none


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
        self._held = str(self.element.value)
        self._writable = guarded(lambda: setattr(self.element, "readOnly", False))
        listen(self.element, "input", self._typed)
        listen(self.element, "blur", self._left)
        listen(self.element, "wheel", self._passed_over)

    def show(self, value: int) -> None:
        """Stand at `value`, unless something wrong is being typed."""
        self._held = str(value)
        if self.element.value != self._held and not self._invalid:
            self.element.value = self._held

    @property
    def _invalid(self) -> bool:
        return bool(self.element.getAttribute("aria-invalid") == "true")

    def _typed(self, _event: Any) -> None:
        low, high = self._bounds
        # A field of this kind gives an empty text for what is no number at all.
        number = _whole(str(self.element.value), low, high)
        self._mark(
            number is not None, f"{self._label} must be a whole number from {low} to {high}."
        )
        if number is not None:
            self._held = str(number)
            self._action(number)

    def _mark(self, valid: bool, advice: str) -> None:
        self.element.setAttribute("aria-invalid", str(not valid).lower())
        self.element.setCustomValidity("" if valid else advice)
        self._say("" if valid else advice)

    def _left(self, _event: Any) -> None:
        if self._invalid:
            self.element.value = self._held
            self._mark(True, "")
            self._say(f"{self._label} stays {self._held}.")

    def _passed_over(self, _event: Any) -> None:
        # Chromium takes the wheel for the number of a field with the focus, unless it is read-only
        # at that moment; then it scrolls the page.
        self.element.readOnly = True
        js.setTimeout(self._writable, 0)


def _whole(text: str, low: int, high: int) -> int | None:
    """The number from low to high that these digits write; None for any other text."""
    digits = text.lstrip("0") or text[:1]
    # Their count first: Python refuses to read thousands of them.
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(high)):
        return None
    number = int(digits)
    return number if low <= number <= high else None


def enable(figure: Element) -> None:
    """Let the visitor at a figure's controls: they are off while Python starts."""
    for fieldset in figure.querySelectorAll("fieldset"):
        fieldset.disabled = False
