"""Guidance: away from what anything could be, towards what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.denoisers.contract import Denoiser, ask
from unerase.denoisers.posterior_mean import PosteriorMean

MAX_WEIGHT = 20
"""The largest weight; long before it the ink of a drawing runs."""


class Guided:
    """Classifier-free guidance (Ho & Salimans 2022, eq. 6), in the form of x0_hat.

    u + weight·(c - u), of what two denoisers make of the same x_t: u that of `unconditional`, which
    does not know what is wanted, and c that of `conditional`, which does. eps_hat is a straight
    line of x0_hat, so that it is the same mixture as theirs of eps_hat; their w is weight - 1.
    weight is 0 … 20: 0 asks only the unconditional one, 1 only the conditional one, and beyond 1
    the answer goes past both. clipped: to [-1, 1], as a picture's x0_hat is after large weights
    (Saharia et al. 2022, §2.3, "static thresholding").
    """

    def __init__(
        self, conditional: Denoiser, unconditional: Denoiser, weight: float, clipped: bool = True
    ) -> None:
        self.conditional, self.unconditional = conditional, unconditional
        self.weight = checks.number("weight", weight, 0, MAX_WEIGHT)
        self.clipped = clipped

    def __call__(self, x_t: NDArray[np.float32], alpha_bar: float, /) -> NDArray[np.float32]:
        """Return x0_hat, float32 of the shape of x_t."""
        answer = self._mixture(x_t, alpha_bar)
        return np.clip(answer, np.float32(-1), np.float32(1)) if self.clipped else answer

    def _mixture(self, x_t: NDArray[np.float32], alpha_bar: float) -> NDArray[np.float32]:
        if self.weight == 0.0:
            return ask(self.unconditional, x_t, alpha_bar)
        wanted = ask(self.conditional, x_t, alpha_bar)
        if self.weight == 1.0:
            return wanted
        anything = ask(self.unconditional, x_t, alpha_bar)
        return anything + np.float32(self.weight) * (wanted - anything)


def guided_posterior_mean(
    examples: NDArray[np.float32], labels: Sequence[str], label: str, weight: float
) -> Guided:
    """Exact guidance towards the examples that have `label`, from two posterior means.

    Tweedie's formula is linear, so that u + weight·(c - u) has the score

        ∇log p(x_t) + weight·(∇log p(x_t | label) - ∇log p(x_t))
            = ∇log p(x_t) + weight·∇log p(label | x_t)

    by Bayes' rule: that of p(x_t)·p(label | x_t)^weight, the classifier guidance of Dhariwal &
    Nichol 2021 with the one classifier whose odds are always right. That holds for
    the answer as it is, and it is not clipped here: with weight > 1 it may leave [-1, 1]; clipping
    would keep it inside and be exact no more. At weights other than 0 and 1 it is exact at each
    noise level, but those densities are not one picture's way into noise (Bradley & Nakkiran 2024),
    so that where a walk ends is not a sample of p(x0)·p(label | x0)^weight.

    examples has shape (N, *item) and labels N entries, `label` among them; weight is 0 … 20.
    """
    examples = checks.picture("examples", examples)
    everything = PosteriorMean(examples)
    if len(labels) != len(examples):
        raise ValueError(f"labels had {len(labels)} entries; it must have {len(examples)}")
    label = checks.one_of("label", label, dict.fromkeys(labels))
    chosen = np.array([each == label for each in labels])
    return Guided(PosteriorMean(examples[chosen]), everything, weight, clipped=False)
