"""What the lanes of the figure "Without the oracle" show, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial

from page.denoisers import DENOISERS
from page.denoisers.known import DRAWING, SHELF, Likeness, in_play
from page.denoisers.spec import Asked
from page.figures.poster import Picture
from page.figures.walks import MeasuredBy, Walk, finish, from_noise, kept
from page.figures.without.settings import WithoutSettings
from page.samplers import sampler_of
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import Denoiser, Frame
from unerase.metrics import hamming
from unerase.pixels import to_bits


@dataclass(frozen=True, eq=False)
class Lane:
    """One denoiser at one step, and what its answer is most like.

    alive: how many sketches are still in play, for a denoiser that weighs sketches; the improviser
    weighs them anew at each pixel, and it is the mean. other, apart: the second walk, and in how
    many cells the two pictures differ; None where there is none.
    """

    denoiser: str
    frame: Frame
    near: Likeness
    alive: float | None
    other: Frame | None
    apart: int | None


class Scene:
    """The walks of all lanes: one start noise, and the same dice in each."""

    def __init__(
        self, settings: WithoutSettings, subject: Subject, measured: MeasuredBy = nullcontext
    ) -> None:
        self.schedule = subject.schedule(settings.schedule, STEPS)
        self._s, self._subject, self._measured = settings, subject, measured
        self._asked = Asked(window=settings.window)

    def make(self, s: WithoutSettings, in_time: Callable[[], bool]) -> bool:
        """Walk on in all lanes that are shown, while there is time; whether all are at their end.

        A lane whose denoiser has not arrived is left out.
        """
        if not all(DENOISERS[name].prepare(self._subject, in_time) for name in self.ready(s)):
            return False
        return finish(
            (walk for name in self.ready(s) for walk in self.walks(name, s.twice)), in_time
        )

    def ready(self, s: WithoutSettings) -> list[str]:
        """The lanes whose denoisers are here."""
        return [name for name in s.shown if DENOISERS[name].here()]

    def frame(self, name: str, t: int) -> Frame:
        """The first walk of that lane at step t; it must have been made."""
        return self.walks(name, False)[0].at(t)

    def lane(self, name: str, s: WithoutSettings) -> Lane:
        """One lane at the present step; it must have been made."""
        return self._lane(name, s.timestep, s.twice)

    def lanes(self, s: WithoutSettings) -> dict[str, Lane]:
        """The lanes that are ready."""
        return {name: self.lane(name, s) for name in self.ready(s)}

    def walks(self, name: str, twice: bool) -> list[Walk]:
        """The walks of that lane, one or two, as far as they have been made."""
        dice = (self._s.walk, self._s.second_walk)[: 1 + twice]
        return [self._walk(name, seed) for seed in dice]

    def denoiser(self, name: str) -> Denoiser:
        """The denoiser of that lane; raises LookupError while it is not here."""
        return DENOISERS[name].of(self._subject, self._asked)

    @kept
    def _walk(self, name: str, dice: int) -> Walk:
        sampler, seed = sampler_of(self._s.sampler), self._s.seed
        frames = from_noise(sampler, self.denoiser(name), self.schedule, seed, dice)
        return Walk(frames, partial(self._measured, name))

    @kept  # weighing sketches at every cell takes milliseconds
    def _lane(self, name: str, t: int, twice: bool) -> Lane:
        frame, other = self.frame(name, t), self.walks(name, True)[1].at(t) if twice else None
        beside = SHELF if DENOISERS[name].sketches else DRAWING
        return Lane(
            name,
            frame,
            beside.nearest(self._subject, frame.x0_hat),
            in_play(self.denoiser(name), frame.x_t, frame.alpha_bar),
            other,
            hamming(to_bits(frame.x_t), to_bits(other.x_t)) if other else None,
        )


def pictures(lanes: Mapping[str, Lane]) -> dict[str, Picture]:
    """Each lane's picture, its answer, what that is most like, and the second walk's picture."""
    found = {}
    for name, lane in lanes.items():
        found[f"xt-{name}"] = Picture(lane.frame.x_t)
        found[f"hat-{name}"] = Picture(lane.frame.x0_hat, "estimate")
        if DENOISERS[name].sketches:
            found[f"near-{name}"] = Picture(lane.near.signal)
        if lane.other:
            found[f"other-{name}"] = Picture(lane.other.x_t)
    return found
