"""The scene of figure B, in the engine's units."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from page.figures.estimate.curves import chart_of
from page.figures.estimate.scene import Scene
from page.figures.estimate.settings import ANSWERS, TABLE, EstimateSettings
from page.state.schedules import NAMES
from page.state.subject import DEFAULT_SUBJECT, Subject
from unerase import preset, to_signal
from unerase.metrics import hamming
from unerase.pixels import pack_bits, to_bits
from unerase.presets import preset_names
from unerase.schedules import SCHEDULES

STEPS = range(1, 21)
MINE = np.zeros((32, 32), dtype=bool)
MINE[4:28, 10:13] = True  # a stroke that is no preset


def scene(subject: Subject = DEFAULT_SUBJECT, **chosen: str) -> Scene:
    return Scene(EstimateSettings(**chosen), subject)  # type: ignore[arg-type]


@pytest.mark.parametrize("schedule", ["linear", "cosine", "literal"])
@pytest.mark.parametrize("delta", [0.01, 0.1, 0.5])
def test_an_error_grows_by_the_formula(schedule: str, delta: float) -> None:
    """√(1−ᾱ)/√ᾱ written out here, measured on the pictures there."""
    figure, alpha_bar = scene(schedule=schedule), SCHEDULES[schedule](20).alpha_bar
    for t in STEPS:
        view = figure.at(t, "noise", delta)
        wanted = math.sqrt(1 - alpha_bar[t]) / math.sqrt(alpha_bar[t])
        assert view.noise_error == pytest.approx(delta, rel=1e-3)
        assert view.measured == pytest.approx(wanted, rel=1e-3)
        assert view.formula == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("schedule", ["linear", "cosine", "flow"])
def test_an_error_of_any_spelling_grows_by_its_formula(schedule: str) -> None:
    """The formulas written out here, measured on the pictures there."""
    figure, alpha_bar = scene(schedule=schedule), SCHEDULES[schedule](20).alpha_bar
    for t in range(1, 20):
        left, noise = math.sqrt(alpha_bar[t]), math.sqrt(1 - alpha_bar[t])
        found = {each: figure.at(t, "noise", 0.3, each) for each in ANSWERS}
        for spelling, grown in {
            "noise": noise / left,
            "clean": 1,
            "score": noise**2 / left,
            "v": noise,
        }.items():
            view = found[spelling]
            assert view.clean_error == pytest.approx(0.3 * grown, rel=1e-3)
            assert view.measured == pytest.approx(grown, rel=1e-3)
            assert view.formula == pytest.approx(grown, rel=1e-9)
            # An error of v is one of the picture and one of the noise, at right angles.
            both = math.hypot(view.noise_error, view.clean_error)
            assert view.v_error == pytest.approx(both, rel=1e-3)
        assert found["v"].v_error == pytest.approx(0.3, rel=1e-3)
        assert found["v"].noise_error == pytest.approx(0.3 * left, rel=1e-3, abs=1e-4)


def test_every_cell_is_wrong_by_delta_up_or_down() -> None:
    figure = scene()
    off = figure.at(8, "noise", 0.25).answer - figure.at(8, "noise", 0).answer
    assert np.allclose(np.abs(off), 0.25, atol=1e-6)
    assert 0.4 < np.mean(off > 0) < 0.6
    noise = figure.at(8, "noise", 0).answer
    assert abs(np.corrcoef(off.ravel(), noise.ravel())[0, 1]) < 5 / 32


@pytest.mark.parametrize("denoiser", ["oracle", "presets"])
@pytest.mark.parametrize("answer", ANSWERS)
def test_the_answer_in_every_spelling_gives_the_same_picture(answer: str, denoiser: str) -> None:
    figure, noise = scene(denoiser=denoiser), SCHEDULES["linear"](20).noise
    for t in STEPS:
        as_noise = figure.at(t, "noise", 0.1)
        view = figure.at(t, answer, 0.1)
        assert np.array_equal(view.x0_hat, as_noise.x0_hat)
        assert view.detour <= 1e-6 * max(1, view.formula)
        if answer == "score":  # the sum under the pictures holds, weights and all
            total = view.x_t + view.of_answer * view.answer / np.float32(noise[t])
            assert np.allclose(view.answer, -as_noise.answer, atol=1e-5)
        elif answer == "noise":
            total = view.x_t - view.of_answer * view.answer
        elif answer == "v":
            total = view.divisor * (view.divisor * view.x_t - view.of_answer * view.answer)
        else:
            total = view.divisor * view.answer
        # A score is divided by the noise, so its rounding counts for more.
        assert np.allclose(total, view.divisor * view.x0_hat, atol=1e-5)


def test_the_oracle_is_right_when_nothing_is_put_wrong() -> None:
    for t in STEPS:
        view = scene().at(t, "noise", 0)
        assert np.allclose(view.x0_hat, DEFAULT_SUBJECT.x0, atol=1e-7 * max(10, view.formula**1.5))
        assert (view.noise_error, view.clean_error) == (0, 0)
        assert math.isnan(view.measured)


def test_without_noise_nothing_depends_on_what_is_said_of_it() -> None:
    for answer in ANSWERS:
        view = scene(denoiser="presets").at(0, answer, 0.5)
        assert np.array_equal(view.x0_hat, DEFAULT_SUBJECT.x0)
        assert (view.clean_error, view.measured, view.formula, view.detour) == (0, 0, 0, 0)
        assert scene(denoiser="presets").at(0, answer, 0.5, answer).clean_error == 0
    assert not scene().at(0, "score", 0.5).answer.any()


def test_knowing_only_the_presets_it_blurs_in_the_deep_and_decides_early() -> None:
    figure = scene(denoiser="presets")
    assert np.abs(figure.at(20, "clean", 0).x0_hat).mean() < 0.8
    assert np.allclose(figure.at(10, "clean", 0).x0_hat, DEFAULT_SUBJECT.x0, atol=1e-4)


def test_knowing_only_the_presets_it_takes_any_drawing_for_one() -> None:
    figure = scene(Subject(pack_bits(MINE), 0), denoiser="presets")
    found = to_bits(figure.at(4, "clean", 0).x0_hat)
    assert 0 in [hamming(found, preset(name)) for name in preset_names()]
    assert hamming(found, MINE) > 0


def test_a_denoiser_is_asked_once_for_each_step_and_not_without_noise() -> None:
    asked = 0

    @contextmanager
    def measured() -> Iterator[None]:
        nonlocal asked
        asked += 1
        yield

    figure = Scene(EstimateSettings(), DEFAULT_SUBJECT, measured)
    for t, delta, answer in ((0, 0.1, "noise"), (7, 0.1, "noise"), (7, 0.3, "score")):
        figure.at(t, answer, delta)
    assert asked == 1
    figure.at(8, "noise", 0.1)
    assert asked == 2


def test_near_noise_the_noise_is_guessed_well_and_the_picture_badly() -> None:
    """What the text says of the last step."""
    view = scene(denoiser="presets").at(20, "noise", 0.0)
    assert view.noise_error < 0.01 < 0.5 < view.clean_error


@pytest.mark.parametrize("mistake", ["v", "clean"])
def test_in_noise_alone_a_mistake_does_no_more_harm_than_it_is_large(mistake: str) -> None:
    view = scene(schedule="flow").at(20, "v", 0.3, mistake)
    assert view.clean_error == pytest.approx(0.3, rel=1e-3)
    assert view.measured == pytest.approx(view.formula, rel=1e-3)
    np.testing.assert_array_equal(view.answer, -view.x0_hat)


@pytest.mark.parametrize("answer", ANSWERS)
def test_in_noise_alone_the_picture_is_the_answer(answer: str) -> None:
    figure = scene(schedule="flow", denoiser="presets")
    assert figure.schedule.at(20) == 0.0
    with np.errstate(all="raise", under="ignore"):
        view = figure.at(20, answer, 0.3)
    # Nothing is known: the mean of all presets.
    mean = np.mean([to_signal(preset(slug)) for slug in preset_names()], axis=0)
    np.testing.assert_allclose(view.x0_hat, mean, atol=1e-6)
    assert view.formula == math.inf
    assert math.isnan(view.measured)
    assert view.detour == 0.0


def test_the_chart_draws_the_spelling_that_is_wrong_first() -> None:
    for name in NAMES[:-1]:  # but yours, which is not there
        for spelling in ANSWERS:
            chart = chart_of(DEFAULT_SUBJECT.schedule(name, 20), spelling)
            assert chart.series[0].key == spelling
            assert {series.key for series in chart.series} == set(ANSWERS)
            shown = [y for y in chart.series[0].ys[1:] if not math.isnan(y)]
            if spelling in ("clean", "v"):
                assert len(shown) == 20
            elif spelling == "noise":
                assert len(shown) == (19 if name in ("flow", "sigmoid") else 20)
            assert chart.y.share(min(shown)) >= 0
            assert chart.y.share(max(shown)) <= 1
    assert "157" in chart_of(SCHEDULES["linear"](20), "noise").spoken


def test_its_settings_survive_a_link() -> None:
    settings = EstimateSettings("cosine", "presets", 9, "v", 0.07, "score")
    texts = TABLE.encode(settings)
    assert texts == {
        "estimate.schedule": "cosine",
        "estimate.denoiser": "presets",
        "estimate.timestep": "9",
        "estimate.answer": "v",
        "estimate.delta": "0.07",
        "estimate.mistake": "score",
    }
    assert TABLE.decode(texts) == (settings, [])
    assert TABLE.decode({"estimate.delta": "0.6"}) == (
        EstimateSettings(),
        ["The link says estimate.delta=0.6, which must be a number from 0 to 0.5."],
    )
