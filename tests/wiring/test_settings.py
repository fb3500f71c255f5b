"""Schedule, steps, walk, seed: every change shows at once, at any moment."""

from __future__ import annotations

import numpy as np
import pytest
from support.wired import Figure, Page, opened


@pytest.fixture
def figure(hero: Page) -> Figure:
    return Figure(hero)


def end(figure: Figure) -> str:
    figure.settle()
    return figure.part("end").text


def about(figure: Figure) -> str:
    figure.settle()
    return figure.part("about").text


@pytest.mark.parametrize(
    ("schedule", "alpha_bar", "signal", "snr"),
    [  # Values of reference/schedules.json at t = 10, T = 20.
        ("Linear", "0.0786", "28%", "0.0853 (−10.7 dB)"),
        ("Cosine", "0.494", "70%", "0.976 (−0.1 dB)"),
        ("Linear, 20 literal betas", "0.953", "98%", "20.2 (+13.1 dB)"),
    ],
)
def test_schedules(figure: Figure, schedule: str, alpha_bar: str, signal: str, snr: str) -> None:
    figure.scrub(10)
    figure.choice("Schedule").choose(label=schedule)
    assert figure.readout("Alpha bar") == alpha_bar
    assert figure.readout("Signal left") == signal
    assert figure.readout("Signal-to-noise") == snr
    figure.walk_back()
    assert figure.readout("MSE vs clean") == "0"


def test_only_the_literal_betas_carry_a_warning(figure: Figure) -> None:
    for schedule in ("Linear", "Cosine"):
        figure.choice("Schedule").choose(label=schedule)
        assert figure.notice == ""
    figure.choice("Schedule").choose(label="Linear, 20 literal betas")
    for words in (
        "still a picture: a perfect detector tells it from pure noise 100% of the time",
        "ᾱ is still 0.817",
        "90% of the signal",
        "98% of the cells",
    ):
        assert words in figure.notice
    assert end(figure) == "still a picture"
    # With the thousand steps that these betas were made for, there is nothing to warn of.
    figure.number("Steps").fill("1000")
    assert figure.notice == ""
    assert "Linear, 1000 literal betas" in figure.choice("Schedule").options


def test_the_schedule_says_what_it_is(figure: Figure) -> None:
    """DESIGN's words: 1e-4 … 0.02 per fine step, 50 fine steps per stop."""
    steps = figure.number("Steps")
    assert "β from 0.0001 to 0.02 per fine step" in about(figure)
    assert "seen at 20 stops, 50 fine steps per stop" in about(figure)
    steps.fill("300")
    assert "seen at 300 stops, about 3.333 fine steps per stop" in about(figure)
    steps.fill("1000")
    assert "seen at 1000 stops, one fine step per stop" in about(figure)
    figure.choice("Schedule").choose("literal")
    assert "over the 1000 steps that they were made for" in about(figure)
    steps.fill("20")
    assert "put on 20 steps instead of the 1000 steps" in about(figure)
    figure.choice("Schedule").choose(label="Cosine")
    assert "Nichol & Dhariwal 2021" in about(figure)


@pytest.mark.parametrize("steps", [1, 2, 7, 50, 1000])
def test_any_number_of_steps_leads_there_and_back(figure: Figure, steps: int) -> None:
    figure.number("Steps").fill(str(steps))
    figure.settle()
    assert figure.timestep.element.max == str(steps)
    figure.scrub(steps)
    assert figure.readout("Alpha bar") == "4.04×10⁻⁵"
    figure.button("Step back").click()
    figure.wait_for_step(steps - 1, "walk back")
    figure.scrub(0, "walk back")
    assert figure.readout("MSE vs clean") == "0"


def test_a_long_walk_is_made_over_several_frames() -> None:
    with opened("steps=200&phase=reverse&timestep=199") as page:
        figure = Figure(page)
        page.clock.look_ms = 1.0
        figure.timestep.fill("0")
        seen = [int(figure.readout("Timestep shown").split()[0]) for _ in range(3)]
        assert 199 > seen[0] > seen[1] > seen[2] > 0
        page.wait_until(lambda: figure.part("out-t").text == "0 of 200")


@pytest.mark.parametrize("bad", ["0", "1001", "-3", "2.5", ""])
def test_a_bad_number_of_steps_is_refused_kindly(figure: Figure, bad: str) -> None:
    figure.scrub(10)
    before = figure.pixels()
    steps = figure.number("Steps")
    steps.fill(bad)
    assert steps.attribute("aria-invalid") == "true"
    assert figure.notice == "The number of steps must be a whole number from 1 to 1000."
    assert np.array_equal(figure.pixels(), before)
    figure.timestep.focus()
    assert steps.value == "20"
    assert steps.attribute("aria-invalid") == "false"
    assert figure.notice == "The number of steps stays 20."
    steps.fill("30")
    assert figure.notice == ""


def test_changing_the_steps_keeps_the_place_on_the_way(figure: Figure) -> None:
    figure.scrub(7)
    for text in ("", "4", "40"):  # 4 steps on the way there
        figure.number("Steps").fill(text)
        figure.settle()
    figure.wait_for_step(14, "forward")
    figure.number("Steps").fill("20")
    figure.wait_for_step(7, "forward")


def test_the_same_seed_gives_the_same_noise(figure: Figure) -> None:
    figure.scrub(20)
    zero = figure.pixels()
    figure.number("Seed").fill("7")
    seven = figure.pixels()
    assert np.abs(zero.astype(int) - seven).mean() > 30
    figure.number("Seed").fill("0")
    assert np.array_equal(figure.pixels(), zero)
    figure.number("Seed").fill("7")
    assert np.array_equal(figure.pixels(), seven)


def test_new_noise_rolls_a_seed(figure: Figure) -> None:
    figure.scrub(20)
    seen = {figure.number("Seed").value: figure.pixels().tobytes()}
    for _ in range(3):
        figure.button("New noise").click()
        pixels = figure.pixels().tobytes()
        seen[figure.number("Seed").value] = pixels
    assert len(seen) == 4
    assert len(set(seen.values())) == 4


@pytest.mark.parametrize("bad", ["-1", "4294967296", "1e3", ""])
def test_a_bad_seed_is_refused_kindly(figure: Figure, bad: str) -> None:
    figure.number("Seed").fill(bad)
    assert figure.number("Seed").attribute("aria-invalid") == "true"
    figure.timestep.focus()
    assert figure.number("Seed").value == "0"


def test_another_walk_is_for_stochastic_walks(figure: Figure) -> None:
    assert figure.button("New dice").enabled
    figure.choice("Walk").choose(label="deterministic")
    figure.settle()
    assert not figure.button("New dice").enabled


def test_drawing_in_the_middle_of_a_walk_changes_everything_shown(figure: Figure) -> None:
    figure.walk_back()
    figure.scrub(4, "walk back")
    parts = ("picture", "estimate", "film-canvas")
    before = [figure.pixels(part) for part in parts]
    figure.stroke((2, 2), (2, 29), moves=3)
    for part, old in zip(parts, before, strict=True):
        new = figure.pixels(part)
        assert new.shape == old.shape, part
        assert not np.array_equal(new, old), part
    figure.wait_for_step(4, "walk back")
    figure.scrub(0, "walk back")
    assert figure.readout("MSE vs clean") == "0"
    assert (figure.pixels().mean(axis=2) < 127)[2, 2:30].all()


def test_changing_settings_while_it_runs(figure: Figure) -> None:
    figure.button("Reverse").click()
    figure.page.wait_until(lambda: 0 < int(figure.timestep.value) < 19)
    figure.choice("Schedule").choose(label="Cosine")
    figure.choice("Preset").choose(label="Star")
    figure.button("New noise").click()
    figure.wait_for_step(0, "walk back")
    assert figure.readout("MSE vs clean") == "0"
    star = figure.drawing()
    assert np.array_equal(figure.pixels().mean(axis=2) < 127, star)
