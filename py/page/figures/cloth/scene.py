"""What the figure "More cloth" shows, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from page.figures.cloth.patterns import packed_of
from page.figures.cloth.settings import WINDOWS, ClothSettings
from page.figures.cloth.weaving import Weaving
from page.figures.poster import Picture
from page.figures.walks import Measured, finish, kept
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import NoiseSource, Weaver, to_signal
from unerase.copies import copied_share, largest_copy
from unerase.noise import start_noise
from unerase.pixels import to_bits, unpack_bits
from unerase.presets import SIDE

SQUARE = 5
"""The side of the squares that are looked up in the pattern."""

LEFT = 0.4
"""A cloth with less than this share of the pattern's ink, or of its paper, has lost it.

Over three seeds and two schedules no ready pattern's cloth keeps less than 0.53; the heart, the
star and the house fall to 0.17 and below.
"""


@dataclass(frozen=True, eq=False)
class Cloth:
    """The cloth of one window at one step.

    ink: its share of cells with ink. copied: how many of its SQUARE × SQUARE squares occur in the
    pattern, as a share; largest: the side of the largest square of it that does, None before it is
    finished. lost: whether it is nearly plain where the pattern is not.
    """

    window: int
    x_t: NDArray[np.float32]
    ink: float
    copied: float
    largest: int | None
    lost: bool


class Scene:
    """One pattern, one start noise, one throw of the dice, and a walk for each window."""

    def __init__(
        self, settings: ClothSettings, subject: Subject, measured: Measured = nullcontext
    ) -> None:
        self.packed = packed_of(settings.pattern, subject)
        self.pattern = unpack_bits(self.packed, SIDE)
        self.schedule = subject.schedule(settings.schedule, STEPS)
        self._s, self._measured = settings, measured

    @property
    def ink(self) -> float:
        """The pattern's share of cells with ink."""
        return float(self.pattern.mean())

    def make(self, in_time: Callable[[], bool]) -> bool:
        """Weave on, one window after another, while there is time; whether all are woven."""
        return finish(map(self.weaving, WINDOWS), in_time)

    def woven(self) -> tuple[int, ...]:
        """The windows whose cloths are finished."""
        return tuple(takewhile(lambda window: self.weaving(window).over, WINDOWS))

    def cloths(self, t: int) -> list[Cloth]:
        """The cloths that are woven, at step t."""
        return [self.cloth(window, t) for window in self.woven()]

    @kept
    def weaving(self, window: int) -> Weaving:
        """The walk at that window, as far as it has been made."""
        return Weaving(
            Weaver(to_signal(self.pattern), window),
            self.schedule,
            start_noise(self._s.seed, (SIDE, SIDE)),
            NoiseSource(self._s.seed, self._s.walk),
            self._measured,
        )

    @kept
    def cloth(self, window: int, t: int) -> Cloth:
        """The cloth at that window and step; it must be woven."""
        x_t = self.weaving(window).at(t).x_t
        bits = to_bits(x_t)
        ink = float(bits.mean())
        return Cloth(
            window,
            x_t,
            ink,
            copied_share(bits, self.pattern, SQUARE),
            None if t else largest_copy(bits, self.pattern),
            ink < LEFT * self.ink or 1 - ink < LEFT * (1 - self.ink),
        )


def pictures(cloths: Iterable[Cloth]) -> dict[str, Picture]:
    """The cloths, by the names of their canvases."""
    return {f"xt-{cloth.window}": Picture(cloth.x_t) for cloth in cloths}
