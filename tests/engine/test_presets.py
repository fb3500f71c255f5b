"""The ready-made drawings keep their promises; the shapes they are made of match closed forms."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

from unerase import NoiseSource
from unerase.arrays import Bits
from unerase.presets import SIDE, nearest_preset, preset, preset_label, preset_names
from unerase.raster import Canvas, arc, mirrored

LEFT_RIGHT = ("heart", "star", "smiley", "ring", "cat", "tree", "letter-a")
UP_DOWN = ("ring", "arrow")
FINE = Canvas(256)


def isolated(bits: Bits) -> int:
    """How many pixels differ from all of their up to 8 neighbours."""
    rows, columns = bits.shape
    alone = np.ones(bits.shape, dtype=np.bool_)
    for dy, dx in ((dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if (dy, dx) != (0, 0)):
        here = (slice(max(0, -dy), rows - max(0, dy)), slice(max(0, -dx), columns - max(0, dx)))
        there = (slice(max(0, dy), rows - max(0, -dy)), slice(max(0, dx), columns - max(0, -dx)))
        alone[here] &= bits[here] != bits[there]
    return int(alone.sum())


def area(bits: Bits) -> float:
    """The share of the unit square that is True."""
    return float(bits.mean())


def test_isolated_counts_lone_pixels_of_either_colour() -> None:
    bits = np.zeros((6, 6), dtype=np.bool_)
    bits[0, 0] = bits[3, 3] = True
    assert isolated(bits) == 2
    assert isolated(~bits) == 2
    bits[4, 4] = True
    assert isolated(bits) == 1


def test_there_are_18_presets_and_the_heart_comes_first() -> None:
    assert len(set(preset_names())) == len(preset_names()) == 18
    assert preset_names()[0] == "heart"


@pytest.mark.parametrize(
    ("slug", "label"),
    [("heart", "Heart"), ("music-note", "Music note"), ("letter-r", "Letter R")],
)
def test_labels_are_for_people(slug: str, label: str) -> None:
    assert preset_label(slug) == label


@pytest.mark.parametrize("slug", preset_names())
def test_a_preset_is_a_fresh_32_by_32_drawing(slug: str) -> None:
    first, second = preset(slug), preset(slug)
    assert first.shape == (SIDE, SIDE) == (32, 32)
    assert first.dtype == np.bool_
    assert np.array_equal(first, second)
    np.logical_not(first, out=first)
    assert np.array_equal(preset(slug), second)


@pytest.mark.parametrize("slug", preset_names())
def test_a_preset_is_bold_but_leaves_paper(slug: str) -> None:
    assert 0.12 <= preset(slug).mean() <= 0.55


@pytest.mark.parametrize("slug", preset_names())
def test_a_preset_is_large_and_centred(slug: str) -> None:
    sizes = []
    for places in np.nonzero(preset(slug)):
        first, last = int(places.min()), int(places.max())
        assert abs(first - (SIDE - 1 - last)) <= 1
        sizes.append(last - first + 1)
    assert 24 <= max(sizes) <= 28


@pytest.mark.parametrize("slug", preset_names())
def test_a_preset_has_no_lone_pixel_of_either_colour(slug: str) -> None:
    assert isolated(preset(slug)) == 0


@pytest.mark.parametrize("slug", LEFT_RIGHT)
def test_left_right_symmetry_is_exact(slug: str) -> None:
    assert np.array_equal(preset(slug), preset(slug)[:, ::-1])


@pytest.mark.parametrize("slug", UP_DOWN)
def test_up_down_symmetry_is_exact(slug: str) -> None:
    assert np.array_equal(preset(slug), preset(slug)[::-1])


def test_no_two_presets_are_near_duplicates() -> None:
    for a, b in combinations(preset_names(), 2):
        assert np.count_nonzero(preset(a) ^ preset(b)) >= 60, (a, b)


@pytest.mark.parametrize("slug", preset_names())
def test_a_preset_is_nearest_to_itself(slug: str) -> None:
    bits = preset(slug)
    assert nearest_preset(bits) == (slug, 0)
    bits[:5, 3] ^= True
    assert nearest_preset(bits) == (slug, 5)


def test_the_nearest_of_all_presets() -> None:
    for seed in range(5):
        bits = NoiseSource(seed).normal((SIDE, SIDE)) > 0
        distances = [sum((bits ^ preset(slug)).reshape(-1).tolist()) for slug in preset_names()]
        closest = distances.index(min(distances))
        assert nearest_preset(bits) == (preset_names()[closest], distances[closest])


def test_among_equally_near_presets_the_first_is_named() -> None:
    """Half-way from the heart to the ring, by way of their differing pixels in turn."""
    names = preset_names()
    first, second = "heart", "ring"
    assert names.index(first) < names.index(second)
    bits = preset(first).reshape(-1)
    differing = np.flatnonzero(bits != preset(second).reshape(-1))
    bits[differing[: differing.size // 2 * 2 : 2]] ^= True
    half = bits.reshape(SIDE, SIDE)
    to_first, to_second = ((half ^ preset(slug)).sum() for slug in (first, second))
    assert to_first == to_second
    assert nearest_preset(half) == (first, to_first)


@pytest.mark.parametrize("ask", [preset, preset_label])
@pytest.mark.parametrize("slug", ["dragon", "Heart", ""])
def test_an_unknown_name_is_refused_with_the_names_there_are(
    ask: Callable[[str], object], slug: str
) -> None:
    with pytest.raises(ValueError, match=f"slug was {slug!r}") as refusal:
        ask(slug)
    assert all(name in str(refusal.value) for name in preset_names())


@pytest.mark.parametrize("radius", [0.1, 0.25, 0.45])
def test_disc_area(radius: float) -> None:
    assert area(FINE.disc((0.5, 0.48), radius)) == pytest.approx(math.pi * radius**2, rel=0.02)


def test_ellipse_area_does_not_depend_on_its_tilt() -> None:
    for tilt in (0.0, 30.0, 90.0, -45.0):
        ellipse = FINE.ellipse((0.5, 0.5), 0.4, 0.2, tilt)
        assert area(ellipse) == pytest.approx(math.pi * 0.4 * 0.2, rel=0.02)


def test_a_positive_tilt_turns_clockwise_on_the_screen() -> None:
    tilted = FINE.ellipse((0.5, 0.5), 0.4, 0.1, 45.0)
    assert tilted[179, 179]
    assert not tilted[76, 179]


def test_ring_area() -> None:
    assert area(FINE.ring((0.5, 0.5), 0.4, 0.3)) == pytest.approx(math.pi * 0.07, rel=0.02)


def test_box_is_exact_on_pixel_edges() -> None:
    expected = np.zeros((8, 8), dtype=np.bool_)
    expected[2:5, 1:7] = True
    assert np.array_equal(Canvas(8, span=8).box((1, 2), (7, 5)), expected)


def test_triangle_area() -> None:
    triangle = FINE.polygon([(0.1, 0.1), (0.9, 0.2), (0.3, 0.8)])
    assert area(triangle) == pytest.approx(0.5 * (0.8 * 0.7 - 0.2 * 0.1), rel=0.01)


def test_polygons_that_share_an_edge_share_no_pixel_and_leave_no_gap() -> None:
    above = FINE.polygon([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)])
    below = FINE.polygon([(0.0, 0.0), (1.0, 1.0), (0.0, 1.0)])
    assert np.array_equal(above, ~below)


def test_a_self_crossing_polygon_is_filled_by_the_even_odd_rule() -> None:
    pentagram = FINE.polygon(arc((0.5, 0.5), 0.45, -90.0, 630.0, 6)[:-1])
    assert not pentagram[128, 128]
    assert pentagram[20, 128]


@pytest.mark.parametrize("end", [(0.8, 0.3), (0.2, 0.9), (0.7, 0.8), (0.2, 0.3)])
def test_a_stroke_is_a_bar_with_two_half_discs(end: tuple[float, float]) -> None:
    start, width = (0.2, 0.3), 0.12
    expected = math.dist(start, end) * width + math.pi * (width / 2) ** 2
    assert area(FINE.stroke([start, end], width)) == pytest.approx(expected, rel=0.02)


def test_a_circular_stroke_is_a_ring() -> None:
    circle = FINE.stroke(arc((0.5, 0.5), 0.3, 0.0, 360.0, 181), 0.1)
    assert np.count_nonzero(circle ^ FINE.ring((0.5, 0.5), 0.35, 0.25)) < 0.005 * circle.size


def test_arc_runs_clockwise_on_the_screen() -> None:
    quarter = arc((1.0, 2.0), 3.0, 0.0, 90.0, 5)
    assert quarter.shape == (5, 2)
    assert quarter[0] == pytest.approx([4.0, 2.0])
    assert quarter[-1] == pytest.approx([1.0, 5.0])


def test_span_only_rescales_the_coordinates() -> None:
    unit, pixels = Canvas(32), Canvas(32, span=32)
    assert np.array_equal(unit.disc((0.5, 0.25), 0.125), pixels.disc((16, 8), 4))


def test_mirrored_adds_the_mirror_image() -> None:
    half = FINE.disc((0.25, 0.5), 0.1)
    assert np.array_equal(mirrored(half), half | FINE.disc((0.75, 0.5), 0.1))
