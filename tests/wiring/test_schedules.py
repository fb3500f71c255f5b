"""Two schedules: one drawing, one noise and one time under two schedules, or three."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.themes import Palette
from support.wired import Control, Figure, Page

from page.figures.schedules.scene import Scene
from page.figures.schedules.settings import SchedulesSettings
from page.state.subject import DEFAULT_SUBJECT
from unerase.pixels import tone

SCHEDULES = json.loads(
    (Path(__file__).parent.parent / "data" / "schedules.json").read_text(encoding="utf-8")
)["alpha_bar"]
LANES = {"linear": "Linear", "cosine": "Cosine", "literal": "Literal"}
POWER, SNR = "Timestep in the ᾱ chart", "Timestep in the log-SNR chart"
CHARTS = {POWER: "power-chart", SNR: "snr-chart"}
CELLS = 1024


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Two schedules", "schedules")
    figure.wait_until_open()
    figure.wait_for_step(10)
    return figure


def the_switch(figure: Figure) -> Control:
    return figure.itself.role("checkbox", "Show the literal twenty betas", exact=False)


@pytest.mark.parametrize("t", [0, 1, 5, 10, 15, 20])
def test_the_error_is_the_closed_form_within_sampling_error(figure: Figure, t: int) -> None:
    """(1 - √ᾱ)²·E[x0²] + 1 - ᾱ by the reference's ᾱ, and five standard errors of 1024 cells."""
    the_switch(figure).check()
    figure.scrub(t)
    for lane, name in LANES.items():
        kept = SCHEDULES[lane][t]
        faded, noise = math.sqrt(kept) - 1, 1 - kept
        expected = faded**2 + noise
        spread = math.sqrt((4 * faded**2 * noise + 2 * noise**2) / CELLS)
        assert figure.value(f"{name}: MSE by formula") == pytest.approx(expected, abs=6e-4)
        assert figure.value(f"{name}: MSE vs clean") == pytest.approx(
            expected, abs=5 * spread + 6e-4
        )


def test_the_measured_error_is_not_the_formula_again(figure: Figure) -> None:
    figure.scrub(10)
    assert figure.readout("Linear: MSE vs clean") != figure.readout("Linear: MSE by formula")


def test_the_sentence_gives_the_step_at_which_half_is_gone(figure: Figure) -> None:
    said = figure.readout("Half of the signal")
    found = [float(text) for text in re.findall(r"step\s([0-9]+\.[0-9]+)", said)]
    expected = [
        np.interp(0.5, SCHEDULES[lane][::-1], np.arange(20, -1, -1))
        for lane in ("linear", "cosine")
    ]
    assert found == pytest.approx(expected, abs=0.051)


def test_the_numbers_follow_the_schedules(figure: Figure) -> None:
    for t in (1, 8, 20):
        figure.scrub(t)
        for lane in ("linear", "cosine"):
            kept = SCHEDULES[lane][t]
            name = LANES[lane]
            assert figure.value(f"{name}: signal power") == pytest.approx(kept, rel=6e-3)
            left = figure.value(f"{name}: signal left") / 100
            assert left == pytest.approx(math.sqrt(kept), rel=0.02, abs=5e-5)
            decibels = float(
                figure.readout(f"{name}: log-SNR").removesuffix(" dB").replace("−", "-")
            )
            assert decibels == pytest.approx(10 * math.log10(kept / (1 - kept)), abs=0.06)


def test_both_lanes_show_one_drawing_and_one_noise(figure: Figure) -> None:
    def difference() -> float:
        pair = [figure.pixels(f"{lane}-xt").astype(float) for lane in ("linear", "cosine")]
        return float(np.abs(pair[0] - pair[1]).mean())

    figure.scrub(0)
    assert difference() == 0
    assert np.unique(figure.pixels("linear-xt").reshape(-1, 3), axis=0).shape[0] == 2
    figure.scrub(10)
    assert difference() > 10
    # Hardly anything of the drawing is left in either: the noise is seen to be the same.
    figure.scrub(20)
    assert 0 < difference() < 2


def test_the_third_schedule_can_be_switched_on(figure: Figure) -> None:
    assert figure.page.select("#schedules .chart-svg .series-literal") == []
    before = figure.readout("Half of the signal")
    the_switch(figure).check()
    assert figure.value("Literal: MSE vs clean") > 0
    for chart in ("power", "snr"):
        assert figure.page.select(f"#schedules-{chart}-chart g.series-literal path")
    said = figure.readout("Half of the signal")
    assert said.startswith(before)
    assert f"ᾱ = {SCHEDULES['literal'][20]:.3f}" in said[len(before) :]
    the_switch(figure).uncheck()
    assert figure.readout("Half of the signal") == before
    assert figure.page.select("#schedules .chart-svg .series-literal") == []


def test_an_exact_estimate_says_so_and_another_says_how_far_it_is(figure: Figure) -> None:
    figure.scrub(14)
    for name in ("Linear", "Cosine"):
        assert figure.readout(f"{name}: MSE of the estimate") == "exact"
    exact = figure.pixels("linear-hat")
    figure.choice("Denoiser").choose(label="Knows only the presets")
    # The heart is a preset: under cosine it can still be told, under linear no longer.
    assert figure.readout("Cosine: MSE of the estimate") in ("exact", "0.000")
    assert figure.value("Linear: MSE of the estimate") > 0.1
    assert not np.array_equal(figure.pixels("linear-hat"), exact)


def test_it_shows_what_the_engine_computes(figure: Figure) -> None:
    figure.choice("Denoiser").choose("improviser")
    figure.wait_until_made()
    s = replace(SchedulesSettings(), denoiser="improviser")
    for lane, shown in Scene(s, DEFAULT_SUBJECT).at(s.timestep).items():
        hat = Palette().estimate[tone(shown.x0_hat)][..., :3]
        assert np.array_equal(figure.pixels(f"{lane}-hat"), hat)


@pytest.mark.parametrize("name", [POWER, SNR])
def test_a_curve_can_be_dragged(figure: Figure, name: str) -> None:
    """Both cursors, the slider and the pictures go along."""
    figure.part(CHARTS[name]).drag((0.5, 0.5), (0.6, 0.5), (0.8, 0.6))
    figure.settle()
    t = figure.timestep.value
    assert int(t) > 12
    for other in (POWER, SNR):
        assert figure.slider(other).attribute("aria-valuenow") == t
    assert figure.value("Linear: signal power") == pytest.approx(
        SCHEDULES["linear"][int(t)], rel=6e-3
    )


def test_the_cursors_go_with_the_keyboard_and_with_the_slider(figure: Figure) -> None:
    power = figure.slider(POWER)
    power.press("ArrowLeft")
    figure.wait_for_step(9)
    figure.page.press("Home")
    figure.wait_for_step(0)
    told = figure.slider(SNR).attribute("aria-valuetext")
    assert told == "step 0 of 20: Linear +∞ dB, Cosine +∞ dB"
    left = power.element.style.transform
    figure.scrub(20)
    assert power.attribute("aria-valuenow") == "20"
    assert power.element.style.transform != left


def test_time_runs_and_rests(figure: Figure) -> None:
    figure.scrub(20)
    figure.button("Forward").click()
    figure.page.wait_until(lambda: 2 < int(figure.timestep.value) < 20)
    figure.button("Pause").click()
    figure.settle()
    t = int(figure.timestep.value)
    figure.page.rest()
    assert figure.timestep.value == str(t)
    figure.button("Step back").click()
    figure.wait_for_step(t - 1)
    figure.button("Step forward").click()
    figure.wait_for_step(t)
    figure.button("Forward").click()
    figure.wait_for_step(20)


def test_it_shows_the_visitors_own_drawing(figure: Figure) -> None:
    figure.scrub(0)
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Preset").choose(label="Star")
    drawn = hero.pixels()
    figure.come_into_view()
    for lane in ("linear", "cosine"):
        assert np.array_equal(figure.pixels(f"{lane}-xt"), drawn)


def test_it_is_in_the_link(figure: Figure) -> None:
    the_switch(figure).check()
    figure.choice("Denoiser").choose("presets")
    figure.scrub(13)
    assert {
        "schedules.timestep=13",
        "schedules.denoiser=presets",
        "schedules.literal=1",
    } <= figure.page.link
