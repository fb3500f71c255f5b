"""A figure's declared settings (`page.state.controls`) and the widgets that set and show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from page.browser.dom import on_click, set_text
from page.state import controls
from page.widgets.fields import Choice, Dial, NumberField, Segments, Switch
from page.widgets.transport import PlayButtons, TimeSlider
from page.widgets.words import schedule_labels

if TYPE_CHECKING:
    from page.figures.figure import Figure

Show = Callable[[Any], None]
"""Makes the widget stand where these settings are."""


def bind(figure: Figure[Any, Any]) -> Iterator[Show]:
    """Make the widget of each setting that has one."""
    for _key, field, spelled in figure.table.properties:
        for kind in type(spelled).__mro__:
            if kind in _BINDERS:
                yield _BINDERS[kind](figure, field, spelled)
                break


def _name(figure: Figure[Any, Any], field: str, control: controls.Control) -> str:
    return f"{figure.prefix}-{control.part or field}"


def _menu(figure: Figure[Any, Any], field: str, control: controls.Menu) -> Show:
    menu = Choice(
        _name(figure, field, control),
        control.labels.items(),
        lambda value: figure.set(**{field: value}),
    )
    return lambda s: menu.show(getattr(s, field))


def _schedules(figure: Figure[Any, Any], field: str, control: controls.Schedules) -> Show:
    show_menu = _menu(figure, field, control)
    options = figure.part(field).options
    labelled = controls.STEPS

    def show(s: Any) -> None:
        nonlocal labelled
        if s.steps != labelled:
            labelled = s.steps
            labels = schedule_labels(labelled)
            for option in options:
                set_text(option, labels[option.value])
        show_menu(s)

    return show


def _segments(figure: Figure[Any, Any], field: str, control: controls.Segments) -> Show:
    segments = Segments(
        _name(figure, field, control), lambda text: figure.set(**{field: control.values[text]})
    )
    return lambda s: segments.show(str(getattr(s, field)))


def _switch(figure: Figure[Any, Any], field: str, control: controls.Switch) -> Show:
    switch = Switch(_name(figure, field, control), lambda on: figure.set(**{field: on}))
    return lambda s: switch.show(getattr(s, field))


def _number(figure: Figure[Any, Any], field: str, control: controls.Number) -> Show:
    number = NumberField(
        _name(figure, field, control),
        control.label,
        control.bounds,
        lambda value: figure.set(**{field: value}),
        figure.say,
    )
    return lambda s: number.show(getattr(s, field))


def _dice(figure: Figure[Any, Any], field: str, control: controls.Dice) -> Show:
    on_click(
        figure.part(control.part),
        lambda: figure.set(**{field: control.after(getattr(figure.settings, field))}),
    )
    return lambda _s: None


def _dial(figure: Figure[Any, Any], field: str, control: controls.Dial | controls.Choices) -> Show:
    dial = Dial(
        _name(figure, field, control),
        control.notches,
        lambda notch: figure.set(**{field: control.value(notch)}),
    )

    def show(s: Any) -> None:
        value = getattr(s, field)
        words = control.words(value)
        dial.show(control.notch(value), words)
        set_text(figure.part(f"out-{field}"), words)

    return show


def _time(figure: Figure[Any, Any], field: str, control: controls.Time) -> Show:
    slider = TimeSlider(figure.prefix, figure.scrub)
    actions = {
        "forward": figure.forward,
        "reverse": figure.reverse,
        "pause": figure.stop,
        "back": figure.back,
        "ahead": figure.ahead,
    }
    buttons = PlayButtons(figure.prefix, {name: actions[name] for name in control.buttons})

    def show(s: Any) -> None:
        slider.show(s.timestep, s.steps, figure.moment())
        set_text(figure.part("phase"), figure.phase())
        buttons.show(figure.player.direction, s.timestep, s.steps)

    return show


_BINDERS: Mapping[type, Callable[[Figure[Any, Any], str, Any], Show]] = {
    controls.Menu: _menu,
    controls.Schedules: _schedules,
    controls.Segments: _segments,
    controls.Switch: _switch,
    controls.Number: _number,
    controls.Dice: _dice,
    controls.Dial: _dial,
    controls.Choices: _dial,
    controls.Time: _time,
}
