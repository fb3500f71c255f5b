"""Walk back: with the oracle two walks part and meet again; without it they need not."""

from __future__ import annotations

import re

import numpy as np
import pytest
from numpy.typing import NDArray
from support.wired import Figure, Page

from page.state.shelf import LETTERS
from unerase import preset

LEAST = 1.0
"""How far two walks with the oracle get apart, at least; two unrelated noises would be 1.41."""
PRESETS = "Knows only the presets"
UNRELATED_ENDS = {1: ("Umbrella", "umbrella"), 2: ("Music note", "music-note")}
"""Where the walks of the default seeds end when the denoiser does not know the drawing."""


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Walk back", "walk")
    figure.wait_until_open()
    return figure


def pictures(figure: Figure) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    return figure.pixels("picture-1"), figure.pixels("picture-2")


def ink(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.asarray(picture.mean(axis=2) < 127)


def curve_width(figure: Figure, denoiser: str = "oracle") -> float:
    """How much of the chart a curve takes, in px."""
    places = [
        float(x)
        for line in figure.page.select(f"#walk-chart-plot g.series-{denoiser} path")
        for x in re.findall(r"([\d.]+),", line.attribute("d") or "")
    ]
    return max(places, default=0) - min(places, default=0)


def names(figure: Figure) -> list[str]:
    return [name.text for name in figure.page.select("#walk-chart-plot .chart-name")]


def test_it_opens_on_the_common_start_with_nothing_walked(figure: Figure) -> None:
    assert figure.timestep.value == "20"
    assert np.array_equal(*pictures(figure))
    assert figure.value("Distance between the walks") == 0
    assert figure.choice("Denoiser").value == "oracle"
    assert curve_width(figure) < 10
    before = figure.timestep.attribute("aria-valuetext")
    figure.page.rest()
    assert figure.timestep.attribute("aria-valuetext") == before  # nothing runs by itself


def test_with_the_oracle_the_walks_part_and_meet_on_the_drawing(figure: Figure) -> None:
    drawn = Figure(figure.page).pixels()
    figure.scrub(10)
    assert figure.value("Distance between the walks") > LEAST
    assert figure.value("Cells that differ") > 200
    assert not np.array_equal(*pictures(figure))
    for number in (1, 2):
        assert np.array_equal(ink(figure.pixels(f"estimate-{number}")), ink(drawn))
    figure.scrub(0)
    assert figure.readout("Distance between the walks") == "0.00"
    assert figure.readout("Cells that differ") == "0"
    for picture in pictures(figure):
        assert np.array_equal(picture, drawn)
    for number in (1, 2):
        assert figure.readout(f"Walk {number}") == "ended on: your drawing"


def test_without_the_oracle_they_end_on_two_presets(figure: Figure) -> None:
    figure.choice("Denoiser").choose(label=PRESETS)
    assert float(figure.readout("Walk 1, how near").split(", ")[1].split(" ")[0]) > 15
    figure.scrub(0)
    assert figure.value("Distance between the walks") > LEAST
    for number, (label, slug) in UNRELATED_ENDS.items():
        assert figure.readout(f"Walk {number}") == f"ended on: {label}"
        assert np.array_equal(ink(figure.pixels(f"picture-{number}")), preset(slug))
    figure.choice("Denoiser").choose("oracle")
    assert figure.readout("Walk 1") == figure.readout("Walk 2") == "ended on: your drawing"


def test_knowing_the_shelf_they_end_on_sketches_and_every_line_stays(figure: Figure) -> None:
    figure.scrub(0)
    figure.choice("Denoiser").choose("memoriser")
    figure.wait_until_made()
    sketches = [sketch.name for sketch in LETTERS.sketches]
    for number in (1, 2):
        name = figure.readout(f"Walk {number}").removeprefix("ended on: ")
        assert figure.readout(f"Walk {number}, how near") == "exact match"
        bits = LETTERS.bits[sketches.index(name)]
        assert np.array_equal(ink(figure.pixels(f"picture-{number}")), bits)
    assert sorted(names(figure)) == ["memoriser", "with the oracle"]
    figure.choice("Denoiser").choose("averager")
    figure.wait_until_made()
    assert figure.readout("Walk 1").startswith("ended nearest to: ")


def test_eta_0_is_one_path(figure: Figure) -> None:
    dial = figure.slider("Randomness η")
    figure.scrub(10)
    free = figure.value("Distance between the walks")
    dial.fill("5")
    assert figure.readout("Randomness η shown") == "0.25"
    assert 0 < figure.value("Distance between the walks") < free
    dial.fill("0")
    assert figure.readout("Distance between the walks") == "0.00"
    assert np.array_equal(*pictures(figure))
    assert "both walks are the same" in figure.notice


def test_another_pair_leaves_the_same_start_with_other_dice(figure: Figure) -> None:
    start = pictures(figure)[0]
    figure.scrub(12)
    before = pictures(figure)
    figure.button("New dice").click()
    after = pictures(figure)
    for one in before:
        for other in after:
            assert not np.array_equal(one, other)
    figure.scrub(20)
    for picture in pictures(figure):
        assert np.array_equal(picture, start)


def test_time_runs_back_rests_and_goes_by_single_steps(figure: Figure) -> None:
    figure.button("Reverse").click()
    figure.page.wait_until(lambda: int(figure.timestep.value) < 18)
    figure.button("Pause").click()
    figure.settle()
    t = int(figure.timestep.value)
    assert 0 < t < 18
    figure.page.rest()
    assert figure.timestep.value == str(t)
    figure.button("Step back").click()
    figure.wait_for_step(t - 1)
    figure.button("Step forward").click()
    figure.wait_for_step(t)
    figure.button("Reverse").click()
    figure.wait_for_step(0)
    figure.button("Reverse").click()  # from the end: anew
    figure.page.wait_until(lambda: int(figure.timestep.value) > 10)
    figure.button("Pause").click()


def test_who_drags_the_slider_while_time_runs_stops_it(figure: Figure) -> None:
    figure.button("Reverse").click()
    figure.page.wait_until(lambda: int(figure.timestep.value) < 18)
    figure.scrub(15)
    figure.page.rest()
    assert figure.timestep.value == "15"


def test_steps_are_measured_and_made_once(figure: Figure) -> None:
    def steps() -> list[str]:
        return [one.denoiser for one in figure.page.measures("step", "Walk back")]

    figure.button("New dice").click()  # walks that nobody has made yet
    figure.settle()
    figure.page.clear_measures()
    figure.scrub(16)
    assert steps() == ["oracle"] * 8
    figure.scrub(19)
    figure.scrub(16)
    assert len(steps()) == 8
    figure.choice("Denoiser").choose(label=PRESETS)
    figure.settle()
    assert steps()[8:] == ["posterior mean"] * 8
    paints = {one.denoiser for one in figure.page.measures("draw", "Walk back")}
    assert paints == {"oracle", "posterior mean"}


def test_the_curve_grows_with_the_walk_and_stays(figure: Figure) -> None:
    figure.scrub(10)
    half = curve_width(figure)
    figure.scrub(0)
    whole = curve_width(figure)
    assert whole == pytest.approx(2 * half, rel=0.02)
    figure.scrub(20)
    assert curve_width(figure) == whole
    assert curve_width(figure, "presets") == 0
    figure.choice("Denoiser").choose(label=PRESETS)
    figure.scrub(0)
    assert curve_width(figure, "presets") == whole
    assert curve_width(figure) == whole  # still there, to be compared
    assert names(figure) == ["with the oracle", "knowing only the presets"]
    figure.button("New dice").click()
    figure.settle()
    assert curve_width(figure) == 0  # nobody has walked it with these dice


def test_the_curves_cursor_is_the_timeline(figure: Figure) -> None:
    cursor = figure.slider("Step on the distance curve")
    cursor.press("ArrowLeft")
    figure.wait_for_step(19)
    figure.scrub(7)
    apart = figure.readout("Distance between the walks")
    assert cursor.attribute("aria-valuetext") == f"step 7 of 20, {apart} apart"


def test_it_follows_the_visitors_drawing_and_noise(figure: Figure) -> None:
    start = pictures(figure)[0]
    hero = Figure(figure.page)
    hero.choice("Preset").choose(label="Star")
    hero.number("Seed").fill("5")
    assert not np.array_equal(pictures(figure)[0], start)
    figure.scrub(0)
    assert np.array_equal(ink(figure.pixels("picture-1")), preset("star"))


def test_a_start_that_is_no_noise_is_named(figure: Figure) -> None:
    figure.choice("Schedule").choose("literal")
    figure.choice("Denoiser").choose(label=PRESETS)
    figure.scrub(0)
    assert "still a picture: a perfect detector" in figure.notice
    assert figure.readout("Walk 1") == figure.readout("Walk 2") == "ended on: Heart"


def test_it_is_in_the_link(figure: Figure) -> None:
    figure.choice("Denoiser").choose(label=PRESETS)
    figure.slider("Randomness η").fill("10")
    figure.scrub(9)
    assert {"walk.denoiser=presets", "walk.eta=0.5", "walk.timestep=9"} <= figure.page.link
    figure.page.follow("walk.timestep=4&walk.eta=0.75&walk.pair=3")
    figure.wait_for_step(4)
    assert figure.choice("Denoiser").value == "oracle"
    assert figure.readout("Randomness η shown") == "0.75"
