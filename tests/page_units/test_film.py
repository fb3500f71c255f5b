"""The filmstrip: where its frames are, and what it looks like."""

from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from page.widgets.film import GAP, ROW_GAP, FilmGeometry, film_image, film_row
from page.widgets.palette import Rgba, ramp

TABLE = ramp("#000000", "#ffffff")
GEOMETRIES = [FilmGeometry(32, scale) for scale in (1.0, 2.0, 1.5, 1.1)] + [FilmGeometry(5, 0.7)]


def test_measures_worked_by_hand() -> None:
    geometry = FilmGeometry(32, 2.0)
    assert geometry.pitch == (32 + 2) * 2 == 68
    assert geometry.height == (32 + 4 + 32) * 2 == 136


@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_the_frame_at_a_frames_centre_is_that_frame(geometry: FilmGeometry) -> None:
    half = geometry.side * geometry.scale / 2
    for row, y in enumerate((half, half + (geometry.side + ROW_GAP) * geometry.scale)):
        for count in (1, 2, 21, 1001):
            for t in range(count):
                assert geometry.frame_at(t * geometry.pitch + half, y, count) == (row, t)


@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_a_frames_corners_belong_to_it(geometry: FilmGeometry) -> None:
    length = geometry.side * geometry.scale
    for row in (0, 1):
        top = row * (geometry.side + ROW_GAP) * geometry.scale
        for t in (0, 1, 7, 20):
            for dx in (0.01, length - 0.01):
                for dy in (0.01, length - 0.01):
                    at = geometry.frame_at(t * geometry.pitch + dx, top + dy, 21)
                    assert at == (row, t)


def test_points_outside_belong_to_the_nearest_frame() -> None:
    geometry = FilmGeometry(32, 1.0)
    assert geometry.frame_at(-5.0, -5.0, 21) == (0, 0)
    assert geometry.frame_at(21 * 34.0, 0.0, 21) == (0, 20)
    assert geometry.frame_at(1e9, 1e9, 21) == (1, 20)


@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_what_is_visible_covers_the_window_and_little_more(geometry: FilmGeometry) -> None:
    dice = random.Random(9)
    for _ in range(2000):
        count = dice.choice([1, 2, 21, 1001])
        width = dice.uniform(1, 1500)
        scroll = dice.uniform(0, max(0.0, count * geometry.pitch - width))
        first, end = geometry.visible(scroll, width, count)
        assert 0 <= first < end <= count
        for share in (1e-6, 0.3, 0.7, 1 - 1e-6):
            _, t = geometry.frame_at(scroll + share * width, 0.0, count)
            assert first <= t < end
        assert end - first <= width / geometry.pitch + 2


def test_visible_worked_by_hand() -> None:
    geometry = FilmGeometry(32, 1.0)  # 34 a frame
    assert geometry.visible(0.0, 100.0, 21) == (0, 4)
    assert geometry.visible(33.0, 100.0, 21) == (0, 4)  # to 133, within frame 3
    assert geometry.visible(340.0, 68.0, 1001)[0] == 10
    assert geometry.visible(0.0, 5000.0, 21) == (0, 21)


@pytest.mark.parametrize("scroll", [-50.0, 1e6])
def test_scrolled_past_the_ends_there_is_still_a_frame(scroll: float) -> None:
    first, end = FilmGeometry(32, 1.0).visible(scroll, 100.0, 21)
    assert first == (0 if scroll < 0 else 20)
    assert first < end <= 21


def tones(count: int, side: int, seed: int) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (count, side, side), dtype=np.uint8)


def cut(image: Rgba, side: int, row: int, column: int) -> Rgba:
    top, left = row * (side + ROW_GAP), column * (side + GAP)
    return image[top : top + side, left : left + side]


def test_the_smallest_film_worked_by_hand() -> None:
    forward = np.array([[[10]], [[20]]], dtype=np.uint8)
    reverse = np.array([[[30]]], dtype=np.uint8)
    image = film_image(film_row(forward, TABLE), film_row(reverse, TABLE), 1)
    assert image.shape == (1 + 4 + 1, 2 * (1 + 2), 4)
    assert image.dtype == np.uint8
    expected = np.zeros((6, 6, 4), dtype=np.uint8)
    expected[0, 0] = (10, 10, 10, 255)
    expected[0, 3] = (20, 20, 20, 255)
    expected[5, 3] = (30, 30, 30, 255)
    assert np.array_equal(image, expected)


@pytest.mark.parametrize(("walked", "first"), [(0, 0), (0, 7), (3, 4), (7, 0), (2, 1), (1, 6)])
def test_frames_are_placed_and_all_else_is_clear(walked: int, first: int) -> None:
    count, side = 7, 5
    table = ramp("#102030", "#fffefd")
    forward, reverse = tones(count, side, 1), tones(walked, side, 2)
    image = film_image(film_row(forward, table), film_row(reverse, table), first)
    for t in range(count):
        assert np.array_equal(cut(image, side, 0, t), table[forward[t]])
        below = cut(image, side, 1, t)
        if first <= t < first + walked:
            assert np.array_equal(below, table[reverse[t - first]])
        else:
            assert not below.any()
    opaque = image[..., 3] == 255
    assert opaque.sum() == (count + walked) * side**2
    assert not image[~opaque].any()


def test_the_picture_and_the_geometry_agree() -> None:
    side, count = 5, 9
    geometry = FilmGeometry(side, 1.0)
    forward = np.empty((count, side, side), dtype=np.uint8)
    forward[:] = np.arange(count)[:, None, None]
    image = film_image(film_row(forward, TABLE), film_row(forward + 100, TABLE), 0)
    assert image.shape[:2] == (geometry.height, count * geometry.pitch)
    for y, x in zip(*np.nonzero(image[..., 3]), strict=True):
        row, t = geometry.frame_at(x + 0.5, y + 0.5, count)
        assert image[y, x, 0] == t + 100 * row


def test_the_tones_are_left_as_they_were() -> None:
    forward = tones(3, 4, 3)
    before = forward.copy()
    row = film_row(forward, TABLE)
    film_image(row, row, 0)[:] = 0
    assert np.array_equal(forward, before)
    assert np.array_equal(row, film_row(before, TABLE))
