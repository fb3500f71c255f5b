"""Guidance: away from what anything could be, towards what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from unerase import checks
from unerase.arrays import Picture
from unerase.denoisers.contract import Denoiser, ask
from unerase.denoisers.posterior_mean import PosteriorMean

MAX_WEIGHT = 20
"""The largest weight; long before it the ink of a drawing runs."""


class Guided:
    """Classifier-free guidance (Ho & Salimans 2022, eq. 6), in the form of x0_hat.

        x0_hat = u + weight·(c - u)

    u is what `unconditional` answers, which does not know what is wanted, and c what `conditional`
    answers, which does. eps_hat is linear in x0_hat, so the paper's mixture of eps_hat is this one,
    with w = weight - 1. weight is 0 … 20: 0 asks only the unconditional denoiser, 1 only the
    conditional one, and beyond 1 the answer goes past both. clipped: to [-1, 1], as a picture's
    x0_hat is after large weights (Saharia et al. 2022, §2.3, "static thresholding").
    """

    def __init__(
        self, conditional: Denoiser, unconditional: Denoiser, weight: float, clipped: bool = True
    ) -> None:
        self.conditional, self.unconditional = conditional, unconditional
        self.weight = checks.number("weight", weight, 0, MAX_WEIGHT)
        self.clipped = clipped

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        """Return x0_hat, float32 of the shape of x_t."""
        answer = self._mixture(x_t, alpha_bar)
        return np.clip(answer, np.float32(-1), np.float32(1)) if self.clipped else answer

    def _mixture(self, x_t: Picture, alpha_bar: float) -> Picture:
        if self.weight == 0.0:
            return ask(self.unconditional, x_t, alpha_bar)
        wanted = ask(self.conditional, x_t, alpha_bar)
        if self.weight == 1.0:
            return wanted
        anything = ask(self.unconditional, x_t, alpha_bar)
        return anything + np.float32(self.weight) * (wanted - anything)


def guided_posterior_mean(
    examples: Picture, labels: Sequence[str], label: str, weight: float
) -> Guided:
    """Exact guidance towards the examples that have `label`, from two posterior means.

    By Tweedie's formula and Bayes' rule, u + weight·(c - u) has the score

        ∇log p(x_t) + weight·(∇log p(x_t | label) - ∇log p(x_t))
            = ∇log p(x_t) + weight·∇log p(label | x_t)

    of p(x_t)·p(label | x_t)^weight: the classifier guidance of Dhariwal & Nichol 2021 with a
    classifier that is always right about its odds. Clipping would spoil that, so with weight > 1
    the answer may leave [-1, 1]. It is exact at each noise level; but at weights other than 0 and 1
    these densities are not one picture's way into noise, and a walk does not end in a sample of
    p(x0)·p(label | x0)^weight (Bradley & Nakkiran 2024).

    examples has shape (N, *item) and labels N entries, `label` among them; weight is 0 … 20.
    """
    examples = checks.picture("examples", examples)
    everything = PosteriorMean(examples)
    if len(labels) != len(examples):
        raise ValueError(f"labels had {len(labels)} entries; it must have {len(examples)}")
    label = checks.one_of("label", label, dict.fromkeys(labels))
    chosen = np.array([each == label for each in labels])
    return Guided(PosteriorMean(examples[chosen]), everything, weight, clipped=False)
