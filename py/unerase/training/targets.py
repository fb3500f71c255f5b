"""What a network is asked for, what it is told, and what its outputs mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from unerase.arrays import Picture
from unerase.noise import Noise
from unerase.training.batches import Batch
from unerase.training.losses import logistic, squared_error
from unerase.training.network import Array

LEVEL_FEATURES = 7
"""How many numbers tell a network how noisy x_t is (`level_features`)."""

STRONGEST = 12.0
"""Log-SNRs beyond ± this count as this: at 0 and at 1 there is none."""


class Target(Protocol):
    """One way of asking.

    x_t has shape (n, numbers), an example in each row; alpha_bar has shape (n, 1), each in [0, 1].
    """

    def width(self, numbers: int) -> int:
        """How many inputs the network has for examples of so many numbers."""

    def inputs(self, x_t: Picture, alpha_bar: NDArray[np.float32]) -> Array:
        """What the network is given for x_t, shape (n, width(numbers))."""

    def answer(self, z: Array, x_t: Picture, alpha_bar: NDArray[np.float32]) -> Picture:
        """x0_hat for the outputs z of the network; both have the shape of x_t."""

    def loss(self, z: Array, batch: Batch) -> tuple[float, Array]:
        """The loss of the outputs z for this batch, and its gradient in z, of the shape of z."""


@dataclass(frozen=True)
class Ink:
    """Asks for drawings of ±1: x0_hat = tanh z, cell by cell the mean if ink has odds of exp(2z).

    Prediction of x0 (Ho et al. 2020, §3.2), with the cross-entropy as its loss. x_t is given to the
    network with a power that a layer of that many inputs likes.
    """

    def width(self, numbers: int) -> int:
        return numbers + LEVEL_FEATURES

    def inputs(self, x_t: Picture, alpha_bar: NDArray[np.float32]) -> Array:
        scaled = x_t * np.float32(4.0 / np.sqrt(x_t.shape[-1]))
        return np.concatenate((scaled, level_features(alpha_bar)), axis=1)

    def answer(self, z: Array, x_t: Picture, alpha_bar: NDArray[np.float32]) -> Picture:
        return np.tanh(z)

    def loss(self, z: Array, batch: Batch) -> tuple[float, Array]:
        return logistic(z, batch.x0)


@dataclass(frozen=True, eq=False)
class Velocity:
    """Asks for v: x0_hat = sqrt(alpha_bar)·x_t - sqrt(1 - alpha_bar)·z (Salimans & Ho 2022).

    The network is given sines and cosines of x_t in random directions, too, so that it can tell
    near points apart (Tancik et al. 2020, "Fourier features"). directions: shape (numbers, count).
    """

    directions: Picture

    @classmethod
    def drawn(cls, numbers: int, count: int, scale: float, noise: Noise) -> Velocity:
        """With `count` directions of that many numbers, normal with that standard deviation."""
        return cls(noise.normal((numbers, count)) * np.float32(scale))

    def width(self, numbers: int) -> int:
        count: int = self.directions.shape[1]
        return numbers + 2 * count + LEVEL_FEATURES

    def inputs(self, x_t: Picture, alpha_bar: NDArray[np.float32]) -> Array:
        along = x_t @ self.directions
        seen = (x_t, np.sin(along), np.cos(along), level_features(alpha_bar))
        return np.concatenate(seen, axis=1)

    def answer(self, z: Array, x_t: Picture, alpha_bar: NDArray[np.float32]) -> Picture:
        x0_hat: Picture = np.sqrt(alpha_bar) * x_t - np.sqrt(1 - alpha_bar) * z
        return x0_hat

    def loss(self, z: Array, batch: Batch) -> tuple[float, Array]:
        return squared_error(z, batch.v)


def level_features(alpha_bar: NDArray[np.float32]) -> Array:
    """Seven numbers within about ±2 that say how noisy x_t is: λ/6, sin and cos of λ/4, λ/2 and λ.

    λ = ln(alpha_bar / (1 - alpha_bar)), the log-SNR. alpha_bar and the answer have shape (n, 1) and
    (n, 7).
    """
    with np.errstate(divide="ignore"):
        snr = np.log(alpha_bar) - np.log1p(-alpha_bar)
    snr = np.clip(snr, -STRONGEST, STRONGEST)
    phases = snr * np.array([0.25, 0.5, 1.0], dtype=np.float32)
    return np.concatenate((snr / 6, np.sin(phases), np.cos(phases)), axis=1).astype(np.float32)
