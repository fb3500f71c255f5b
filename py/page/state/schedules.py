"""The schedules that a figure can be told to use: the engine's, and the visitor's own."""

from __future__ import annotations

from functools import lru_cache

from page.state import curve as curves
from unerase import Schedule
from unerase.schedules import SCHEDULES

OWN = "custom"
NAMES = (*SCHEDULES, OWN)
"""The schedules by the name under which links and menus know them."""


@lru_cache(maxsize=32)
def schedule_of(name: str, steps: int, curve: bytes) -> Schedule:
    """The schedule of that name at that many steps; `curve` is the visitor's own."""
    return curves.schedule_of(curve, steps) if name == OWN else SCHEDULES[name](steps)


def in_python(name: str, steps: int, curve: bytes) -> str:
    """The schedule as a Python expression."""
    if name == OWN:
        return f"custom({curves.control_points(curve)}, {steps})"
    return f'SCHEDULES["{name}"]({steps})'
