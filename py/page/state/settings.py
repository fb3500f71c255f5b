"""Everything the visitor can choose in the hero figure, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from unerase import pack_bits, preset, preset_names

Phase = Literal["forward", "reverse"]
PHASES: tuple[Phase, ...] = ("forward", "reverse")

SIDE = 32
DEFAULT_DRAWING = pack_bits(preset(preset_names()[0]))


@dataclass(frozen=True)
class Settings:
    """One state of the hero. `replace` it; never change it in place.

    drawing: 1024 packed bits. phase: which way the picture at `timestep` came about; in the
    reverse phase the walk began at the forward picture of step `start`, so timestep <= start;
    start >= 1.
    """

    drawing: bytes = DEFAULT_DRAWING
    schedule: str = "linear"
    steps: int = 20
    walk: str = "ddpm"
    seed: int = 0
    walk_seed: int = 1
    phase: Phase = "forward"
    timestep: int = 0
    start: int = 20

    def with_steps(self, steps: int) -> Settings:
        """Another number of steps, at the same point of the way."""

        def scaled(t: int) -> int:
            return round(t * steps / self.steps)

        start = max(1, scaled(self.start))
        return replace(self, steps=steps, timestep=min(scaled(self.timestep), steps), start=start)
