"""The weaver against its definition, patch by patch, and what it can and cannot know."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import NoiseSource, Weaver, ddim, linear, preset, to_signal
from unerase.denoisers.slices import whole
from unerase.pixels import to_bits

Picture = NDArray[np.float32]
Double = NDArray[np.float64]

STAR = to_signal(preset("star"))


def by_definition(
    pattern: Picture, x: Picture, alpha_bar: float, window: int, stride: int = 1
) -> Double:
    """The formula, with explicit patches, in double precision; every stride-th row of it."""
    reach, s = window // 2, math.sqrt(alpha_bar)
    p, seen = pattern.astype(np.float64), x.astype(np.float64)
    answer = np.empty(x.shape)
    for i in range(0, x.shape[0], stride):
        for j in range(x.shape[1]):
            up, left = min(reach, i), min(reach, j)
            down, right = min(reach, x.shape[0] - 1 - i), min(reach, x.shape[1] - 1 - j)
            mine = seen[i - up : i + down + 1, j - left : j + right + 1]
            off, middles = [], []
            for a in range(reach, p.shape[0] - reach):
                for b in range(reach, p.shape[1] - reach):
                    patch = p[a - up : a + down + 1, b - left : b + right + 1]
                    off.append(float(np.square(mine - s * patch).sum()))
                    middles.append(p[a, b])
            worse = np.array(off) - min(off)
            if alpha_bar == 1:
                weights = (worse == 0).astype(np.float64)
            else:
                weights = np.exp(-worse / (2 * (1 - alpha_bar)))
            answer[i, j] = np.dot(weights, middles) / weights.sum()
    return answer[::stride]


@pytest.mark.parametrize("window", [1, 3, 5])
@pytest.mark.parametrize("alpha_bar", [0.0, 1e-9, 0.3, 0.98])
def test_every_pixel_is_the_softmax_over_the_patches(window: int, alpha_bar: float) -> None:
    noise = NoiseSource(3)
    drawn, shaded = to_signal(to_bits(noise.normal((6, 9)))), noise.normal((7, 6))
    for pattern, x in ((drawn, noise.normal((8, 5))), (shaded, noise.normal((5, 9)))):
        ours = Weaver(pattern, window)(x, alpha_bar)
        assert ours.dtype == np.float32
        expected = by_definition(pattern, x, alpha_bar, window)
        np.testing.assert_allclose(ours, expected, rtol=0, atol=2e-7)


@pytest.mark.parametrize(
    ("window", "alpha_bar"), [(3, 0.4), (9, 0.3), (15, 0.02), (27, 0.9), (31, 0.1)]
)
def test_a_whole_sheet_too(window: int, alpha_bar: float) -> None:
    x = math.sqrt(alpha_bar) * STAR + math.sqrt(1 - alpha_bar) * NoiseSource(4).normal((32, 32))
    expected = by_definition(STAR, x, alpha_bar, window, 8)
    ours = Weaver(STAR, window)(x, alpha_bar)[::8]
    np.testing.assert_allclose(ours, expected, rtol=0, atol=2e-7)


@pytest.mark.parametrize("window", [1, 3, 5, 7])
def test_all_that_fit_best_count_the_same(window: int) -> None:
    """Without noise, in quarters: no sum is rounded, and many are equal."""
    quarters = np.rint(4 * NoiseSource(12).normal((2, 7, 8))) / np.float32(4)
    shaded, x = quarters.astype(np.float32)
    for pattern in (shaded, to_signal(to_bits(shaded))):
        for seen in (x, np.rint(x).astype(np.float32), np.zeros_like(x)):
            expected = by_definition(pattern, seen, 1.0, window)
            ours = Weaver(pattern, window)(seen, 1.0)
            np.testing.assert_allclose(ours, expected, rtol=0, atol=2e-7)


@pytest.mark.parametrize("seed", range(13, 18))
def test_what_is_off_the_canvas_makes_no_difference(seed: int) -> None:
    """Patches that differ only there fit the same to the last bit, in shades too."""
    pattern = NoiseSource(seed).normal((8, 5))
    seen = pattern[5:] = pattern[2:5].copy()
    weights = Weaver(pattern, 5).weights_at(seen, 1.0, 0, 2)
    assert weights.tolist() == [[0.5], [0.0], [0.0], [0.5]]
    weights = Weaver(pattern.T, 5).weights_at(seen.T, 1.0, 2, 0)
    assert weights.tolist() == [[0.5, 0.0, 0.0, 0.5]]


def test_what_moves_in_the_noise_moves_in_the_cloth() -> None:
    """Equivariance: it knows no places, but for how near the edge is."""
    x, model = NoiseSource(5).normal((32, 32)), Weaver(STAR, 7)
    here, there = model(x, 0.2), model(np.roll(x, (4, -3), axis=(0, 1)), 0.2)
    inside, moved = here[3:20, 10:29], there[7:24, 7:26]
    np.testing.assert_allclose(inside, moved, rtol=0, atol=2e-7)


def test_what_is_woven_is_of_the_pattern() -> None:
    """From noise to stripes: most windows are the pattern's, where almost none of noise is."""
    stripes = to_signal(np.indices((16, 16)).sum(axis=0) % 4 < 2)
    known = {stripes[i : i + 3, j : j + 3].tobytes() for i in range(14) for j in range(14)}

    def found(cloth: Picture) -> float:
        cells = to_signal(to_bits(cloth))
        places = [(i, j) for i in range(22) for j in range(22)]
        return float(np.mean([cells[i : i + 3, j : j + 3].tobytes() in known for i, j in places]))

    start = NoiseSource(6).normal((24, 24))
    frames = list(ddim(Weaver(stripes, 5), linear(20), start, NoiseSource(6, 1)))
    assert found(start) <= 0.02
    assert found(frames[-1].x_t) >= 0.5


@pytest.mark.parametrize("size", [1, 3, 32, 99])
@pytest.mark.parametrize("pattern", [STAR, NoiseSource(8).normal((12, 15))], ids=["±1", "shaded"])
def test_slices_are_the_whole(size: int, pattern: Picture) -> None:
    x, model = NoiseSource(7).normal((32, 32)), Weaver(pattern, 5)
    slices = model.in_slices(x, 0.3, size)
    assert next(slices) == min(size, 32) / 32
    assert np.array_equal(whole(slices), model(x, 0.3))


@pytest.mark.parametrize("pattern", [STAR, NoiseSource(8).normal((12, 15))], ids=["±1", "shaded"])
@pytest.mark.parametrize("alpha_bar", [0.0, 1e-9, 0.3, 1 - 1e-9, 1.0])
def test_the_answer_is_what_the_weights_say(pattern: Picture, alpha_bar: float) -> None:
    x, model = NoiseSource(9).normal((9, 8)), Weaver(pattern, 5)
    answer = model(x, alpha_bar)
    for row, column in ((0, 0), (4, 4), (8, 7)):
        weights = model.weights_at(x, alpha_bar, row, column)
        assert weights.shape == (pattern.shape[0] - 4, pattern.shape[1] - 4)
        assert weights.sum() == pytest.approx(1, abs=1e-12)
        middle = float((weights * pattern[2:-2, 2:-2]).sum())
        assert answer[row, column] == pytest.approx(middle, abs=1e-6)


def test_without_noise_it_finds_the_place() -> None:
    weights = Weaver(STAR, 15).weights_at(STAR, 1.0, 12, 14)
    assert weights[12 - 7, 14 - 7] == weights.max() == 1


def test_a_pattern_of_one_patch_says_only_its_middle() -> None:
    pattern = NoiseSource(10).normal((3, 3))
    answer = Weaver(pattern, 3)(NoiseSource(11).normal((4, 6)), 0.5)
    assert np.array_equal(answer, np.full((4, 6), pattern[1, 1]))


@pytest.mark.parametrize(
    ("pattern", "window", "named"),
    [
        (STAR, 4, "window was 4; it must be odd"),
        (STAR[:9], 11, "window was 11; it must be at most 9 to fit the pattern"),
        (STAR[0], 3, "pattern had shape"),
        (np.full((3, 3), np.nan, np.float32), 3, "pattern held"),
    ],
)
def test_refusals(pattern: Picture, window: int, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Weaver(pattern, window)


@pytest.mark.parametrize(
    ("x", "alpha_bar", "named"),
    [
        (np.zeros(3, np.float32), 0.5, "x_t had shape"),
        (np.full((3, 3), np.inf, np.float32), 0.5, "x_t held"),
        (STAR, 1.5, "alpha_bar was"),
    ],
)
def test_bad_questions(x: Picture, alpha_bar: float, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Weaver(STAR, 9)(x, alpha_bar)


def test_no_pixel_beyond_the_edge() -> None:
    model = Weaver(STAR, 9)
    with pytest.raises(ValueError, match="row was 32"):
        model.weights_at(STAR, 0.5, 32, 0)
    with pytest.raises(ValueError, match="column was -1"):
        model.weights_at(STAR, 0.5, 0, -1)
    with pytest.raises(ValueError, match="size was 0"):
        next(model.in_slices(STAR, 0.5, 0))
