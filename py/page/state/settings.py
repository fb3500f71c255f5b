"""Everything the visitor can choose in the hero figure, as one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from page.state.curve import DEFAULT_CURVE
from page.state.shelf import LETTERS, Shelf
from unerase import preset
from unerase.pixels import pack_bits
from unerase.presets import preset_names

Phase = Literal["forward", "reverse"]
PHASES: tuple[Phase, Phase] = ("forward", "reverse")

WALKS: Mapping[str, str] = MappingProxyType({"ddpm": "stochastic", "ddim": "deterministic"})
"""The samplers on offer, and what the menu calls them."""

DEFAULT_DRAWING = pack_bits(preset(preset_names()[0]))


@dataclass(frozen=True)
class Settings:
    """One state of the hero. `replace` it; never change it in place.

    drawing: 1024 packed bits. phase: which way the picture at `timestep` came about, on the way
    into noise or on the walk back from it; timestep: 0 … steps. curve: the visitor's own schedule,
    packed by `page.state.curve`. shelf: the sketches in use, which denoisers know that do not know
    the drawing. denoiser: whom the walk asks, by name. start: the step of the way into noise from
    which the walk leaves, 1 … steps - 1; 0 for its end, the noise.
    """

    drawing: bytes = DEFAULT_DRAWING
    schedule: str = "linear"
    steps: int = 20
    sampler: str = "ddpm"
    seed: int = 0
    walk_seed: int = 1
    phase: Phase = "forward"
    timestep: int = 0
    curve: bytes = DEFAULT_CURVE
    shelf: Shelf = LETTERS
    denoiser: str = "oracle"
    start: int = 0

    @property
    def walk_start(self) -> int:
        """The step from which the walk leaves, 1 … steps."""
        return self.start or self.steps

    def at_rest(self) -> Settings:
        """The same with the drawing shown, before anything has happened to it."""
        return self.at(0, "forward")

    def walking_from(self, t: int) -> Settings:
        """At the start of a walk that leaves from step t, 1 … steps."""
        return replace(self, timestep=t, phase="reverse", start=t % self.steps)

    def at(self, t: int, phase: Phase | None = None) -> Settings:
        """Step t of a phase, of the present one when none is named."""
        return replace(self, timestep=t, phase=phase or self.phase)

    def one_ahead(self) -> Settings:
        """One step towards noise: on the way forward, or back along the walk.

        The walk has come home at 0: from there the way leads forward again.
        """
        phase: Phase = self.phase if self.timestep else "forward"
        return self.at(min(self.steps, self.timestep + 1), phase)

    def one_back(self) -> Settings:
        """One step towards the drawing: from x_T, and on the walk, a denoising step."""
        if self.timestep == self.steps:
            return self.walking_from(self.steps).at(self.steps - 1)
        return self.at(self.timestep - 1) if self.timestep else self

    def with_steps(self, steps: int) -> Settings:
        """Another number of steps, at the same point of the way."""
        t, start = (round(n * steps / self.steps) for n in (self.timestep, self.start))
        if self.start:  # it stays short of noise, and some way off the drawing, if there is room
            start = max(min(1, steps - 1), min(steps - 1, start))
        return replace(self, steps=steps, timestep=t, start=start)
