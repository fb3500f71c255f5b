"""Picture files, with Pillow: the header is judged before anything is decoded."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from page.export.album import KEY
from page.importing.found import MAX_LINK, Found, NotUsable
from unerase.presets import SIDE

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
MAX_PIXELS = 40_000_000
MAY_MOVE = ("PNG", "GIF", "WEBP")
"""Formats that hold films; a JPEG of several pictures is one picture and its previews."""

NO_PICTURE = "This is no picture that can be read here. Choose a PNG, JPEG, GIF, WebP or BMP file."
DAMAGED = "This picture is damaged or cut off. Save it again, or choose another one."
HUGE = "This picture has more than 40 million pixels. Make it smaller, then try again."
MOVES = "It is animated: this is its first frame."
SEEN_THROUGH = "Its transparent parts became paper."
BLANK = "It is one colour throughout."

# What decoders trip over; Pillow raises SyntaxError for broken headers.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, LookupError)


def read_picture(data: bytes) -> Found:
    """What a picture file shows, as 32 × 32 tones; a PNG of ours tells its link."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                return _ours(image) or _tones(image)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError) as error:
        raise NotUsable(HUGE) from error
    except UnidentifiedImageError as error:
        raise NotUsable(NO_PICTURE) from error
    except _BROKEN as error:
        raise NotUsable(DAMAGED) from error


def _ours(image: Image.Image) -> Found | None:
    state = image.info.get(KEY)
    if image.format != "PNG" or not isinstance(state, str) or len(state) > MAX_LINK:
        return None
    return Found.of_link(state)


def _tones(image: Image.Image) -> Found:
    notes = []
    if image.format in MAY_MOVE and getattr(image, "is_animated", False):
        notes.append(MOVES)
    image.draft("RGB", (4 * SIDE, 4 * SIDE))  # a large JPEG need not be decoded in full
    image.load()
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # 16 bits a pixel
        values = np.asarray(upright, dtype=np.float64) / 257
        upright = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    colours = upright.convert("RGBA")
    longest = max(colours.size)
    width, height = (max(1, round(length * SIDE / longest)) for length in colours.size)
    small = colours.resize((width, height), Image.Resampling.BOX)
    if small.getchannel("A").getextrema() != (255, 255):
        notes.append(SEEN_THROUGH)
    paper = Image.new("RGBA", (SIDE, SIDE), "white")
    paper.alpha_composite(small, ((SIDE - width) // 2, (SIDE - height) // 2))
    darkness = 255 - np.asarray(paper.convert("L"))
    if darkness.min() == darkness.max():
        notes.append(BLANK)
    return Found(darkness, note=" ".join(notes))
