"""A network that has been trained, as a denoiser like the others."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unerase import checks, npz
from unerase.arrays import Picture
from unerase.training.network import Array, Network
from unerase.training.targets import LEVEL_FEATURES, Ink, Target, Velocity

MOST_LAYERS = 9
_NAMES = re.compile(r"[wb][0-9]|item|directions")


@dataclass(frozen=True, eq=False)
class Trained:
    """Answers what the network has learned to answer: an estimate of E[x0 | x_t].

    item: the shape of one example. x_t has shape (*batch, *item), the answer too; float32.
    """

    network: Network
    target: Target
    item: tuple[int, ...]

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        """Return x0_hat, float32 of the shape of x_t."""
        x = checks.picture("x_t", x_t)
        if x.ndim < len(self.item) or x.shape[x.ndim - len(self.item) :] != self.item:
            raise ValueError(f"x_t had shape {x.shape}; it must end in the axes {self.item}")
        rows = x.reshape(-1, math.prod(self.item))
        levels = np.full((len(rows), 1), checks.fraction("alpha_bar", alpha_bar), np.float32)
        z = self.network(self.target.inputs(rows, levels))
        return self.target.answer(z, rows, levels).astype(np.float32).reshape(x.shape)

    def arrays(self) -> dict[str, Array]:
        """All that it is made of, under the names that `read` looks for.

        w0, b0, w1, … of the layers, float32; item, the shape; and, where the target is a velocity,
        the directions of its inputs, float32.
        """
        layers = enumerate(zip(self.network.weights, self.network.biases, strict=True))
        found: dict[str, Array] = {}
        for i, (weight, bias) in layers:
            found |= {f"w{i}": weight, f"b{i}": bias}
        found["item"] = np.array(self.item)
        if isinstance(self.target, Velocity):
            found["directions"] = self.target.directions
        return found

    @classmethod
    def read(cls, data: bytes) -> Trained:
        """The denoiser in the bytes of an .npz file that holds its `arrays`, among others.

        Raises ValueError, and nothing else, for bytes that are no such file.
        """
        stored = npz.load(data, "a trained network", lambda name: bool(_NAMES.fullmatch(name)))
        layers = next(i for i in range(MOST_LAYERS + 2) if f"w{i}" not in stored)
        if not layers:
            raise ValueError("data held no array w0; it must be a trained network")
        weights = tuple(_array(stored, f"w{i}", 2) for i in range(layers))
        biases = tuple(_array(stored, f"b{i}", 1) for i in range(layers))
        item = _item(stored)
        numbers = math.prod(item)
        target: Target = Ink()
        inputs = numbers + LEVEL_FEATURES
        if "directions" in stored:
            directions = _array(stored, "directions", 2)
            target, inputs = Velocity(directions), inputs + 2 * directions.shape[1]
            if len(directions) != numbers:
                raise ValueError(
                    f"data held directions of {len(directions)} numbers, not {numbers}"
                )
        sizes = [inputs, *(len(weight) for weight in weights)]
        wanted = [(units, given) for given, units in itertools.pairwise(sizes)]
        found = [weight.shape for weight in weights]
        if found != wanted or [len(bias) for bias in biases] != sizes[1:] or sizes[-1] != numbers:
            raise ValueError(
                f"data held layers of the shapes {found}, which do not fit each other and "
                f"examples of {numbers} numbers"
            )
        return cls(Network(weights, biases), target, item)


def _item(stored: Mapping[str, NDArray[np.generic]]) -> tuple[int, ...]:
    item = stored.get("item")
    if item is None or item.ndim != 1 or item.dtype.kind != "i" or not 1 <= item.size <= 3:
        raise ValueError("data held no item; it must be the shape of one example")
    shape = tuple(int(length) for length in item)
    if min(shape) < 1:
        raise ValueError(f"data held the item {shape}; all lengths must be at least 1")
    return shape


def _array(stored: Mapping[str, NDArray[np.generic]], name: str, axes: int) -> Picture:
    """The array of that name, not to be written to, or ValueError if it is not as it must be."""
    if name not in stored:
        raise ValueError(f"data held no array {name}; it must be a trained network")
    array = np.array(stored[name], order="C")
    if array.ndim != axes or array.dtype != np.float32 or not array.size:
        raise ValueError(
            f"data held {name} as {array.dtype} of shape {array.shape}; "
            f"it must be float32 with {axes} axes, not empty"
        )
    if not np.isfinite(array).all():
        raise ValueError(f"data held {name} with numbers that are not finite; all must be")
    array.setflags(write=False)
    return array
