"""Denoisers by name, each made once for what it knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from page.denoisers import averagers, weights
from page.denoisers.averagers import averager
from page.denoisers.names import AVERAGER, IMPROVISER, LEARNER, MEMORISER, ORACLE, PRESETS
from page.state.shelf import Shelf
from page.state.subject import Subject, x0_of
from unerase import Denoiser, Guided, LocalScore, Oracle, PosteriorMean, Weaver, preset, to_signal
from unerase.denoisers.learned import Learned
from unerase.presets import SIDE, preset_names

# Shelves come and go with every sketch that is put on one; only the last few are of use.
KEPT = 3


@dataclass(frozen=True)
class Asked:
    """How a denoiser is asked, as far as that matters to it.

    window: how many pixels wide improviser and weaver see, odd. kind, style: what the learner is
    asked for by name; empty for anything. guidance: how strongly, 0 … 20.
    """

    window: int = 13
    kind: str = ""
    style: str = ""
    guidance: float = 1.5


PLAIN = Asked()


def waits(name: str) -> bool:
    """Whether this denoiser cannot be made yet, because its weights have not arrived."""
    return name == LEARNER and not weights.here()


def prepared(name: str, subject: Subject, in_time: Callable[[], bool]) -> bool:
    """Make what takes long for this denoiser while there is time; whether it can be had at once."""
    return name != AVERAGER or averagers.make(subject.shelf, in_time)


def denoiser_of(name: str, subject: Subject, asked: Asked = PLAIN) -> Denoiser:
    """The denoiser of that name for this drawing and this shelf.

    Raises LookupError while it `waits`, and ValueError for a shelf that is not usable.
    """
    if name == ORACLE:
        return oracle(subject.drawing)
    if name == PRESETS:
        return of_presets()
    if name == MEMORISER:
        return memoriser(subject.shelf)
    if name == AVERAGER:
        return averager(subject.shelf)
    if name == IMPROVISER:
        return improviser(subject.shelf, asked.window)
    if name == LEARNER:
        return learner(asked.kind, asked.style, asked.guidance)
    return weaver(subject.drawing, window_on_paper(asked.window))


def window_on_paper(window: int) -> int:
    """The same window, or the largest odd one that fits on a drawing."""
    return min(window, SIDE - 1)


@lru_cache(KEPT)
def oracle(drawing: bytes) -> Oracle:
    """Who remembers this drawing, 1024 packed bits."""
    return Oracle(x0_of(drawing))


@cache
def of_presets() -> PosteriorMean:
    """The posterior mean of the presets."""
    return PosteriorMean(np.stack([to_signal(preset(slug)) for slug in preset_names()]))


@lru_cache(KEPT)
def memoriser(shelf: Shelf) -> PosteriorMean:
    """The posterior mean of a shelf."""
    return PosteriorMean(shelf.examples)


@lru_cache(KEPT)
def improviser(shelf: Shelf, window: int) -> LocalScore:
    """The local score of a shelf."""
    return LocalScore(shelf.examples, window)


@lru_cache(KEPT)
def weaver(pattern: bytes, window: int) -> Weaver:
    """The weaver of a drawing, 1024 packed bits."""
    return Weaver(x0_of(pattern), window)


@lru_cache(KEPT)
def learner(kind: str, style: str, guidance: float) -> Denoiser:
    """The trained network, asked by name; raises LookupError while its weights are not here."""
    held = weights.held()
    unnamed = Learned(held)
    if not (kind or style):
        return unnamed
    return Guided(Learned(held, kind or None, style or None), unnamed, guidance)
