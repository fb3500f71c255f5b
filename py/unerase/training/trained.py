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
from unerase.noise import NoiseSource
from unerase.training.network import Array, Network
from unerase.training.targets import Ink, Target, Velocity

FORMAT = 1
"""Of a file's arrays. It has to rise when they, or a network's inputs, mean something else."""
_NAMES = re.compile(r"[wb][0-9]|item|directions|network_format")


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

        network_format, which is `FORMAT`; w0, b0, w1, … of the layers, float32, shapes (units,
        inputs) and (units,); item, the shape of an example; and, where the target is a velocity,
        the directions of its inputs, float32, shape (numbers, count).
        """
        layers = enumerate(zip(self.network.weights, self.network.biases, strict=True))
        found: dict[str, Array] = {"network_format": np.array(FORMAT, dtype=np.int64)}
        for i, (weight, bias) in layers:
            found |= {f"w{i}": weight, f"b{i}": bias}
        found["item"] = np.array(self.item, dtype=np.int64)
        if isinstance(self.target, Velocity):
            found["directions"] = self.target.directions
        return found

    @classmethod
    def read(cls, data: bytes) -> Trained:
        """The denoiser in the bytes of an .npz file that holds its `arrays`, among others.

        Raises ValueError, and nothing else, for bytes that are no such file.
        """
        stored = npz.load(data, "a trained network", lambda name: bool(_NAMES.fullmatch(name)))
        mark = stored.get("network_format")
        if mark is None or mark.shape != () or mark.dtype.kind != "i" or int(mark) != FORMAT:
            raise ValueError(
                f"data held the network_format {mark}; it must be {FORMAT}, of a trained network"
            )
        layers = max((int(name[1:]) + 1 for name in stored if name[1:].isdigit()), default=1)
        weights = tuple(_array(stored, f"w{i}", 2) for i in range(layers))
        biases = tuple(_array(stored, f"b{i}", 1) for i in range(layers))
        item = _item(stored)
        numbers = math.prod(item)
        target: Target = Ink()
        if "directions" in stored:
            directions = _array(stored, "directions", 2)
            target = Velocity(directions)
            if len(directions) != numbers:
                raise ValueError(
                    f"data held directions of {len(directions)} numbers, not {numbers}"
                )
        sizes = [target.width(numbers), *(len(weight) for weight in weights)]
        wanted = [(units, given) for given, units in itertools.pairwise(sizes)]
        found = [weight.shape for weight in weights]
        if found != wanted or [len(bias) for bias in biases] != sizes[1:] or sizes[-1] != numbers:
            raise ValueError(
                f"data held layers of the shapes {found}, which do not fit each other and "
                f"examples of {numbers} numbers"
            )
        network = cls(Network(weights, biases), target, item)
        if not network._answers():
            raise ValueError("data held a network whose answers are not finite; all must be")
        return network

    def _answers(self) -> bool:
        """Whether it answers in finite numbers, even to noise that is ten times too loud.

        Numbers that are finite themselves may be too large for their products to be.
        """
        loud = 10 * NoiseSource(0).normal(self.item)
        with np.errstate(all="ignore"):
            return all(np.isfinite(self(loud, level)).all() for level in (0.0, 0.5, 1.0))


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
