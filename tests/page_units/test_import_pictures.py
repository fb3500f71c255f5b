"""A picture that a visitor brings becomes a drawing."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from support.brought import (
    becomes,
    drawn,
    saved,
)
from support.scene import BITS

from page.importing import picture
from page.importing.found import Found
from page.importing.reading import read_file


@pytest.mark.parametrize("scale", [1, 2, 5, 16])
@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP", "JPEG", "WEBP"])
def test_a_drawing_of_cells_is_read_exactly(kind: str, scale: int) -> None:
    image = drawn(BITS, scale).convert("RGB")
    options = {"quality": 95} if kind in ("JPEG", "WEBP") else {}
    assert np.array_equal(becomes(saved(image, kind, **options)), BITS)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png_is_read(mode: str) -> None:
    image = drawn(BITS, 3)
    if mode == "I;16":
        image = Image.fromarray(np.asarray(image).astype(np.uint16) * 257)
    else:
        image = image.convert("RGB").convert(mode)
    assert np.array_equal(becomes(saved(image)), BITS)


def test_another_shape_is_padded_with_paper() -> None:
    wide = Image.new("L", (64, 16), 0)
    ink = becomes(saved(wide))
    assert ink[12:20].all()
    assert ink.sum() == 8 * 32
    assert becomes(saved(wide.rotate(90, expand=True))).sum() == 8 * 32
    thin = becomes(saved(Image.new("L", (4000, 1), 0)))
    assert thin.sum() == 32


def test_a_turned_photograph_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned to the right by a quarter
    turned = drawn(BITS, 4).convert("RGB").rotate(90, expand=True)
    assert np.array_equal(becomes(saved(turned, "JPEG", quality=95, exif=exif)), BITS)


def test_see_through_becomes_paper_and_says_so() -> None:
    rgba = np.zeros((32, 32, 4), dtype=np.uint8)  # black, even where nothing is seen
    rgba[BITS, 3] = 255
    found = read_file(saved(Image.fromarray(rgba)))
    assert np.array_equal(found.bits(128, False), BITS)
    assert found.note == picture.SEEN_THROUGH
    opaque = read_file(saved(drawn(BITS).convert("RGBA")))
    assert opaque.note == ""


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_a_film_the_first_frame_is_taken_and_that_is_said(kind: str) -> None:
    frames = [drawn(BITS, 2).convert("RGB"), drawn(~BITS, 2).convert("RGB")]
    options = {"lossless": True} if kind == "WEBP" else {}
    found = read_file(saved(frames[0], kind, save_all=True, append_images=frames[1:], **options))
    assert found.note == picture.MOVES
    assert np.array_equal(found.bits(found.threshold(), False), BITS)


def test_one_colour_says_so() -> None:
    found = read_file(saved(Image.new("RGB", (50, 50), "white")))
    assert found.note == picture.BLANK
    assert not found.bits(found.threshold(), False).any()


def test_threshold_and_invert() -> None:
    darkness = np.arange(1024).reshape(32, 32) // 4
    found = Found(darkness.astype(np.uint8))
    for threshold in (0, 1, 77, 255):
        assert np.array_equal(found.bits(threshold, False), darkness >= threshold)
        assert np.array_equal(found.bits(threshold, True), darkness < threshold)
    assert 120 <= found.threshold() <= 136


@pytest.mark.parametrize(("low", "high"), [(0, 255), (3, 4), (200, 255), (0, 1)])
def test_the_first_threshold_parts_two_tones(low: int, high: int) -> None:
    found = Found(np.where(BITS, high, low).astype(np.uint8))
    assert np.array_equal(found.bits(found.threshold(), False), BITS)
