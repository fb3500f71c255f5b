"""Parts of the visitor's own, as if they had been run in this visit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from page.code.contract import made_of
from page.denoisers import DENOISERS
from page.state import yours
from page.state.subject import DEFAULT_SUBJECT
from page.state.yours import KINDS, YOURS, Kind

EVEN = """\
import numpy as np

from unerase import Schedule


def even(steps):
    return Schedule("even", 1 - np.arange(steps + 1) / steps)
"""
CLEAN = '''\
import numpy as np


def denoiser(x0, examples):
    """Knows the drawing and the shelf, half and half."""
    known = (0.5 * x0 + 0.5 * examples.mean(axis=0)).astype(np.float32)
    return lambda x_t, alpha_bar: known
'''
STRAIGHT = """\
from unerase import ddim


def straight(denoiser, schedule, x_start, noise, start=None):
    yield from ddim(denoiser, schedule, x_start, noise, start)
"""
TEXTS: dict[Kind, str] = {"schedule": EVEN, "denoiser": CLEAN, "sampler": STRAIGHT}


@contextmanager
def yours_here(**texts: str) -> Iterator[None]:
    """With these texts run, or one of each kind; afterwards there is none."""
    subject = DEFAULT_SUBJECT
    try:
        for kind in KINDS:
            if text := (texts or TEXTS).get(kind):
                yours.take(kind, made_of(kind, text, subject.x0, subject.shelf.examples))
        DENOISERS[YOURS].forget()
        yield
    finally:
        for kind in KINDS:
            yours.take(kind, None)
        DENOISERS[YOURS].forget()
