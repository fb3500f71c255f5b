"""Who answers in the hero: whom the settings name, or the oracle while that one cannot yet."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace

from page.browser.clock import now
from page.browser.timing import Stopwatch
from page.denoisers import DENOISERS, ORACLE
from page.figures.hero.settings import HeroSettings
from page.state.subject import Subject


class Answering:
    """`unready` tells whether there is more to make until the one that is named can answer."""

    def __init__(self) -> None:
        self.asked = ORACLE
        self.unready = False
        self._watch = Stopwatch("step", "Unerase")

    def settle(self, s: HeroSettings, deadline: float) -> HeroSettings:
        """The settings with one that can answer; what it needs is made until the deadline."""
        spec = DENOISERS[s.denoiser]
        self.unready = not spec.prepare(Subject.of(s), lambda: now() < deadline)
        asked = s.denoiser if spec.here() and not self.unready else ORACLE
        if asked != self.asked:
            self.asked = asked
            self._watch = Stopwatch("step", "Unerase")  # another one takes other times
        return s if asked == s.denoiser else replace(s, denoiser=asked)

    def measured(self) -> AbstractContextManager[None]:
        """Wraps every denoise-and-step."""
        return self._watch.span(DENOISERS[self.asked].measured)

    @property
    def recent(self) -> str:
        """Mean of the last steps in milliseconds."""
        return "–" if self._watch.recent_ms is None else f"{self._watch.recent_ms:.2f}"
