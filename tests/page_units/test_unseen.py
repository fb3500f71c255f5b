"""The scene of "The unseen drawing": answers, walks, locked cells and the chart, computed anew."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from support.in_time import few
from support.learner import learner

from page.denoisers import AVERAGER, IMPROVISER, LEARNER, MEMORISER, ORACLE, WEAVER
from page.figures.unseen.curves import at_step, chart_of
from page.figures.unseen.masks import LOCKS, in_python, mask_of
from page.figures.unseen.poster import FACTS, default_scene
from page.figures.unseen.scene import CHEAP_FIRST, MANY, NOISES, Scene, kept_aside
from page.figures.unseen.settings import KEPT, SHELVED, TABLE, UnseenSettings
from page.figures.unseen.words import (
    locked_words,
    notice,
    off_of,
    prior_words,
    reading,
    readings,
)
from page.figures.without.settings import LANES
from page.state.shelf import OWN, Shelf, ready
from page.state.subject import DEFAULT_SUBJECT, Subject
from unerase import LocalScore, NoiseSource, PosteriorMean, Weaver, Wiener, ddpm, preset, to_signal
from unerase.denoisers import Locked
from unerase.metrics import COPY, hamming, nearest
from unerase.pixels import pack_bits, to_bits
from unerase.schedules import SCHEDULES
from unerase.shelves import Sketch

DEFAULT = UnseenSettings()
HEART = to_signal(preset("heart"))
SHAPES = ready("shapes")
HERE = [name for name in LANES if name != "learner"]  # without its weights


def rows_made(s: UnseenSettings = DEFAULT, subject: Subject = DEFAULT_SUBJECT) -> Scene:
    """A scene whose rows are there, but not its chart."""
    scene = Scene(s, subject)
    scene.make(s, few(len(HERE) * (2 + s.timestep)))
    assert reading(scene, s)
    return scene


def own(window: int) -> dict[str, Callable[[np.ndarray, float], np.ndarray]]:
    examples = SHAPES.examples
    return {
        MEMORISER: PosteriorMean(examples),
        AVERAGER: Wiener(examples),
        IMPROVISER: LocalScore(examples, window),
        WEAVER: Weaver(HEART, window),
        ORACLE: lambda _x, _alpha_bar: HEART,
    }


def mixture(alpha_bar: float, eps: np.ndarray) -> np.ndarray:
    """The heart in noise, in float64."""
    return math.sqrt(alpha_bar) * HEART.astype(float) + math.sqrt(1 - alpha_bar) * eps


def test_every_denoiser_has_a_row_and_a_turn() -> None:
    assert sorted(CHEAP_FIRST) == sorted(LANES)
    assert default_scene().ready() == HERE


@pytest.mark.parametrize(("schedule", "window", "t"), [("linear", 13, 8), ("cosine", 7, 15)])
def test_rows_are_the_engines_answers_and_walks(schedule: str, window: int, t: int) -> None:
    s = UnseenSettings(schedule, window, seed=5, walk=9, timestep=t)
    scene, plan = rows_made(s), SCHEDULES[schedule](20)
    eps = NoiseSource(5).normal((32, 32))
    start = mixture(plan.at(t), eps).astype(np.float32)
    assert np.allclose(scene.noised(t), start, atol=1e-6)
    for name, denoiser in own(window).items():
        estimate, end = scene.estimate(name, s), scene.end(name, s)
        assert estimate is not None
        assert end is not None
        answer = denoiser(scene.noised(t), plan.at(t))
        assert np.array_equal(estimate.x0_hat, answer), name
        assert estimate.error == pytest.approx(
            np.mean((answer.astype(float) - HEART.astype(float)) ** 2)
        )
        walk = list(ddpm(denoiser, plan, scene.noised(t), NoiseSource(5, 9), t))
        assert np.array_equal(end.picture, walk[-1].x_t), name
        assert end.off == int(((end.picture > 0) != (HEART > 0)).sum())
        index, apart = nearest(end.picture > 0, SHAPES.bits)
        assert (end.near.name, end.near.off) == (SHAPES.sketches[index].name, apart)
        assert np.array_equal(end.near.bits, SHAPES.bits[index])


def test_without_noise_the_walk_is_over_and_the_oracle_is_right() -> None:
    s = replace(DEFAULT, timestep=0)
    scene = rows_made(s)
    assert np.array_equal(scene.noised(0), HEART)
    for name in HERE:
        end = scene.end(name, s)
        assert end is not None
        assert np.array_equal(end.picture, HEART)
        assert off_of(end) == "the drawing itself"
    oracle, memoriser = scene.estimate(ORACLE, s), scene.estimate(MEMORISER, s)
    assert oracle is not None
    assert oracle.error == 0.0
    assert readings(scene, s)["error-oracle"] == "error 0"
    # What the guess before the figure says: one sketch, and nothing else.
    assert memoriser is not None
    assert any(np.array_equal(memoriser.x0_hat, one) for one in SHAPES.examples)
    assert FACTS["memory"]() == f"{memoriser.error:.2f}"
    index, _ = nearest(to_bits(memoriser.x0_hat), SHAPES.bits)
    assert FACTS["sketch"]() == SHAPES.sketches[index].name
    assert "heart" not in FACTS["sketch"]().lower()


@pytest.mark.parametrize("locked", [name for name in LOCKS if name != "nothing"])
def test_locked_cells_are_kept_and_others_are_not(locked: str) -> None:
    s = replace(DEFAULT, locked=locked, timestep=20, window=31)  # few patches to weave
    scene, free, mask = rows_made(s), rows_made(replace(s, locked="nothing")), mask_of(locked)
    plan = SCHEDULES["linear"](20)
    for name, denoiser in own(31).items():
        end, other = scene.end(name, s), free.end(name, replace(s, locked="nothing"))
        assert end is not None
        assert other is not None
        assert np.array_equal(end.picture[mask], HEART[mask]), name
        inpainted = Locked(denoiser, HEART, mask)
        walk = list(ddpm(inpainted, plan, scene.noised(20), NoiseSource(1, 1), 20))
        assert np.array_equal(end.picture, walk[-1].x_t), name
        assert name == ORACLE or not np.array_equal(other.picture[mask], HEART[mask]), name
    assert locked_words(s) == f"{mask.sum()} of 1024 cells are locked"


def test_masks_are_what_they_are_called_and_scripts_make_them() -> None:
    rows, columns = np.indices((32, 32))
    middle = (abs(rows - 15.5) < 8) & (abs(columns - 15.5) < 8)
    wanted = {
        "nothing": np.zeros((32, 32), dtype=bool),
        "left": columns < 16,
        "upper": rows < 16,
        "middle": middle,
        "around": ~middle,
    }
    assert list(wanted) == list(LOCKS)
    for name, mask in wanted.items():
        assert np.array_equal(mask_of(name), mask)
        made: dict[str, np.ndarray] = {}
        exec(in_python(name), {"np": np}, made)
        assert made["mask"].dtype == bool
        assert np.array_equal(made["mask"], mask)


def test_the_chart_is_the_mean_error_over_all_noises() -> None:
    plan, chart = SCHEDULES["linear"](20), chart_of(default_scene(), DEFAULT)
    assert [one.key for one in chart.series] == HERE
    assert [one.dash for one in chart.series] == [LANES.index(one.key) for one in chart.series]
    source = NoiseSource(1)
    noises = [source.normal((32, 32)) for _ in range(NOISES)]
    lines = {one.key: one.ys for one in chart.series}
    assert lines[ORACLE] == (0.0,) * 21
    keys = SHAPES.examples.reshape(len(SHAPES.examples), -1).astype(float)
    for t in (0, 3, 8, 12, 20):
        alpha_bar = plan.at(t)
        x = [mixture(alpha_bar, eps) for eps in noises]
        for name in (AVERAGER, IMPROVISER, WEAVER):
            answers = [own(13)[name](one.astype(np.float32), alpha_bar) for one in x]
            error = np.mean([(answer.astype(float) - HEART) ** 2 for answer in answers])
            assert lines[name][t] == pytest.approx(error, abs=1e-5), (name, t)
        if t:  # the memoriser in float64, by its own formula
            fits = [keys @ one.reshape(-1) * math.sqrt(alpha_bar) / (1 - alpha_bar) for one in x]
            shares = [np.exp(fit - fit.max()) for fit in fits]
            errors = [
                np.mean((share @ keys / share.sum() - HEART.reshape(-1)) ** 2) for share in shares
            ]
            assert lines[MEMORISER][t] == pytest.approx(np.mean(errors), abs=1e-4), t


def test_the_chart_grows_line_by_line_and_names_come_last() -> None:
    scene = Scene(DEFAULT, DEFAULT_SUBJECT)
    rows = len(HERE) * (2 + DEFAULT.timestep)
    # Two lines need a question for each step and noise, but for those that the rows have asked.
    assert not scene.make(DEFAULT, few(rows + 2 * (21 * NOISES - 1)))
    chart = chart_of(scene, DEFAULT)
    assert [one.key for one in chart.series] == [MEMORISER, ORACLE]
    assert not any(one.named for one in chart.series)
    assert "More is being computed" in chart.spoken
    assert at_step(scene, DEFAULT).startswith("step 8 of 20: Oracle 0, Memoriser 0.")
    assert all(one.named for one in chart_of(default_scene(), DEFAULT).series)


def test_what_is_known_is_not_asked_again() -> None:
    asked: list[str] = []

    @contextmanager
    def measured(name: str) -> Iterator[None]:
        asked.append(name)
        yield

    scene = Scene(DEFAULT, DEFAULT_SUBJECT, measured)
    cheap = few(len(HERE) * (2 + 8))
    scene.make(DEFAULT, cheap)
    assert len(asked) == len(HERE) * (1 + 9)
    for other in (replace(DEFAULT, walk=2), replace(DEFAULT, locked="left")):
        asked.clear()
        scene.make(other, few(len(HERE) * 9))
        assert len(asked) == len(HERE) * 9  # walks only
    asked.clear()
    other = replace(DEFAULT, locked="left", window=9)
    scene.make(other, few(2 * (1 + 9)))
    assert set(asked) == {IMPROVISER, WEAVER}


def test_the_visitors_noise_elsewhere_does_not_matter() -> None:
    other = replace(DEFAULT_SUBJECT, seed=77)
    assert np.array_equal(Scene(DEFAULT, other).noised(8), default_scene().noised(8))
    assert not np.array_equal(
        Scene(replace(DEFAULT, seed=2), other).noised(8), default_scene().noised(8)
    )


def test_a_drawing_that_is_on_the_shelf_is_noticed_and_known_by_heart() -> None:
    assert notice(default_scene(), DEFAULT) == ""
    sketch = SHAPES.sketches[5]
    scene = rows_made(subject=replace(DEFAULT_SUBJECT, drawing=pack_bits(sketch.bits)))
    assert notice(scene, DEFAULT).startswith(f"On the shelf already, as {sketch.name}: ")
    end = scene.end(MEMORISER, DEFAULT)
    assert end is not None
    assert end.off == 0
    dented = sketch.bits.copy()
    dented[0, :3] = ~dented[0, :3]
    scene = Scene(DEFAULT, replace(DEFAULT_SUBJECT, drawing=pack_bits(dented)))
    assert f"as {sketch.name}, but for 3 cells" in notice(scene, DEFAULT)


def test_an_empty_sheet_and_the_widest_window_are_noticed() -> None:
    blank = replace(DEFAULT_SUBJECT, drawing=bytes(128))
    assert "drawing is empty" in notice(Scene(DEFAULT, blank), DEFAULT)
    assert "become the memoriser" in notice(default_scene(), replace(DEFAULT, window=63))


def test_another_shelf_makes_other_rows() -> None:
    shelf = Shelf(OWN, [Sketch(name, preset(name.lower()), name) for name in ("Heart", "Star")])
    s = replace(DEFAULT, timestep=5)
    scene = rows_made(s, replace(DEFAULT_SUBJECT, shelf=shelf))
    end = scene.end(MEMORISER, s)
    assert end is not None
    assert (end.off, end.near.name, end.near.off) == (0, "Heart", 0)
    assert readings(scene, s)["near-memoriser"] == "Heart, exact match"
    assert "as Heart" in notice(scene, s)


def test_the_reading_is_read_off_the_rows() -> None:
    scene, said = default_scene(), reading(default_scene(), DEFAULT)
    assert said.startswith("Least error first: Oracle 0, ")
    errors = [scene.estimate(name, DEFAULT) for name in HERE]
    numbers = [one.error for one in errors if one]
    assert len(numbers) == len(HERE)
    listed = said.split(": ")[1].split(". ")[0].split(", ")
    assert [float(one.split()[1]) for one in listed] == [
        pytest.approx(error, abs=0.006) for error in sorted(numbers)
    ]
    ends = {name: scene.end(name, DEFAULT) for name in HERE}
    off = max(end.off for end in ends.values() if end)
    weaver = ends[WEAVER]
    assert weaver is not None
    assert weaver.off == off == hamming(weaver.picture > 0, HEART > 0)
    assert said.endswith(f"The weaver’s walk ends farthest from the drawing: {off} cells off.")
    assert reading(Scene(DEFAULT, DEFAULT_SUBJECT), DEFAULT) == ""


def test_links_from_before_the_shapes_mean_the_letters() -> None:
    for text, shapes in (
        ({}, True),
        ({"unseen.timestep": "5"}, False),
        ({"unseen.timestep": "5", "unseen.shapes": "1"}, True),
        ({"unseen.shapes": "0"}, False),
        ({"shelf": "letters", "walk.timestep": "5"}, True),
    ):
        assert TABLE.decode(text)[0].shapes is shapes
    assert TABLE.encode(DEFAULT) == {}
    for s in (replace(DEFAULT, timestep=5), replace(DEFAULT, shapes=False)):
        assert TABLE.decode(TABLE.encode(s)) == (s, [])


def test_shapes_stand_in_for_letters_and_for_nothing_else() -> None:
    def shelf(s: UnseenSettings, name: str) -> str:
        return Scene(s, replace(DEFAULT_SUBJECT, shelf=ready(name))).subject.shelf.name

    letters = replace(DEFAULT, shapes=False)
    assert (shelf(DEFAULT, "letters"), shelf(letters, "letters")) == ("shapes", "letters")
    assert shelf(DEFAULT, "patterns") == shelf(letters, "patterns") == "patterns"


def test_what_is_kept_aside_is_in_no_training_and_on_no_shelf() -> None:
    from learner.data import SEEN, TRAINING_SEED, drawings

    training = {bits.tobytes() for pair in SEEN for bits in drawings(*pair, TRAINING_SEED)}
    kept = [to_bits(x0) for x0 in kept_aside()]
    assert len({bits.tobytes() for bits in kept}) == MANY
    for bits in kept:
        assert bits.tobytes() not in training
        assert nearest(bits, SHAPES.bits)[1] > COPY


def test_the_learner_wins_on_what_was_kept_aside_and_the_memoriser_on_its_shelf() -> None:
    with learner():
        scene, lines = Scene(DEFAULT, DEFAULT_SUBJECT), {}
        for which in (KEPT, SHELVED):
            s = replace(DEFAULT, charted=which)
            scene.make(s, lambda: True)
            chart = chart_of(scene, s)
            lines[which] = {one.key: np.array(one.ys) for one in chart.series}
            assert list(lines[which]) == [MEMORISER, AVERAGER, IMPROVISER, LEARNER]
            assert chart.y.high == 1
    for name in (MEMORISER, AVERAGER, IMPROVISER):
        assert (lines[KEPT][LEARNER] < lines[KEPT][name]).all()
    for name in (AVERAGER, IMPROVISER, LEARNER):  # of all sketches and noises exactly
        assert (lines[SHELVED][MEMORISER] < lines[SHELVED][name] + 1e-3).all()
    # The memoriser in float64, by its own formula.
    plan, source = SCHEDULES["linear"](20), NoiseSource(1)
    keys = SHAPES.examples.reshape(len(SHAPES.examples), -1).astype(float)
    noises = [source.normal((32, 32)).astype(float) for _ in range(MANY)]
    for t in (2, 8, 13, 20):
        kept, errors = plan.at(t), []
        for x0, eps in zip(kept_aside(), noises, strict=True):
            x = math.sqrt(kept) * x0 + math.sqrt(1 - kept) * eps
            fit = keys @ x.reshape(-1) * math.sqrt(kept) / (1 - kept)
            shares = np.exp(fit - fit.max())
            errors.append(np.mean((shares @ keys / shares.sum() - x0.reshape(-1)) ** 2))
        assert lines[KEPT][MEMORISER][t] == pytest.approx(np.mean(errors), abs=2e-4), t


def test_what_the_learner_knows_before_it_sees_anything() -> None:
    """In pure noise no denoiser can beat the mean of what there is by much, and grey is 1."""
    with learner():
        scene = Scene(DEFAULT, DEFAULT_SUBJECT)
        scene.make(DEFAULT, lambda: True)
        prior, line = scene.prior(), scene.curve(LEARNER, DEFAULT)
        assert prior is not None
        assert line is not None
        assert f"off by {prior:.2f}: " in prior_words(scene)
    assert prior == pytest.approx(line[-1], abs=0.02)  # linear ends in noise
    mean = SHAPES.examples.mean(axis=0, dtype=float)
    assert prior == pytest.approx(np.mean((mean - HEART) ** 2), abs=0.1)
    assert prior < 0.9
    assert prior_words(default_scene()) == ""
