"""What the figure "Two schedules" shows, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import cache, cached_property

from page.denoisers import DENOISERS
from page.figures.poster import Picture
from page.figures.schedules.settings import SchedulesSettings
from page.figures.walks import Measured
from page.state.controls import STEPS
from page.state.subject import Subject
from unerase import Denoiser, Frame, Schedule, diffuse
from unerase.denoisers import ask
from unerase.noise import start_noise
from unerase.schedules import SCHEDULES

LANES = {"linear": "Linear", "cosine": "Cosine", "literal": "Literal"}
"""The schedules of the figure by name, with what their columns and curves are called."""


@cache
def schedule_of(lane: str) -> Schedule:
    """The schedule of a lane, 20 steps; raises KeyError for a name that is no lane's."""
    return SCHEDULES[lane](STEPS)


def lanes(literal: bool) -> tuple[str, ...]:
    """The lanes that are seen, the third only when it is switched on."""
    return tuple(LANES) if literal else tuple(LANES)[:2]


class Scene:
    """Every step of one drawing and one noise under each schedule, with a denoiser's estimate.

    A step is made when it is first seen; `measured` wraps every question to the denoiser.
    """

    def __init__(
        self, settings: SchedulesSettings, subject: Subject, measured: Measured = nullcontext
    ) -> None:
        self._s, self._subject, self._measured = settings, subject, measured
        self._eps = start_noise(subject.seed, subject.x0.shape)
        self._lanes = lanes(settings.literal)
        self._frames: dict[tuple[str, int], Frame] = {}

    def make(self, t: int, in_time: Callable[[], bool]) -> bool:
        """Ask for what step t, 0 … 20, shows, while there is time; whether all of it is there."""
        if not DENOISERS[self._s.denoiser].prepare(self._subject, in_time):
            return False
        for lane in self._lanes:
            if (lane, t) not in self._frames:
                if not in_time():
                    return False
                self._frames[lane, t] = self._frame(lane, t)
        return True

    def at(self, t: int) -> Mapping[str, Frame]:
        """What each lane shows at step t, by the lane's name; made at once if it is not there."""
        self.make(t, lambda: True)
        return {lane: self._frames[lane, t] for lane in self._lanes}

    def pictures(self, t: int) -> Mapping[str, Picture]:
        """What is seen at step t, by the names of the canvases."""
        found = {}
        for lane, frame in self.at(t).items():
            found[f"{lane}-xt"] = Picture(frame.x_t)
            found[f"{lane}-hat"] = Picture(frame.x0_hat, "estimate")
        return found

    def _frame(self, lane: str, t: int) -> Frame:
        alpha_bar = schedule_of(lane).at(t)
        x_t = diffuse(self._subject.x0, alpha_bar, self._eps)
        denoiser = self._denoiser
        with self._measured():
            return Frame(t, alpha_bar, x_t, ask(denoiser, x_t, alpha_bar, t), calls=1)

    @cached_property
    def _denoiser(self) -> Denoiser:
        return DENOISERS[self._s.denoiser].of(self._subject)
