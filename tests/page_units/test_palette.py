"""From tones to colours."""

from __future__ import annotations

import numpy as np
import pytest

from page.widgets.palette import coloured, ghost, parse_colour, ramp


@pytest.mark.parametrize(
    ("colour", "rgb"),
    [
        ("#000000", (0, 0, 0)),
        ("#ffffff", (255, 255, 255)),
        ("#FfFfFf", (255, 255, 255)),
        ("#c0ffee", (192, 255, 238)),
        ("#010203", (1, 2, 3)),
        ("rgb(1, 20, 255)", (1, 20, 255)),
    ],
)
def test_colours_are_read(colour: str, rgb: tuple[int, int, int]) -> None:
    assert parse_colour(colour) == rgb


WRONG = [
    "",
    "#",
    "#fff",
    "ffffff",
    "0ffffff",
    "#ffffff0",
    "#gggggg",
    "red",
    "rgb(0,0,0)",
    "rgb(1, 2, 256)",
    "rgba(1, 2, 3, 0.5)",
]


@pytest.mark.parametrize("colour", WRONG)
def test_any_other_spelling_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_colour(colour)


@pytest.mark.parametrize("colour", ["#-1+2 3", "# 1 2 3", "#12 456", "#+f+f+f", "#١٢١٢١٢"])
def test_pairs_that_only_int_understands_are_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        parse_colour(colour)


def test_a_ramp_from_black_to_white_is_the_tone_itself() -> None:
    table = ramp("#000000", "#ffffff")
    assert table.shape == (256, 4)
    assert table.dtype == np.uint8
    assert np.array_equal(table[:, :3], np.arange(256)[:, None].repeat(3, axis=1))
    assert (table[:, 3] == 255).all()


@pytest.mark.parametrize(("low", "high"), [("#fbf8f1", "#1c1a17"), ("#13110e", "#e8e2d6")])
def test_the_ends_are_exact_and_the_way_is_straight(low: str, high: str) -> None:
    table = ramp(low, high).astype(int)
    assert tuple(table[0, :3]) == parse_colour(low)
    assert tuple(table[255, :3]) == parse_colour(high)
    assert np.array_equal(ramp(high, low).astype(int)[::-1], table)
    for channel, (a, b) in enumerate(zip(parse_colour(low), parse_colour(high), strict=True)):
        for i in range(256):
            # |table - (a + (b - a)·i/255)| <= 1/2, in whole numbers.
            assert abs(2 * 255 * (table[i, channel] - a) - 2 * (b - a) * i) <= 255


def test_a_ramp_between_equal_colours_is_flat() -> None:
    assert (ramp("#8a2be2", "#8a2be2") == (138, 43, 226, 255)).all()


def test_tones_take_their_colours_from_the_table() -> None:
    table = np.random.default_rng(1).integers(0, 256, (256, 4), dtype=np.uint8)
    tones = np.array([[[0, 1, 255], [7, 7, 128]]], dtype=np.uint8)
    found = coloured(tones, table)
    assert found.dtype == np.uint8
    assert found.tolist() == [[[table[tone].tolist() for tone in row] for row in tones[0]]]


def test_a_ghost_is_ink_on_nothing() -> None:
    bits = np.array([[True, False, False], [False, False, True]])
    rgba = ghost(bits, "#c0ffee")
    assert rgba.shape == (2, 3, 4)
    assert rgba.dtype == np.uint8
    ink, nothing = [192, 255, 238, 255], [0, 0, 0, 0]
    assert rgba.tolist() == [[ink, nothing, nothing], [nothing, nothing, ink]]
