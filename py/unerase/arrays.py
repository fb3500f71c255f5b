"""Names for the arrays that the engine deals in."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.float32]
"""A picture, ink +1 and paper -1, clean or noisy; or whatever else is diffused, such as points."""

Bits: TypeAlias = NDArray[np.bool_]
"""A drawing: ink True, paper False."""

Floats: TypeAlias = NDArray[np.float64]
"""What is computed on the way, where float32 would not do."""
