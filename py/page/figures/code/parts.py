"""The texts to begin with: the engine's own, as its files have them, and the exercises'."""

from __future__ import annotations

from functools import cache
from typing import Any

from page.code.source import module_of
from page.figures.code.exercises import EXERCISES, origin_of
from page.figures.code.settings import OF_DENOISERS, SCRATCH
from unerase import LocalScore, Oracle, PosteriorMean, Weaver, Wiener
from unerase.denoisers.learned import Learned
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES

_DENOISERS: dict[str, tuple[type[Any], str]] = dict(
    zip(
        OF_DENOISERS,
        (
            (Oracle, "Oracle(x0)"),
            (PosteriorMean, "PosteriorMean(examples)"),
            (Wiener, "Wiener(examples)"),
            (LocalScore, "LocalScore(examples, 13)"),
            (Weaver, "Weaver(x0, 13)"),
            (Learned, "Learned.load()"),
        ),
        strict=True,
    )
)
_MAKE = '''

def denoiser(x0, examples):
    """The denoiser for your drawing, (32, 32), and the sketches of your shelf, (N, 32, 32)."""
    return {}
'''
_SCRATCH = """\
# Anything. x0 is your drawing, shelf holds your sketches, settings are the first figure's.
# print(…) writes, show(array) paints, plot(values) draws a line.
from unerase import NoiseSource, cosine, diffuse

eps = NoiseSource(settings.seed).normal(x0.shape)
schedule = cosine(20)
for t in (0, 5, 10, 15, 20):
    x_t = diffuse(x0, schedule.at(t), eps)
    print(f"step {t:2}  mean {x_t.mean():+.3f}  standard deviation {x_t.std():.3f}")
    show(x_t)
plot(schedule.alpha_bar)
"""


def _written(part: str) -> Any:
    """The engine's function or class that a part is."""
    if part in SCHEDULES:
        return SCHEDULES[part]
    if part in _DENOISERS:
        return _DENOISERS[part][0]
    return SAMPLERS[part].function


@cache
def text_of(part: str) -> str:
    """What stands in the editor at first; raises OSError where the sources are not here."""
    if part == SCRATCH:
        return _SCRATCH
    if part in EXERCISES:
        return EXERCISES[part].text or text_of(origin_of(part))
    thing = _written(part)
    text = module_of(thing).alone(thing.__name__)
    return text + _MAKE.format(_DENOISERS[part][1]) if part in _DENOISERS else text
