"""The page's colours, as a figure's album is given them."""

from __future__ import annotations

from dataclasses import dataclass, field

from page.widgets.palette import Rgba, ramp
from posters import colours


@dataclass(eq=False)
class Palette:
    """The light theme or the dark one."""

    dark: bool = False
    colours: dict[str, str] = field(init=False)
    signal: Rgba = field(init=False)
    noise: Rgba = field(init=False)
    estimate: Rgba = field(init=False)

    def __post_init__(self) -> None:
        self.colours = colours(self.dark)
        self.signal, self.noise, self.estimate = (
            ramp(self.colours["sheet"], self.colours[name]) for name in ("ink", "noise", "estimate")
        )
