"""The learner's weights, as the page has them once they have arrived."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from page.denoisers import DENOISERS, LEARNER, weights
from page.figures.unseen import poster as unseen
from page.figures.without import poster as without
from unerase.denoisers.learned import Weights

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "py" / "unerase" / "denoisers" / "learned" / "learner.npz"


@contextmanager
def learner(here: bool = True) -> Iterator[None]:
    """With the weights at hand, or not; whatever was made of others before is forgotten."""
    scenes = (unseen.default_scene.cache_clear, without.default_scene.cache_clear)
    caches = (DENOISERS[LEARNER].forget, *scenes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weights, "_held", Weights.load() if here else None)
        for forget in caches:
            forget()
        yield
    for forget in caches:
        forget()
