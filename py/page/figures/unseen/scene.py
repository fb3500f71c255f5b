"""What the figure "The unseen drawing" shows, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from page.denoisers import DENOISERS, LEARNER, ORACLE
from page.denoisers.known import SHELF, Likeness
from page.denoisers.spec import Asked
from page.figures.poster import Picture
from page.figures.unseen.masks import NOTHING, mask_of
from page.figures.unseen.settings import SHELVED, YOURS, UnseenSettings
from page.figures.walks import Ending, MeasuredBy, finish
from page.figures.without.settings import LANES
from page.state.controls import STEPS
from page.state.shelf import LETTERS, ready
from page.state.subject import Subject
from unerase import NoiseSource, diffuse, mse, to_signal
from unerase.denoisers import Locked, ask
from unerase.metrics import hamming
from unerase.pixels import to_bits
from unerase.presets import SIDE
from unerase.samplers import SAMPLERS
from unerase.shapes import PAIRS, UNSEEN, random_shape

NOISES = 4
"""Over so many noises the errors of the chart are averaged; the first is the one that is seen."""
SAMPLER = "ddpm"

MANY = 16
"""Over so many other drawings, each in a noise of its own, the other two charts are averaged."""
KEPT_SEED = 17714
"""From this seed on the generator's drawings are kept aside. Tried from 100 on: it is the first at
which none is among the learner's training drawings, nor on the shelf of shapes. A fresh one often
is: there are only so many poses."""

CHEAP_FIRST = tuple(dict.fromkeys((ORACLE, *LANES)))

InTime = Callable[[], bool]
Line = tuple[str, Asked]
Values = NDArray[np.float32]
Key = tuple[str, Asked, int]

ALL_STEPS = range(STEPS + 1)


@dataclass(frozen=True, eq=False)
class Estimate:
    """What a denoiser answers to the noised drawing, and its mean squared error per cell."""

    x0_hat: NDArray[np.float32]
    error: float


@dataclass(frozen=True, eq=False)
class End:
    """Where a walk back ends.

    off: in how many cells the ink is not the drawing's. near: the sketch of the shelf that is
    nearest to it.
    """

    picture: NDArray[np.float32]
    off: int
    near: Likeness


class Scene:
    """One drawing under one schedule, in a few noises, with the settings' own seed.

    What has been computed is kept, but walks only as long as dice and locked cells stay the same.
    """

    def __init__(
        self, settings: UnseenSettings, subject: Subject, measured: MeasuredBy = nullcontext
    ) -> None:
        self.schedule = subject.schedule(settings.schedule, STEPS)
        if settings.shapes and subject.shelf is LETTERS:
            subject = replace(subject, shelf=ready("shapes"))
        self.subject, self._measured = subject, measured
        source = NoiseSource(settings.seed)
        self.noises = [source.normal((SIDE, SIDE)) for _ in range(MANY)]
        self._answers: dict[Key, Estimate] = {}
        self._errors: dict[Key, list[float]] = {}
        self._others: dict[str, list[Values]] = {}
        self._curves: dict[tuple[Line, str], list[float]] = {}
        self._of_many: dict[tuple[Line, str], list[float]] = {}
        self._priors: list[float] = []
        self._walks: dict[Key, Ending] = {}
        self._ends: dict[Key, End] = {}
        self._walked: object = None

    def make(self, s: UnseenSettings, in_time: InTime) -> bool:
        """Go on while there is time: the answers at this step, the walks, and then the chart.

        Whether all is made. A denoiser that has not arrived is left out.
        """
        here = self.ready(CHEAP_FIRST)
        return (
            all(self._ask(_key(name, s), 1, in_time) for name in here)
            and finish((self._walk(name, s) for name in here), in_time)
            and self._weigh_prior(in_time)
            and all(self._chart(name, s, in_time) for name in self.charted(s, here))
        )

    def progress(self, s: UnseenSettings) -> tuple[int, ...]:
        """How many answers and ends of the rows are known, and how much of the rest."""
        answered = sum(_key(name, s) in self._answers for name in self.ready())
        over = sum(walk.over for walk in self._walks.values())
        return answered, over, len(self._priors), len(self._curves)

    def ready(self, names: Iterable[str] = LANES) -> list[str]:
        """The rows whose denoisers are here."""
        return [name for name in names if DENOISERS[name].here()]

    def charted(self, s: UnseenSettings, names: Iterable[str] | None = None) -> list[str]:
        """The rows with a line: a denoiser of the visitor's drawing says nothing about others."""
        here = self.ready() if names is None else names
        return [n for n in here if s.charted == YOURS or DENOISERS[n].sketches]

    def prior(self) -> float | None:
        """The learner's error in pure noise, where it sees nothing; None until it is known."""
        return float(np.mean(self._priors)) if len(self._priors) == NOISES else None

    def noised(self, t: int, number: int = 0) -> NDArray[np.float32]:
        """The drawing at step t, in the noise of that number."""
        return diffuse(self.subject.x0, self.schedule.at(t), self.noises[number])

    def estimate(self, name: str, s: UnseenSettings) -> Estimate | None:
        """The answer of that denoiser at the present step, once it is known."""
        return self._answers.get(_key(name, s))

    def answers(self, name: str, s: UnseenSettings) -> list[NDArray[np.float32]]:
        """Its answers at all steps, in the noise that is seen; they must have been made."""
        return [self._answers[(*_line(name, s), t)].x0_hat for t in ALL_STEPS]

    def end(self, name: str, s: UnseenSettings) -> End | None:
        """Where that denoiser's walk from the present step ends, once it is known."""
        walk, key = self._walk(name, s), _key(name, s)
        if walk.over and key not in self._ends:
            picture = walk.frames[-1].x_t
            off = hamming(to_bits(picture), self.subject.bits)
            self._ends[key] = End(picture, off, SHELF.nearest(self.subject, picture))
        return self._ends.get(key)

    def curve(self, name: str, s: UnseenSettings) -> list[float] | None:
        """The error of that denoiser's answer at each step, the mean over all noises."""
        return self._curves.get((_line(name, s), s.charted))

    def _ask(self, key: Key, noises: int, in_time: InTime) -> bool:
        """Have that question answered in so many noises, while there is time; whether it is."""
        errors = self._errors.setdefault(key, [])
        name, asked, t = key
        while len(errors) < noises:
            if not in_time():
                return False
            denoiser = DENOISERS[name].of(self.subject, asked)
            with self._measured(name):
                answer = ask(denoiser, self.noised(t, len(errors)), self.schedule.at(t), t)
            error = mse(answer, self.subject.x0)
            if not errors:
                self._answers[key] = Estimate(answer, error)
            errors.append(error)
        return True

    def _chart(self, name: str, s: UnseenSettings, in_time: InTime) -> bool:
        """Have that denoiser asked at every step in all noises; whether it is."""
        line = _line(name, s)
        if (line, s.charted) not in self._curves:
            if s.charted == YOURS:
                keys = [(*line, t) for t in ALL_STEPS]
                if not all(self._ask(key, NOISES, in_time) for key in keys):
                    return False
                found = [float(np.mean(self._errors[key])) for key in keys]
            else:
                if not self._ask_of_many(line, s.charted, in_time):
                    return False
                errors = np.reshape(self._of_many[line, s.charted], (len(ALL_STEPS), MANY))
                found = errors.mean(axis=1).tolist()
            self._curves[line, s.charted] = found
        return True

    def _ask_of_many(self, line: Line, which: str, in_time: InTime) -> bool:
        """The errors for other drawings, step by step, each drawing in its own noise."""
        errors = self._of_many.setdefault((line, which), [])
        denoiser = DENOISERS[line[0]].of(self.subject, line[1])
        drawings = self.others(which)
        while len(errors) < len(ALL_STEPS) * MANY:
            if not in_time():
                return False
            t, n = divmod(len(errors), MANY)
            alpha_bar = self.schedule.at(t)
            with self._measured(line[0]):
                x0_hat = ask(
                    denoiser, diffuse(drawings[n], alpha_bar, self.noises[n]), alpha_bar, t
                )
            errors.append(mse(x0_hat, drawings[n]))
        return True

    def others(self, which: str) -> list[Values]:
        """The other drawings, as the engine sees them: KEPT, or SHELVED, evenly off the shelf."""
        if which not in self._others:
            shelf = self.subject.shelf.examples
            self._others[which] = (
                [shelf[n * len(shelf) // MANY] for n in range(MANY)]
                if which == SHELVED
                else kept_aside()
            )
        return self._others[which]

    def _weigh_prior(self, in_time: InTime) -> bool:
        """Have the learner asked in pure noise, if it is here; whether it is."""
        while DENOISERS[LEARNER].here() and len(self._priors) < NOISES:
            if not in_time():
                return False
            with self._measured(LEARNER):
                answer = DENOISERS[LEARNER].of(self.subject)(self.noises[len(self._priors)], 0.0)
            self._priors.append(mse(answer, self.subject.x0))
        return True

    def _walk(self, name: str, s: UnseenSettings) -> Ending:
        if self._walked != (s.walk, s.locked):
            self._walked = s.walk, s.locked
            self._walks.clear()
            self._ends.clear()
        key = _key(name, s)
        if key not in self._walks:
            denoiser = DENOISERS[name].of(self.subject, key[1])
            if s.locked != NOTHING:
                denoiser = Locked(denoiser, self.subject.x0, mask_of(s.locked))
            # The noised drawing agrees with the locked cells already, and needs no other start.
            frames = SAMPLERS[SAMPLER](
                denoiser,
                self.schedule,
                self.noised(s.timestep),
                NoiseSource(s.seed, s.walk),
                s.timestep,
            )
            self._walks[key] = Ending(frames, partial(self._measured, name))
        return self._walks[key]


def kept_aside() -> list[Values]:
    """Shapes of many kinds and styles that training has shown, in poses that it has not."""
    seen = [pair for pair in PAIRS if pair not in UNSEEN]
    pairs = [seen[n * len(seen) // MANY] for n in range(MANY)]
    return [to_signal(random_shape(*pair, KEPT_SEED + n)) for n, pair in enumerate(pairs)]


def _line(name: str, s: UnseenSettings) -> Line:
    """Who is asked, and how."""
    return name, DENOISERS[name].heeded(Asked(window=s.window))


def _key(name: str, s: UnseenSettings) -> Key:
    """The question at the present step."""
    return (*_line(name, s), s.timestep)


def pictures(scene: Scene, s: UnseenSettings) -> dict[str, Picture]:
    """The drawing, its noise, and what is known of the rows, by the names of their canvases."""
    found = {"x0": Picture(scene.subject.x0), "xt": Picture(scene.noised(s.timestep))}
    for name in scene.ready():
        if estimate := scene.estimate(name, s):
            found[f"hat-{name}"] = Picture(estimate.x0_hat, "estimate")
        if end := scene.end(name, s):
            found[f"end-{name}"] = Picture(end.picture)
            if DENOISERS[name].sketches:
                found[f"near-{name}"] = Picture(end.near.signal)
    return found
