"""The scene, the curves and the sentences of figure D, against the reference's ᾱ."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

from page.denoisers import LABELS
from page.figures.schedules import curves
from page.figures.schedules.poster import FACTS
from page.figures.schedules.scene import LANES, Scene, lanes
from page.figures.schedules.settings import TABLE, SchedulesSettings
from page.figures.schedules.words import half_words, readings
from page.state.subject import DEFAULT_SUBJECT, Subject
from unerase import Frame, NoiseSource
from unerase.pixels import pack_bits

REFERENCE = json.loads(
    (Path(__file__).parent.parent / "data" / "schedules.json").read_text(encoding="utf-8")
)["alpha_bar"]
DOODLE = np.zeros((32, 32), dtype=bool)
DOODLE[3:9, 2:30] = DOODLE[20:30, 14:18] = True
OWN = Subject(pack_bits(DOODLE), 5)  # what no preset looks like
ALL = SchedulesSettings(literal=True)


def half_of(lane: str) -> float:
    """Where the reference's ᾱ falls through one half."""
    return float(np.interp(0.5, REFERENCE[lane][::-1], np.arange(20, -1, -1)))


def error(frame: Frame, subject: Subject) -> float:
    """How far the estimate is from the drawing."""
    return float(np.mean((frame.x0_hat - subject.x0) ** 2))


@pytest.mark.parametrize("subject", [DEFAULT_SUBJECT, OWN])
def test_every_lane_has_the_same_drawing_and_the_same_noise(subject: Subject) -> None:
    scene = Scene(ALL, subject)
    eps = NoiseSource(subject.seed).normal((32, 32))
    for t in range(21):
        for lane, view in scene.at(t).items():
            kept = REFERENCE[lane][t]
            expected = math.sqrt(kept) * subject.x0 + math.sqrt(1 - kept) * eps
            assert np.allclose(view.x_t, expected, atol=1e-5)
            off = float(np.mean((expected - subject.x0) ** 2))
            assert float(readings(view, subject.x0)["mse"]) == pytest.approx(off, abs=6e-4)
            assert view.alpha_bar == pytest.approx(kept, rel=1e-9)


def test_the_error_of_a_noisy_picture_is_what_the_formula_says() -> None:
    """Over many noises the mean of the measured MSE meets the closed form."""
    scenes = [Scene(ALL, Subject(OWN.drawing, seed)) for seed in range(40)]
    for t in (1, 10, 20):
        for lane in LANES:
            a, b = math.sqrt(REFERENCE[lane][t]) - 1, math.sqrt(1 - REFERENCE[lane][t])
            views = [scene.at(t)[lane] for scene in scenes]
            standard_error = math.sqrt((4 * (a * b) ** 2 + 2 * b**4) / 1024 / len(scenes))
            measured = float(np.mean([(view.x_t - OWN.x0) ** 2 for view in views]))
            assert measured == pytest.approx(a * a + b * b, abs=4 * standard_error)
            formula = float(readings(views[0], OWN.x0)["formula"])
            assert formula == pytest.approx(a * a + b * b, abs=6e-4)


def test_the_oracle_is_exact_and_the_presets_lose_the_drawing_later_under_cosine() -> None:
    def lost(lane: str) -> int:
        scene = Scene(SchedulesSettings(denoiser="presets"), DEFAULT_SUBJECT)
        return next(t for t in range(21) if error(scene.at(t)[lane], DEFAULT_SUBJECT) > 0.01)

    oracle = Scene(ALL, DEFAULT_SUBJECT).at(20)
    assert all(error(view, DEFAULT_SUBJECT) == 0 for view in oracle.values())
    assert all(readings(v, DEFAULT_SUBJECT.x0)["estimate"] == "exact" for v in oracle.values())
    assert lost("linear") + 3 < lost("cosine")


def test_a_drawing_of_ones_own_is_beyond_the_presets() -> None:
    scene = Scene(SchedulesSettings(denoiser="presets"), OWN)
    for t in (0, 5, 15):
        view = scene.at(t)["linear"]
        far = error(view, OWN)
        assert far > 0.1
        assert float(readings(view, OWN.x0)["estimate"]) == pytest.approx(far, abs=6e-4)


def test_the_sentence_says_when_half_of_the_signal_is_gone() -> None:
    said = half_words(False)
    linear, cosine = map(float, re.findall(r"step\s([0-9]+\.[0-9]+)", said))
    assert linear == pytest.approx(half_of("linear"), abs=0.051)
    assert cosine == pytest.approx(half_of("cosine"), abs=0.051)
    left = [float(text) / 100 for text in re.findall(r"([0-9.]+)%", said)]
    assert left == pytest.approx(
        [math.sqrt(REFERENCE[lane][20]) for lane in ("linear", "cosine")], abs=6e-5
    )
    assert "literal" not in said


def test_the_third_sentence_comes_with_the_third_curve() -> None:
    said = half_words(True)
    assert said.startswith(half_words(False))
    assert "20 literal betas never lose half" in said
    assert f"ᾱ = {REFERENCE['literal'][20]:.3f}" in said


@pytest.mark.parametrize("literal", [False, True])
def test_the_charts_hold_the_schedules_that_are_shown(literal: bool) -> None:
    power, snr = curves.power_chart(literal), curves.snr_chart(literal)
    assert [s.key for s in power.series] == [s.key for s in snr.series] == [*lanes(literal)]
    for curve, decibels in zip(power.series, snr.series, strict=True):
        expected = np.array(REFERENCE[curve.key])
        assert np.allclose(curve.ys, expected, rtol=1e-9)
        assert decibels.ys[0] == math.inf  # no noise, and no point
        assert np.allclose(decibels.ys[1:], 10 * np.log10(expected[1:] / (1 - expected[1:])))
        # Every number that is one can be seen: nothing is cut off.
        assert all(snr.y.low <= y <= snr.y.high for y in decibels.ys[1:])


def test_the_cursors_say_where_they_are() -> None:
    assert curves.power_at(0, False) == "step 0 of 20: Linear 1.00, Cosine 1.00"
    assert curves.snr_at(0, False) == "step 0 of 20: Linear +∞ dB, Cosine +∞ dB"
    assert curves.snr_at(20, True).endswith(", Literal +6.5 dB")


def test_the_facts_of_the_text() -> None:
    arrived = {lane: f"{100 * (1 - REFERENCE[lane][10]):.0f}%" for lane in LANES}
    assert FACTS["arrived.linear"]() == arrived["linear"] == "92%"
    assert FACTS["arrived.cosine"]() == arrived["cosine"] == "51%"
    assert FACTS["betas"]() == "0.0001 to 0.02"
    assert FACTS["fine-steps"]() == "50"
    assert FACTS["cap.with"]() == "6×10⁻⁶"
    assert FACTS["literal.signs"]() == "98%"


def test_the_guess_has_the_right_answer() -> None:
    markup = (Path(__file__).parents[2] / "article/schedules.html").read_text(encoding="utf-8")
    asked = re.search(r"predict\(\"schedules-guess\".*, \((\(.*\))\), \"(\d+)\"\)", markup)
    assert asked
    options = [int(value) for value in re.findall(r"\(\"(\d+)\"", asked[1])]
    nearest = min(options, key=lambda step: abs(step - half_of("linear")))
    assert (options, int(asked[2])) == ([5, 10, 15], nearest)


def test_its_settings_survive_a_link() -> None:
    settings = SchedulesSettings(13, "presets", True)
    texts = TABLE.encode(settings)
    assert texts == {
        "schedules.timestep": "13",
        "schedules.denoiser": "presets",
        "schedules.literal": "1",
    }
    assert TABLE.decode(texts) == (settings, [])
    assert TABLE.decode({"schedules.denoiser": "magic"}) == (
        SchedulesSettings(),
        [f"The link says schedules.denoiser=magic, which must be one of {', '.join(LABELS)}."],
    )
