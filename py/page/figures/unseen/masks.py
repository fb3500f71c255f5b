"""Parts of a drawing that can be locked, so that a walk has to keep them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from unerase.presets import SIDE

NOTHING = "nothing"
LOCKS: Mapping[str, str] = MappingProxyType(
    {
        NOTHING: "Nothing",
        "left": "The left half",
        "upper": "The upper half",
        "middle": "The middle",
        "around": "All but the middle",
    }
)
"""What can be locked, by its name in links, with its name in the menu."""

_HALF, _QUARTER = SIDE // 2, SIDE // 4
_MIDDLE = slice(_QUARTER, SIDE - _QUARTER)


def mask_of(locked: str) -> NDArray[np.bool_]:
    """The cells that are locked, shape (32, 32), True where they are; KeyError for other names."""
    return _MASKS[locked]()


def in_python(locked: str) -> str:
    """Lines that make `mask`, for a script; KeyError for other names."""
    return _LINES[locked]


def _block(rows: slice, columns: slice) -> NDArray[np.bool_]:
    mask = np.zeros((SIDE, SIDE), dtype=bool)
    mask[rows, columns] = True
    return mask


_ALL = slice(None)
_MASKS: Mapping[str, Callable[[], NDArray[np.bool_]]] = {
    NOTHING: lambda: _block(slice(0), slice(0)),
    "left": lambda: _block(_ALL, slice(_HALF)),
    "upper": lambda: _block(slice(_HALF), _ALL),
    "middle": lambda: _block(_MIDDLE, _MIDDLE),
    "around": lambda: ~_block(_MIDDLE, _MIDDLE),
}
_NONE = f"mask = np.zeros(({SIDE}, {SIDE}), dtype=bool)"
_INSIDE = f"{_NONE}\nmask[{_QUARTER}:{SIDE - _QUARTER}, {_QUARTER}:{SIDE - _QUARTER}] = True"
_LINES: Mapping[str, str] = {
    NOTHING: _NONE,
    "left": f"{_NONE}\nmask[:, :{_HALF}] = True",
    "upper": f"{_NONE}\nmask[:{_HALF}] = True",
    "middle": _INSIDE,
    "around": f"{_INSIDE}\nmask = ~mask",
}
