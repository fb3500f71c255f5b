"""Inpainting: part of the picture is given, and the denoiser makes up the rest."""

from __future__ import annotations

import numpy as np

from unerase import checks
from unerase.arrays import Bits, Picture
from unerase.denoisers.contract import Denoiser, ask
from unerase.forward import diffuse


class Locked:
    """Answers the picture where it is locked, and what a denoiser says elsewhere.

    With any sampler the locked pixels of x_t are then the picture's, noised as x_t is, and end on
    it exactly: the replacement method of Song et al. 2021 ("Score-based generative modeling through
    SDEs", appendix I.2) and RePaint (Lugmayr et al. 2022) without its jumps back. The denoiser sees
    them, and fits the rest to them step by step; that is not quite a sample of the pictures that
    have these pixels, because each step only looks at their noised form. Start from `locked_start`:
    from noise alone the locked pixels would carry a little less signal than the others expect.

    picture is float32 and mask bits of one shape, True where it is locked; both are copied.
    """

    def __init__(self, denoiser: Denoiser, picture: Picture, mask: Bits) -> None:
        self.denoiser = denoiser
        self.picture = checks.picture("picture", picture).copy()
        self.mask = checks.bits("mask", mask, self.picture.shape).copy()
        for array in (self.picture, self.mask):
            array.setflags(write=False)

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
        """Return x0_hat, float32 of the shape of x_t."""
        x = checks.picture("x_t", x_t, self.picture.shape)
        return np.where(self.mask, self.picture, ask(self.denoiser, x, alpha_bar))


def locked_start(
    picture: Picture,
    mask: Bits,
    alpha_bar: float,
    eps: Picture,
) -> Picture:
    """Where a walk with `Locked` starts: noise alone, but for the picture in it where it is locked.

    sqrt(alpha_bar)·picture + sqrt(1 - alpha_bar)·eps where mask is True and eps elsewhere, with the
    alpha_bar of the step at which the walk starts. A walk from a noised drawing that agrees with
    the picture there needs none of this. picture, mask and eps have one shape; float32.
    """
    noised = diffuse(picture, alpha_bar, eps)
    return np.where(checks.bits("mask", mask, noised.shape), noised, checks.picture("eps", eps))
