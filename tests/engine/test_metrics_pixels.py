"""Metrics against their closed forms, and the one place where pixels are converted."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import NoiseSource, diffuse, linear, mse, to_signal
from unerase.metrics import (
    UNRELATED,
    Answer,
    alpha_bar_at,
    amplification,
    detector_accuracy,
    distance,
    expected_mse,
    hamming,
    outline,
    perplexity,
    remains,
    sign_accuracy,
    signal_left,
    snr,
    snr_db,
)
from unerase.pixels import pack_bits, to_bits, tone, unpack_bits
from unerase.schedules import SCHEDULES

Picture = NDArray[np.float32]


def picture(*values: float) -> Picture:
    return np.array(values, dtype=np.float32)


def test_mse_by_hand() -> None:
    assert mse(picture(1, 1, -1, -1), picture(1, 1, -1, -1)) == 0
    assert mse(picture(1, 1, -1, -1), picture(-1, -1, 1, 1)) == 4
    assert mse(picture(1, 1, -1, -1), picture(1, 1, -1, 1)) == 1
    assert mse(picture(0, 0), picture(3, 4)) == 12.5


def test_distance_by_hand_and_of_two_noises() -> None:
    assert distance(picture(1, -1), picture(1, -1)) == 0
    assert distance(picture(1, -1), picture(-1, 1)) == 2
    assert distance(picture(0, 0), picture(3, 4)) == pytest.approx(math.sqrt(12.5))
    one, other = (NoiseSource(3, stream).normal((1000, 1000)) for stream in (1, 2))
    assert distance(one, other) == pytest.approx(UNRELATED, abs=5e-3)


def test_perplexity_counts_the_candidates() -> None:
    assert perplexity(np.full(18, 1 / 18, np.float32)) == pytest.approx(18, rel=1e-5)
    assert perplexity(picture(0, 1, 0)) == 1
    assert perplexity(picture(0.5, 0.5, 0)) == pytest.approx(2)
    # exp of -(0.9 ln 0.9 + 0.1 ln 0.1)
    assert perplexity(picture(0.9, 0.1)) == pytest.approx(1.384145, rel=1e-5)


@pytest.mark.parametrize("wrong", [picture(0.5, 0.4), picture(1.5, -0.5), np.eye(1), [math.nan]])
def test_perplexity_refuses_what_is_no_distribution(wrong: Picture) -> None:
    with pytest.raises(ValueError, match="weights"):
        perplexity(wrong)


def test_mse_is_summed_in_double_precision() -> None:
    many = 1_000_000
    assert mse(np.full(many, 0.1, np.float32), np.zeros(many, np.float32)) == pytest.approx(
        float(np.float32(0.1)) ** 2, rel=1e-12
    )


def test_mse_of_the_largest_pictures_does_not_overflow() -> None:
    far = float(np.float32(3e38))
    assert mse(picture(far, far), picture(-far, -far)) == pytest.approx((2 * far) ** 2, rel=1e-12)


@pytest.mark.parametrize(
    ("alpha_bar", "expected"),
    [(0.0, math.inf), (0.01, math.sqrt(99)), (0.2, 2.0), (0.5, 1.0), (0.8, 0.5), (1.0, 0.0)],
)
def test_amplification_by_hand(alpha_bar: float, expected: float) -> None:
    assert amplification(alpha_bar) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("of", "without_noise", "in_noise_alone"),
    [("eps", 0, math.inf), ("x0", 1, 1), ("score", 0, math.inf), ("v", 0, 1)],
)
def test_amplification_at_both_ends(
    of: Answer, without_noise: float, in_noise_alone: float
) -> None:
    assert (amplification(1.0, of), amplification(0.0, of)) == (without_noise, in_noise_alone)


def test_amplification_is_finite_wherever_there_is_signal() -> None:
    assert amplification(5e-324) == pytest.approx(4.5e161, rel=0.01)


def test_expected_mse_by_hand() -> None:
    assert expected_mse(picture(1, -1, 1), 0.36) == pytest.approx(0.4**2 + 0.64, rel=1e-12)
    assert expected_mse(picture(3, 0), 0.36) == pytest.approx(0.4**2 * 4.5 + 0.64, rel=1e-12)
    assert expected_mse(picture(3, 0), 0.0) == 5.5
    assert expected_mse(picture(3, 0), 1.0) == 0.0
    far = float(np.float32(3e38))
    assert expected_mse(picture(far, far), 0.0) == pytest.approx(far**2, rel=1e-12)


@pytest.mark.parametrize("alpha_bar", [0.05, 0.5, 0.95])
def test_expected_mse_is_what_the_forward_process_does(alpha_bar: float) -> None:
    many = 200_000
    x0 = np.where(np.arange(many) % 3 == 0, 2, -0.5).astype(np.float32)
    found = mse(diffuse(x0, alpha_bar, NoiseSource(2).normal((many,))), x0)
    assert found == pytest.approx(expected_mse(x0, alpha_bar), rel=0.02)


def test_hamming_by_hand() -> None:
    a, b = np.array([[True, False], [True, True]]), np.array([[True, True], [False, True]])
    assert hamming(a, b) == hamming(b, a) == 2
    assert hamming(a, a) == 0
    assert hamming(a, ~a) == 4
    assert type(hamming(a, b)) is int


def test_outline_by_hand() -> None:
    cross = np.array([[False, True, False], [True, True, True], [False, True, False]])
    assert outline(cross) == outline(~cross) == 8
    assert outline(np.ones((4, 5), dtype=bool)) == 0
    assert outline(np.indices((4, 5)).sum(axis=0) % 2 == 0) == 3 * 5 + 4 * 4
    assert type(outline(cross)) is int
    with pytest.raises(ValueError, match="shape"):
        outline(cross[0])


@pytest.mark.parametrize(
    ("alpha_bar", "ratio", "decibels"),
    [
        (0.0, 0.0, -math.inf),
        (0.5, 1.0, 0.0),
        (0.8, 4.0, 6.020599913279624),
        (10 / 11, 10.0, 10.0),
        (1 / 101, 0.01, -20.0),
        (1.0, math.inf, math.inf),
    ],
)
def test_snr_by_hand(alpha_bar: float, ratio: float, decibels: float) -> None:
    assert snr(alpha_bar) == pytest.approx(ratio, rel=1e-12)
    assert snr_db(alpha_bar) == pytest.approx(decibels, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(
    ("alpha_bar", "left"), [(0.0, 0.0), (0.04, 0.2), (0.25, 0.5), (0.64, 0.8), (1.0, 1.0)]
)
def test_signal_left_by_hand(alpha_bar: float, left: float) -> None:
    assert signal_left(alpha_bar) == pytest.approx(left, rel=1e-15)


@pytest.mark.parametrize("alpha_bar", [0.0, 0.05, 0.3, 0.8, 1.0])
def test_signal_left_is_the_amplitude_of_the_picture_in_x_t(alpha_bar: float) -> None:
    noiseless = diffuse(picture(1, -1), alpha_bar, picture(0, 0))
    left = signal_left(alpha_bar)
    assert noiseless.tolist() == pytest.approx([left, -left], abs=1e-7)


def test_sign_accuracy_at_its_ends() -> None:
    assert sign_accuracy(0.0) == 0.5
    assert sign_accuracy(0.5) == pytest.approx(0.8413447460685429, rel=1e-12)  # one sigma
    assert sign_accuracy(0.8) == pytest.approx(0.9772498680518208, rel=1e-12)  # two sigma
    assert sign_accuracy(1.0) == 1.0


@pytest.mark.parametrize("alpha_bar", [1e-6, 0.01, 0.2, 0.7, 0.99])
def test_sign_accuracy_is_the_normal_distribution_function(alpha_bar: float) -> None:
    expected = NormalDist().cdf(math.sqrt(alpha_bar / (1 - alpha_bar)))
    assert sign_accuracy(alpha_bar) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("alpha_bar", [0.05, 0.3, 0.8])
def test_sign_accuracy_counts_what_the_forward_process_keeps(alpha_bar: float) -> None:
    many = 100_000
    x0 = np.where(np.arange(many) % 3 == 0, 1, -1).astype(np.float32)
    kept = np.sign(diffuse(x0, alpha_bar, NoiseSource(1).normal((many,)))) == x0
    share = sign_accuracy(alpha_bar)
    assert abs(float(kept.mean()) - share) < 4 * math.sqrt(share * (1 - share) / many)


def test_signal_and_bits() -> None:
    bits = np.array([[True, False], [False, True]])
    signal = to_signal(bits)
    assert signal.dtype == np.float32
    assert signal.tolist() == [[1.0, -1.0], [-1.0, 1.0]]
    assert to_bits(signal).dtype == np.bool_
    assert to_bits(signal).tolist() == bits.tolist()


def test_bits_are_a_threshold_above_zero() -> None:
    values = picture(-3, -1e-30, 0, 1e-30, 0.2)
    assert to_bits(values).tolist() == [False, False, False, True, True]


def test_packing_order_by_hand() -> None:
    bits = np.zeros((4, 4), dtype=bool)
    bits[0, 0] = bits[1, 3] = bits[2, 1] = True
    assert pack_bits(bits) == bytes([0b1000_0001, 0b0100_0000])
    assert unpack_bits(bytes([0b1000_0001, 0b0100_0000]), 4).tolist() == bits.tolist()


def test_packing_pads_the_last_byte_with_zeros() -> None:
    assert pack_bits(np.ones((3, 3), dtype=bool)) == bytes([0xFF, 0b1000_0000])


@pytest.mark.parametrize("side", [1, 2, 3, 7, 8, 32])
def test_packing_round_trip(side: int) -> None:
    bits = NoiseSource(side).normal((side, side)) > 0
    packed = pack_bits(bits)
    assert len(packed) == math.ceil(side * side / 8)
    unpacked = unpack_bits(packed, side)
    assert unpacked.dtype == np.bool_
    assert np.array_equal(unpacked, bits)


def test_a_drawing_is_1024_bits() -> None:
    assert len(pack_bits(np.zeros((32, 32), dtype=bool))) == 128


def test_tones_of_the_fixed_points() -> None:
    tones = tone(picture(0, 1, -1, 1e4, -1e4))
    assert tones.dtype == np.uint8
    assert tones.tolist() == [128, 228, 27, 255, 0]


@pytest.mark.parametrize("far", [1e3, 1e4, 1e19, 1e30, 3e38, math.inf])
def test_tone_is_at_its_ends_far_out(far: float) -> None:
    assert tone(picture(far, -far)).tolist() == [255, 0]


def test_tone_is_symmetric_and_never_falls() -> None:
    values = np.linspace(0, 12, 4001, dtype=np.float32)
    up, down = tone(values).astype(int), tone(-values).astype(int)
    assert (np.diff(up) >= 0).all()
    assert (np.diff(down) <= 0).all()
    assert (up + down)[0] == 256  # both halves of 127.5 round to 128
    assert ((up + down)[1:] == 255).all()


def test_tone_gives_noise_room_beyond_the_drawing() -> None:
    at = tone(picture(1, 1.5, 2, 3)).astype(int).tolist()
    assert at == sorted(set(at))
    assert at[-1] < 255


def test_the_same_value_has_the_same_tone_in_every_picture() -> None:
    values = NoiseSource(1).normal((32, 32)) * 5
    alone = [int(tone(values[row, column : column + 1])[0]) for row, column in np.ndindex(32, 32)]
    assert tone(values).reshape(-1).tolist() == alone


def test_the_best_detector_is_as_good_as_a_simulated_one() -> None:
    """Design §2.2 says 54 times in 100 at the end of linear; the sum over cells is normal."""
    alpha_bar, cells, draws = linear(20).at(20), 1024, 3000
    assert detector_accuracy(alpha_bar, cells) == pytest.approx(0.54, abs=0.005)
    assert detector_accuracy(0.0, cells) == 0.5
    alpha_bar = 0.001
    noise = NoiseSource(5).normal((2, draws, cells)).sum(axis=2)  # projected on a drawing of ones
    drawn = math.sqrt(alpha_bar) * cells + math.sqrt(1 - alpha_bar) * noise[0]
    middle = math.sqrt(alpha_bar) * cells / 2
    right = ((drawn > middle).mean() + (noise[1] < middle).mean()) / 2
    assert right == pytest.approx(detector_accuracy(alpha_bar, cells), abs=0.02)


@pytest.mark.parametrize(
    ("schedule", "right", "called"),
    [
        ("linear", 54, "noise"),
        ("cosine", 52, "noise"),
        ("karras", 58, "noise"),
        ("flow", 50, "noise"),
        ("scaled", 86, "almost noise"),
        ("laplace", 73, "almost noise"),
        ("literal", 100, "still a picture"),
    ],
)
def test_what_a_schedule_ends_in(schedule: str, right: int, called: str) -> None:
    """By the closed form, Φ(√(1024·snr) / 2), and the numbers of the design."""
    alpha_bar = SCHEDULES[schedule](20).at(20)
    closed = NormalDist().cdf(math.sqrt(1024 * alpha_bar / (1 - alpha_bar)) / 2)
    assert detector_accuracy(alpha_bar, 1024) == pytest.approx(closed, abs=1e-12)
    assert round(100 * closed) == right
    assert remains(alpha_bar, 1024) == called


@pytest.mark.parametrize("accuracy", [0.5, 0.6, 0.95, 0.999])
def test_the_detector_inverted(accuracy: float) -> None:
    distance = 2 * NormalDist().inv_cdf(accuracy)
    expected = distance**2 / 1024 / (1 + distance**2 / 1024)
    assert alpha_bar_at(accuracy, 1024) == pytest.approx(expected, rel=1e-9, abs=1e-15)
