"""The figure "More cloth": seven cloths of one pattern, and what is said about them."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from support.in_time import always, few

from page.figures.cloth.patterns import (
    DRAWING,
    labels,
    menu_value,
    named,
    packed_of,
    read_pattern,
    ready,
    write_pattern,
)
from page.figures.cloth.poster import default_scene, heart_middles, heart_plain
from page.figures.cloth.scene import Scene
from page.figures.cloth.settings import TABLE, WINDOWS, ClothSettings
from page.figures.cloth.weaving import Weaving
from page.figures.cloth.words import (
    ALL_WOVEN,
    arrival_words,
    notice,
    progress,
    readings,
)
from page.state.controls import STEPS
from page.state.subject import DEFAULT_SUBJECT, Subject
from page.widgets.words import listed
from unerase import NoiseSource, Weaver, ddpm, preset, to_signal
from unerase.metrics import hamming
from unerase.pixels import pack_bits, to_bits, unpack_bits
from unerase.schedules import SCHEDULES

DEFAULT = ClothSettings()
HEART = pack_bits(preset("heart"))
EMPTY = bytes(128)


def made(s: ClothSettings, subject: Subject = DEFAULT_SUBJECT) -> Scene:
    scene = Scene(s, subject)
    assert scene.make(always)
    return scene


@pytest.mark.parametrize(("schedule", "window"), [("linear", 3), ("cosine", 9), ("karras", 15)])
def test_weaving_in_slices_is_the_engines_walk_bit_for_bit(schedule: str, window: int) -> None:
    start, weaver = NoiseSource(5).normal((32, 32)), Weaver(to_signal(preset("star")), window)
    table = SCHEDULES[schedule](STEPS)
    spans = itertools.count()

    class Span:
        def __enter__(self) -> None:
            next(spans)

        def __exit__(self, *_: object) -> None: ...

    weaving = Weaving(weaver, table, start, NoiseSource(5, 2), Span)
    slices = 0
    while not weaving.over:
        weaving.step()
        slices += 1
    assert slices == next(spans)
    assert slices > STEPS * (32 // 4)
    plain = list(ddpm(weaver, table, start, NoiseSource(5, 2)))
    for ours, theirs in zip(weaving.frames, plain, strict=True):
        assert (ours.t, ours.alpha_bar, ours.calls) == (theirs.t, theirs.alpha_bar, theirs.calls)
        assert np.array_equal(ours.x_t, theirs.x_t)
        assert np.array_equal(ours.x0_hat, theirs.x0_hat)


def test_all_cloths_leave_one_noise_and_only_the_window_differs() -> None:
    scene = default_scene()
    starts = [scene.cloth(window, STEPS).x_t for window in WINDOWS]
    assert all(np.array_equal(start, NoiseSource(0).normal((32, 32))) for start in starts)
    for window in (3, 11):
        walk = ddpm(
            Weaver(to_signal(scene.pattern), window),
            SCHEDULES["cosine"](STEPS),
            starts[0],
            NoiseSource(0, 1),
        )
        assert np.array_equal(scene.cloth(window, 0).x_t, list(walk)[-1].x_t)


def test_the_small_windows_are_woven_first_and_the_progress_says_which() -> None:
    scene = Scene(replace(DEFAULT, pattern=EMPTY), DEFAULT_SUBJECT)
    assert progress(scene) == "weaving, k = 3 …"
    seen = [scene.woven()]
    while not scene.make(few(7)):
        seen.append(scene.woven())
        assert seen[-1] == WINDOWS[: len(seen[-1])]
        assert progress(scene) == f"weaving, k = {WINDOWS[len(seen[-1])]} …"
    assert len(set(seen)) > 4
    assert (scene.woven(), progress(scene)) == (WINDOWS, ALL_WOVEN)


def test_from_texture_it_turns_to_copy() -> None:
    cloths = [default_scene().cloth(window, 0) for window in WINDOWS]
    copied = [cloth.copied for cloth in cloths]
    assert copied == sorted(copied)
    assert copied[0] < 0.3 < 0.6 < copied[-1]
    assert cloths[0].largest is not None
    assert cloths[-1].largest is not None
    assert cloths[0].largest < 8 < 12 < cloths[-1].largest
    assert default_scene().cloth(9, STEPS).copied < 0.01
    assert default_scene().cloth(9, 1).largest is None


def test_what_is_counted_is_what_is_seen() -> None:
    scene = default_scene()
    for window, t in ((3, 0), (15, 0), (7, 12)):
        cloth = scene.cloth(window, t)
        assert cloth is scene.cloth(window, t)
        bits = to_bits(cloth.x_t)
        assert cloth.ink == bits.sum() / 1024
        known = {scene.pattern[i : i + 5, j : j + 5].tobytes() for i, j in np.ndindex(28, 28)}
        found = [bits[i : i + 5, j : j + 5].tobytes() in known for i, j in np.ndindex(28, 28)]
        assert cloth.copied == sum(found) / len(found)


def test_other_noise_and_other_dice_weave_another_cloth() -> None:
    first = default_scene().cloth(9, 0).x_t
    for change in ({"seed": 1}, {"walk": 2}, {"schedule": "linear"}, {"pattern": "waves"}):
        scene = Scene(replace(DEFAULT, **change), DEFAULT_SUBJECT)
        weaving = scene.weaving(9)
        while not weaving.over:
            weaving.step()
        assert hamming(to_bits(scene.cloth(9, 0).x_t), to_bits(first)) > 100


def test_a_thing_gets_lost_and_a_pattern_does_not() -> None:
    thing = replace(DEFAULT, pattern=DRAWING)
    scene = made(thing)
    lost = [window for window in WINDOWS if scene.cloth(window, 0).lost]
    assert {11, 13, 15} <= set(lost)
    said = notice(thing, scene)
    assert said.startswith(f"The pattern was lost at k = {listed(lost)}. Draw a pattern, not")
    assert notice(replace(thing, timestep=3), scene) == ""
    assert notice(DEFAULT, default_scene()) == ""
    for pattern in ("honeycomb", "waves"):
        s = replace(DEFAULT, pattern=pattern, seed=1)
        assert notice(s, made(s)) == "", pattern


def test_why_a_heart_floods() -> None:
    """Patch by patch: hardly one is plain, but nearly all have ink in the middle."""
    heart, k = preset("heart"), 15
    patches = [heart[i : i + k, j : j + k] for i, j in np.ndindex(32 - k + 1, 32 - k + 1)]
    plain = sum(patch.min() == patch.max() for patch in patches)
    inked = sum(bool(patch[k // 2, k // 2]) for patch in patches)
    assert heart_plain() == plain / len(patches) < 0.01
    assert heart_middles() == pytest.approx(inked / len(patches), abs=1e-6)
    assert heart_middles() > 0.9
    assert heart.mean() < 0.5


@pytest.mark.parametrize(("schedule", "seed"), [("cosine", 0), ("cosine", 1), ("linear", 2)])
def test_large_patches_of_a_heart_weave_ink_and_nothing_else(schedule: str, seed: int) -> None:
    start, table = NoiseSource(seed).normal((32, 32)), SCHEDULES[schedule](STEPS)
    weaver = Weaver(to_signal(preset("heart")), 15)
    *_, last = ddpm(weaver, table, start, NoiseSource(seed, 1))
    assert to_bits(last.x_t).all()


def test_only_the_cloths_that_are_there_are_judged() -> None:
    thing = replace(DEFAULT, pattern=HEART)
    scene = Scene(thing, DEFAULT_SUBJECT)
    assert not scene.make(few(1))
    assert notice(thing, scene) == ""


@pytest.mark.parametrize("packed", [EMPTY, bytes([255] * 128)])
def test_a_plain_sheet_is_woven_plain_and_said_to_be_nothing(packed: bytes) -> None:
    s = replace(DEFAULT, pattern=packed)
    scene = made(s)
    for window in WINDOWS:
        cloth = scene.cloth(window, 0)
        assert np.array_equal(to_bits(cloth.x_t), unpack_bits(packed, 32))
        assert (cloth.copied, cloth.largest, cloth.lost) == (1, 32, False)
    assert notice(s, scene).startswith("There is nothing to weave yet")


def test_a_schedule_that_stops_too_early_is_named() -> None:
    s = replace(DEFAULT, schedule="literal")
    assert "never meets" in notice(s, Scene(s, DEFAULT_SUBJECT))


def test_patterns_have_names_and_bits() -> None:
    assert list(labels())[-2:] == ["drawing", "own"]
    for name in ready():
        assert read_pattern(name) == name == write_pattern(name) == menu_value(name)
        packed = packed_of(name, DEFAULT_SUBJECT)
        assert named(packed) == name
        assert len(packed) == 128
    assert packed_of(DRAWING, replace(DEFAULT_SUBJECT, drawing=EMPTY)) == EMPTY
    assert read_pattern(write_pattern(HEART)) == HEART == named(HEART)
    assert menu_value(HEART) == "own"


@pytest.mark.parametrize("text", ["", "own", "Weave", "AAAA", "x" * 170])
def test_no_such_pattern(text: str) -> None:
    with pytest.raises(ValueError, match=r"one of weave, .*, drawing, or 1024 bits in base64url"):
        read_pattern(text)
    settings, complaints = TABLE.decode({"cloth.pattern": text})
    assert settings == DEFAULT
    assert len(complaints) == 1


def test_the_drawing_is_followed_where_it_is_the_pattern() -> None:
    other = replace(DEFAULT_SUBJECT, drawing=EMPTY)
    assert Scene(replace(DEFAULT, pattern=DRAWING), other).packed == EMPTY
    assert Scene(DEFAULT, other).packed == default_scene().packed


def test_words() -> None:
    scene = default_scene()
    cloths = [scene.cloth(window, 0) for window in WINDOWS]
    for cloth in cloths:
        assert readings(cloth)["largest"] == f"{cloth.largest} × {cloth.largest}"
    assert readings(scene.cloth(9, 5))["largest"] == ""
    assert arrival_words(cloths).count("k = ") == len(WINDOWS)
    assert (listed([3]), listed([3, 5]), listed([3, 5, 7])) == ("3", "3 and 5", "3, 5 and 7")
