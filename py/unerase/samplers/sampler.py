"""What a sampler is: a function that walks, its options, and what is known of it in advance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from unerase import checks
from unerase.arrays import Picture
from unerase.denoisers import Denoiser
from unerase.noise import Noise
from unerase.samplers.frame import Frame
from unerase.schedules import Schedule


@dataclass(frozen=True)
class Sampler:
    """One algorithm, called as its function is.

    options: what the function is called with. stochastic: it draws noise that matters. asks:
    denoiser calls a step, but the last step asks once.
    """

    function: Callable[..., Iterator[Frame]]
    options: Mapping[str, Any] = field(default_factory=dict)
    stochastic: bool = False
    asks: int = 1

    def __call__(
        self,
        denoiser: Denoiser,
        schedule: Schedule,
        x_start: Picture,
        noise: Noise,
        start: int | None = None,
    ) -> Iterator[Frame]:
        """The frames from x_start at step `start` (T when None) to step 0.

        From a drawing that `diffuse` has taken to `schedule.at(start)` it is the SDEdit of Meng et
        al. 2022: start is how far the drawing is forgotten.
        """
        return self.function(denoiser, schedule, x_start, noise, start, **self.options)

    def steps(self, calls: int, schedule: Callable[[int], Schedule]) -> int:
        """The most steps of that kind of schedule for which so many denoiser calls are enough.

        Heun's method asks twice a step, but once in the last, and in the first one too if the
        schedule ends without any signal: there is no slope at an infinite sigma.
        """
        calls = checks.integer("calls", calls, 1, 2**31)
        if self.asks == 1:
            return calls
        saved = 2 if schedule(1).at(1) == 0.0 else 1
        return (calls + saved) // self.asks
