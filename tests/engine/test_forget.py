"""How far to forget: a drawing is noised to step t, and the walk back starts there (SDEdit)."""

from __future__ import annotations

import numpy as np
import pytest

from unerase import NoiseSource, Oracle, PosteriorMean, diffuse, linear, preset, to_signal
from unerase.metrics import nearest
from unerase.pixels import to_bits
from unerase.presets import preset_names
from unerase.samplers import SAMPLERS

SHELF_BITS = np.stack([preset(slug) for slug in preset_names()])
SHELF = to_signal(SHELF_BITS)
PLAN = linear(20)
EPS = NoiseSource(1).normal((32, 32))

BITS = SHELF_BITS[4].copy()
BITS[10:14, 12:20] ^= True
DRAWING = to_signal(BITS)


@pytest.mark.parametrize("start", [0, 1, 7, 20, None])
@pytest.mark.parametrize("method", SAMPLERS)
def test_a_walk_starts_where_it_is_told(method: str, start: int | None) -> None:
    first = 20 if start is None else start
    x_t = diffuse(DRAWING, PLAN.at(first), EPS)
    frames = list(SAMPLERS[method](Oracle(DRAWING), PLAN, x_t, NoiseSource(1, 1), start))
    assert [frame.t for frame in frames] == list(range(first, -1, -1))
    assert np.array_equal(frames[0].x_t, x_t)
    assert np.array_equal(frames[-1].x_t, DRAWING)  # the oracle forgets nothing


def test_nothing_forgotten_is_the_drawing_whoever_is_asked() -> None:
    for method in SAMPLERS.values():
        x_t = diffuse(DRAWING, PLAN.at(0), EPS)
        (frame,) = method(PosteriorMean(SHELF), PLAN, x_t, NoiseSource(1, 1), 0)
        assert np.array_equal(frame.x_t, DRAWING)


@pytest.mark.parametrize("start", [1, 2, 4])
@pytest.mark.parametrize("method", SAMPLERS)
def test_a_little_forgotten_is_the_nearest_sketch(method: str, start: int) -> None:
    assert nearest(BITS, SHELF_BITS) == (4, 32)
    x_t = diffuse(DRAWING, PLAN.at(start), EPS)
    *_, last = SAMPLERS[method](PosteriorMean(SHELF), PLAN, x_t, NoiseSource(1, 1), start)
    assert nearest(to_bits(last.x_t), SHELF_BITS) == (4, 0)


def test_all_forgotten_is_any_sketch() -> None:
    ends = set()
    for seed in range(8):
        x_t = diffuse(DRAWING, PLAN.at(20), NoiseSource(seed).normal((32, 32)))
        *_, last = SAMPLERS["ddpm"](PosteriorMean(SHELF), PLAN, x_t, NoiseSource(seed, 1), 20)
        index, distance = nearest(to_bits(last.x_t), SHELF_BITS)
        assert distance == 0
        ends.add(index)
    assert len(ends) > 2


@pytest.mark.parametrize("method", SAMPLERS)
def test_no_step_beyond_the_last(method: str) -> None:
    with pytest.raises(ValueError, match="start was 21"):
        next(SAMPLERS[method](Oracle(DRAWING), PLAN, EPS, NoiseSource(1, 1), 21))
