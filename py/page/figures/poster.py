"""What stands in for a figure's picture until Python has started."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Picture:
    """Values as the engine has them, shape (height, width), and the colour they are shown in."""

    values: NDArray[np.float32]
    colour: Literal["ink", "noise", "estimate"] = "ink"
