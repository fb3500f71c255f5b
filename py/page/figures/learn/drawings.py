"""A network that learns the sketches of a shelf, measured beside those that know the shelf."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from page.figures.learn.run import Run
from page.figures.learn.settings import ALL, SHEETS
from page.figures.learn.sheets import Sheet, judged
from page.figures.walks import Measured
from page.state.controls import STEPS
from page.state.shelf import Shelf
from unerase import Denoiser, NoiseSource, PosteriorMean, Wiener, ddim, linear
from unerase.arrays import Picture
from unerase.denoisers.slices import Slices
from unerase.training import Error, Exam, MeanPicture, Trained, Training, drawings_training

LIMITS = ("mean", "averager", "memoriser")
"""Who learns nothing, and knows exactly what it knows."""
DRAWN = 12
"""How many drawings a sheet has."""
ASIDE = 6
"""One sketch in so many is kept aside."""
FEWEST = 5
"""A smaller shelf has none to spare."""
EXAMINED = 90
"""So many sketches are enough to measure the error on."""

_DEAL, _FIRST_EXAM = 11, 12
"""Streams of noise; the engine has the first ones."""

PLAN = linear(STEPS)
LEVELS = PLAN.alpha_bar[2::2]
"""The noise levels at which errors are measured: of every second step."""


@dataclass(frozen=True)
class Errors:
    """On the sketches that were trained on, and on those kept aside; None if none were."""

    shelf: Error
    unseen: Error | None


class DrawingsRun(Run):
    """marks: the errors by training step. sheets: what it drew, by step. limits: the errors of the
    mean picture, the averager and the memoriser of the same sketches, by name; empty until
    computed."""

    MARKS = tuple(sorted({*SHEETS, 20, 35, 70, 140, 280, 560, 1130, 2260, 4500, 9000}))

    def __init__(self, shelf: Shelf, sees: str, hidden: int, seed: int, measured: Measured) -> None:
        super().__init__(measured)
        self.seen, self.aside = dealt(shelf, sees, seed)
        self._hidden, self._seed = hidden, seed
        self.marks: dict[int, Errors] = {}
        self.sheets: dict[int, Sheet] = {}
        self.limits: dict[str, Errors] = {}
        self._exams: list[Exam] = []

    def begin(self) -> Training:
        return drawings_training(self.seen.examples, PLAN.alpha_bar[1:], self._hidden, self._seed)

    @cached_property
    def start(self) -> Picture:
        """The noises that all sheets leave from."""
        return NoiseSource(0).normal((DRAWN, *self.seen.examples.shape[1:]))

    @property
    def trained(self) -> Trained:
        """The network as it is now."""
        return Trained(
            self.training.network.copy(), self.training.target, self.seen.examples.shape[1:]
        )

    @property
    def latest(self) -> tuple[int, Errors] | None:
        """The step of the last mark, and the errors there; None before the first."""
        return next(reversed(self.marks.items()), None)

    def sheet(self, steps: int) -> tuple[int, Sheet] | None:
        """The last sheet up to that step, and its step; None while there is none."""
        made = [at for at in self.sheets if at <= steps]
        return (made[-1], self.sheets[made[-1]]) if made else None

    def mark(self) -> Slices[None]:
        if not self._exams:
            yield from self._set_exams()
        network = self.trained
        self.marks[self.steps] = yield from self._errors(network)
        if self.steps in SHEETS:
            self.sheets[self.steps] = yield from self._draw(network)
        if not self.limits:
            yield from self._bound()

    def _errors(self, denoiser: Denoiser, at_once: int = 16) -> Slices[Errors]:
        found = []
        for exam in self._exams:
            found.append((yield from exam.error(denoiser, at_once)))
        return Errors(found[0], found[1] if len(found) > 1 else None)

    def _set_exams(self) -> Slices[None]:
        """One on the sketches that it sees, one on those kept aside, if there are some."""
        for stream, examples in enumerate((self.seen.examples, self.aside), _FIRST_EXAM):
            if len(examples):
                noise = NoiseSource(self._seed, stream)
                self._exams.append((yield from Exam.in_slices(examples[:EXAMINED], LEVELS, noise)))

    def _draw(self, network: Trained) -> Slices[Sheet]:
        walk = ddim(network, PLAN, self.start, NoiseSource(0))
        frame = next(walk)
        while frame.t:
            with self._measured():
                frame = next(walk)
            yield 1 - frame.t / STEPS
        return judged(frame.x_t, self.seen)

    def _bound(self) -> Slices[None]:
        """The exact ones, from the same sketches and on the same exams."""
        examples = self.seen.examples
        mean = yield from self._errors(MeanPicture.of(examples))
        memoriser = yield from self._errors(PosteriorMean(examples))
        filtering = yield from Wiener.in_slices(examples)
        averager = yield from self._errors(filtering, at_once=0)
        self.limits = dict(zip(LIMITS, (mean, averager, memoriser), strict=True))


def dealt(shelf: Shelf, sees: str, seed: int) -> tuple[Shelf, Picture]:
    """The sketches to be trained on, and those kept aside, shape (N, 32, 32); N may be 0."""
    seen, aside = dealt_places(len(shelf.sketches), sees, seed)
    kept: Picture = shelf.examples[aside]
    return Shelf("seen", [shelf.sketches[i] for i in seen]), kept


def dealt_places(count: int, sees: str, seed: int) -> tuple[list[int], list[int]]:
    """Of so many sketches the places of those to be trained on, and of those kept aside.

    Always the same are kept aside, however many may be seen: their errors can be compared.
    """
    order: list[int] = np.argsort(NoiseSource(seed, _DEAL).normal((count,)), kind="stable").tolist()
    spared = max(1, count // ASIDE) if sees != ALL and count >= FEWEST else 0
    aside, rest = order[:spared], order[spared:]
    return rest if sees == ALL else rest[: int(sees)], aside
