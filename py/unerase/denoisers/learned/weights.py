"""The learner's weights, read from the file that training wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from unerase import npz
from unerase.shapes import KINDS, STYLES

SIDE = 32
"""Rows, and columns, of the pictures that the network was trained on."""

FINE, MIDDLE, COARSE = 32, 64, 64
"""Channels at 16, 8 and 4 cells a side."""

FEATURES, TOLD = 8, 64
"""Numbers that say how noisy the picture is, and those that tell the blocks that and the name."""

SQUEEZED, DENSE = 16, 96
"""Channels of a cell, and units in all, at the narrowest place."""


FINE_MIXED, MIDDLE_MIXED = 48, 96
"""Units of a mixer at 16 and at 8 cells a side."""


def _block(name: str, channels: int) -> dict[str, tuple[int, int]]:
    return {
        f"{name}.first": (channels, 9 * channels),
        f"{name}.told": (2 * channels, TOLD),
        f"{name}.second": (channels, 9 * channels),
    }


def _mixer(name: str, cells: int, hidden: int) -> dict[str, tuple[int, int]]:
    return {f"{name}.narrow": (hidden, cells), f"{name}.widen": (cells, hidden)}


LAYERS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "level": (TOLD, FEATURES),
        "tell": (TOLD, TOLD),
        "enter": (FINE, 9 * 4),
        **_block("fine_in", FINE),
        **_mixer("fine_in_mixer", 16 * 16, FINE_MIXED),
        "to_middle": (MIDDLE, 4 * FINE),
        **_block("middle_in", MIDDLE),
        **_mixer("middle_in_mixer", 8 * 8, MIDDLE_MIXED),
        "to_coarse": (COARSE, 4 * MIDDLE),
        **_block("coarse_in", COARSE),
        "bottleneck.squeeze": (SQUEEZED, COARSE),
        "bottleneck.narrow": (DENSE, 16 * SQUEEZED),
        "bottleneck.told": (2 * DENSE, TOLD),
        "bottleneck.widen": (16 * SQUEEZED, DENSE),
        "bottleneck.spread": (COARSE, SQUEEZED),
        **_block("coarse_out", COARSE),
        "from_coarse": (4 * MIDDLE, COARSE),
        **_mixer("middle_out_mixer", 8 * 8, MIDDLE_MIXED),
        **_block("middle_out", MIDDLE),
        "from_middle": (4 * FINE, MIDDLE),
        **_mixer("fine_out_mixer", 16 * 16, FINE_MIXED),
        **_block("fine_out", FINE),
        "leave": (4, 9 * FINE),
    }
)
"""Every layer by name: how many units it has, and how many inputs each."""

WORDS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"kind": (len(KINDS) + 1, TOLD), "style": (len(STYLES) + 1, TOLD)}
)
"""The tables of words: a row for each name, and the last for "not told"."""

PARAMETERS = sum(units * (inputs + 2) for units, inputs in LAYERS.values()) + sum(
    rows * columns for rows, columns in WORDS.values()
)
"""How many numbers the file holds: weights, scales, biases and words."""

FILE = "learner.npz"
"""What training wrote, beside this module."""


@dataclass(frozen=True, eq=False)
class Weights:
    """The network's arrays by name, float32, as `Weights.load` or `Weights.read` finds them."""

    arrays: Mapping[str, NDArray[np.float32]]

    def __getitem__(self, name: str) -> NDArray[np.float32]:
        return self.arrays[name]

    @classmethod
    @cache
    def load(cls) -> Weights:
        """The weights that were installed with the engine, read once.

        Raises FileNotFoundError where they were not: the browser fetches them when it needs them.
        """
        from importlib.resources import files  # rarely needed, and slow to import

        try:
            return cls.read(files(__package__).joinpath(FILE).read_bytes())
        except FileNotFoundError:
            raise FileNotFoundError(
                f"{FILE} is not beside {__name__}; pass the bytes of the file to Weights.read"
            ) from None

    @classmethod
    def read(cls, data: bytes) -> Weights:
        """The weights in the bytes of an .npz file.

        For each of `LAYERS` it holds `<name>.weight`, int8 of shape (units, inputs),
        `<name>.scale`, float32 of shape (units,), by which a row of the former is multiplied, and
        `<name>.bias`, float32 of shape (units,); for each of `WORDS` the array, float32.
        """
        stored = npz.load(data, "a weights file")
        arrays: dict[str, NDArray[np.float32]] = {}
        for name, (units, inputs) in LAYERS.items():
            rows = _array(stored, f"{name}.weight", (units, inputs), np.int8)
            scale = _array(stored, f"{name}.scale", (units,), np.float32)
            arrays[f"{name}.weight"] = rows.astype(np.float32) * scale[:, np.newaxis]
            arrays[f"{name}.bias"] = _array(stored, f"{name}.bias", (units,), np.float32)
        for name, shape in WORDS.items():
            arrays[name] = _array(stored, name, shape, np.float32)
        for array in arrays.values():
            array.setflags(write=False)
        return cls(MappingProxyType(arrays))


def _array(
    stored: Mapping[str, NDArray[np.generic]], name: str, shape: tuple[int, ...], kind: type
) -> NDArray[np.float32]:
    """The array of that name, or ValueError if it is not of that shape and type, and finite."""
    if name not in stored:
        raise ValueError(f"data held no array {name}; it must be the learner's weights")
    array = np.asarray(stored[name])
    if array.shape != shape or array.dtype != kind:
        raise ValueError(
            f"data held {name} as {array.dtype} of shape {array.shape}; "
            f"it must be {np.dtype(kind)} of shape {shape}"
        )
    if not np.isfinite(array).all():
        raise ValueError(f"data held {name} with numbers that are not finite; all must be")
    return array
