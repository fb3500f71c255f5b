"""Everything the visitor can choose in the hero figure, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from unerase import pack_bits, preset, preset_names

Phase = Literal["forward", "reverse"]
PHASES: tuple[Phase, Phase] = ("forward", "reverse")

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
    sampler: str = "ddpm"
    seed: int = 0
    walk_seed: int = 1
    phase: Phase = "forward"
    timestep: int = 0
    start: int = 20

    def at_rest(self) -> Settings:
        """The same with the drawing shown, before anything has happened to it."""
        return replace(self, phase="forward", timestep=0, start=self.steps)

    def running_forward(self) -> Settings:
        """Ready to dissolve from the step that is shown, or from the drawing after the last."""
        t = 0 if self.timestep == self.steps else self.timestep
        return replace(self, phase="forward", timestep=t)

    def turned_back(self) -> Settings:
        """Ready to walk back from the picture that is shown; from x_T when it is the drawing.

        A walk that has ended begins again.
        """
        if self.phase == "reverse":
            return replace(self, timestep=self.timestep or self.start)
        start = self.timestep or self.steps
        return replace(self, phase="reverse", start=start, timestep=start)

    def one_ahead(self) -> Settings:
        """One step of noise: back along the walk while there is one, else forward."""
        return self.moved_to(min(self.steps, self.timestep + 1))

    def one_back(self) -> Settings:
        """One denoising step from the picture that is shown."""
        if self.timestep == 0:
            return self
        turned = self.turned_back()
        return replace(turned, timestep=turned.timestep - 1)

    def moved_to(self, t: int) -> Settings:
        """Step t of the present phase; beyond the start of a walk lies the way forward."""
        walking = self.phase == "reverse" and t <= self.start
        return replace(self, phase="reverse" if walking else "forward", timestep=t)

    def showing(self, phase: Phase, t: int) -> Settings:
        """Step t of a phase; of a walk, at most the step at which it began."""
        return replace(self, phase=phase, timestep=min(t, self.start) if phase == "reverse" else t)

    def with_steps(self, steps: int) -> Settings:
        """Another number of steps, at the same point of the way."""

        def scaled(t: int) -> int:
            return round(t * steps / self.steps)

        start = max(1, scaled(self.start))
        return replace(self, steps=steps, timestep=scaled(self.timestep), start=start)
