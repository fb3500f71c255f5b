"""What the figure "The code" shows of a part: what it does, beside what the original does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from page.denoisers import DENOISERS, MEMORISER
from page.figures.code.exercises import origin_of
from page.figures.code.settings import kind_of
from page.samplers import sampler_of
from page.state import yours
from page.state.controls import STEPS
from page.state.subject import Subject
from page.state.yours import YOURS, Kind
from unerase import Frame, NoiseSource, Schedule, linear, mse
from unerase.denoisers import ask
from unerase.forward import diffuse
from unerase.noise import start_noise

Values = NDArray[np.float32]

DICE = 1
"""The stream of the noise that both samplers draw from."""


@dataclass
class Lane:
    """What one part makes, step by step, as far as it has been made.

    coming: the picture of each step, and a number about it. t, pictures, values: those made.
    """

    coming: Iterator[tuple[int, Values, float]]
    t: list[int] = field(default_factory=list)
    pictures: list[Values] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    @property
    def over(self) -> bool:
        """Whether all steps have been made."""
        return len(self.t) > STEPS

    def step(self) -> None:
        """Make one step more."""
        t, picture, value = next(self.coming)
        self.t.append(t)
        self.pictures.append(picture)
        self.values.append(value)

    def at(self, t: int) -> Values:
        """The picture of step t; all must have been made."""
        return self.pictures[self.t.index(t)]

    def value(self, t: int) -> float:
        """The number of step t; all must have been made."""
        return self.values[self.t.index(t)]


class Scene:
    """A part and, once it has been run, the visitor's own of its kind."""

    def __init__(self, part: str, subject: Subject) -> None:
        self.part, self.kind = part, kind_of(part)
        self._subject = subject
        self.lanes: dict[str, Lane] = {}
        if self.kind:
            self.lanes["original"] = Lane(self._coming(self.kind, origin_of(part)))
            if yours.here(self.kind):
                self.lanes[YOURS] = Lane(self._coming(self.kind, YOURS))

    def advance(self, in_time: Callable[[], bool]) -> bool:
        """Make what is missing while there is time; whether all is made."""
        if self.kind == "denoiser":
            spec = DENOISERS[origin_of(self.part)]
            if not spec.prepare(self._subject, in_time):
                return False
        for lane in self.lanes.values():
            while not lane.over:
                if not in_time():
                    return False
                lane.step()
        return True

    def _coming(self, kind: Kind, name: str) -> Iterator[tuple[int, Values, float]]:
        if kind == "schedule":
            schedule = self._subject.schedule(name, STEPS)
            return self._dissolved(schedule)
        if kind == "denoiser":
            return self._answered(name)
        return self._walked(name)

    def _dissolved(self, schedule: Schedule) -> Iterator[tuple[int, Values, float]]:
        """The drawing on its way into noise, and how much power is left."""
        x0 = self._subject.x0
        eps = start_noise(self._subject.seed, x0.shape)
        for t in range(STEPS + 1):
            yield t, diffuse(x0, schedule.at(t), eps), schedule.at(t)

    def _answered(self, name: str) -> Iterator[tuple[int, Values, float]]:
        """What a denoiser answers on the way into noise, under linear, and how wrong it is."""
        x0, schedule = self._subject.x0, linear(STEPS)
        eps = start_noise(self._subject.seed, x0.shape)
        denoiser = DENOISERS[name].of(self._subject)
        for t in range(STEPS + 1):
            answer = ask(denoiser, diffuse(x0, schedule.at(t), eps), schedule.at(t), t)
            yield t, answer, mse(answer, x0)

    def _walked(self, name: str) -> Iterator[tuple[int, Values, float]]:
        """A walk from pure noise with the memoriser, and how far it is from the original's end."""
        start = start_noise(self._subject.seed, self._subject.x0.shape)
        denoiser = DENOISERS[MEMORISER].of(self._subject)
        noise = NoiseSource(self._subject.seed, DICE)
        walk: Iterable[Frame] = sampler_of(name)(denoiser, linear(STEPS), start, noise)
        if name != YOURS:
            walk = [*walk]
            self._end = walk[-1].x_t
        for frame in walk:
            yield frame.t, frame.x_t, mse(frame.x_t, self._end)
