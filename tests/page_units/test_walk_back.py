"""The scene of figure C: two walks, in the engine's units, and what is said about them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest

from page.denoisers import (
    AVERAGER,
    IMPROVISER,
    LEARNER,
    MEMORISER,
    ORACLE,
    PRESETS,
    WEAVER,
    waits,
)
from page.export.making import CannotSave
from page.figures.walk.film import film
from page.figures.walk.scene import Scene, Walker
from page.figures.walk.settings import MAX_PAIR, TABLE, WalkSettings
from page.figures.walk.words import detail, notice, verdict
from page.state.shelf import ready
from page.state.subject import DEFAULT_SUBJECT, Subject
from unerase import Experiment, LocalScore, Oracle, ddpm, preset
from unerase.metrics import COPY, hamming
from unerase.noise import MAX_SEED
from unerase.pixels import pack_bits, to_bits
from unerase.schedules import SCHEDULES

DEFAULT = WalkSettings()
FREE = ("linear", "cosine")
OWN = Subject(pack_bits(np.tri(32, dtype=bool)), 3)


def weighed(walker: Walker) -> float:
    """How many drawings its denoiser still weighs; only for one that weighs some."""
    assert walker.in_play is not None
    return walker.in_play


def at_distance(walker: Walker, off: int, **changes: object) -> Walker:
    """The same with its answer so far from the drawing that it is most like."""
    return replace(walker, near=replace(walker.near, off=off), **changes)  # type: ignore[arg-type]


def scene(subject: Subject = DEFAULT_SUBJECT, **changes: object) -> Scene:
    return Scene(replace(DEFAULT, **changes), subject)  # type: ignore[arg-type]


@pytest.mark.parametrize("denoiser", [ORACLE, PRESETS])
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_both_walks_leave_the_same_start(schedule: str, denoiser: str) -> None:
    walks = scene(schedule=schedule)
    one, other = walks.at(denoiser, 20)
    assert np.array_equal(one.frame.x_t, other.frame.x_t)
    assert walks.distance(denoiser, 20) == 0


@pytest.mark.parametrize("subject", [DEFAULT_SUBJECT, OWN])
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_oracle_walks_part_and_meet_on_the_drawing(schedule: str, subject: Subject) -> None:
    walks = scene(subject, schedule=schedule)
    least = 0.9 if schedule in FREE else 0.2  # a start that is no noise leaves less to the dice
    assert walks.distance(ORACLE, 10) > least
    assert walks.distance(ORACLE, 0) == 0
    for walker in walks.at(ORACLE, 0):
        assert np.array_equal(walker.frame.x_t, subject.x0)
        assert (verdict(walker), detail(walker)) == (
            "ended on: your drawing",
            "exact match",
        )


def test_without_the_oracle_the_given_seed_ends_on_two_presets() -> None:
    walks = scene()
    ends = walks.at(PRESETS, 0)
    for walker, slug in zip(ends, ("umbrella", "music-note"), strict=True):
        assert np.array_equal(to_bits(walker.frame.x_t), preset(slug))
        assert np.array_equal(walker.near.bits, preset(slug))
        assert walker.near.off == 0
        assert walker.in_play == pytest.approx(1)
    assert [verdict(w) for w in ends] == ["ended on: Umbrella", "ended on: Music note"]
    # ±1 drawings that differ in a share p of their cells are 2·sqrt(p) apart.
    differing = hamming(preset("umbrella"), preset("music-note"))
    apart = walks.distance(PRESETS, 0)
    assert apart == pytest.approx(2 * math.sqrt(differing / 1024), rel=1e-4)


@pytest.mark.parametrize("schedule", FREE)
def test_walks_mostly_end_on_two_presets_and_never_on_an_own_drawing(schedule: str) -> None:
    """As the article says; one draw in 18 alike would be the least."""
    ends = [scene(OWN, schedule=schedule, pair=pair).at(PRESETS, 0) for pair in range(1, 31)]
    assert sum(one.near.name != other.near.name for one, other in ends) > 20
    assert all(walker.near.off == 0 for walkers in ends for walker in walkers)


def test_the_denoiser_hedges_and_the_curves_part_when_it_stops() -> None:
    walks = scene()
    start, late = walks.at(PRESETS, 20), walks.at(PRESETS, 6)
    assert all(weighed(walker) > 17 for walker in start)
    assert all(weighed(walker) < 1.1 for walker in late)
    for t in range(20, 10, -1):
        if min(map(weighed, walks.at(PRESETS, t))) > 16:
            assert walks.distance(PRESETS, t) == pytest.approx(walks.distance(ORACLE, t), abs=0.01)
    assert walks.distance(PRESETS, 6) > walks.distance(ORACLE, 6) + 0.1


@pytest.mark.parametrize("denoiser", [ORACLE, PRESETS])
def test_without_dice_there_is_one_path(denoiser: str) -> None:
    walks = scene(eta=0.0)
    for t in range(20, -1, -1):
        one, other = walks.at(denoiser, t)
        assert np.array_equal(one.frame.x_t, other.frame.x_t)


def test_more_dice_part_the_walks_further() -> None:
    apart = [scene(eta=eta).distance(ORACLE, 10) for eta in (0.0, 0.25, 0.5, 1.0)]
    assert apart == sorted(set(apart))


def test_at_eta_1_the_walks_are_ddpm_with_their_own_seeds() -> None:
    x0 = DEFAULT_SUBJECT.x0
    walks = scene(pair=4)
    for index, seed in enumerate((7, 8)):
        run = Experiment(x0, SCHEDULES["linear"](20), Oracle(x0), ddpm, 0, seed)
        for frame in run.reverse():
            got = walks.at(ORACLE, frame.t)[index].frame.x_t
            assert np.allclose(got, frame.x_t, atol=1e-5)


def test_no_two_pairs_share_their_dice() -> None:
    seeds = [s for pair in (1, 2, 3, MAX_PAIR) for s in WalkSettings(pair=pair).walk_seeds]
    assert len(set(seeds)) == 8
    assert min(seeds) == 1
    assert max(seeds) <= MAX_SEED


def test_steps_are_made_once_when_first_asked_for_and_measured() -> None:
    steps: Counter[str] = Counter()

    @contextmanager
    def measured(denoiser: str) -> Iterator[None]:
        yield
        steps[denoiser] += 1

    walks = Scene(DEFAULT, DEFAULT_SUBJECT, measured)
    walks.at(ORACLE, 20)
    assert not steps
    walks.at(ORACLE, 15)
    walks.at(ORACLE, 18)
    assert steps == {"oracle": 10}
    walks.curve({ORACLE: 15, PRESETS: 19})
    assert steps == {"oracle": 10, "posterior mean": 2}


def test_the_curve_is_drawn_as_far_as_the_walks_went() -> None:
    walks = scene()
    oracle, presets = walks.curve({ORACLE: 12}).series
    assert [math.isfinite(y) for y in oracle.ys] == [t >= 12 for t in range(21)]
    assert oracle.ys[20] == 0
    assert oracle.ys[12] == walks.distance(ORACLE, 12)
    assert not any(map(math.isfinite, presets.ys))
    assert not oracle.named
    chart = walks.curve({ORACLE: 0, PRESETS: 0})
    assert all(series.named for series in chart.series)
    ends = [series.ys[0] for series in chart.series]
    assert ends[0] == 0
    assert ends[1] > 1
    assert "to 0.00 at step 0" in chart.spoken
    highest = max(y for series in chart.series for y in series.ys)
    assert highest < chart.y.high


def test_a_chart_of_no_walk_says_so() -> None:
    chart = Scene(DEFAULT, DEFAULT_SUBJECT).curve({DEFAULT.denoiser: DEFAULT.timestep})
    assert "nothing has been walked yet" in chart.spoken


def test_it_says_why_walks_do_not_part() -> None:
    linear, literal = SCHEDULES["linear"](20), SCHEDULES["literal"](20)
    assert notice(DEFAULT, linear) == ""
    assert "both walks are the same" in notice(replace(DEFAULT, eta=0.0), linear)
    assert "still a picture" in notice(replace(DEFAULT, schedule="literal"), literal)


def test_words_on_the_way() -> None:
    start, other = scene().at(PRESETS, 20)
    assert verdict(start).startswith("answer nearest to: ")
    assert detail(start) == (
        f"{start.near.off} cells away, {start.in_play:.1f} of 18 presets in play"
    )
    assert detail(at_distance(other, 0, in_play=2.94)) == "2.9 of 18 presets in play"
    assert detail(at_distance(other, 1)).startswith("1 cell away")


SHELF = Subject(OWN.drawing, 3, shelf=ready("patterns"))
"""A drawing that is on no shelf, and a shelf with none of the presets."""


def test_the_memoriser_ends_on_sketches_of_the_shelf_in_use() -> None:
    walks = scene(SHELF)
    assert weighed(walks.at(MEMORISER, 20)[0]) > 1
    for walker in walks.at(MEMORISER, 0):
        index = [s.name for s in SHELF.shelf.sketches].index(walker.near.name)
        assert np.array_equal(to_bits(walker.frame.x_t), SHELF.shelf.bits[index])
        assert verdict(walker) == f"ended on: {walker.near.name}"
        assert detail(walker) == "exact match"


def test_the_improviser_weighs_sketches_in_each_cell_anew() -> None:
    """The mean of as many perplexities as there are cells, worked out one cell at a time."""
    walks = scene(SHELF)
    walker = walks.at(IMPROVISER, 12)[0]
    denoiser = LocalScore(SHELF.shelf.examples, 13)
    alive = []
    for row in range(32):
        for column in range(32):
            p = denoiser.weights_at(walker.frame.x_t, SCHEDULES["linear"](20).at(12), row, column)
            p = p[p > 0]
            alive.append(math.exp(-float((p * np.log(p)).sum())))
    assert weighed(walker) == pytest.approx(np.mean(alive), rel=1e-6)
    assert f"of {len(SHELF.shelf.sketches)} sketches in play" in detail(walker)


@pytest.mark.parametrize("denoiser", [AVERAGER, WEAVER])
def test_who_weighs_no_drawings_does_not_say_so(denoiser: str) -> None:
    walker = scene(SHELF).at(denoiser, 12)[0]
    assert walker.in_play is None
    assert "in play" not in detail(walker)


def test_the_averagers_blur_is_not_said_to_end_on_a_sketch() -> None:
    walker = scene(SHELF).at(AVERAGER, 0)[0]
    off = [hamming(to_bits(walker.frame.x_t), bits) for bits in SHELF.shelf.bits]
    assert walker.near.off == min(off) > COPY
    assert verdict(walker).startswith("ended nearest to: ")
    assert detail(walker) == f"{min(off)} cells away"


def test_the_weaver_is_compared_with_the_drawing_it_knows() -> None:
    walker = scene(SHELF).at(WEAVER, 0)[0]
    assert np.array_equal(walker.near.bits, OWN.bits)
    assert walker.near.off == hamming(to_bits(walker.frame.x_t), OWN.bits)
    assert verdict(walker) == "ended: cloth woven from your drawing"


@pytest.mark.parametrize("denoiser", [MEMORISER, AVERAGER, IMPROVISER, WEAVER])
def test_any_denoisers_walks_are_made_in_slices(denoiser: str) -> None:
    walks = scene(SHELF)
    reached = {denoiser: 18, ORACLE: 19}
    slices = 0
    while not walks.make(reached, iter([True] * 3 + [False]).__next__):
        slices += 1
        assert slices < 1000
    assert slices >= 3
    assert walks.make(reached, lambda: False)
    again = scene(SHELF).at(denoiser, 18)
    for made, wanted in zip(walks.at(denoiser, 18), again, strict=True):
        assert np.array_equal(made.frame.x_t, wanted.frame.x_t)


def test_a_denoiser_that_has_walked_has_a_line_of_its_own() -> None:
    walks = scene(SHELF)
    chart = walks.curve({MEMORISER: 0, ORACLE: 20})
    assert [series.key for series in chart.series] == [ORACLE, PRESETS, MEMORISER]
    dashes = [series.dash for series in chart.series]
    assert len(set(dashes)) == 3
    assert walks.curve({MEMORISER: 0, AVERAGER: 3}).series[2] == chart.series[2]
    assert "Memoriser: from 0.00 at step 20" in chart.spoken


def test_without_its_weights_the_learner_cannot_walk() -> None:
    assert waits(LEARNER)
    with pytest.raises(LookupError):
        scene().at(LEARNER, 20)
    with pytest.raises(CannotSave, match="weights have not arrived"):
        next(film(WalkSettings(denoiser=LEARNER), OWN))


def test_its_settings_survive_a_link() -> None:
    settings = WalkSettings("cosine", 9, PRESETS, 0.35, 7)
    texts = TABLE.encode(settings)
    assert texts == {
        "walk.schedule": "cosine",
        "walk.timestep": "9",
        "walk.denoiser": "presets",
        "walk.eta": "0.35",
        "walk.pair": "7",
    }
    assert TABLE.decode(texts) == (settings, [])
    assert TABLE.decode({"walk.eta": "1.5", "walk.pair": "0"}) == (
        DEFAULT,
        [
            "The link says walk.eta=1.5, which must be a number from 0 to 1.",
            f"The link says walk.pair=0, which must be a whole number from 1 to {MAX_PAIR}.",
        ],
    )
