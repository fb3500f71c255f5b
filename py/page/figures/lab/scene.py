"""What the figure "Schedule lab" shows, computed by the engine as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext

import numpy as np
from numpy.typing import NDArray

from page.denoisers import DENOISERS, LOCAL
from page.figures.lab.settings import LabSettings
from page.figures.walks import Measured, Walk, finish
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import NoiseSource, Schedule, ddpm, zero_terminal_snr
from unerase.forward import diffuse_all
from unerase.metrics import outline
from unerase.noise import start_noise
from unerase.pixels import to_bits
from unerase.presets import SIDE

Values = NDArray[np.float32]


def schedule_of(name: str, zero: bool, subject: Subject) -> Schedule:
    """The schedule of that name, stretched to end in nothing but noise with `zero`."""
    schedule = subject.schedule(name, STEPS)
    return zero_terminal_snr(schedule) if zero else schedule


class Lane(Walk):
    """One schedule: the visitor's drawing on its way into noise, and a walk from pure noise."""

    def __init__(
        self, name: str, s: LabSettings, subject: Subject, measured: Measured = nullcontext
    ) -> None:
        self.schedule = schedule_of(name, s.zero, subject)
        self.of = (s.zero, s.walk, subject.under(name))
        self._subject = subject
        noise = NoiseSource(subject.seed, stream=s.walk)
        start = noise.normal((SIDE, SIDE))
        # It does not know the drawing: at every cell it knows small pieces of the presets.
        denoiser = DENOISERS[LOCAL].of(subject)
        super().__init__(ddpm(denoiser, self.schedule, start, noise), measured)

    def noisy(self) -> Values:
        """The drawing at every step, shape (21, 32, 32): one ε under every schedule."""
        eps = start_noise(self._subject.seed, (SIDE, SIDE))
        return diffuse_all(self._subject.x0, self.schedule, eps)

    def walked(self, t: int) -> Values:
        """The walk, made to its end, at step t."""
        return self.frames[STEPS - t].x_t

    def outline(self) -> int:
        """How long the outlines are in which the walk, made to its end, has ended."""
        return outline(to_bits(self.walked(0)))


class Scene:
    """The lanes of the present settings; a lane goes on to hold while what it is made of does."""

    def __init__(self, measured: Measured = nullcontext) -> None:
        self._measured = measured
        self.lanes: dict[str, Lane] = {}

    def use(self, s: LabSettings, subject: Subject) -> None:
        """Have the lanes of these settings."""
        before, self.lanes = self.lanes, {}
        for name in s.shown:
            of = (s.zero, s.walk, subject.under(name))
            lane = before.get(name)
            if lane is None or lane.of != of:
                lane = Lane(name, s, subject, self._measured)
            self.lanes[name] = lane

    def walk_on(self, in_time: Callable[[], bool]) -> bool:
        """Walk on while there is time; whether every walk is over."""
        return finish(self.lanes.values(), in_time)


def finished(s: LabSettings, subject: Subject) -> Mapping[str, Lane]:
    """The lanes with their walks made to the end."""
    scene = Scene()
    scene.use(s, subject)
    scene.walk_on(lambda: True)
    return scene.lanes
