"""A figure's pictures, and its poster: what the build writes, where Python is not there yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from page.widgets.palette import Rgba, ramp
from unerase.pixels import tone
from unerase.presets import SIDE

Hex: TypeAlias = Mapping[str, str]
"""The page's hex colours by name, as assets/css/tokens.css has them."""

Facts: TypeAlias = Mapping[str, Callable[[], str]]
"""Numbers of the article's sentences by name, computed when they are called."""

Painted: TypeAlias = Callable[[Hex], Rgba]
"""A picture in colours that are given later, shape (height, width, 4)."""


@dataclass(frozen=True, eq=False)
class Picture:
    """Values as the engine has them, shape (height, width), `Painted` in tones of one colour.

    A figure that runs shows it, too, and again only when the array is another one.
    """

    values: NDArray[np.float32]
    colour: Literal["ink", "noise", "estimate"] = "ink"

    def __call__(self, colours: Hex) -> Rgba:
        """The picture in these colours."""
        table: Rgba = ramp(colours["sheet"], colours[self.colour])[tone(self.values)]
        return table


BLANK = Picture(np.full((SIDE, SIDE), -1, dtype=np.float32))
"""Paper."""


def signal(colours: Hex) -> Rgba:
    """The colours of a signal's tones, shape (256, 4)."""
    return ramp(colours["sheet"], colours["ink"])


@dataclass(frozen=True)
class Poster:
    """One figure at its default settings, all of it by the name of its place.

    pictures: shown until the figure paints. drawings: SVG and tables, as markup. texts: what its
    outputs say. facts: the numbers of the chapter's sentences; the visitor's browser computes them
    again.
    """

    pictures: Callable[[], Mapping[str, Painted]] = dict
    drawings: Callable[[], Mapping[str, str]] = dict
    texts: Callable[[], Mapping[str, str]] = dict
    facts: Facts = field(default_factory=dict)
