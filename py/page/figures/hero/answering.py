"""Who answers in the hero: whom the settings name, or the oracle while that one cannot yet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from page.browser.clock import now
from page.browser.fetching import WEIGHTS
from page.browser.timing import Stopwatch
from page.denoisers import DENOISERS, ORACLE
from page.figures.hero.settings import HeroSettings
from page.state.subject import Subject


class Answering:
    """`arrived` is called when the learner's weights are here, `refused` with a sentence if not."""

    def __init__(self, arrived: Callable[[], None], refused: Callable[[str], None]) -> None:
        self.asked = ORACLE
        self.unready = False
        self._arrived, self._refused = arrived, refused
        self._sent = False
        self._watch = Stopwatch("step", "Unerase")

    def try_again(self) -> None:
        """Send for what is missing once more: something else has been chosen since."""
        self._sent = False

    def settle(self, s: HeroSettings, deadline: float) -> HeroSettings:
        """The settings with a denoiser that can answer; what it needs is made until the deadline.

        `unready` tells whether there is more to make.
        """
        spec = DENOISERS[s.denoiser]
        if not spec.here() and not self._sent:
            self._sent = True
            WEIGHTS.need(self._arrived, self._refused)
        self.unready = not spec.prepare(Subject.of(s), lambda: now() < deadline)
        asked = s.denoiser if spec.here() and not self.unready else ORACLE
        if asked != self.asked:
            self.asked = asked
            self._watch = Stopwatch("step", "Unerase")  # another one takes other times
        return s if asked == s.denoiser else replace(s, denoiser=asked)

    def measured(self) -> AbstractContextManager[None]:
        """Wraps every denoise-and-step."""
        return self._watch.span(self.measured_as)

    @property
    def measured_as(self) -> str:
        """What measurements call whoever answers."""
        return DENOISERS[self.asked].measured

    @property
    def recent_ms(self) -> float | None:
        """Mean of the last steps in milliseconds, None before the first."""
        return self._watch.recent_ms
