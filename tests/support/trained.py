"""A network that was trained in this visit, or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from page.denoisers import DENOISERS, TRAINED, trained
from page.denoisers.trained import TrainedHere
from page.state.shelf import Shelf, ready
from unerase import linear
from unerase.training import Trained, drawings_training

SEEN = Shelf("seen", ready("letters").sketches[:6])


def small(seed: int = 1) -> Trained:
    """A network that knows next to nothing."""
    training = drawings_training(SEEN.examples, linear(20).alpha_bar[1:], 16, seed)
    return Trained(training.network, training.target, (32, 32))


@contextmanager
def trained_here() -> Iterator[None]:
    """With a small network in the menus; afterwards there is none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trained, "_held", None)
        trained.take(TrainedHere(small(), SEEN))
        DENOISERS[TRAINED].forget()
        yield
    DENOISERS[TRAINED].forget()
