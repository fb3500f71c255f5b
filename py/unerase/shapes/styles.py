"""The styles: how a body and the marks on it become ink."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from unerase.arrays import Bits

# The pixels around one that are within √5 of it: eroded with these, a level edge loses two
# pixels and a slanted one as much, so that an outline is 2 wide all around.
_REACH = 2
_NEAR = [
    (down, right)
    for down in range(-_REACH, _REACH + 1)
    for right in range(-_REACH, _REACH + 1)
    if down * down + right * right <= 5
]
_PERIOD = 4


def filled(body: Bits, marks: Bits) -> Bits:
    """Ink all over the body but for its marks."""
    return body & ~marks


def outlined(body: Bits, marks: Bits) -> Bits:
    """The body's rim, 2 pixels wide, and its marks in ink."""
    height, width = body.shape[-2:]
    edge = [(0, 0)] * (body.ndim - 2) + [(_REACH, _REACH)] * 2
    padded = np.pad(body, edge)
    core = body.copy()
    for down, right in _NEAR:
        rows = slice(_REACH + down, _REACH + down + height)
        core &= padded[..., rows, _REACH + right : _REACH + right + width]
    return (body & ~core) | marks


def striped(body: Bits, marks: Bits) -> Bits:
    """As filled, but for every fourth row of the grid, which stays paper."""
    rows = np.arange(body.shape[-2]) % _PERIOD != _PERIOD - 1
    return np.asarray(body & ~marks & rows[:, np.newaxis])


STYLES: Mapping[str, Callable[[Bits, Bits], Bits]] = MappingProxyType(
    {"filled": filled, "outlined": outlined, "striped": striped}
)
"""The styles by name: body and marks, bits of shape (…, height, width), to ink of that shape."""
