"""The schedules of the field against their formulas, computed elsewhere, and what they promise."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import (
    NoiseSource,
    PosteriorMean,
    Schedule,
    ddim,
    karras,
    laplace,
    linear,
    polynomial,
    preset,
    rectified_flow,
    scaled_linear,
    sigmoid,
    to_signal,
    zero_terminal_snr,
)
from unerase.forward import diffuse_all
from unerase.metrics import snr
from unerase.presets import preset_names
from unerase.schedules import SCHEDULES, linear_literal
from unerase.stops import leading, linspace, trailing

Tables = Mapping[str, NDArray[np.float64]]
FINE = linear(1000)


@pytest.mark.parametrize("name", ["scaled", "sigmoid", "poly", "laplace", "karras", "flow"])
def test_twenty_stops_equal_the_reference(name: str, reference_alpha_bar: Tables) -> None:
    ours = SCHEDULES[name](20).alpha_bar
    np.testing.assert_allclose(ours, reference_alpha_bar[name], rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize(
    ("ours", "name"),
    [
        (leading(FINE, 20), "leading"),
        (linspace(FINE, 20), "linspace"),
        (trailing(FINE, 20), "linear"),
        (zero_terminal_snr(linear_literal(20)), "literal, zero terminal SNR"),
        (zero_terminal_snr(linear(20)), "linear, zero terminal SNR at its stops"),
        (trailing(zero_terminal_snr(FINE), 20), "zero terminal SNR, then its stops"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_stops_and_rescaling_equal_the_reference(
    ours: Schedule, name: str, reference_alpha_bar: Tables
) -> None:
    np.testing.assert_allclose(ours.alpha_bar, reference_alpha_bar[name], rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("steps", [1, 2, 3, 20, 999, 1000])
@pytest.mark.parametrize("name", SCHEDULES)
def test_zero_terminal_snr_ends_in_nothing_and_keeps_the_first_step(name: str, steps: int) -> None:
    before, after = SCHEDULES[name](steps), zero_terminal_snr(SCHEDULES[name](steps))
    assert after.name == before.name
    assert after.at(steps) == 0.0
    assert (np.diff(after.alpha_bar) < 0).all()
    assert (after.alpha_bar <= before.alpha_bar * (1 + 1e-12)).all()
    if steps > 1:
        assert after.at(1) == pytest.approx(before.at(1), rel=1e-12)


def test_zero_terminal_snr_of_a_schedule_that_takes_nothing_away() -> None:
    flat = Schedule("flat", np.array([1.0, 1.0, 1.0]))
    assert zero_terminal_snr(flat).alpha_bar.tolist() == [1.0, 1.0, 0.0]


def test_what_is_left_of_stable_diffusion_at_the_end() -> None:
    # Lin et al. 2023, table 1: the signal-to-noise ratio at T is 0.004682, not 0.
    assert snr(scaled_linear(1000).at(1000)) == pytest.approx(0.004682, abs=5e-7)


def test_sigmas_of_karras_run_from_end_to_end() -> None:
    sigma = karras(18).sigma[1:]
    assert sigma[0] == pytest.approx(0.002, rel=1e-6)
    assert sigma[-1] == pytest.approx(80.0, rel=1e-12)
    np.testing.assert_allclose(np.diff(sigma ** (1 / 7)), (80 ** (1 / 7) - 0.002 ** (1 / 7)) / 17)
    only = karras(1, sigma_min=0.1, sigma_max=3.0)
    assert only.alpha_bar.tolist() == pytest.approx([1.0, 0.1])


def test_the_straight_way_is_straight() -> None:
    flow = rectified_flow(10)
    share = flow.noise / (flow.signal + flow.noise)
    np.testing.assert_allclose(share, np.arange(11) / 10, atol=1e-12)


def test_flow_matching_is_this_schedule_with_the_deterministic_walk() -> None:
    """In y = (1 − s)·x0 + s·ε the velocity ε − x0 never changes, and DDIM is Euler's method."""
    flow, s = rectified_flow(20), np.arange(21) / 20
    scale = flow.signal + flow.noise  # y is x_t over this
    x0, eps = to_signal(preset("heart")), NoiseSource(1).normal((32, 32))
    straight = np.stack([x / k for x, k in zip(diffuse_all(x0, flow, eps), scale, strict=True)])
    velocities = np.diff(straight, axis=0) * 20
    np.testing.assert_allclose(velocities, np.tile(eps - x0, (20, 1, 1)), atol=2e-5)

    presets = PosteriorMean(np.stack([to_signal(preset(slug)) for slug in preset_names()]))
    frames = {frame.t: frame for frame in ddim(presets, flow, eps, NoiseSource(2))}
    y = eps.astype(np.float64)
    for t in range(20, 0, -1):
        velocity = (y - frames[t].x0_hat) / s[t]  # that is eps_hat - x0_hat
        y = y - velocity / 20
        np.testing.assert_allclose(frames[t - 1].x_t / scale[t - 1], y, atol=2e-5)


def test_laplace_is_steepest_in_its_middle() -> None:
    alpha_bar = laplace(200, mu=1.0, b=0.3).alpha_bar[1:-1]
    log_snr = np.log(alpha_bar / (1 - alpha_bar))
    near = np.abs(log_snr - 1.0) < 0.3
    # A Laplace distribution has 1 - 1/e of its mass within b of its middle.
    assert near.mean() == pytest.approx(1 - math.exp(-1), abs=0.02)


@pytest.mark.parametrize("spacing", [trailing, leading, linspace])
@pytest.mark.parametrize("steps", [1, 2, 3, 7, 20, 333, 1000])
def test_stops_are_steps_of_the_fine_schedule(
    spacing: Callable[[Schedule, int], Schedule], steps: int
) -> None:
    seen = spacing(FINE, steps)
    assert seen.steps == steps
    assert (np.diff(seen.alpha_bar) < 0).all()
    assert np.isin(seen.alpha_bar, FINE.alpha_bar).all()
    ends_at_the_end = spacing is not leading or steps == 1000
    assert (seen.at(steps) == FINE.at(1000)) == ends_at_the_end
    if spacing is leading or (spacing is linspace and steps > 1):
        assert seen.at(1) == FINE.at(1)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: karras(0), "steps was 0"),
        (lambda: karras(20, sigma_min=0), "sigma_min was 0"),
        (lambda: karras(20, sigma_min=3, sigma_max=2), "sigma_min must be the smaller one"),
        (lambda: karras(20, sigma_max=float("nan")), "sigma_max was nan"),
        (lambda: karras(20, sigma_max=1e300), "sigma_max was 1e"),
        (lambda: karras(20, rho=0), "rho was 0"),
        (lambda: karras(20, rho=1e9), "rho was 1000000000.0"),
        (lambda: rectified_flow(1001), "steps was 1001"),
        (lambda: scaled_linear(-1), "steps was -1"),
        (lambda: sigmoid(20, start=3, end=-3), "start must be the smaller one"),
        (lambda: sigmoid(20, tau=0), "tau was 0"),
        (lambda: sigmoid(20, start=50, end=60, tau=0.01), "tau was 0.01"),
        (lambda: polynomial(20, power=0), "power was 0"),
        (lambda: polynomial(20, s=1), "s was 1"),
        (lambda: laplace(20, b=0), "b was 0"),
        (lambda: laplace(20, mu=float("inf")), "mu was inf"),
        (lambda: trailing(FINE, 1001), "steps was 1001"),
        (lambda: leading(FINE, 0), "steps was 0"),
        (lambda: linspace(linear(5), 6), "steps was 6"),
    ],
)
def test_refusals_name_the_argument(call: Callable[[], Schedule], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        call()


def test_laplace_leaps_at_both_ends() -> None:
    """Its stops crowd where signal and noise are equal; none leaves more noise to the last step."""
    last = {name: snr(make(20).at(1)) for name, make in SCHEDULES.items()}
    least, next_one = sorted(last, key=last.__getitem__)[:2]
    assert least == "laplace"
    assert last[least] < last[next_one] / 5
    strides = -np.diff(np.log([snr(laplace(20).at(t)) for t in range(1, 21)]))
    assert strides[-1] > 10 * np.median(strides)
