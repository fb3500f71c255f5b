"""Parts of a drawing that can be locked, so that a walk has to keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from unerase.presets import SIDE

NOTHING = "nothing"


@dataclass(frozen=True)
class _Lock:
    """What a menu calls it, and its rows and columns; or all cells `but` those."""

    label: str
    cells: tuple[slice, ...] = ()
    but: bool = False


_HALF, _MIDDLE = slice(SIDE // 2), slice(SIDE // 4, SIDE - SIDE // 4)
_LOCKS = {
    NOTHING: _Lock("Nothing"),
    "left": _Lock("The left half", (slice(None), _HALF)),
    "upper": _Lock("The upper half", (_HALF,)),
    "middle": _Lock("The middle", (_MIDDLE, _MIDDLE)),
    "around": _Lock("All but the middle", (_MIDDLE, _MIDDLE), but=True),
}
LOCKS: Mapping[str, str] = MappingProxyType({name: one.label for name, one in _LOCKS.items()})
"""What can be locked, by its name in links, with its name in the menu."""


def mask_of(locked: str) -> NDArray[np.bool_]:
    """The cells that are locked, shape (32, 32), True where they are; KeyError for other names."""
    lock, mask = _LOCKS[locked], np.zeros((SIDE, SIDE), dtype=bool)
    if lock.cells:
        mask[lock.cells] = True
    return ~mask if lock.but else mask


def in_python(locked: str) -> str:
    """Lines that make `mask`, for a script; KeyError for other names."""
    lock, lines = _LOCKS[locked], [f"mask = np.zeros(({SIDE}, {SIDE}), dtype=bool)"]
    if lock.cells:
        lines.append(f"mask[{', '.join(map(_spelled, lock.cells))}] = True")
    if lock.but:
        lines.append("mask = ~mask")
    return "\n".join(lines)


def _spelled(cells: slice) -> str:
    return f"{cells.start or ''}:{cells.stop or ''}"
