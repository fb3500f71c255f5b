"""What the sheets of the figure "Ask by name" show, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from page.denoisers import DENOISERS, LEARNER
from page.denoisers.spec import Asked
from page.figures.name.settings import SCHEDULE, NameSettings
from page.figures.poster import Picture
from page.figures.walks import Measured, Walk, from_noise, kept
from page.state.controls import STEPS
from page.state.shelf import Shelf
from page.state.subject import Subject
from unerase import Denoiser, Guided
from unerase.denoisers import guided_posterior_mean
from unerase.pixels import to_bits
from unerase.samplers import SAMPLERS


@dataclass(frozen=True, eq=False)
class Sheet:
    """One guidance weight at one step: the picture, and what its answer is like.

    t: the step, which may lie before the one that is asked for, while walks are being made. ink:
    the share of the answer's cells that are ink. nearest, label, off: the sketch of the shelf that
    the answer is most like, its label, and in how many cells they differ; for the memoriser only.
    """

    weight: float
    t: int
    x_t: NDArray[np.float32]
    ink: float
    nearest: str = ""
    label: str = ""
    off: int = 0


class Scene:
    """The walks of all sheets: one start noise, and the same dice in each.

    The settings' weight and timestep are not part of it. Raises LookupError when the denoiser's
    weights are not here.
    """

    def __init__(
        self, settings: NameSettings, subject: Subject, measured: Measured = nullcontext
    ) -> None:
        self.schedule = subject.schedule(SCHEDULE, STEPS)
        self._s, self._shelf, self._measured = settings, subject.shelf, measured
        self._guided = guided(settings, subject)

    def make(self, s: NameSettings, in_time: Callable[[], bool]) -> bool:
        """Walk on with all sheets side by side, down to the present step, while there is time.

        Whether they are there.
        """
        walks = self._walks_of(s)
        while (made := min(len(walk.frames) for walk in walks)) <= STEPS - s.timestep:
            if not in_time():
                return False
            next(walk for walk in walks if len(walk.frames) == made).step()
        return True

    def progress(self, s: NameSettings) -> tuple[int, int]:
        """How many of the steps are made that the present one needs, and how many it needs."""
        walks, frames = self._walks_of(s), STEPS - s.timestep + 1
        return sum(min(len(walk.frames), frames) for walk in walks), frames * len(walks)

    def sheets(self, s: NameSettings) -> list[Sheet | None]:
        """Each sheet at the present step, or as near to it as it has come; None before a start."""
        return [
            self._sheet(weight, s.timestep) if self.walk(weight).frames else None
            for weight in s.weights
        ]

    @kept
    def walk(self, weight: float) -> Walk:
        """The walk with this guidance, as far as it has been made."""
        denoiser, s = self._guided(weight), self._s
        frames = from_noise(SAMPLERS["renoise"], denoiser, self.schedule, s.seed, s.walk)
        return Walk(frames, self._measured)

    def _walks_of(self, s: NameSettings) -> list[Walk]:
        return [self.walk(weight) for weight in dict.fromkeys(s.weights)]

    def _sheet(self, weight: float, t: int) -> Sheet:
        frames = self.walk(weight).frames
        frame = frames[min(STEPS - t, len(frames) - 1)]
        answer = to_bits(frame.x0_hat)
        sheet = Sheet(weight, frame.t, frame.x_t, float(answer.mean()))
        if self._s.denoiser == LEARNER:
            return sheet
        sketch, off = self._shelf.nearest(answer)
        return replace(sheet, nearest=sketch.name, label=sketch.label, off=off)


def pictures(sheets: Iterable[Sheet | None]) -> dict[str, Picture]:
    """The sheets that are there, by the names of their canvases."""
    return {f"xt-{number}": Picture(one.x_t) for number, one in enumerate(sheets, 1) if one}


def labels_of(shelf: Shelf) -> tuple[str, ...]:
    """The labels of a shelf, each once, in the order of its sketches."""
    return tuple(dict.fromkeys(sketch.label for sketch in shelf.sketches))


def label_in(shelf: Shelf, label: str) -> str:
    """The label itself if a sketch has it, else the shelf's first."""
    labels = labels_of(shelf)
    return label if label in labels else labels[0]


def guided(s: NameSettings, subject: Subject) -> Callable[[float], Denoiser]:
    """The denoiser by its guidance weight."""
    if s.denoiser == LEARNER:
        return lambda weight: DENOISERS[LEARNER].of(
            subject, Asked(kind=s.kind, style=s.style, guidance=weight)
        )
    shelf = subject.shelf
    labels = [sketch.label for sketch in shelf.sketches]
    exact = guided_posterior_mean(shelf.examples, labels, label_in(shelf, s.label), 1)
    return lambda weight: Guided(exact.conditional, exact.unconditional, weight, clipped=False)
