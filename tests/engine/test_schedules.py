"""Schedules against the papers' formulas, diffusers' table and the facts that the page states."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import Schedule, cosine, linear, zero_terminal_snr
from unerase.metrics import sign_accuracy, snr
from unerase.schedules import SCHEDULES, linear_literal

Tables = Mapping[str, NDArray[np.float64]]


@pytest.mark.parametrize("name", ["linear", "cosine", "literal"])
def test_twenty_stops_equal_the_reference(name: str, reference_alpha_bar: Tables) -> None:
    ours = SCHEDULES[name](20).alpha_bar
    np.testing.assert_allclose(ours, reference_alpha_bar[name], rtol=1e-9, atol=0)
    np.testing.assert_allclose(ours, reference_alpha_bar[name], rtol=0, atol=1e-12)


def test_registered_names_and_functions_agree() -> None:
    assert {name: make(20).name for name, make in SCHEDULES.items()} == {
        name: name for name in SCHEDULES
    }


@pytest.mark.parametrize(
    ("name", "left"), [("literal", 0.8168), ("linear", 4.036e-5), ("cosine", 6.06e-6)]
)
def test_signal_left_at_the_last_stop(name: str, left: float) -> None:
    assert SCHEDULES[name](20).at(20) == pytest.approx(left, rel=2e-4)


def test_literal_betas_leave_the_picture_readable() -> None:
    left = linear_literal(20).at(20)
    assert math.sqrt(left) == pytest.approx(0.904, abs=5e-4)
    assert snr(left) == pytest.approx(4.46, abs=5e-3)
    assert sign_accuracy(left) == pytest.approx(0.98, abs=5e-3)


def test_the_cap_is_what_keeps_cosine_above_zero(reference_alpha_bar: Tables) -> None:
    capped, uncapped = cosine(20).alpha_bar, cosine(20, beta_max=1.0).alpha_bar
    assert uncapped[20] < 1e-30
    assert reference_alpha_bar["cosine uncapped"][20] < 1e-30
    np.testing.assert_allclose(uncapped, reference_alpha_bar["cosine uncapped"], atol=1e-12)
    np.testing.assert_allclose(capped[:20], uncapped[:20], rtol=1e-12)


@pytest.mark.parametrize(("name", "step"), [("linear", 5.2), ("cosine", 9.9)])
def test_where_half_the_signal_is_gone(name: str, step: float) -> None:
    assert SCHEDULES[name](20).crossing() == pytest.approx(step, abs=0.05)


def test_twenty_literal_betas_never_take_half_the_signal() -> None:
    assert linear_literal(20).crossing() is None
    assert linear_literal(20).crossing(0.5) is None


def test_crossings_by_hand() -> None:
    schedule = Schedule("by hand", np.array([1.0, 0.8, 0.8, 0.3, 0.3, 0.0]))
    levels = {1: 0.0, 0.9: 0.5, 0.8: 1.0, 0.55: 2.5, 0.3: 3.0, 0.15: 4.5, 0.0: 5.0}
    for level, step in levels.items():
        assert schedule.crossing(level) == pytest.approx(step, abs=1e-12), level
    assert Schedule("flat", np.array([1.0, 1.0, 1.0])).crossing(1.0) == 0.0
    assert Schedule("ends there", np.array([1.0, 0.5])).crossing() == 1.0
    assert Schedule("ends above", np.array([1.0, 0.5])).crossing(0.499) is None


@pytest.mark.parametrize("steps", [1, 20, 1000])
@pytest.mark.parametrize("name", SCHEDULES)
def test_between_stops_alpha_bar_falls_evenly(name: str, steps: int) -> None:
    schedule = SCHEDULES[name](steps)
    for level in np.linspace(schedule.at(steps), 1, 50).tolist():
        step = schedule.crossing(level)
        assert step is not None
        reached = np.interp(step, np.arange(steps + 1), schedule.alpha_bar)
        assert float(reached) == pytest.approx(level, abs=1e-12)


@pytest.mark.parametrize(("name", "share"), [("linear", 0.92), ("cosine", 0.51)])
def test_share_of_the_noise_by_stop_ten(name: str, share: float) -> None:
    assert 1 - SCHEDULES[name](20).at(10) == pytest.approx(share, abs=0.005)


def test_the_fine_linear_table_equals_diffusers(traces: Tables) -> None:
    fine = linear(1000).alpha_bar
    assert fine[0] == 1.0
    np.testing.assert_allclose(fine[1:], traces["lin1000/alphas_cumprod"], rtol=1e-6)


@pytest.mark.parametrize("steps", [1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 125, 250, 500, 1000])
def test_linear_stops_where_diffusers_trailing_spacing_does(steps: int, traces: Tables) -> None:
    trailing = np.round(np.arange(1000, 0, -1000 / steps)).astype(int) - 1
    expected = traces["lin1000/alphas_cumprod"][trailing[::-1]]
    np.testing.assert_allclose(linear(steps).alpha_bar[1:], expected, rtol=1e-6)


def test_linear_stops_at_the_nearest_fine_step_for_every_length() -> None:
    fine = linear(1000).alpha_bar
    fine_step = {value: step for step, value in enumerate(fine.tolist())}
    for steps in range(1, 1001):
        stops = np.array([fine_step[value] for value in linear(steps).alpha_bar.tolist()])
        # For some lengths diffusers' arange runs one stop too far, to timestep -1.
        trailing = np.round(np.arange(1000, 0, -1000 / steps)).astype(int)[:steps][::-1]
        differs = np.flatnonzero(stops[1:] != trailing) + 1
        # The two may differ only on an exact tie, 1000 t / T = n + ½, and then by one.
        assert ((2000 * differs) % (2 * steps) == steps).all(), steps
        assert (np.abs(stops[differs] - trailing[differs - 1]) <= 1).all(), steps
        assert (stops[0], stops[-1]) == (0, 1000), steps


@pytest.mark.parametrize("name", SCHEDULES)
def test_every_length_falls_strictly_from_exactly_one(name: str) -> None:
    for steps in range(1, 1001):
        schedule = SCHEDULES[name](steps)
        assert schedule.steps == steps
        assert schedule.alpha_bar.shape == (steps + 1,)
        assert schedule.alpha_bar.dtype == np.float64
        assert schedule.alpha_bar[0] == 1.0
        assert (np.diff(schedule.alpha_bar) < 0).all(), steps
        # The straight way ends in nothing but noise.
        assert (schedule.alpha_bar[-1] == 0) == (name == "flow"), steps


@pytest.mark.parametrize("name", SCHEDULES)
def test_beta_multiplies_up_to_alpha_bar(name: str) -> None:
    schedule = SCHEDULES[name](137)
    signal_power = [1.0]
    for beta in schedule.beta.tolist():
        signal_power.append(signal_power[-1] * (1 - beta))
    np.testing.assert_allclose(schedule.alpha_bar, signal_power, rtol=1e-10)


def test_literal_betas_are_twenty_equal_strides() -> None:
    expected = [1e-4 + (0.02 - 1e-4) * k / 19 for k in range(20)]
    np.testing.assert_allclose(linear_literal(20).beta, expected, rtol=0, atol=1e-14)


def test_cosine_beta_is_capped_only_at_the_end() -> None:
    beta = cosine(20).beta
    assert beta[-1] == pytest.approx(0.999, abs=1e-12)
    assert beta[:-1].max() < 0.8


def test_beta_where_no_signal_is_left() -> None:
    assert Schedule("emptied", np.array([1.0, 0.5, 0.0, 0.0])).beta.tolist() == [0.5, 1.0, 0.0]


def test_from_betas_by_hand() -> None:
    schedule = Schedule.from_betas("by hand", np.array([0.5, 0.2]))
    np.testing.assert_allclose(schedule.alpha_bar, [1.0, 0.5, 0.4], rtol=1e-15)


def test_a_schedule_shows_what_it_leaves() -> None:
    assert repr(linear(20)) == "<Schedule linear: T = 20, alpha_bar_T = 4.04e-05>"


def test_a_schedule_of_the_papers_sigmas_is_the_reference(reference_alpha_bar: Tables) -> None:
    # Karras et al. 2022, eq. 5, with i counted from the clean end.
    paper = [
        (0.002 ** (1 / 7) + i / 19 * (80 ** (1 / 7) - 0.002 ** (1 / 7))) ** 7 for i in range(20)
    ]
    schedule = Schedule.from_sigmas("paper", [0.0, *paper])
    np.testing.assert_allclose(schedule.alpha_bar, reference_alpha_bar["karras"], rtol=1e-12)
    np.testing.assert_allclose(schedule.sigma, [0.0, *paper], rtol=1e-9)


def test_sigma_and_log_snr_of_the_straight_way() -> None:
    """There x = (1 - s)·x0 + s·eps with s = t / T: noise to signal are as s to 1 - s."""
    schedule = SCHEDULES["flow"](8)
    sigma = [0, 1 / 7, 2 / 6, 3 / 5, 1, 5 / 3, 6 / 2, 7, math.inf]
    np.testing.assert_allclose(schedule.sigma, sigma, rtol=1e-12)
    log_snr = [math.inf, *(-2 * math.log(each) for each in sigma[1:-1]), -math.inf]
    np.testing.assert_allclose(schedule.log_snr, log_snr, rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", SCHEDULES)
def test_sigmas_make_the_schedule_that_they_are_of(name: str) -> None:
    schedule = zero_terminal_snr(SCHEDULES[name](20))
    again = Schedule.from_sigmas(name, schedule.sigma)
    np.testing.assert_allclose(again.alpha_bar, schedule.alpha_bar, rtol=1e-12, atol=0)


@pytest.mark.parametrize(
    "sigmas", [[0.002, 80.0], [80.0, 1.0, 0.0], [0.0, math.nan], [[0.0, 1.0]], []]
)
def test_sigmas_that_are_no_schedule(sigmas: list[float]) -> None:
    with pytest.raises(ValueError, match=r"^sigmas was .*begins at exactly 0 and never falls$"):
        Schedule.from_sigmas("no", sigmas)


def test_amplitudes_by_hand() -> None:
    schedule = Schedule("by hand", np.array([1.0, 0.64, 0.0]))
    np.testing.assert_allclose(schedule.signal, [1.0, 0.8, 0.0], rtol=1e-15)
    np.testing.assert_allclose(schedule.noise, [0.0, 0.6, 1.0], rtol=1e-15)
    assert [schedule.at(t) for t in range(3)] == [1.0, 0.64, 0.0]


def test_table_is_read_only_and_its_own() -> None:
    table = np.array([1.0, 0.5])
    schedule = Schedule("copied", table)
    table[1] = 0.25
    assert schedule.at(1) == 0.5
    with pytest.raises(ValueError, match="read-only"):
        schedule.alpha_bar[1] = 0.25
