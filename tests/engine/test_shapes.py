"""Shapes by name: distinct, whole, the same for the same seed, and true to their closed forms."""

from __future__ import annotations

import hashlib
import math
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import ArrayLike
from support.pictures import pieces
from support.refusal import refusal

from unerase.arrays import Bits
from unerase.metrics import hamming
from unerase.presets import SIDE
from unerase.shapes import (
    KINDS,
    PAIRS,
    STYLES,
    UNSEEN,
    draw_all,
    every_pose,
    random_poses,
    random_shape,
    shape_label,
)
from unerase.shapes.poses import SIZES, STRETCH, WANDER

MIDDLE = (16, 16, 24, 24)
LOPSIDED = {"moon", "arrow", "fish", "cup"}


def draw(kind: str, style: str, pose: ArrayLike) -> Bits:
    drawn: Bits = draw_all(kind, style, np.asarray(pose)[np.newaxis])[0]
    return drawn


def test_there_are_twenty_kinds_and_three_styles_and_every_pair() -> None:
    assert len(KINDS) >= 20
    assert {"filled", "outlined"} < set(STYLES)
    assert len(STYLES) == 3
    assert len(set(PAIRS)) == len(PAIRS) == len(KINDS) * len(STYLES)


def test_the_unseen_pairs_leave_every_kind_and_every_style_to_be_seen() -> None:
    assert len(set(UNSEEN)) == len(UNSEEN) >= 4
    seen = set(PAIRS) - set(UNSEEN)
    assert len(seen) == len(PAIRS) - len(UNSEEN)
    assert {style for _, style in UNSEEN} == set(STYLES)
    for kind in KINDS:
        assert sum(known == kind for known, _ in seen) >= 2


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_shape_has_ink_and_paper_around_it(kind: str, style: str) -> None:
    drawn = draw_all(kind, style, random_poses(100, 5))
    assert drawn.shape == (100, SIDE, SIDE)
    assert drawn.dtype == np.bool_
    ink = drawn.sum(axis=(1, 2))
    assert ink.min() >= 80
    assert ink.max() <= 700
    assert not drawn[:, [0, -1]].any()
    assert not drawn[:, :, [0, -1]].any()


@pytest.mark.parametrize("style", STYLES)
def test_kinds_are_far_apart_in_every_style(style: str) -> None:
    """In one pose no two kinds are within the 16 pixels that count as clean."""
    drawn = {kind: draw(kind, style, MIDDLE) for kind in KINDS}
    nearest = min(
        (hamming(drawn[one], drawn[other]), one, other) for one, other in combinations(KINDS, 2)
    )
    assert nearest[0] > 24, nearest


@pytest.mark.parametrize("kind", KINDS)
def test_styles_are_far_apart_in_every_kind(kind: str) -> None:
    for one, other in combinations(STYLES, 2):
        assert hamming(draw(kind, one, MIDDLE), draw(kind, other, MIDDLE)) > 24


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_shape_is_in_one_piece(kind: str) -> None:
    for bits in draw_all(kind, "filled", random_poses(20, 3)):
        assert len(pieces(bits)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_outline_keeps_to_the_shape_and_covers_its_edge(kind: str) -> None:
    """With the marks aside: the ink is the shape's, and no outermost pixel of it is left out."""
    for pose in random_poses(20, 3):
        body = draw(kind, "filled", pose) | draw(kind, "outlined", pose)
        rim = draw(kind, "outlined", pose)
        padded = np.pad(body, 1)
        core = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
        assert not (body & ~core & ~rim).any()


def test_an_outline_is_two_pixels_wide() -> None:
    square = draw("square", "outlined", (16, 16, 20 / 0.9, 20 / 0.9))
    expected = np.zeros((SIDE, SIDE), dtype=np.bool_)
    expected[6:26, 6:26] = True
    expected[8:24, 8:24] = False
    np.testing.assert_array_equal(square, expected)


@pytest.mark.parametrize("kind", KINDS)
def test_stripes_are_the_filled_shape_without_every_fourth_row(kind: str) -> None:
    full, striped = draw(kind, "filled", MIDDLE), draw(kind, "striped", MIDDLE)
    paper = [row for row in range(SIDE) if row % 4 == 3]
    ink = [row for row in range(SIDE) if row % 4 != 3]
    assert not striped[paper].any()
    np.testing.assert_array_equal(striped[ink], full[ink])


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", sorted(set(KINDS) - LOPSIDED))
def test_symmetric_kinds_have_symmetric_pixels_wherever_they_stand(kind: str, style: str) -> None:
    for pose in random_poses(40, 8):
        bits = draw(kind, style, pose)
        columns = np.flatnonzero(bits.any(axis=0))
        trimmed = bits[:, columns[0] : columns[-1] + 1]
        np.testing.assert_array_equal(trimmed, trimmed[:, ::-1])


@pytest.mark.parametrize("kind", sorted(LOPSIDED))
def test_lopsided_kinds_are_not_symmetric(kind: str) -> None:
    bits = draw(kind, "filled", MIDDLE)
    assert (bits != bits[:, ::-1]).any()


def test_areas_are_those_of_the_closed_forms() -> None:
    """On the average over sizes: one square alone may gain or lose a row."""
    sizes = np.linspace(20, 28, 401)
    poses = np.column_stack((np.full((401, 2), 16), sizes, sizes))
    halves = np.square(sizes / 2).sum()
    areas = {
        "circle": math.pi,
        "square": 1.8**2,
        "triangle": 1.9,
        "diamond": 2 * 1.04**2,
        "ring": math.pi * (1 - 0.36**2),
        "plus": 4 * 0.72 - 0.72**2,
    }
    for kind, area in areas.items():
        assert draw_all(kind, "filled", poses).sum() == pytest.approx(area * halves, rel=0.015)


def test_the_star_is_the_decagon_of_its_corners() -> None:
    """By winding angles instead of half-planes."""
    angle = np.radians(-90 + 36 * np.arange(10))
    reach = 1.08 * np.where(np.arange(10) % 2 == 0, 1.0, 0.5)
    corners = 16 + 12 * (reach * np.exp(1j * angle) + 0.08j) + 16j
    row, column = np.indices((SIDE, SIDE))
    to_corners = corners - (column + 0.5 + 1j * (row + 0.5))[..., np.newaxis]
    turns = np.angle(np.roll(to_corners, -1, axis=-1) / to_corners).sum(axis=-1)
    np.testing.assert_array_equal(draw("star", "filled", MIDDLE), np.abs(turns) > 1)


def test_a_pose_moves_the_shape_by_whole_pixels() -> None:
    here, there = draw("fish", "outlined", (15, 17, 20, 18)), (18, 14, 20, 18)
    np.testing.assert_array_equal(
        np.roll(here, (-3, 3), axis=(0, 1)), draw("fish", "outlined", there)
    )


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    poses = random_poses(30, 1)
    for kind, style in (("face", "striped"), ("boat", "outlined"), ("plus", "filled")):
        together = draw_all(kind, style, poses)
        for pose, bits in zip(poses, together, strict=True):
            np.testing.assert_array_equal(draw(kind, style, pose), bits)


def test_every_pose_stands_in_whole_pixels_with_paper_around_it() -> None:
    poses = every_pose()
    assert len(np.unique(poses, axis=0)) == len(poses) > 500
    assert (poses == np.rint(poses)).all()
    x, y, width, height = poses.T
    assert set(width) == set(height) == set(SIZES)
    assert np.abs(width - height).max() == STRETCH
    assert np.abs(x - 16).max() == np.abs(y - 16).max() == WANDER
    for centre, extent in ((x, width), (y, height)):
        assert (centre - extent / 2).min() == 1
        assert (centre + extent / 2).max() == SIDE - 1


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_pose_is_another_picture(kind: str, style: str) -> None:
    """But that the paper between stripes may hide what is different."""
    drawn = draw_all(kind, style, every_pose()).reshape(len(every_pose()), -1)
    different = len(np.unique(np.packbits(drawn, axis=1), axis=0))
    assert different >= (0.7 if style == "striped" else 1) * len(drawn)


def test_random_poses_are_all_the_poses_equally_often() -> None:
    """Chi-square over 687 poses: as far from its mean as chance allows, five sigma at most."""
    poses = every_pose()
    place = {tuple(pose): at for at, pose in enumerate(poses.tolist())}
    drawn = [place[tuple(pose)] for pose in random_poses(50 * len(poses), 2).tolist()]
    counts = np.bincount(drawn, minlength=len(poses))
    excess = np.square(counts - 50).sum() / 50 - (len(poses) - 1)
    assert abs(excess) < 5 * math.sqrt(2 * (len(poses) - 1))


def test_random_poses_are_fixed_by_seed_and_stream() -> None:
    np.testing.assert_array_equal(random_poses(5, 7, 3), random_poses(9, 7, 3)[:5])
    assert (random_poses(50, 7, 3) != random_poses(50, 7, 4)).any(axis=1).mean() > 0.9
    assert (random_poses(50, 7, 3) != random_poses(50, 8, 3)).any(axis=1).mean() > 0.9
    assert random_poses(0, 1).shape == (0, 4)


def test_the_shapes_are_the_same_on_every_machine() -> None:
    """Every pair drawn, as one number that was the same under CPython and Pyodide."""
    drawn = [random_shape(kind, style, seed) for seed, (kind, style) in enumerate(PAIRS)]
    digest = hashlib.sha256(np.packbits(np.stack(drawn)).tobytes()).hexdigest()
    assert digest[:16] == "005188c6d7f5c116"


def test_labels_are_plain_words() -> None:
    assert shape_label("star", "outlined") == "Outlined star"
    assert len({shape_label(kind, style) for kind, style in PAIRS}) == len(PAIRS)


def test_what_is_refused_says_why() -> None:
    assert "one of circle, square" in refusal(lambda kind: draw(kind, "filled", MIDDLE), "blob")
    assert "one of filled, outlined" in refusal(
        lambda style: random_shape("star", style, 1), "dashed"
    )
    assert "one of filled" in refusal(lambda style: shape_label("star", style), None)
    assert "(count, 4)" in refusal(lambda poses: draw_all("star", "filled", poses), [1, 2, 3, 4])
    assert "finite" in refusal(
        lambda width: draw_all("star", "filled", [[16, 16, width, 20]]), float("nan")
    )
    assert "finite" in refusal(lambda height: draw_all("star", "filled", [[9, 9, 9, height]]), 0)
    assert "whole number" in refusal(lambda seed: random_shape("star", "filled", seed), 1.5)
    assert "whole number" in refusal(lambda count: random_poses(count, 1), -1)
