"""A figure's declared settings (`page.state.controls`) and the widgets that set and show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from page.browser.dom import group_options, on_click, set_text
from page.state import controls
from page.widgets.fields import Choice, Dial, NumberField, Segments, Switch
from page.widgets.transport import PlayButtons, TimeSlider
from page.widgets.words import schedule_labels

if TYPE_CHECKING:
    from page.figures.figure import Figure

Show = Callable[[Any], None]
"""Makes a widget stand at a value."""


class Setting:
    """One setting of a figure: its control, the element that sets it, and its present value."""

    def __init__(self, figure: Figure[Any, Any], field: str, control: Any) -> None:
        self.figure, self.field, self.control = figure, field, control
        self.part = control.part or field
        self.name: str = f"{figure.prefix}-{self.part}"
        self._show = next(
            _WIDGETS[kind](self) for kind in type(control).__mro__ if kind in _WIDGETS
        )

    @property
    def value(self) -> Any:
        return getattr(self.figure.settings, self.field)

    def put(self, value: Any) -> None:
        """The visitor has chosen a value."""
        self.figure.set(**{self.field: value})

    def show(self) -> None:
        """Make the widget stand where the settings are."""
        self._show(self.value)


def bind(figure: Figure[Any, Any]) -> Iterator[Setting]:
    """The settings that have a widget, with their widgets."""
    for _key, field, spelled in figure.table.properties:
        if isinstance(spelled, controls.Control):
            yield Setting(figure, field, spelled)


def _menu(one: Setting) -> Show:
    control = one.control
    return Choice(one.name, control.labels.items(), one.put, control.missing).show


def _grouped(one: Setting) -> Show:
    show = _menu(one)
    group_options(one.figure.part(one.part), one.control.groups)
    return show


def _schedules(one: Setting) -> Show:
    show_menu = _menu(one)
    options, labelled = one.figure.part(one.part).options, controls.STEPS

    def show(value: str) -> None:
        nonlocal labelled
        if one.figure.settings.steps != labelled:
            labelled = one.figure.settings.steps
            labels = schedule_labels(labelled)
            for option in options:
                set_text(option, labels[option.value])
        show_menu(value)

    return show


def _segments(one: Setting) -> Show:
    segments = Segments(one.name, lambda text: one.put(one.control.values[text]))
    return lambda value: segments.show(str(value))


def _number(one: Setting) -> Show:
    control = one.control
    return NumberField(one.name, control.label, control.bounds, one.put, one.figure.say).show


def _dice(one: Setting) -> Show:
    on_click(one.figure.part(one.part), lambda: one.put(one.control.after(one.value)))
    return lambda _value: None


def _dial(one: Setting) -> Show:
    control = one.control
    dial = Dial(one.name, control.notches, lambda notch: one.put(control.value(notch)))

    def show(value: Any) -> None:
        words = control.words(value)
        dial.show(control.notch(value), words)
        one.figure.write({one.part: words})

    return show


def _time(one: Setting) -> Show:
    figure = one.figure
    slider = TimeSlider(figure.prefix, figure.scrub)
    actions = {
        "forward": figure.forward,
        "reverse": figure.reverse,
        "pause": figure.stop,
        "back": figure.back,
        "ahead": figure.ahead,
    }
    buttons = PlayButtons(figure.prefix, {name: actions[name] for name in one.control.buttons})

    def show(t: int) -> None:
        steps = figure.settings.steps
        slider.show(t, steps, figure.moment())
        set_text(figure.part("phase"), figure.phase())
        buttons.show(figure.player.direction, t, steps)

    return show


_WIDGETS: Mapping[type, Callable[[Setting], Show]] = {
    controls.Menu: _menu,
    controls.Grouped: _grouped,
    controls.Schedules: _schedules,
    controls.Segments: _segments,
    controls.Switch: lambda one: Switch(one.name, one.put).show,
    controls.Number: _number,
    controls.Dice: _dice,
    controls.Dial: _dial,
    controls.Choices: _dial,
    controls.Time: _time,
}
