"""Losses, each with its gradient: what a network is trained to make small."""

from __future__ import annotations

import numpy as np

from unerase.training.network import Array


def logistic(z: Array, x0: Array) -> tuple[float, Array]:
    """The mean of softplus(-2·z·x0) over all cells, and its gradient in z, (tanh z - x0) / cells.

    z and x0 have one shape; x0 is ±1. It is the cross-entropy if ink has the probability
    sigmoid(2z), so it is least where tanh z is the mean of x0: the posterior mean.
    """
    margin = -2.0 * z * x0
    value = float(np.mean(np.maximum(margin, 0) + np.log1p(np.exp(-np.abs(margin)))))
    gradient: Array = (np.tanh(z) - x0) / z.size
    return value, gradient


def squared_error(z: Array, target: Array) -> tuple[float, Array]:
    """The mean of (z - target)² over all numbers, and its gradient in z, 2·(z - target) / numbers.

    z and target have one shape. It is least where z is the mean of the target, given the input.
    """
    off = z - target
    gradient: Array = off * (2.0 / off.size)
    return float(np.mean(np.square(off))), gradient
