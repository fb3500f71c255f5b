"""Time in a visitor's hands: a slider and the buttons that make it run."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from page.browser.dom import by_id, listen, on_click


class TimeSlider:
    """The slider *Timestep* of a figure, 0 … T."""

    def __init__(self, prefix: str, scrub: Callable[[int], None]) -> None:
        self._slider = by_id(f"{prefix}-timestep")
        self._text = ""
        listen(self._slider, "input", lambda event: scrub(int(event.target.value)))

    def show(self, t: int, steps: int, text: str) -> None:
        """Stand at step t of `steps`; `text` says so to assistive technology."""
        # Only where it stands elsewhere: setting a slider makes the browser lay out the page anew.
        if self._slider.max != str(steps):
            self._slider.max = steps
        if self._slider.value != str(t):
            self._slider.value = t
        if text != self._text:
            self._text = text
            self._slider.setAttribute("aria-valuetext", text)


class PlayButtons:
    """A figure's buttons among forward, reverse, back, ahead and pause, by part name."""

    def __init__(self, prefix: str, actions: Mapping[str, Callable[[], None]]) -> None:
        self._buttons = {name: by_id(f"{prefix}-{name}") for name in actions}
        self._shown: object = None
        for name, action in actions.items():
            on_click(self._buttons[name], action)

    def show(self, direction: int, t: int, steps: int) -> None:
        """Mark what runs, +1 forward, -1 reverse, 0 nothing, and which buttons lead nowhere now."""
        now = (direction, t == 0, t == steps)
        if now == self._shown:
            return
        self._shown = now
        for name, runs in {"forward": direction > 0, "reverse": direction < 0}.items():
            if name in self._buttons:
                self._buttons[name].dataset.runs = str(runs).lower()
        # Not `disabled`: that would take the keyboard's place away with the last step.
        for name, spent in {
            "pause": direction == 0,
            "back": t == 0,
            "ahead": t == steps,
        }.items():
            if name in self._buttons:
                self._buttons[name].ariaDisabled = str(spent).lower()
