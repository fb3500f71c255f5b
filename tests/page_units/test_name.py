"""Ask by name without a browser: what guidance does to the walks, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from support.albums import finished
from support.in_time import always, few
from support.learner import FILE, learner

from page.export.making import CannotSave
from page.figures.name import words
from page.figures.name.film import film
from page.figures.name.scene import Scene, Sheet, label_in, labels_of
from page.figures.name.settings import NOTCHES, TABLE, WEIGHTS, NameSettings
from page.state.controls import STEPS
from page.state.shelf import OWN, Shelf, ready
from page.state.subject import DEFAULT_SUBJECT, Subject
from unerase import Denoiser, NoiseSource, PosteriorMean, linear, renoise
from unerase.denoisers.learned import Learned, Weights
from unerase.pixels import to_bits
from unerase.shapes import KINDS, PAIRS, STYLES, UNSEEN
from unerase.shelves import Sketch

BY_NAME = NameSettings()
BY_LABEL = NameSettings(denoiser="memoriser", label="K")
LETTERS = ready("letters")


@pytest.fixture(autouse=True, scope="module")
def here() -> Iterator[None]:
    with learner():
        yield


def walked(s: NameSettings, weight: float, steps: int = STEPS) -> list[NDArray[np.float32]]:
    """The pictures of the sheet of that weight, from the noise on."""
    walk = Scene(s, DEFAULT_SUBJECT).walk(weight)
    for _ in range(steps + 1):
        walk.step()
    return [frame.x_t for frame in walk.frames]


def alone(denoiser: Denoiser, s: NameSettings, steps: int = STEPS) -> list[NDArray[np.float32]]:
    """The pictures of a walk with this denoiser, as the engine makes them."""
    start = NoiseSource(s.seed).normal((32, 32))
    walk = renoise(denoiser, linear(STEPS), start, NoiseSource(s.seed, stream=s.walk))
    return [next(walk).x_t for _ in range(steps + 1)]


def same(one: list[NDArray[np.float32]], other: list[NDArray[np.float32]]) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_at_weight_zero_the_name_does_nothing() -> None:
    one, other = (replace(BY_NAME, kind=kind, style="filled") for kind in ("star", "moon"))
    unnamed = alone(Learned(Weights.read(FILE.read_bytes())), BY_NAME)
    assert same(walked(one, 0), unnamed)
    assert same(walked(other, 0), unnamed)
    assert not same(walked(one, 1, 3), walked(other, 1, 3))


def test_at_weight_one_only_the_name_counts() -> None:
    held = Weights.read(FILE.read_bytes())
    s = replace(BY_NAME, kind="heart", style="outlined", seed=3, walk=9)
    assert same(walked(s, 1), alone(Learned(held, "heart", "outlined"), s))


@pytest.mark.parametrize("weight", [0.5, 4.0])
def test_other_weights_are_the_formula(weight: float) -> None:
    held = Weights.read(FILE.read_bytes())
    scene = Scene(BY_NAME, DEFAULT_SUBJECT)
    walk = scene.walk(weight)
    for _ in range(4):
        walk.step()
    for frame in walk.frames:
        u, c = (
            denoiser(frame.x_t, frame.alpha_bar).astype(np.float64)
            for denoiser in (Learned(held), Learned(held, BY_NAME.kind, BY_NAME.style))
        )
        wanted = np.clip(u + weight * (c - u), -1, 1)
        assert np.allclose(frame.x0_hat, wanted, atol=1e-5)
        assert not np.allclose(frame.x0_hat, c, atol=1e-3)


def test_without_a_name_all_sheets_are_one() -> None:
    s = replace(BY_NAME, kind="", style="", timestep=16)
    scene = Scene(s, DEFAULT_SUBJECT)
    assert scene.make(s, always)
    pictures = [sheet.x_t for sheet in scene.sheets(s) if sheet]
    assert len(pictures) == 6
    assert all(np.array_equal(picture, pictures[0]) for picture in pictures)


def test_the_memoriser_by_label_knows_those_sketches_alone() -> None:
    chosen = np.stack(
        [
            picture
            for picture, sketch in zip(LETTERS.examples, LETTERS.sketches, strict=True)
            if sketch.label == "K"
        ]
    )
    assert same(walked(BY_LABEL, 1), alone(PosteriorMean(chosen), BY_LABEL))
    everything = alone(PosteriorMean(LETTERS.examples), BY_LABEL)
    for label in ("K", "7"):
        assert same(walked(replace(BY_LABEL, label=label), 0), everything)


@pytest.mark.parametrize("label", ["K", "A", "7"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_asked_for_a_label_the_memoriser_ends_on_it(label: str, seed: int) -> None:
    s = replace(BY_LABEL, label=label, seed=seed)
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, always)
    for sheet in scene.sheets(s):
        assert sheet
        if sheet.weight > 0:
            assert (sheet.label, sheet.off) == (label, 0)
            assert f"label {label}: {label}, " in words.answer(sheet)


def test_the_memorisers_answer_is_not_clipped() -> None:
    s = replace(BY_LABEL, timestep=STEPS)
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, always)
    assert np.abs(scene.walk(8).frames[0].x0_hat).max() > 1.5


def test_the_sheets_walk_side_by_side_and_no_further_than_is_shown() -> None:
    s = replace(BY_LABEL, timestep=15)
    scene = Scene(s, DEFAULT_SUBJECT)
    assert scene.sheets(s) == [None] * 6
    assert scene.progress(s) == (0, 36)
    assert not scene.make(s, few(15))
    assert scene.progress(s) == (15, 36)
    assert [sheet.t for sheet in scene.sheets(s) if sheet] == [18, 18, 18, 19, 19, 19]
    assert scene.make(s, always)
    assert [sheet.t for sheet in scene.sheets(s) if sheet] == [15] * 6
    assert scene.progress(s) == (36, 36)
    assert len(scene.walk(2).frames) == 6
    # Another weight for the visitor's sheet is one walk more; one that is there already is none.
    assert scene.progress(replace(s, weight=0.5)) == (30, 36)
    assert scene.make(replace(s, weight=8.0), few(0))


def test_ink_is_that_of_the_answer() -> None:
    s = replace(BY_LABEL, timestep=7)
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, always)
    for sheet, weight in zip(scene.sheets(s), s.weights, strict=True):
        assert sheet
        frame = scene.walk(weight).frames[13]
        assert (sheet.weight, sheet.t, frame.t) == (weight, 7, 7)
        assert sheet.ink == pytest.approx((frame.x0_hat > 0).mean())
        off = [int((to_bits(frame.x0_hat) != bits).sum()) for bits in LETTERS.bits]
        assert sheet.off == min(off)
        assert sheet.nearest == LETTERS.sketches[off.index(min(off))].name


def test_the_menus_mark_what_training_never_had() -> None:
    marked = {
        (kind, style)
        for style in STYLES
        for kind, label in words.kinds(style).items()
        if words.NEVER_SEEN in label
    }
    assert marked == set(UNSEEN)
    assert {
        (kind, style)
        for kind in KINDS
        for style, label in words.styles(kind).items()
        if words.NEVER_SEEN in label
    } == set(UNSEEN)
    for menu in (words.kinds(""), words.styles("")):
        assert not any(words.NEVER_SEEN in label for label in menu.values())
    assert list(words.kinds("")) == ["", *KINDS]
    assert words.styles("")["outlined"] == "Outlined"


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_every_pair_is_said_to_be_seen_or_not(pair: tuple[str, str]) -> None:
    said = words.about(replace(BY_NAME, kind=pair[0], style=pair[1]), LETTERS)
    assert (words.NEVER_SEEN in said) == (pair in UNSEEN)
    assert ("was trained on" in said) == (pair not in UNSEEN)


def test_the_first_name_was_never_seen() -> None:
    assert (BY_NAME.kind, BY_NAME.style) in UNSEEN


def test_what_is_said_of_less_than_a_name_and_of_labels() -> None:
    assert "all sheets are alike" in words.about(replace(BY_NAME, kind="", style=""), LETTERS)
    for half in (replace(BY_NAME, kind=""), replace(BY_NAME, style="")):
        assert "left open" in words.about(half, LETTERS)
    assert words.about(BY_LABEL, LETTERS).endswith("3 of its 108 sketches are labelled “K”.")
    sketches = [Sketch(str(i), bits, "yours") for i, bits in enumerate(LETTERS.bits[:4])]
    assert "changes nothing" in words.about(BY_LABEL, Shelf(OWN, sketches))


def test_a_label_that_the_shelf_lacks_gives_way_to_its_first() -> None:
    s = replace(BY_LABEL, label="Ж")
    assert label_in(LETTERS, "Ж") == labels_of(LETTERS)[0] == "A"
    assert "“Ж”" in words.notice(s, LETTERS)
    assert "“A” is asked for instead" in words.notice(s, LETTERS)
    assert same(walked(s, 1, 4), walked(replace(s, label="A"), 1, 4))
    for fine in (BY_LABEL, replace(s, label=""), replace(s, denoiser="learner")):
        assert words.notice(fine, LETTERS) == ""


def test_another_shelf_is_other_walks() -> None:
    presets = replace(DEFAULT_SUBJECT, shelf=ready("presets"))
    s = replace(BY_LABEL, label="Moon", timestep=0)
    scene = Scene(s, presets)
    scene.make(s, always)
    assert {(one.label, one.off) for one in scene.sheets(s)[1:] if one} == {("Moon", 0)}


def test_words_for_every_weight() -> None:
    roles = [words.role(weight) for weight in NOTCHES]
    assert roles[:4] == [
        "the name does nothing",
        "partly",
        "the name counts once",
        "exaggerated",
    ]
    assert set(roles[3:]) == {"exaggerated"}
    assert words.title(2.5) == "w = 2.5"
    blank = np.zeros((32, 32), dtype=np.float32)
    assert words.answer(Sheet(2.0, 0, blank, 0.25)) == "25% ink"
    assert words.answer(Sheet(2.0, 0, blank, 0.25, "K, bold", "K", 3)) == (
        "label K: K, bold, 3 cells off"
    )
    said = words.arrival_words([Sheet(0.0, 0, blank, 0.25), None, Sheet(2.5, 0, blank, 0.5)])
    assert said == "All walks are over. Guidance 0: 25% ink. Guidance 2.5: 50% ink."


def test_without_weights_there_is_nothing_to_save() -> None:
    with learner(here=False), pytest.raises(CannotSave, match="have not arrived"):
        finished(film(BY_NAME, DEFAULT_SUBJECT))


def test_the_subject_matters_by_its_shelf_only() -> None:
    other = Subject(bytes(128), 77)
    one = Scene(BY_LABEL, other).walk(2)
    one.step()
    assert np.array_equal(one.frames[0].x_t, walked(BY_LABEL, 2, 0)[0])


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("denoiser", "averager"),
        ("kind", "Star"),
        ("style", "dotted"),
        *[("label", text) for text in ("", " ", "x" * 41)],
        *[("weight", text) for text in ("", "-1", "8.5", "2.25", "1e0", "nan", "02")],
    ],
)
def test_bad_values_fall_back_and_are_reported(key: str, text: str) -> None:
    settings, complaints = TABLE.decode({f"name.{key}": text})
    assert settings == BY_NAME
    assert len(complaints) == 1


def test_the_weights_of_the_sheets() -> None:
    assert WEIGHTS == (0, 1, 2, 4, 8)
    assert TABLE.encode(replace(BY_NAME, weight=2.5)) == {"name.weight": "2.5"}
    assert TABLE.decode({"name.weight": "0.5"})[0].weight == 0.5
    assert replace(BY_NAME, weight=0.5).weights == (0, 1, 2, 4, 8, 0.5)
