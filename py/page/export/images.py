"""Pictures and films as files. Pillow compresses; scaling is by whole pixels: they stay crisp.

Pillow's own writers make a whole film in one go. Here each frame is one call, so that the page goes
on answering meanwhile and can be told to stop.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO

import numpy as np
from PIL import Image
from PIL.GifImagePlugin import getdata
from PIL.PngImagePlugin import PngInfo

from page.export.chunks import SIGNATURE, chunk, chunks
from page.export.film import Rgb
from page.export.making import KEY, CannotSave, Making
from page.widgets.palette import Rgba

MAX_PICTURE, MAX_FILM = 40_000_000, 400_000_000
"""Pixels of one picture, and of all frames of a film."""
GIF_COLOURS = 256
FILM_MS, FASTEST_MS, SLOWEST_MS, REST_MS = 6000, 20, 160, 1200


def durations(count: int) -> list[int]:
    """How long each frame of a film is shown, in ms: some six seconds, and a rest at the end.

    Whole hundredths of a second, because GIF knows no others.
    """
    each = min(SLOWEST_MS, max(FASTEST_MS, FILM_MS // count // 10 * 10))
    return [each] * (count - 1) + [REST_MS]


def scaled(picture: Rgba, scale: int) -> Rgba:
    """Each pixel as a square of scale × scale pixels."""
    return picture.repeat(scale, axis=0).repeat(scale, axis=1)


def check_size(height: int, width: int, scale: int, count: int = 1) -> None:
    """Raise CannotSave when so many frames of this size are more than a browser should hold."""
    most = MAX_PICTURE if count == 1 else MAX_FILM
    if height * width * scale**2 * count > most:
        fits = max((s for s in range(1, scale) if height * width * s**2 * count <= most), default=0)
        advice = f"choose a scale of at most {fits}" if fits else "choose fewer steps"
        raise CannotSave(f"That would be too large: {advice}.")


def png(picture: Rgba, scale: int, state: str) -> bytes:
    """A PNG of an RGB or RGBA picture that remembers the link `state`."""
    check_size(picture.shape[0], picture.shape[1], scale)
    about = PngInfo()
    about.add_text(KEY, state)
    file = BytesIO()
    Image.fromarray(scaled(picture, scale)).save(file, "PNG", pnginfo=about)
    return file.getvalue()


def gif(count: int, paint: Callable[[int], Rgb], scale: int) -> Making[bytes]:
    """An endless GIF of frames 0 … count - 1."""
    height, width = paint(0).shape[:2]
    check_size(height, width, scale, count)
    loop = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    # No palette for all: each frame brings its own, of up to 256 colours.
    parts = [b"GIF89a", struct.pack("<HHBBB", width * scale, height * scale, 0x70, 0, 0), loop]
    for i, duration in enumerate(durations(count)):
        frame = _with_palette(paint(i), scale)
        parts += getdata(frame, duration=duration, include_color_table=True)
        yield (i + 1) / count
    return b"".join([*parts, b"\x3b"])


def _with_palette(picture: Rgb, scale: int) -> Image.Image:
    """The picture with a palette: exact where that is possible, else as near as Pillow gets."""
    packed = picture.astype(np.uint32) @ np.array([65536, 256, 1], dtype=np.uint32)
    colours, index = np.unique(packed.reshape(-1), return_inverse=True)
    if len(colours) > GIF_COLOURS:
        few = Image.fromarray(picture).quantize(GIF_COLOURS, dither=Image.Dither.NONE)
        size = (few.width * scale, few.height * scale)
        return few.resize(size, Image.Resampling.NEAREST)
    tones = index.astype(np.uint8).reshape(packed.shape)
    image = Image.fromarray(scaled(tones, scale), "L")
    image.putpalette(bytes(b for c in colours.tolist() for b in c.to_bytes(3, "big")))
    return image


def apng(count: int, paint: Callable[[int], Rgb], scale: int, state: str) -> Making[bytes]:
    """An endless animated PNG of frames 0 … count - 1; it remembers the link as `png` does."""
    height, width = paint(0).shape[:2]
    check_size(height, width, scale, count)
    parts: list[bytes] = []
    number = 0
    for i, duration in enumerate(durations(count)):
        still = list(chunks(png(paint(i), scale, state)))
        if i == 0:
            parts += [SIGNATURE]
            parts += [bytes(whole) for kind, _, whole in still if kind in (b"IHDR", b"tEXt")]
            parts.append(chunk(b"acTL", struct.pack(">II", count, 0)))
        size = (width * scale, height * scale, 0, 0)
        parts.append(chunk(b"fcTL", struct.pack(">5I2H2B", number, *size, duration, 1000, 0, 0)))
        number += 1
        for content, whole in (one[1:] for one in still if one[0] == b"IDAT"):
            if i == 0:
                parts.append(bytes(whole))
            else:
                parts.append(chunk(b"fdAT", struct.pack(">I", number) + content))
                number += 1
        yield (i + 1) / count
    return b"".join([*parts, chunk(b"IEND", b"")])
