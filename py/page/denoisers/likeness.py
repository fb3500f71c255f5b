"""What an answer is compared with: the drawings that its denoiser knows, and how many count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from page.denoisers.making import PLAIN, Asked, improviser, memoriser, of_presets
from page.denoisers.names import IMPROVISER, MEMORISER, ORACLE, PRESETS, SHELVED, WEAVER
from page.state.subject import Subject
from unerase import preset
from unerase.metrics import hamming, perplexities, perplexity
from unerase.pixels import to_bits
from unerase.presets import nearest_preset, preset_label, preset_names

OWN_DRAWING = "your drawing"


@dataclass(frozen=True, eq=False)
class Likeness:
    """The drawing that an answer is most like.

    bits: that drawing, True where there is ink. name: what it is called in a sentence. off: in how
    many cells the answer's signs differ from it.
    """

    bits: NDArray[np.bool_]
    name: str
    off: int


def likeness(denoiser: str, subject: Subject, x0_hat: NDArray[np.float32]) -> Likeness:
    """The drawing that an answer of this denoiser is most like, of those that it knows.

    Oracle and weaver know the visitor's drawing, the shelved ones the shelf; every other one is
    compared with the presets.
    """
    if denoiser in (ORACLE, WEAVER):
        return to_drawing(subject, x0_hat)
    if denoiser in SHELVED:
        return to_shelf(subject, x0_hat)
    slug, off = nearest_preset(to_bits(x0_hat))
    return Likeness(preset(slug), preset_label(slug), off)


def to_drawing(subject: Subject, x0_hat: NDArray[np.float32]) -> Likeness:
    """The visitor's drawing, beside an answer."""
    return Likeness(subject.bits, OWN_DRAWING, hamming(to_bits(x0_hat), subject.bits))


def to_shelf(subject: Subject, x0_hat: NDArray[np.float32]) -> Likeness:
    """The sketch of the shelf that is nearest to an answer."""
    sketch, off = subject.shelf.nearest(to_bits(x0_hat))
    return Likeness(sketch.bits, sketch.name, off)


def known(denoiser: str, subject: Subject) -> object:
    """What of the subject this denoiser knows: another one of it is another denoiser."""
    if denoiser in SHELVED:
        return subject.shelf
    return subject.drawing if denoiser in (ORACLE, WEAVER) else None


def in_play(
    denoiser: str,
    subject: Subject,
    x_t: NDArray[np.float32],
    alpha_bar: float,
    asked: Asked = PLAIN,
) -> float | None:
    """How many drawings a denoiser that weighs drawings still weighs; None for any other.

    The improviser weighs them anew in each cell, and it is the mean over the cells.
    """
    if denoiser == PRESETS:
        return perplexity(of_presets().weights(x_t, alpha_bar))
    if denoiser == MEMORISER:
        return perplexity(memoriser(subject.shelf).weights(x_t, alpha_bar))
    if denoiser == IMPROVISER:
        weights = improviser(subject.shelf, asked.window).weights(x_t, alpha_bar)
        return float(perplexities(weights).mean())
    return None


def all_of_them(denoiser: str, subject: Subject) -> str:
    """The drawings that it weighs, by number and kind."""
    if denoiser in SHELVED:
        return f"{len(subject.shelf.sketches)} sketches"
    return f"{len(preset_names())} presets"
