"""The scene of figure G: four lanes from one noise, and what is said about them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.in_time import always, few

from page.denoisers import BANDWIDTH, DENOISERS, LABELS, LEARNER, MEMORISER, TRAINED, WEAVER
from page.figures.samplers.curves import chart_of
from page.figures.samplers.poster import default_scene, texts
from page.figures.samplers.scene import (
    REFERENCE_CALLS,
    Scene,
    charted,
)
from page.figures.samplers.settings import BUDGETS, LANES, OFFERED, TABLE, SamplersSettings
from page.figures.samplers.words import about, apart, arrival_words, notice, readings
from page.samplers import SAMPLER_SPECS
from page.state.shelf import Shelf, ready
from page.state.subject import DEFAULT_SUBJECT, Subject
from page.state.yours import YOURS
from unerase import NoiseSource, ddim, ddpm, dpmpp_2m, heun, preset, to_signal
from unerase.metrics import distance, hamming
from unerase.pixels import pack_bits, to_bits
from unerase.presets import preset_names
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES

DEFAULT = SamplersSettings()
ALL = tuple(SAMPLERS)
ABSENT = (LEARNER, TRAINED, YOURS)
"""What has to arrive, or to be made in this visit."""


def made(s: SamplersSettings = DEFAULT, subject: Subject = DEFAULT_SUBJECT) -> Scene:
    scene = Scene(s, subject)
    assert scene.make_lanes(s, always)
    return scene


def start(seed: int = 0) -> np.ndarray:
    return NoiseSource(seed).normal((32, 32))


def test_the_lanes_are_the_engines_walks() -> None:
    denoiser, flow = DENOISERS["grain"].of(DEFAULT_SUBJECT), SCHEDULES["flow"]
    wanted = [
        ddim(denoiser, flow(5), start(), NoiseSource(0)),
        heun(denoiser, flow(3), start(), NoiseSource(0)),
        dpmpp_2m(denoiser, flow(5), start(), NoiseSource(0)),
        ddpm(denoiser, flow(5), start(), NoiseSource(0, stream=1)),
    ]
    for lane, walk in zip(made().lanes(DEFAULT), wanted, strict=True):
        assert np.array_equal(lane.frame.x_t, list(walk)[-1].x_t), lane.method


@pytest.mark.parametrize("denoiser", [name for name in OFFERED if name not in ABSENT])
@pytest.mark.parametrize("schedule", ["flow", "linear", "karras", "custom"])
def test_all_lanes_leave_one_noise_and_keep_to_the_budget(denoiser: str, schedule: str) -> None:
    for lanes in (ALL[:4], ALL[3:7], ALL[6:]):
        s = replace(DEFAULT, lanes=lanes, denoiser=denoiser, schedule=schedule, timestep=5)
        scene = made(s)
        for lane in scene.lanes(s):
            assert np.array_equal(lane.frame.x_t, start())
            assert lane.frame.calls == 0
        for lane in scene.lanes(replace(s, timestep=0)):
            assert lane.frame.calls == lane.used <= s.budget


def test_a_lane_shows_the_last_state_that_its_calls_have_reached() -> None:
    s = replace(DEFAULT, lanes=("heun", "ddim", "dpmpp", "half"), schedule="linear")
    scene = made(s)
    calls = [
        [lane.frame.calls for lane in scene.lanes(replace(s, timestep=t))] for t in range(5, -1, -1)
    ]
    assert [row[0] for row in calls] == [0, 0, 2, 2, 4, 5]  # Heun: two calls a step, the last one
    assert [row[1] for row in calls] == [0, 1, 2, 3, 4, 5]


def test_one_call_from_pure_noise_is_the_mean_of_all_presets() -> None:
    s = replace(DEFAULT, budget=1)
    mean = np.stack([to_signal(preset(slug)) for slug in preset_names()]).mean(axis=0)
    for lane in made(s).lanes(s):
        assert np.allclose(lane.frame.x_t, mean, atol=1e-6)


def test_the_answer_is_a_walk_of_a_thousand_steps_and_no_better_one_is_near() -> None:
    scene = made()
    scene.make_chart(DEFAULT, always)
    answer = scene.reference.frames[-1].x_t
    walk = dpmpp_2m(
        DENOISERS["grain"].of(DEFAULT_SUBJECT), SCHEDULES["flow"](1000), start(), NoiseSource(0)
    )
    assert REFERENCE_CALLS == 1000
    assert np.array_equal(answer, list(walk)[-1].x_t)
    other = heun(
        DENOISERS["grain"].of(DEFAULT_SUBJECT), SCHEDULES["flow"](1000), start(), NoiseSource(0)
    )
    assert distance(answer, list(other)[-1].x_t) < 1e-4


def test_the_chart_grows_in_slices_and_knows_deterministic_lanes_only() -> None:
    scene = made()
    assert scene.errors("ddim") == []
    assert not scene.make_chart(DEFAULT, few(900))
    assert scene.errors("ddim") == []
    assert "Being computed" in chart_of(scene, DEFAULT).spoken
    assert not scene.make_chart(DEFAULT, few(150))
    some = chart_of(scene, DEFAULT)
    assert 0 < len(some.series[0].xs) < len(BUDGETS)
    assert not some.series[0].named
    assert scene.make_chart(DEFAULT, always)
    chart = chart_of(scene, DEFAULT)
    assert [series.key for series in chart.series] == ["ddim", "heun", "dpmpp"]
    assert all(series.named for series in chart.series)
    assert chart == chart_of(default_scene(), DEFAULT)
    assert chart.series[0].xs == tuple(map(float, BUDGETS))
    lanes = {lane.method: lane for lane in scene.lanes(DEFAULT)}
    assert dict(scene.errors("ddim"))[5] == lanes["ddim"].error
    assert lanes["ddpm"].error is None


def test_what_twice_the_calls_are_said_to_bring() -> None:
    """Against an answer by another method: the orders show, but are not reached."""
    denoiser, flow = DENOISERS["grain"].of(DEFAULT_SUBJECT), SCHEDULES["flow"]

    def end(method: str, calls: int) -> np.ndarray:
        steps = SAMPLERS[method].steps(calls, flow)
        *_, last = SAMPLERS[method](denoiser, flow(steps), start(), NoiseSource(0))
        return last.x_t

    answer = end("unipc", 800)
    for methods, key, order in ((("ddim",), "first", 1), (("heun", "dpmpp"), "second", 2)):
        slopes = []
        for method in methods:
            off = {calls: distance(end(method, calls), answer) for calls in (10, 20, 50, 100)}
            for fewer, more in ((10, 20), (20, 50), (50, 100)):
                slopes.append(math.log(off[fewer] / off[more]) / math.log(more / fewer))
        least, most = map(float, texts()[f"halving-{key}"].split(" to "))
        assert (2 ** min(slopes), 2 ** max(slopes)) == pytest.approx((least, most), abs=0.1)
        assert 2 ** (order - 1) < least <= most <= 2**order


def test_a_scene_without_fixed_ends_has_an_empty_chart() -> None:
    s = replace(DEFAULT, lanes=("half", "ddpm", "beta", "renoise"))
    scene = made(s)
    assert charted(s.lanes) == []
    assert chart_of(scene, s).series == ()
    assert "throw dice" in notice(s, scene.schedule(s.budget), scene.lanes(s))


def test_other_dice_move_the_lanes_that_throw_some() -> None:
    s = replace(DEFAULT, lanes=("ddim", "half", "ddpm", "renoise"))
    scene = made(s)
    other = replace(s, walk=2)
    before = scene.lanes(s)
    assert scene.make_lanes(other, always)
    moved = [
        not np.array_equal(a.frame.x_t, b.frame.x_t)
        for a, b in zip(before, scene.lanes(other), strict=True)
    ]
    assert moved == [False, True, True, True]


def test_lanes_are_made_in_slices_once_and_measured() -> None:
    steps = []

    @contextmanager
    def measured() -> Iterator[None]:
        yield
        steps.append(1)

    scene = Scene(DEFAULT, DEFAULT_SUBJECT, measured)
    assert not scene.make_lanes(DEFAULT, few(7))
    assert len(steps) == 7
    assert scene.make_lanes(DEFAULT, always)
    assert len(steps) == 6 + 4 + 6 + 6
    assert scene.make_lanes(DEFAULT, lambda: False)
    assert scene.make_lanes(replace(DEFAULT, timestep=4), lambda: False)


def test_shelved_lanes_end_on_the_shelf_and_woven_ones_are_held_against_the_drawing() -> None:
    shelf = ready("patterns")
    subject = Subject(pack_bits(np.eye(32, dtype=bool)), 3, shelf=shelf)
    for denoiser, bits in ((MEMORISER, shelf.bits), (WEAVER, np.eye(32, dtype=bool)[np.newaxis])):
        s = replace(DEFAULT, denoiser=denoiser, budget=20)
        for lane in made(s, subject).lanes(s):
            off = [hamming(to_bits(lane.frame.x0_hat), one) for one in bits]
            assert lane.near.off == min(off)
            if denoiser == MEMORISER:
                assert lane.near.name == shelf.sketches[int(np.argmin(off))].name
            else:
                assert lane.near.name == "your drawing"


def test_the_other_denoisers_of_the_page_are_on_offer() -> None:
    """But the oracle, with which all lanes without dice draw alike."""
    assert set(LABELS) - set(OFFERED) == {"oracle"}
    assert all(about(denoiser).endswith(".") for denoiser in OFFERED)


def test_a_slow_denoiser_is_made_in_slices_too() -> None:
    """The averager's factors first; no frame before they are there."""
    s = replace(DEFAULT, denoiser="averager")
    subject = Subject(DEFAULT_SUBJECT.drawing, 0, shelf=Shelf("link", ready("letters").sketches))
    scene = Scene(s, subject)
    assert not scene.make_lanes(s, few(20))
    assert not scene.walk("ddim", s.budget, s.walk).frames
    assert scene.make_lanes(s, always)


def test_words() -> None:
    scene = made()
    waiting = scene.lanes(DEFAULT)
    assert apart(waiting[0]) == "distance computing …"
    assert apart(waiting[3]) == "differs from run to run"
    scene.make_chart(DEFAULT, always)
    lanes = scene.lanes(DEFAULT)
    said = readings(lanes)
    assert said["spent-2"] == "3 steps, 4 calls"
    assert said["apart-1"] == f"distance {lanes[0].error:.3f}"
    assert "first-order DPM-Solver++" in said["also-1"]
    assert "Euler ancestral" in said["also-4"]
    assert arrival_words(lanes).startswith("All walks are over. Euler: Tree, ")
    assert texts()["apart-4"] == "differs from run to run"


def test_one_step_throws_no_dice() -> None:
    s = replace(DEFAULT, budget=1)
    scene = made(s)
    scene.make_chart(s, always)
    said = {apart(lane) for lane in scene.lanes(s)}
    assert len(said) == 1
    assert said.pop().startswith("distance 0.")


def test_the_swatch_of_every_lane_has_the_dash_of_its_line() -> None:
    assert len(charted(("ddim", "heun", "dpmpp3", "unipc"))) == LANES
    css = Path(__file__).resolve().parents[2] / "assets/css"
    chart, own = ((css / name).read_text("utf-8") for name in ("chart.css", "samplers.css"))
    for n in range(1, LANES):
        (dash,) = re.findall(rf"^\.dash-{n} {{ (stroke-dasharray: .+) }}", chart, re.MULTILINE)
        assert f'.swatch[data-dash="{n}"] path {{ {dash} }}' in own


def test_every_method_has_words() -> None:
    assert tuple(SAMPLER_SPECS) == (*ALL, YOURS)
    assert all(spec.about.endswith(".") for spec in SAMPLER_SPECS.values())


@pytest.mark.parametrize(
    ("schedule", "budget", "said"),
    [("flow", 5, ""), ("literal", 5, "still a picture"), ("karras", 5, "overshot")],
)
def test_notices(schedule: str, budget: int, said: str) -> None:
    s = replace(DEFAULT, schedule=schedule, budget=budget)
    scene = made(s)
    scene.make_chart(s, always)
    found = notice(s, scene.schedule(s.budget), scene.lanes(s))
    assert said in found
    assert bool(found) == bool(said)


def test_choosing_a_method_that_runs_elsewhere_swaps_the_lanes() -> None:
    assert DEFAULT.with_lane(0, "heun").lanes == ("heun", "ddim", "dpmpp", "ddpm")
    assert DEFAULT.with_lane(0, "renoise").lanes == ("renoise", "heun", "dpmpp", "ddpm")
    assert DEFAULT.with_lane(2, "dpmpp") == DEFAULT


@pytest.mark.parametrize(
    ("key", "text"),
    [
        *[("lanes", text) for text in ("", "ddim", "ddim.ddim.heun.ddpm", "ddim.heun.ddpm.euler")],
        ("lanes", "ddim.heun.dpmpp.ddpm.half"),
        *[("budget", text) for text in ("", "0", "3", "1000", "05")],
        ("denoiser", "oracle"),
        ("timestep", "6"),
    ],
)
def test_bad_values_fall_back_and_are_reported(key: str, text: str) -> None:
    settings, complaints = TABLE.decode({f"samplers.{key}": text})
    assert settings == DEFAULT
    assert len(complaints) == 1


def test_the_grain_is_what_the_data_vary_by() -> None:
    """A long walk ends one grain away from its preset: so far do such drawings scatter."""
    scene = made()
    scene.make_chart(DEFAULT, always)
    answer = scene.reference.frames[-1].x_t
    assert distance(answer, to_signal(preset("tree"))) == pytest.approx(BANDWIDTH, rel=0.1)
