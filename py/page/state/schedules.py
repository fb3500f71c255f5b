"""The schedules that a figure can be told to use: the engine's, and two of the visitor's own."""

from __future__ import annotations

from functools import lru_cache

from page.state import curve as curves
from page.state import yours
from unerase import Schedule
from unerase.schedules import SCHEDULES

OWN = "custom"
NAMES = (*SCHEDULES, OWN, yours.YOURS)
"""The schedules by the name under which links and menus know them: the last two are a curve that is
drawn, and a function that is written."""


def missing(name: str) -> str:
    """What has to be done before a schedule can be chosen; nothing for most."""
    return yours.missing("schedule", name)


def schedule_of(name: str, steps: int, curve: bytes) -> Schedule:
    """The schedule of that name at that many steps; `curve` is the visitor's own."""
    if name == yours.YOURS:  # another one after each run
        made: Schedule = yours.held("schedule").make(steps)
        return made
    return _kept(name, steps, curve)


@lru_cache(maxsize=32)
def _kept(name: str, steps: int, curve: bytes) -> Schedule:
    return curves.schedule_of(curve, steps) if name == OWN else SCHEDULES[name](steps)


def in_python(name: str, steps: int, curve: bytes) -> str:
    """The schedule as a Python expression."""
    if name == yours.YOURS:
        return f"your_schedule({steps})"
    if name == OWN:
        return f"custom({curves.control_points(curve)}, {steps})"
    return f'SCHEDULES["{name}"]({steps})'
