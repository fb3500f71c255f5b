"""What the visitor can choose in the first figure: the drawing, and all that happens to it."""

from dataclasses import dataclass, replace
from typing import Annotated, Any

from page.denoisers import LABELS
from page.state.controls import (
    BOTH,
    PHASES,
    Denoisers,
    Dice,
    FigureSettings,
    Number,
    Phase,
    Samplers,
    Schedules,
    Time,
)
from page.state.curve import DEFAULT_CURVE, read_curve
from page.state.shelf import LETTERS, Shelf, read_shelf, write_shelf
from page.state.subject import DEFAULT_DRAWING, read_drawing
from page.state.table import Made, Spelled, Table, one_of, whole, write_packed
from page.state.yours import LABEL, YOURS
from unerase.noise import MAX_SEED
from unerase.schedules import MAX_STEPS

LAST_DICE = 9999
"""The page deals walk seeds of at most four digits, which keeps links short."""
WALKS = {"ddpm": "stochastic", "ddim": "deterministic", YOURS: LABEL}
"""The samplers on offer, and what the menu calls them."""
FOLDED = ("schedule", "steps", "denoiser", "sampler", "seed")
"""The settings whose controls lie under *More*."""


@dataclass(frozen=True)
class HeroSettings(FigureSettings):
    """One state of the hero. `replace` it; never change it in place.

    drawing: 1024 packed bits. phase: which way the picture at `timestep` came about, on the way
    into noise or on the walk back from it; timestep: 0 … steps. curve: the visitor's own schedule,
    packed by `page.state.curve`. shelf: the sketches in use, which denoisers know that do not know
    the drawing. denoiser: whom the walk asks, by name. start: the step of the way into noise from
    which the walk leaves, 1 … steps - 1; 0 for its end, the noise.
    """

    schedule: Annotated[str, Schedules()] = "linear"
    steps: Annotated[int, Number("The number of steps", 1, MAX_STEPS)] = 20
    sampler: Annotated[str, Samplers(WALKS, part="walk")] = "ddpm"
    seed: Annotated[int, Number("The seed", 0, MAX_SEED)] = 0
    walk_seed: Annotated[int, Dice("another", high=LAST_DICE, key="walk")] = 1
    phase: Annotated[Phase, Spelled(one_of(*PHASES))] = "forward"
    timestep: Annotated[int, Time(*BOTH, most=MAX_STEPS)] = 0
    drawing: Annotated[bytes, Spelled(read_drawing, write_packed)] = DEFAULT_DRAWING
    curve: Annotated[bytes, Made(read_curve, write_packed)] = DEFAULT_CURVE
    shelf: Annotated[Shelf, Spelled(read_shelf, write_shelf)] = LETTERS
    denoiser: Annotated[str, Denoisers(LABELS)] = "oracle"
    start: Annotated[int, Spelled(whole(0, MAX_STEPS - 1), key="from")] = 0

    @property
    def walk_start(self) -> int:
        """The step from which the walk leaves, 1 … steps."""
        return self.start or self.steps

    @property
    def plain(self) -> bool:
        """Whether nothing under *More* has been set."""
        return all(getattr(self, name) == getattr(HeroSettings, name) for name in FOLDED)

    @property
    def moment(self) -> dict[str, Any]:
        """The settings of time, by field."""
        return {"timestep": self.timestep, "phase": self.phase, "start": self.start}

    def at_rest(self) -> "HeroSettings":
        """These settings at step 0, before anything has happened to the drawing."""
        return self.at(0, "forward")

    def walking_from(self, t: int) -> "HeroSettings":
        """At the start of a walk that leaves from step t, 1 … steps."""
        return replace(self, timestep=t, phase="reverse", start=t % self.steps)

    def at(self, t: int, phase: Phase | None = None) -> "HeroSettings":
        """Step t of a phase, of the present one when none is named."""
        return replace(self, timestep=t, phase=phase or self.phase)

    def one_ahead(self) -> "HeroSettings":
        """One step towards noise: on the way forward, or back along the walk.

        The walk has come home at 0: from there the way leads forward again.
        """
        phase: Phase = self.phase if self.timestep else "forward"
        return self.at(min(self.steps, self.timestep + 1), phase)

    def one_back(self) -> "HeroSettings":
        """One step towards the drawing: from x_T, and on the walk, a denoising step."""
        if self.timestep == self.steps:
            return self.walking_from(self.steps).at(self.steps - 1)
        return self.at(self.timestep - 1) if self.timestep else self

    def with_steps(self, steps: int) -> "HeroSettings":
        """Another number of steps, at the same point of the way."""
        t, start = (round(n * steps / self.steps) for n in (self.timestep, self.start))
        if self.start:  # it stays short of noise, and some way off the drawing, if there is room
            start = max(min(1, steps - 1), min(steps - 1, start))
        return replace(self, steps=steps, timestep=t, start=start)


def _mend(settings: HeroSettings) -> tuple[HeroSettings, str]:
    t, start, steps = settings.timestep, settings.start, settings.steps
    if t > steps:
        rest = replace(settings.at_rest(), start=start if start < steps else 0)
        return rest, f"timestep={t}, which must be at most {steps}"
    if start and start >= steps:
        return replace(settings, start=0), f"from={start}, which must be below {steps}"
    return settings, ""


TABLE = Table("", HeroSettings, _mend)
