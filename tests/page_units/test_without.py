"""Figure F: what its lanes show is what the engine says, and the verdicts are earned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.pictures import connected

from page.denoisers import (
    AVERAGER,
    DENOISERS,
    IMPROVISER,
    MEMORISER,
    ORACLE,
    WEAVER,
    averagers,
)
from page.denoisers.spec import Asked
from page.figures.without import words
from page.figures.without.poster import FACTS
from page.figures.without.scene import Scene
from page.figures.without.settings import LANES, WHOLE, WithoutSettings
from page.figures.without.whose import MOST, speakers, whose
from page.state.controls import STEPS
from page.state.shelf import Shelf, ready
from page.state.subject import DEFAULT_SUBJECT, Subject
from unerase import LocalScore, NoiseSource, PosteriorMean, Wiener, ddpm, linear, preset
from unerase.metrics import hamming
from unerase.pixels import pack_bits, to_bits
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES
from unerase.shelves import letters, patterns

HERE = (MEMORISER, AVERAGER, IMPROVISER, WEAVER, ORACLE)
PLAIN = WithoutSettings(lanes=HERE)
LETTERS = ready("letters")


def made(s: WithoutSettings, subject: Subject = DEFAULT_SUBJECT) -> Scene:
    scene = Scene(s, subject)
    assert scene.make(s, lambda: True)
    return scene


@pytest.fixture(scope="module")
def scene() -> Scene:
    return made(PLAIN)


def test_when_the_memoriser_makes_up_its_mind() -> None:
    """What the article says of the first walk, weighed here once more."""
    examples = LETTERS.examples
    known, alive = examples.reshape(len(examples), -1).astype(np.float64), {}
    start = NoiseSource(PLAIN.seed).normal((32, 32))
    for frame in ddpm(PosteriorMean(examples), linear(STEPS), start, NoiseSource(PLAIN.seed, 1)):
        if frame.t:
            fit = known @ frame.x_t.ravel() * np.sqrt(frame.alpha_bar) / (1 - frame.alpha_bar)
            shares = np.exp(fit - fit.max())
            shares /= shares.sum()
            alive[frame.t] = np.exp(-np.sum(shares * np.log(np.maximum(shares, 1e-300))))
    many, one = int(FACTS["alive.many-step"]()), int(FACTS["alive.one-step"]())
    assert float(FACTS["alive.many"]()) == pytest.approx(alive[many], abs=0.51)
    assert alive[many - 1] < 0.75 * len(examples) <= alive[many]
    assert alive[one] < 1.5 <= alive[one + 1]


@pytest.mark.parametrize("name", HERE)
def test_a_lane_is_a_walk_of_the_engine(scene: Scene, name: str) -> None:
    frames = list(
        SAMPLERS["ddpm"](
            DENOISERS[name].of(DEFAULT_SUBJECT, Asked(window=PLAIN.window)),
            SCHEDULES["linear"](STEPS),
            NoiseSource(PLAIN.seed).normal((32, 32)),
            NoiseSource(PLAIN.seed, PLAIN.walk),
        )
    )
    for t in (STEPS, 9, 1, 0):
        lane = scene.lane(name, replace(PLAIN, timestep=t))
        assert np.array_equal(lane.frame.x_t, frames[STEPS - t].x_t)
        assert np.array_equal(lane.frame.x0_hat, frames[STEPS - t].x0_hat)


def test_all_lanes_leave_one_noise(scene: Scene) -> None:
    starts = [scene.lane(name, replace(PLAIN, timestep=STEPS)).frame.x_t for name in HERE]
    assert all(np.array_equal(start, starts[0]) for start in starts)
    assert abs(float(starts[0].std()) - 1) < 0.05


def test_the_guided_start_ends_as_it_promises(scene: Scene) -> None:
    """One copy, one blur, and one letter that does not exist: far from all, and in one piece."""
    lanes = {name: scene.lane(name, PLAIN) for name in HERE}
    assert words.verdict_of(lanes[MEMORISER], 0) == "copy"
    assert lanes[MEMORISER].near.off == 0
    assert words.verdict_of(lanes[AVERAGER], 0) == "a blur"
    assert words.verdict_of(lanes[IMPROVISER], 0) == "new"
    assert lanes[IMPROVISER].near.off > 100
    assert connected(to_bits(lanes[IMPROVISER].frame.x_t)) == 1.0
    assert words.verdict_of(lanes[ORACLE], 0) == "your drawing"


def test_no_verdict_is_given_on_the_way(scene: Scene) -> None:
    assert words.verdict_of(scene.lane(MEMORISER, replace(PLAIN, timestep=3)), 3) == ""


def test_the_nearest_sketch_is_the_nearest(scene: Scene) -> None:
    lane = scene.lane(IMPROVISER, PLAIN)
    answer = to_bits(lane.frame.x0_hat)
    offs = [hamming(answer, sketch.bits) for sketch in letters()]
    assert lane.near.off == min(offs)
    assert lane.near.name == letters()[offs.index(min(offs))].name


def test_the_candidates_die_out(scene: Scene) -> None:
    """From nearly all of 108 to one, between the first steps and the tenth (linear)."""
    first, middle, last = (
        scene.lane(MEMORISER, replace(PLAIN, timestep=t)).alive or 0 for t in (20, 10, 5)
    )
    assert 100 < first <= 108
    assert 1 < middle < 10
    assert last == pytest.approx(1, abs=1e-3)
    assert scene.lane(AVERAGER, PLAIN).alive is None


def test_twice_from_the_same_noise() -> None:
    """The oracle's walks part and meet; the improviser's need not."""
    s = replace(PLAIN, lanes=(IMPROVISER,), twice=True)
    assert s.shown == (IMPROVISER, ORACLE)
    scene = made(s)
    apart = {
        name: [scene.lane(name, replace(s, timestep=t)).apart for t in (STEPS, 10, 0)]
        for name in s.shown
    }
    assert apart[ORACLE][0] == apart[ORACLE][2] == 0
    assert (apart[ORACLE][1] or 0) > 100
    assert apart[IMPROVISER][0] == 0
    assert (apart[IMPROVISER][2] or 0) > 40


def test_with_the_whole_window_the_improviser_is_the_memoriser() -> None:
    s = WithoutSettings(lanes=(MEMORISER, IMPROVISER), window=WHOLE)
    scene = made(s)
    one, other = (scene.lane(name, s) for name in s.lanes)
    assert np.array_equal(to_bits(one.frame.x_t), to_bits(other.frame.x_t))
    assert "become the memoriser" in words.notice(s, scene.schedule, {})


def test_a_thing_empties_the_weaver_and_a_pattern_does_not() -> None:
    s = WithoutSettings(lanes=(WEAVER,), window=7)
    said = {}
    for name, bits in (("star", preset("star")), ("weave", patterns()[0].bits)):
        scene = made(s, replace(DEFAULT_SUBJECT, drawing=pack_bits(bits)))
        said[name] = words.notice(s, scene.schedule, {WEAVER: scene.lane(WEAVER, s)})
    assert "a pattern, not a thing" in said["star"]
    assert said["weave"] == ""


@pytest.mark.parametrize("t", [19, 9, 1])
def test_a_cell_belongs_to_the_sketch_that_weighs_most_there(scene: Scene, t: int) -> None:
    frame = scene.frame(IMPROVISER, t)
    found = whose(scene.denoiser(IMPROVISER), frame)
    weights = LocalScore(LETTERS.examples, PLAIN.window).weights(frame.x_t, frame.alpha_bar)
    owner = weights.argmax(axis=0)
    shares = np.bincount(owner.reshape(-1), minlength=108) / 1024
    assert [share for _, share in found.sources] == sorted(shares, reverse=True)[
        : len(found.sources)
    ]
    for place, (index, share) in enumerate(found.sources):
        assert np.array_equal(found.rank == place, owner == index)
        assert share == shares[index]
    others = ~np.isin(owner, [index for index, _ in found.sources])
    assert np.array_equal(found.rank == MOST, others)
    for cell in ((0, 0), (16, 13), (31, 31)):
        told = speakers(scene.denoiser(IMPROVISER), frame, cell)
        expected = sorted(weights[:, cell[0], cell[1]], reverse=True)[:3]
        np.testing.assert_allclose([weight for _, weight in told], expected, atol=1e-9)


def test_the_memorisers_picture_is_all_of_one_sketch(scene: Scene) -> None:
    frame = scene.frame(MEMORISER, 1)
    found = whose(scene.denoiser(MEMORISER), frame)
    assert len(found.sources) == 1
    assert letters()[found.sources[0][0]].name == scene.lane(MEMORISER, PLAIN).near.name


def test_an_averager_in_slices_is_the_averager() -> None:
    shelf = Shelf("own", letters()[:20])
    slices = 0
    while not averagers.make(shelf, iter([True, False]).__next__):
        slices += 1
    assert slices > 5
    x = NoiseSource(1).normal((32, 32))
    expected = Wiener(shelf.examples)(x, 0.3)
    assert np.array_equal(averagers.averager(shelf)(x, 0.3), expected)


def test_lanes_stand_in_one_order() -> None:
    assert WithoutSettings(lanes=(ORACLE,)).shown == (ORACLE,)
    assert LANES.index(MEMORISER) == 0
