"""The noise: is it Gaussian, is it Box-Muller over PCG64, and does it stay what it was?"""

from __future__ import annotations

import hashlib
import math
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import NoiseSource
from unerase._pcg64 import PCG64

COUNT = 200_000
SIGMAS = 4  # the seeds are fixed, so these tests pass or fail once and for all

# Our own output, recorded to guard against change: a link that names a seed must keep its noise.
GOLDEN = {
    (0, 0): (
        (-0.17652525007724762, 1.4125624895095825, 0.2877048850059509, 0.02998492121696472),
        (1.5635629892349243, -0.9547023177146912, -0.17549507319927216, -1.354710340499878),
        "662b630d69062dad5cc3c64df23dd3ea808cd9d4e843a30a476c4010ad1e8cb8",
    ),
    (7, 1): (
        (1.3079521656036377, 1.1089811325073242, 0.347084641456604, 0.5465782284736633),
        (-1.0634963512420654, -0.011550351046025753, -1.0900728702545166, 2.9472851753234863),
        "fcb7e282f1f29a0cd66da99bc272fec4686ee443bca210675c96f7b6ad286ec3",
    ),
}


def draws(seed: int, stream: int = 0, count: int = COUNT) -> NDArray[np.float64]:
    return NoiseSource(seed, stream).normal((count,)).astype(np.float64)


@pytest.mark.parametrize(("seed", "stream"), GOLDEN)
def test_golden(seed: int, stream: int) -> None:
    first, second, digest = GOLDEN[seed, stream]
    drawn = NoiseSource(seed, stream).normal((4096,))
    assert drawn[:8].tolist() == [*first, *second]
    assert hashlib.sha256(drawn.astype("<f4").tobytes()).hexdigest() == digest


@pytest.mark.parametrize(("seed", "stream"), [(0, 0), (7, 1), (2**32 - 1, 2**32 - 1)])
def test_box_muller_over_raw_pcg64(seed: int, stream: int) -> None:
    bits = np.random.PCG64(np.random.SeedSequence([seed, stream]))
    expected: list[float] = []
    for _ in range(500):
        first, second = ((int(bits.random_raw()) >> 11) / 2**53 for _ in range(2))
        radius = math.sqrt(-2 * math.log1p(-first))
        turn = math.tau * second
        expected += [radius * math.cos(turn), radius * math.sin(turn)]
    drawn = NoiseSource(seed, stream).normal((1000,))
    np.testing.assert_allclose(drawn, np.array(expected, dtype=np.float32), rtol=2e-7, atol=1e-12)


def test_moments() -> None:
    x = draws(3)
    assert abs(x.mean()) < SIGMAS / math.sqrt(COUNT)
    assert abs(x.var() - 1) < SIGMAS * math.sqrt(2 / COUNT)
    assert abs((x**3).mean()) < SIGMAS * math.sqrt(15 / COUNT)
    assert abs((x**4).mean() - 3) < SIGMAS * math.sqrt(96 / COUNT)


@pytest.mark.parametrize("quantile", [0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999])
def test_quantiles(quantile: float) -> None:
    share = float((draws(4) < NormalDist().inv_cdf(quantile)).mean())
    assert abs(share - quantile) < SIGMAS * math.sqrt(quantile * (1 - quantile) / COUNT)


def uncorrelated(a: NDArray[np.float64], b: NDArray[np.float64]) -> bool:
    return abs(float(np.corrcoef(a, b)[0, 1])) < SIGMAS / math.sqrt(a.size)


def test_the_two_values_of_a_pair_are_independent() -> None:
    even, odd = draws(5)[0::2], draws(5)[1::2]
    assert uncorrelated(even, odd)
    assert uncorrelated(even**2, odd**2)


def test_neighbours_are_independent() -> None:
    x = draws(6)
    assert uncorrelated(x[:-1], x[1:])
    assert uncorrelated(x[:-1] ** 2, x[1:] ** 2)


@pytest.mark.parametrize(
    ("one", "other"), [((0, 0), (0, 1)), ((0, 0), (1, 0)), ((1, 2), (2, 1)), ((5, 1), (5, 2))]
)
def test_seeds_and_streams_are_independent(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert uncorrelated(draws(*one), draws(*other))


def test_draws_are_consumed_in_order() -> None:
    whole = NoiseSource(8).normal((20,))
    source = NoiseSource(8)
    assert np.array_equal(source.normal((10,)), whole[:10])
    assert np.array_equal(source.normal((2, 5)), whole[10:].reshape(2, 5))


def test_an_odd_count_uses_up_one_draw_more() -> None:
    whole = NoiseSource(9).normal((10,))
    source = NoiseSource(9)
    assert np.array_equal(source.normal((3,)), whole[:3])
    assert np.array_equal(source.normal((1,)), whole[4:5])
    assert np.array_equal(source.normal((4,)), whole[6:10])


@pytest.mark.parametrize("shape", [(), (1,), (7,), (3, 5), (32, 32), (2, 3, 4), (0,), (4, 0)])
def test_shape_and_dtype(shape: tuple[int, ...]) -> None:
    drawn = NoiseSource(10).normal(shape)
    assert drawn.shape == shape
    assert drawn.dtype == np.float32


@pytest.mark.parametrize("shape", [32, 4.0, (2, 2.5), None])
def test_a_shape_is_whole_numbers(shape: Any) -> None:
    with pytest.raises(ValueError, match=r"^shape was .*; it must be a tuple of whole numbers$"):
        NoiseSource(1).normal(shape)


def test_no_draw_is_infinite_even_when_the_raw_bits_are_all_zeros_or_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Extreme(PCG64):
        def random_raw(self, size: int) -> NDArray[np.uint64]:
            return np.where(np.arange(size) % 4 < 2, 0, 2**64 - 1).astype(np.uint64)

    source = NoiseSource(0)
    monkeypatch.setattr(source, "_bits", Extreme([0]))
    drawn = source.normal((8,))
    assert np.isfinite(drawn).all()
    # The largest radius that 53 bits can give is sqrt(-2 ln 2**-53) = 8.57.
    assert np.hypot(drawn[2], drawn[3]) == pytest.approx(math.sqrt(106 * math.log(2)), rel=1e-6)
