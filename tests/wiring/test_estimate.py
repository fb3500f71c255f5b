"""Estimate: one answer in four spellings, and errors that grow by √(1−ᾱ)/√ᾱ."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from support.themes import Palette
from support.wired import Control, Figure, Page

from page.figures.estimate.scene import Scene
from page.figures.estimate.settings import EstimateSettings
from page.state.subject import DEFAULT_SUBJECT
from unerase.pixels import tone

SCHEDULES = json.loads(
    (Path(__file__).parent.parent / "data" / "schedules.json").read_text(encoding="utf-8")
)["alpha_bar"]


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Estimate", "estimate")
    figure.wait_until_open()
    return figure


def wrong_by(figure: Figure) -> Control:
    return figure.slider("Wrong by δ")


def put_wrong(figure: Figure, notch: int) -> None:
    """Drag the dial to δ = notch / 100."""
    wrong_by(figure).fill(str(notch))
    assert figure.readout("Wrong by δ shown") == f"{notch / 100:.2f}"


@pytest.mark.parametrize("schedule", ["linear", "cosine", "literal"])
def test_the_amplification_on_the_page_is_the_formula(figure: Figure, schedule: str) -> None:
    """Read off the readouts, against the reference's ᾱ."""
    figure.choice("Schedule").choose(schedule)
    for t in (1, 5, 10, 15, 20):
        figure.scrub(t)
        alpha_bar = SCHEDULES[schedule][t]
        exact = np.sqrt(1 - alpha_bar) / np.sqrt(alpha_bar)
        assert figure.value("Amplification") == pytest.approx(exact, rel=6e-3)
        assert figure.value("Amplification by formula") == pytest.approx(exact, rel=6e-3)
        assert figure.value("Error in the noise estimate") == pytest.approx(0.1, rel=6e-3)
        assert figure.value("Error in the clean estimate") == pytest.approx(0.1 * exact, rel=6e-3)


def test_the_weights_are_those_of_the_step(figure: Figure) -> None:
    figure.scrub(13)
    alpha_bar = SCHEDULES["linear"][13]
    assert figure.value("Divisor") == pytest.approx(np.sqrt(alpha_bar), abs=6e-4)
    assert figure.value("Weight of the answer") == pytest.approx(np.sqrt(1 - alpha_bar), abs=6e-4)
    figure.radio("score").check()
    assert figure.value("Weight of the answer") == pytest.approx(1 - alpha_bar, abs=6e-4)
    figure.radio("velocity").check()
    assert figure.value("Weight of the question") == pytest.approx(np.sqrt(alpha_bar), abs=6e-4)
    assert figure.value("Weight of the answer") == pytest.approx(np.sqrt(1 - alpha_bar), abs=6e-4)


def test_a_mistake_can_be_put_in_any_spelling(figure: Figure) -> None:
    figure.scrub(20)
    noisy = figure.pixels("noisy")
    harm = {}
    for spelling in ("noise", "clean picture", "score", "velocity"):
        figure.choice("Mistake in the").choose(label=spelling)
        harm[spelling] = figure.value("Error in the clean estimate")
        assert figure.value("Amplification") == pytest.approx(
            figure.value("Amplification by formula"), rel=6e-3
        )
        spoken = figure.part("chart").select("svg")[0].attribute("aria-label")
        assert f"an error of the {spelling} estimate" in (spoken or "")
    assert np.array_equal(figure.pixels("noisy"), noisy)
    assert harm["noise"] == pytest.approx(15.7, rel=6e-3)
    assert harm["clean picture"] == pytest.approx(0.1, rel=6e-3)
    assert harm["velocity"] == pytest.approx(0.1, rel=6e-3)


def test_the_same_mistake_does_more_harm_deeper_in_noise(figure: Figure) -> None:
    def harm(t: int) -> float:
        figure.scrub(t)
        put_wrong(figure, 0)
        clean = figure.pixels("clean").astype(float)
        put_wrong(figure, 20)
        return float(np.abs(figure.pixels("clean") - clean).mean())

    little, more, ruin = harm(2), harm(8), harm(16)
    assert 0 < little < more / 2
    assert more < ruin / 2


def test_another_reading_changes_the_answer_and_not_the_picture(figure: Figure) -> None:
    shown: dict[str, NDArray[np.uint8]] = {}
    noisy, clean = figure.pixels("noisy"), figure.pixels("clean")
    for name in ("noise", "clean picture", "score", "velocity"):
        figure.radio(name).check()
        shown[name] = figure.pixels("answer")
        assert np.array_equal(figure.pixels("clean"), clean)
        assert np.array_equal(figure.pixels("noisy"), noisy)
        assert figure.value("Largest change by rewriting") < 1e-5
        assert name in figure.part("answer").name
    assert np.array_equal(shown["clean picture"], clean)
    # Noise is vermilion, the estimate blue.
    for name, strongest in (("noise", 0), ("score", 0), ("clean picture", 2)):
        assert shown[name].mean(axis=(0, 1)).argmax() == strongest
        assert np.ptp(shown[name].mean(axis=(0, 1))) > 20
    # The score is the noise with its signs turned: tones lie as far from the middle on both sides.
    turned = shown["noise"].astype(int) + shown["score"]
    assert turned.max() - turned.min() <= 255
    assert np.abs(turned - np.median(turned, axis=(0, 1))).max() <= 2


def test_without_noise_there_is_no_score_and_no_harm(figure: Figure) -> None:
    put_wrong(figure, 50)
    figure.scrub(0)
    assert figure.readout("Error in the clean estimate") == "0"
    assert np.array_equal(
        figure.pixels("noisy").mean(axis=2) < 127, figure.pixels("clean").mean(axis=2) < 160
    )
    figure.radio("score").check()
    assert figure.pixels("answer").std(axis=(0, 1)).max() == 0


def test_a_denoiser_that_knows_the_presets_blurs_then_decides(figure: Figure) -> None:
    figure.choice("Denoiser").choose("presets")
    put_wrong(figure, 0)
    figure.scrub(20)
    blurred = figure.pixels("clean").mean(axis=2)
    assert len(np.unique(np.round(blurred))) > 10
    assert figure.value("Error in the noise estimate") < 0.01
    assert figure.value("Error in the clean estimate") > 0.5
    figure.scrub(8)
    assert len(np.unique(figure.pixels("clean").mean(axis=2))) == 2
    assert figure.readout("Amplification") == "–"


def test_it_shows_what_the_engine_computes(figure: Figure) -> None:
    figure.choice("Denoiser").choose("averager")
    figure.wait_until_made()
    s = replace(EstimateSettings(), denoiser="averager")
    view = Scene(s, DEFAULT_SUBJECT).at(s.timestep, s.answer, s.delta)
    assert np.array_equal(figure.pixels("clean"), Palette().estimate[tone(view.x0_hat)][..., :3])


def test_the_chart_moves_time_and_time_moves_the_chart(figure: Figure) -> None:
    cursor = figure.slider("Timestep in the chart")
    figure.scrub(12)
    assert cursor.attribute("aria-valuenow") == "12"
    cursor.press("ArrowRight")
    figure.wait_for_step(13)
    figure.part("chart").click_at(0.98, 0.5)
    figure.wait_for_step(20)


def test_it_is_in_the_link(figure: Figure) -> None:
    figure.radio("score").check()
    put_wrong(figure, 23)
    figure.choice("Denoiser").choose("presets")
    assert {
        "estimate.answer=score",
        "estimate.delta=0.23",
        "estimate.denoiser=presets",
    } <= figure.page.link


def test_it_asks_about_the_visitors_own_drawing(figure: Figure) -> None:
    put_wrong(figure, 0)
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Preset").choose(label="Star")
    drawn = hero.pixels().mean(axis=2) < 127
    figure.come_into_view()
    assert np.array_equal(figure.pixels("clean").mean(axis=2) < 160, drawn)


@pytest.mark.parametrize("measure", ["step", "draw"])
def test_every_question_and_every_paint_is_measured(figure: Figure, measure: str) -> None:
    figure.page.clear_measures()
    figure.choice("Denoiser").choose("presets")
    figure.scrub(11)
    figure.settle()
    asked = {one.denoiser for one in figure.page.measures(measure, "Estimate")}
    assert asked == {"posterior mean"}
