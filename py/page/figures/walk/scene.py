"""What the figure "Walk back" shows, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial

from page.denoisers import DENOISERS
from page.denoisers.known import Likeness, in_play
from page.figures.poster import Picture
from page.figures.walk.curves import curve
from page.figures.walk.pair import Pair
from page.figures.walk.settings import WalkSettings
from page.figures.walks import MeasuredBy, kept
from page.state.controls import STEPS
from page.state.subject import Subject
from page.widgets.charts.chart import Chart
from unerase import Experiment, Frame, ddim


@dataclass(frozen=True, eq=False)
class Walker:
    """One walk at one step: its frame, and what the denoiser's answer is most like.

    in_play: how many of the drawings that the denoiser weighs, `of` which there are so many, it
    still weighs; None for one that weighs none.
    """

    denoiser: str
    frame: Frame
    near: Likeness
    in_play: float | None
    of: str


class Scene:
    """Two walks with each denoiser: one start, and each walk's dice the same for all of them."""

    def __init__(
        self, settings: WalkSettings, subject: Subject, measured: MeasuredBy = nullcontext
    ) -> None:
        self.schedule = subject.schedule(settings.schedule, STEPS)
        self._settings, self._subject, self._measured = settings, subject, measured

    def make(self, reached: Mapping[str, int], in_time: Callable[[], bool]) -> bool:
        """Walk on, while there is time, to the step that each denoiser has `reached`.

        Whether all of them are there.
        """
        return all(
            DENOISERS[name].prepare(self._subject, in_time) and self.pair(name).make(t, in_time)
            for name, t in reached.items()
        )

    @kept
    def at(self, denoiser: str, t: int) -> tuple[Walker, Walker]:
        """Both walks with this denoiser at step t, 0 … 20."""
        one, other = self.pair(denoiser).at(t)
        return self._walker(denoiser, one), self._walker(denoiser, other)

    def pictures(self, denoiser: str, t: int) -> Mapping[str, Picture]:
        """What is seen there, by the names of the canvases."""
        found = {}
        for number, walker in enumerate(self.at(denoiser, t), 1):
            found[f"picture-{number}"] = Picture(walker.frame.x_t)
            found[f"estimate-{number}"] = Picture(walker.frame.x0_hat, "estimate")
        return found

    def distance(self, denoiser: str, t: int) -> float:
        """How far they are apart there."""
        return self.pair(denoiser).distances(t)[-1]

    def curve(self, reached: Mapping[str, int]) -> Chart:
        """The distance at every step walked: `reached` has the last one for each denoiser."""
        return curve({name: self.pair(name).distances(t) for name, t in reached.items()})

    @kept
    def pair(self, denoiser: str) -> Pair:
        """Both walks, as far as they have been made."""
        spec, subject = DENOISERS[denoiser], self._subject
        answers, walk = spec.of(subject), partial(ddim, eta=self._settings.eta)
        one, other = (
            Experiment(subject.x0, self.schedule, answers, walk, subject.seed, seed).reverse()
            for seed in self._settings.walk_seeds
        )
        return Pair(one, other, partial(self._measured, spec.measured))

    def _walker(self, denoiser: str, frame: Frame) -> Walker:
        spec, subject = DENOISERS[denoiser], self._subject
        return Walker(
            denoiser,
            frame,
            spec.knows.nearest(subject, frame.x0_hat),
            in_play(spec.of(subject), frame.x_t, frame.alpha_bar),
            spec.knows.all_of(subject),
        )
