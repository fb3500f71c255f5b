"""The learner as shipped, judged over 200 seeds by networks that were trained apart from it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from learner import curve, data, evaluate, sampling
from learner.fit import misfits
from learner.judge import JUNK, Judge
from learner.junk import junk
from unerase import Guided, NoiseSource, linear, products, renoise
from unerase.denoisers.learned import Learned, Weights
from unerase.denoisers.learned.training import COPIES, NEARER, TRAINED
from unerase.pixels import to_bits
from unerase.shapes import KINDS, PAIRS, STYLES, UNSEEN, draw_all

TOOLS = Path(evaluate.__file__).parent
SEEDS, UNSEEN_SEEDS = 200, 100
JUDGING_SEED = 4


@pytest.fixture(scope="module")
def weights() -> Weights:
    return Weights.load()


@pytest.fixture(scope="module")
def judges() -> evaluate.Judges:
    return evaluate.Judges.load()


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """Every figure, drawn anew through numpy; the seeds make it the same each time.

    In a process of its own, where BLAS can be told to use one thread: on a busy machine its
    threads wait for each other, and that takes five times as long.
    """
    asked = ["--seeds", str(SEEDS), "--unseen", str(UNSEEN_SEEDS)]
    done = subprocess.run(
        [sys.executable, "-W", "error", str(TOOLS / "evaluate.py"), *asked],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_engine_says_what_the_report_found() -> None:
    report = json.loads((TOOLS / "report.json").read_text("utf-8"))[-1]
    assert pytest.approx(report["nearer_to_training"], abs=5e-5) == NEARER
    assert pytest.approx(report["copies"], abs=5e-5) == COPIES


@pytest.mark.soak
def test_what_was_asked_for_is_recognised(found: dict[str, Any]) -> None:
    assert found["recognised"] >= 0.97
    assert set(found["recognised_by_kind"]) == set(KINDS)
    assert min(found["recognised_by_kind"].values()) >= 0.85


@pytest.mark.soak
def test_it_is_not_taken_for_junk(found: dict[str, Any]) -> None:
    assert found["recognised_with_junk"] >= 0.95


@pytest.mark.soak
def test_drawings_are_clean(found: dict[str, Any]) -> None:
    """Over all; thin outlines, which are the hardest, have a floor of their own."""
    assert found["clean"] >= 0.85
    assert found["clean_by_style"]["outlined"] >= 0.7


@pytest.mark.soak
def test_it_has_not_learned_by_heart(found: dict[str, Any]) -> None:
    assert 0.45 <= found["nearer_to_training"] <= 0.6
    assert found["copies"] <= 2 * found["copies_of_fresh_draws"]


@pytest.mark.soak
def test_drawings_of_one_name_differ(found: dict[str, Any]) -> None:
    assert found["diversity"] >= 0.8


@pytest.mark.soak
def test_pairs_never_shown_are_drawn_in_both_kind_and_style(found: dict[str, Any]) -> None:
    assert found["unseen_recognised"] >= 0.6


def test_without_guidance_the_name_does_nothing(weights: Weights) -> None:
    drawn = [
        sampling.draw(weights, kind, style, range(2), guidance=0.0)
        for kind, style in (("star", "outlined"), ("cup", "striped"), (None, None))
    ]
    np.testing.assert_array_equal(drawn[0], drawn[1])
    np.testing.assert_array_equal(drawn[0], drawn[2])


def test_a_seed_draws_what_the_page_draws_from_it(
    weights: Weights, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One picture alone, the browser's product and the page's own sources of noise."""
    together = sampling.draw(weights, "tree", "filled", range(5, 8))
    monkeypatch.setattr(products, "BLAS", False)
    denoiser = Guided(Learned(weights, "tree", "filled"), Learned(weights), sampling.GUIDANCE)
    start = NoiseSource(6).normal((32, 32))
    *_, last = renoise(denoiser, linear(sampling.STOPS), start, NoiseSource(6, sampling.WALK_SEED))
    assert (to_bits(last.x_t) != together[1]).sum() <= 2


def test_the_training_set_holds_no_pair_of_the_unseen() -> None:
    """By the names it is made of, and by its pictures."""
    bits, kinds, styles = data.pictures(data.TRAINING_SEED)
    shown = {
        (KINDS[kind], tuple(STYLES)[style])
        for kind, style in set(zip(kinds.tolist(), styles.tolist(), strict=True))
    }
    assert shown == set(PAIRS) - set(UNSEEN)
    assert len(bits) == len(shown) * data.PER_PAIR
    of_training = {row.tobytes() for row in np.packbits(bits.reshape(len(bits), -1), axis=1)}
    for pair in UNSEEN:
        drawn = data.drawings(*pair, data.TRAINING_SEED)
        rows = np.packbits(drawn.reshape(len(drawn), -1), axis=1)
        assert not of_training & {row.tobytes() for row in rows}


def test_what_is_said_of_its_training_is_what_training_wrote() -> None:
    last = curve.points()[-1]
    (batch,) = re.findall(r"BATCH = \d+, (\d+)", (TOOLS / "train.py").read_text(encoding="utf-8"))
    assert {
        "drawings": len(data.SEEN) * data.PER_PAIR,
        "steps": last["step"],
        "batch": int(batch),
        "minutes": round(last["seconds"] / 60),
    } == TRAINED


def test_its_loss_falls_and_drawings_kept_aside_end_no_worse() -> None:
    """What the article says beside the curve; all of the curve is in the chart."""
    chart = curve.chart()
    training, held_out = (series.ys for series in chart.series)
    assert held_out[-1] == pytest.approx(training[-1], rel=0.01)
    assert max(training) < chart.y.high
    assert min(training) > chart.y.low
    assert max(chart.series[0].xs) <= chart.x.high


def test_the_training_set_is_labelled_as_it_is_drawn(judges: evaluate.Judges) -> None:
    bits, kinds, styles = data.pictures(data.TRAINING_SEED)
    seen_kinds, seen_styles = judges.plain.names(bits[::97])
    assert (seen_kinds == kinds[::97]).mean() > 0.98
    assert (seen_styles == styles[::97]).mean() > 0.98


@pytest.mark.parametrize("name", ["plain", "with_junk"])
def test_the_judges_know_drawings_that_they_were_not_shown(
    judges: evaluate.Judges, name: str
) -> None:
    judge: Judge = getattr(judges, name)
    right = [
        judge.recognises(data.drawings(kind, style, JUDGING_SEED, 40), kind, style)
        for kind, style in PAIRS
    ]
    assert np.mean(right) >= 0.99


def test_one_judge_knows_junk(judges: evaluate.Judges) -> None:
    drawn = np.concatenate([data.drawings(*pair, JUDGING_SEED, 40) for pair in PAIRS])
    spoiled = junk(drawn, np.random.default_rng(JUDGING_SEED))
    kinds, _ = judges.with_junk.names(spoiled)
    assert (kinds == JUNK).mean() >= 0.96


def test_the_misfit_is_the_distance_to_the_family() -> None:
    drawn = data.drawings("fish", "striped", 9, 20)
    assert misfits(drawn, "fish", "striped").tolist() == [0] * 20
    drawn[:, 20:22, 14] ^= True
    assert misfits(drawn, "fish", "striped").max() <= 2
    assert misfits(drawn, "cup", "striped").min() > 50


def test_the_misfit_of_a_shape_between_whole_pixels_is_small() -> None:
    between = draw_all("heart", "outlined", [[15.3, 17.7, 23.4, 22.1], [16.5, 14.2, 25.7, 24.4]])
    assert misfits(between, "heart", "outlined").max() <= 6


@pytest.mark.soak
def test_the_loss_fell_and_the_report_is_of_these_weights(found: dict[str, Any]) -> None:
    curve = json.loads((TOOLS / "loss.json").read_text("utf-8"))
    steps = [point["step"] for point in curve]
    assert steps == sorted(steps)
    assert curve[-1]["training"] < 0.2 * curve[0]["training"]
    assert curve[-1]["held_out"] < 1.2 * curve[-1]["training"]
    report = json.loads((TOOLS / "report.json").read_text("utf-8"))
    assert report[0]["recognised"] == pytest.approx(found["recognised"], abs=0.01)
    assert report[0]["mean_misfit"] == pytest.approx(found["mean_misfit"], abs=0.5)
