"""What denoisers know, which is what their answers are compared with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from page.denoisers import trained
from page.state.subject import DEFAULT_SUBJECT, Subject
from unerase import Denoiser, LocalScore, PosteriorMean, preset, to_signal
from unerase.metrics import hamming, perplexities, perplexity
from unerase.pixels import to_bits
from unerase.presets import nearest_preset, preset_label, preset_names


@dataclass(frozen=True, eq=False)
class Likeness:
    """The drawing that an answer is most like.

    bits: that drawing, True where there is ink. name: what it is called in a sentence. off: in how
    many cells the answer's signs differ from it.
    """

    bits: NDArray[np.bool_]
    name: str
    off: int

    @cached_property
    def signal(self) -> NDArray[np.float32]:
        """The drawing as the engine sees it, ±1."""
        return to_signal(self.bits)


@dataclass(frozen=True, eq=False)
class Known:
    """The drawings that a denoiser knows.

    kind: what one drawing is called. of: strips a subject of everything else, so that equal
    drawings give one cached denoiser. nearest: finds the drawing nearest to an answer. all_of:
    names them all, by number and kind. drawn: whether the visitor's drawing is among them. shelved:
    whether the sketches of the shelf are.
    """

    kind: str
    of: Callable[[Subject], Subject]
    nearest: Callable[[Subject, NDArray[np.float32]], Likeness]
    all_of: Callable[[Subject], str]
    drawn: bool = False
    shelved: bool = False


def _drawing(subject: Subject, x0_hat: NDArray[np.float32]) -> Likeness:
    return Likeness(subject.bits, "your drawing", hamming(to_bits(x0_hat), subject.bits))


def _sketch(subject: Subject, x0_hat: NDArray[np.float32]) -> Likeness:
    sketch, off = subject.shelf.nearest(to_bits(x0_hat))
    return Likeness(sketch.bits, sketch.name, off)


def _seen(subject: Subject, x0_hat: NDArray[np.float32]) -> Likeness:
    seen = trained.held().seen
    return _sketch(replace(subject, shelf=seen) if seen else subject, x0_hat)


def _all_seen(subject: Subject) -> str:
    return f"{len((trained.held().seen or subject.shelf).sketches)} sketches"


def _preset(_subject: Subject, x0_hat: NDArray[np.float32]) -> Likeness:
    slug, off = nearest_preset(to_bits(x0_hat))
    return Likeness(preset(slug), preset_label(slug), off)


DRAWING = Known(
    "drawing",
    of=lambda subject: replace(DEFAULT_SUBJECT, drawing=subject.drawing),
    nearest=_drawing,
    all_of=lambda _: "your drawing",
    drawn=True,
)
SHELF = Known(
    "sketch",
    of=lambda subject: replace(DEFAULT_SUBJECT, shelf=subject.shelf),
    nearest=_sketch,
    all_of=lambda subject: f"{len(subject.shelf.sketches)} sketches",
    shelved=True,
)
SEEN = Known("sketch", of=lambda _: DEFAULT_SUBJECT, nearest=_seen, all_of=_all_seen)
"""What the network trained here has seen; one from a file is compared with the shelf."""
ANYTHING = Known(
    "sketch",
    of=lambda subject: replace(DEFAULT_SUBJECT, drawing=subject.drawing, shelf=subject.shelf),
    nearest=_sketch,
    all_of=SHELF.all_of,
    drawn=True,
    shelved=True,
)
"""What the visitor's own denoiser may know; its answers are compared with the shelf."""
PRESETS = Known(
    "preset",
    of=lambda _: DEFAULT_SUBJECT,
    nearest=_preset,
    all_of=lambda _: f"{len(preset_names())} presets",
)


def in_play(denoiser: Denoiser, x_t: NDArray[np.float32], alpha_bar: float) -> float | None:
    """How many drawings a denoiser that weighs drawings still weighs; None for any other.

    A local score weighs them anew in each cell, and it is the mean over the cells.
    """
    if isinstance(denoiser, PosteriorMean):
        return perplexity(denoiser.weights(x_t, alpha_bar))
    if isinstance(denoiser, LocalScore):
        return float(perplexities(denoiser.weights(x_t, alpha_bar)).mean())
    return None
