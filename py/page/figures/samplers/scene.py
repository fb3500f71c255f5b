"""What the figure "Samplers" shows, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from weakref import WeakKeyDictionary

from page.denoisers import DENOISERS
from page.denoisers.known import Likeness
from page.figures.poster import Picture
from page.figures.samplers.settings import BUDGETS, SamplersSettings
from page.figures.walks import PRESSED, Ending, Measured, Walk, finish, from_noise
from page.samplers import sampler_of
from page.state.subject import Subject
from unerase import Denoiser, Frame, Schedule
from unerase.metrics import distance
from unerase.samplers import SAMPLERS, Sampler

REFERENCE, REFERENCE_CALLS = "dpmpp", 1000
"""Whose answer the others are compared with: of second order, so that its own error is small."""


@dataclass(frozen=True, eq=False)
class Lane:
    """One method at one moment: its picture, what the denoiser says of it, and where it will end.

    used: how many calls it makes in all its `steps` steps. near: the drawing, of those that the
    denoiser knows, that the answer is most like. error: how far its end is from the answer that it
    is compared with; None while that is not known, and after dice were thrown.
    """

    method: str
    frame: Frame
    near: Likeness
    used: int
    steps: int
    error: float | None


class Scene:
    """All walks from one noise, under one schedule, with one denoiser.

    `make_lanes` and `make_chart` walk on while there is time, and say whether all is made.
    """

    def __init__(
        self, settings: SamplersSettings, subject: Subject, measured: Measured = nullcontext
    ) -> None:
        self.schedule = partial(subject.schedule, settings.schedule)  # by the number of steps
        self._spec, self._subject = DENOISERS[settings.denoiser], subject
        self._measured = measured
        self._walks: dict[tuple[str, int, int], Walk] = {}
        # Weak: what dice have thrown goes with its walk.
        self._errors: WeakKeyDictionary[Walk, float] = WeakKeyDictionary()
        self.reference = Ending(self._frames(REFERENCE, REFERENCE_CALLS, PRESSED), measured)

    def make_lanes(self, s: SamplersSettings, in_time: Callable[[], bool]) -> bool:
        """Make what the lanes show."""
        if not self._spec.prepare(self._subject, in_time):
            return False
        return finish((self.walk(lane, s.budget, s.walk) for lane in s.lanes), in_time)

    def make_chart(self, s: SamplersSettings, in_time: Callable[[], bool]) -> bool:
        """Make the answer to compare with, then the points of the chart, the cheap ones first."""
        return finish(self._chart_walks(s), in_time)

    def lanes(self, s: SamplersSettings) -> list[Lane]:
        """Each lane at a moment; they must have been made."""
        return [self._lane(method, s) for method in s.lanes]

    def errors(self, method: str) -> list[tuple[int, float]]:
        """(calls, distance to the answer) of this method's walks that are over, by budget."""
        found = []
        for budget in BUDGETS:
            walk = self._walks.get((method, budget, PRESSED))
            if walk and walk.over and self.reference.over:
                found.append((walk.frames[-1].calls, self._error(walk)))
        return found

    def charted_walks(self, s: SamplersSettings) -> int:
        """How many of the walks that the chart needs are over."""
        return sum(walk.over for walk in self._chart_walks(s))

    def _chart_walks(self, s: SamplersSettings) -> Iterator[Walk]:
        yield self.reference
        for budget in BUDGETS:
            for method in charted(s.lanes):
                yield self.walk(method, budget, s.walk)

    def _lane(self, method: str, s: SamplersSettings) -> Lane:
        walk = self.walk(method, s.budget, s.walk)
        frame, end = walk.after(s.budget - s.timestep), walk.frames[-1]
        # The last step throws no dice: a walk of one step always ends in the same place.
        steps = walk.frames[0].t
        known = self.reference.over and (steps == 1 or not sampler_of(method).stochastic)
        return Lane(
            method,
            frame,
            self._spec.knows.nearest(self._subject, frame.x0_hat),
            end.calls,
            steps,
            self._error(walk) if known else None,
        )

    def _error(self, walk: Walk) -> float:
        if walk not in self._errors:
            self._errors[walk] = distance(walk.frames[-1].x_t, self.reference.frames[-1].x_t)
        return self._errors[walk]

    def walk(self, method: str, budget: int, dice: int) -> Walk:
        """The walk of a method, as far as it has been made; `dice` matters if it throws some."""
        of = method, budget, dice if sampler_of(method).stochastic else PRESSED
        if of not in self._walks:
            # Only one throw is ever seen again: that of the present dice.
            for old in [old for old in self._walks if old[2] not in (PRESSED, dice)]:
                del self._walks[old]
            self._walks[of] = Walk(self._frames(*of), self._measured)
        return self._walks[of]

    def _frames(self, method: str, calls: int, dice: int) -> Iterator[Frame]:
        sampler = sampler_of(method)
        schedule = self.schedule(sampler.steps(calls, self.schedule))
        denoiser = partial(self._spec.of, self._subject)
        return _begun_later(sampler, denoiser, schedule, self._subject.seed, dice)


def _begun_later(
    sampler: Sampler, denoiser: Callable[[], Denoiser], schedule: Schedule, seed: int, dice: int
) -> Iterator[Frame]:
    """A walk that makes its denoiser with the first frame.

    It holds no reference to the scene: a cycle would keep hundreds of pictures until the garbage
    collector runs.
    """
    yield from from_noise(sampler, denoiser(), schedule, seed, dice)


def charted(lanes: Sequence[str]) -> list[str]:
    """The lanes' methods that always end in one place, in the order of menus."""
    return [name for name, one in SAMPLERS.items() if name in lanes and not one.stochastic]


def pictures(lanes: Iterable[Lane]) -> dict[str, Picture]:
    """Each lane's picture and the answer there, by the names of their canvases."""
    found = {}
    for number, lane in enumerate(lanes, 1):
        found[f"xt-{number}"] = Picture(lane.frame.x_t)
        found[f"hat-{number}"] = Picture(lane.frame.x0_hat, "estimate")
    return found
