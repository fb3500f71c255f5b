"""What the visitor can choose in the figure "Points"."""

from dataclasses import dataclass, replace
from typing import Annotated, Any

from page.denoisers import MEMORISER
from page.state import controls
from page.state.controls import BOTH, PHASES, Phase
from page.state.points import DEFAULT_POINTS, fits
from page.state.table import Made, Spelled, Table, one_of, packed, write_packed
from page.state.yours import LABEL, YOURS
from unerase.clouds import MAX_POINTS

MOST_STEPS = 200
WALKS = {"ddim": "deterministic", "ddpm": "stochastic (DDPM)", YOURS: LABEL}
"""The samplers on offer, and what the menu calls them."""

read_points = packed(f"at most {MAX_POINTS} points, each as 4 characters of base64url", fits)


class Bandwidth(controls.Dial):
    """A dial on whose notches links lie, too."""

    def read(self, text: str) -> Any:
        return self.value(self.notch(super().read(text)))


@dataclass(frozen=True)
class PointsSettings(controls.FigureSettings):
    """points: packed (`page.state.points`). bandwidth: 0 … 0.3, in the units of the plane. sampler:
    its name. walk: fixes, with the visitor's seed, all noise of the figure. arrows, trails:
    whether they are shown. phase: whether the points are seen on their way into noise or the
    fresh samples on their way back; timestep: 0 … steps.
    """

    points: Annotated[bytes, Made(read_points, write_packed)] = DEFAULT_POINTS
    bandwidth: Annotated[float, Bandwidth(0, 0.3, notches=30)] = 0.1
    schedule: Annotated[str, controls.Schedules()] = "linear"
    sampler: Annotated[str, controls.Samplers(WALKS, part="walk")] = "ddim"
    steps: Annotated[int, controls.Number("The number of steps", 1, MOST_STEPS)] = 60
    walk: Annotated[int, controls.Dice("dice")] = 1
    arrows: Annotated[bool, controls.Switch()] = True
    trails: Annotated[bool, controls.Switch(part="trails-on")] = True
    phase: Annotated[Phase, Spelled(one_of(*PHASES))] = "forward"
    timestep: Annotated[int, controls.Time(*BOTH, most=MOST_STEPS)] = 0
    fixed = (MEMORISER,)

    def at(self, t: int, phase: Phase | None = None) -> "PointsSettings":
        """Step t of a phase, of the present one when none is named."""
        return replace(self, timestep=t, phase=phase or self.phase)


def _mend(s: PointsSettings) -> tuple[PointsSettings, str]:
    if not s.points:  # nothing to dissolve, and nothing to walk back to
        return s.at(0, "forward"), ""
    if s.timestep > s.steps:
        return s.at(0, "forward"), f"timestep={s.timestep}, which must be at most {s.steps}"
    return s, ""


TABLE = Table("points.", PointsSettings, _mend)
