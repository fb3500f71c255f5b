"""What the figure "Schedule lab" shows, computed by the engine as it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext

import numpy as np
from numpy.typing import NDArray

from page.denoisers import DENOISERS, LOCAL
from page.figures.lab.settings import LabSettings
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import Frame, NoiseSource, Schedule, ddpm, zero_terminal_snr
from unerase.forward import diffuse_all
from unerase.metrics import outline
from unerase.noise import start_noise
from unerase.pixels import to_bits
from unerase.presets import SIDE

Values = NDArray[np.float32]

STOPS = range(0, STEPS + 1, 2)
"""The steps of which each lane has a picture."""


def schedule_of(name: str, zero: bool, subject: Subject) -> Schedule:
    """The schedule of that name, stretched to end in nothing but noise with `zero`."""
    schedule = subject.schedule(name, STEPS)
    return zero_terminal_snr(schedule) if zero else schedule


class Lane:
    """One schedule: the visitor's drawing on its way into noise, and a walk from pure noise."""

    def __init__(self, name: str, settings: LabSettings, subject: Subject) -> None:
        self.schedule = schedule_of(name, settings.zero, subject)
        self._subject = subject
        noise = NoiseSource(subject.seed, stream=settings.walk)
        start = noise.normal((SIDE, SIDE))
        # It does not know the drawing: at every cell it knows small pieces of the presets.
        denoiser = DENOISERS[LOCAL].of(subject)
        self.walk: list[Frame] = []
        self._steps: Iterator[Frame] = ddpm(denoiser, self.schedule, start, noise)

    def noisy(self) -> Values:
        """The drawing at every step, shape (21, 32, 32): one ε under every schedule."""
        eps = start_noise(self._subject.seed, (SIDE, SIDE))
        return diffuse_all(self._subject.x0, self.schedule, eps)

    def step(self) -> None:
        """Walk one step on; the first gives the pure noise at T."""
        self.walk.append(next(self._steps))

    @property
    def over(self) -> bool:
        """Whether the walk has been made to its end."""
        return len(self.walk) > STEPS

    def walked(self, t: int) -> Values:
        """The walk, made to its end, at step t."""
        return self.walk[STEPS - t].x_t

    def outline(self) -> int:
        """How long the outlines are in which the walk, made to its end, has ended."""
        return outline(to_bits(self.walked(0)))


class Scene:
    """The lanes of the present settings; a lane goes on to hold while what it is made of does.

    `measured` wraps every denoise-and-step.
    """

    def __init__(self, measured: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        self._measured = measured
        self._made: dict[str, tuple[object, Lane]] = {}

    def use(self, s: LabSettings, subject: Subject) -> None:
        """Have the lanes of these settings."""
        made = {}
        for name in s.shown:
            of = (s.zero, s.walk, subject.under(name))
            before = self._made.get(name)
            made[name] = before if before and before[0] == of else (of, Lane(name, s, subject))
        self._made = made

    @property
    def lanes(self) -> Mapping[str, Lane]:
        """The lanes shown, by name."""
        return {name: lane for name, (_, lane) in self._made.items()}

    def walk_on(self, in_time: Callable[[], bool]) -> bool:
        """Walk on while there is time; whether every walk is over."""
        for lane in self.lanes.values():
            while not lane.over:
                if not in_time():
                    return False
                with self._measured():
                    lane.step()
        return True


def finished(s: LabSettings, subject: Subject) -> Mapping[str, Lane]:
    """The lanes with their walks made to the end."""
    scene = Scene()
    scene.use(s, subject)
    scene.walk_on(lambda: True)
    return scene.lanes
