"""A multilayer perceptron: layers of units, and by how much each number in them is to blame."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from unerase.denoisers.slices import Slices
from unerase.noise import Noise
from unerase.products import product, sigmoid, silu, summed_outer

Array: TypeAlias = NDArray[Any]
"""float32 as a rule; all of this works in float64 as well."""

Loss: TypeAlias = Callable[[Array], tuple[float, Array]]
"""Of the outputs z, shape (batch, outputs): the loss, and its gradient in z, of that shape."""


@dataclass(frozen=True, eq=False)
class Network:
    """z = W·SiLU(… W·SiLU(W·x + b) + b) + b: fully connected, SiLU between, none after the last.

    weights: a matrix for each layer, shape (units, inputs), contiguous. biases: one for each, shape
    (units,).
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]

    @classmethod
    def initial(cls, sizes: Sequence[int], noise: Noise) -> Network:
        """Weights of variance 1/inputs (LeCun et al. 1998, §4.6), biases 0; float32.

        sizes: the inputs, the units of each hidden layer, the outputs.
        """
        weights = tuple(
            noise.normal((units, inputs)) / np.float32(math.sqrt(inputs))
            for inputs, units in itertools.pairwise(sizes)
        )
        return cls(weights, tuple(np.zeros(len(each), np.float32) for each in weights))

    @property
    def parameters(self) -> tuple[Array, ...]:
        """All arrays that are learned, layer by layer: W, b, W, b, …"""
        return tuple(itertools.chain(*zip(self.weights, self.biases, strict=True)))

    def copy(self) -> Network:
        """The network as it is now, not to be written to."""
        copied = Network(
            tuple(each.copy() for each in self.weights), tuple(each.copy() for each in self.biases)
        )
        for array in copied.parameters:
            array.setflags(write=False)
        return copied

    def __call__(self, x: Array) -> Array:
        """The outputs z, shape (n, outputs), for inputs x, shape (n, inputs)."""
        *hidden, (weight, bias) = zip(self.weights, self.biases, strict=True)
        for w, b in hidden:
            x = silu(product(x, w) + b)
        outputs: Array = product(x, weight) + bias
        return outputs

    def gradients(self, x: Array, loss: Loss) -> Slices[tuple[float, list[Array]]]:
        """The loss, and its gradient in each of the `parameters`, a layer in each slice.

        Backpropagation (Rumelhart, Hinton & Williams 1986): forward, with what each layer was given
        kept; then back, with delta = ∂loss/∂(W·x + b) of one layer after the other:

            ∂loss/∂W = deltaᵀ·x     ∂loss/∂b = sum of delta over the batch
            ∂loss/∂x = delta·W      SiLU'(y) = s·(1 + y·(1 - s)),  s = sigmoid(y)

        x has shape (batch, inputs).
        """
        layers = list(zip(self.weights, self.biases, strict=True))
        slices = 3 * len(layers) - 1
        given, slopes = [x], []
        for i, (w, b) in enumerate(layers[:-1]):
            y = product(given[-1], w) + b
            s = sigmoid(y)
            given.append(y * s)
            slopes.append(s * (1 + y * (1 - s)))
            yield (i + 1) / slices
        w, b = layers[-1]
        value, delta = loss(product(given[-1], w) + b)
        yield len(layers) / slices
        found: list[Array] = []
        for i in reversed(range(len(layers))):
            found[:0] = [summed_outer(delta, given[i]), delta.sum(axis=0)]
            yield (3 * len(layers) - 2 * i - 1) / slices
            if i:
                # Its transpose is copied, so that this product too runs along contiguous axes.
                delta = product(delta, np.ascontiguousarray(layers[i][0].T)) * slopes[i - 1]
                yield (3 * len(layers) - 2 * i) / slices
        return value, found
