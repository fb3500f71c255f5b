"""What the visitor can choose in the figure "Points", and how a link spells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

from page.figures.points.packing import fits, pack
from page.state.schedules import NAMES
from page.state.settings import PHASES, Phase
from page.state.table import (
    Property,
    Table,
    number,
    one_of,
    packed,
    switch,
    whole,
    write_number,
    write_packed,
    write_switch,
)
from unerase.clouds import MAX_POINTS, cloud, cloud_names
from unerase.noise import MAX_SEED

WALKS: Mapping[str, str] = MappingProxyType({"ddim": "deterministic", "ddpm": "stochastic (DDPM)"})
"""The samplers on offer, and what the menu calls them."""

MOST_STEPS = 200
NOTCHES = 30
NOTCH = 0.01
"""The bandwidth is set in notches of this width, from 0 to NOTCHES of them."""


@dataclass(frozen=True)
class PointsSettings:
    """points: packed (`packing.pack`). bandwidth: 0 … 0.3, in the units of the plane. sampler:
    its name. walk: fixes, with the visitor's seed, all noise of the figure. arrows, trails:
    whether they are shown. phase: whether the points are seen on their way into noise or the
    fresh samples on their way back; timestep: 0 … steps.
    """

    points: bytes = pack(cloud(cloud_names()[0]))
    bandwidth: float = 0.1
    schedule: str = "linear"
    sampler: str = "ddim"
    steps: int = 60
    walk: int = 1
    arrows: bool = True
    trails: bool = True
    phase: Phase = "forward"
    timestep: int = 0
    shelved: ClassVar[bool] = False

    def at(self, t: int, phase: Phase | None = None) -> PointsSettings:
        """Step t of a phase, of the present one when none is named."""
        return replace(self, timestep=t, phase=phase or self.phase)


def read_bandwidth(text: str) -> float:
    """Reads a bandwidth, to the nearest notch."""
    return round(number(0, NOTCHES * NOTCH)(text), 2)


def _mend(s: PointsSettings) -> tuple[PointsSettings, str]:
    if not s.points:  # nothing to dissolve, and nothing to walk back to
        return s.at(0, "forward"), ""
    if s.timestep > s.steps:
        return s.at(0, "forward"), f"timestep={s.timestep}, which must be at most {s.steps}"
    return s, ""


TABLE: Table[PointsSettings] = Table(
    "points.",
    PointsSettings(),
    (
        Property(
            "points",
            "points",
            packed(f"at most {MAX_POINTS} points, each as 4 characters of base64url", fits),
            write_packed,
        ),
        Property("bandwidth", "bandwidth", read_bandwidth, write_number),
        Property("schedule", "schedule", one_of(*NAMES)),
        Property("sampler", "sampler", one_of(*WALKS)),
        Property("steps", "steps", whole(1, MOST_STEPS)),
        Property("walk", "walk", whole(1, MAX_SEED)),
        Property("arrows", "arrows", switch, write_switch),
        Property("trails", "trails", switch, write_switch),
        Property("phase", "phase", one_of(*PHASES)),
        Property("timestep", "timestep", whole(0, MOST_STEPS)),
    ),
    _mend,
)
