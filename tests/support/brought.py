"""Files that a visitor may bring: pictures of one drawing, and what can be wrapped around them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from page.export.chunks import chunk
from page.importing.reading import read_file
from support.scene import BITS


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def drawn(ink: NDArray[np.bool_], scale: int = 1) -> Image.Image:
    tones = np.where(ink, 10, 245).astype(np.uint8)
    return Image.fromarray(tones.repeat(scale, 0).repeat(scale, 1))


PICTURE = saved(drawn(BITS, 4))
PHOTO = saved(drawn(BITS, 4).convert("RGB"), "JPEG", quality=95)
MAPPED = saved(drawn(BITS, 4).convert("RGB"), "BMP")


def becomes(data: bytes) -> NDArray[np.bool_]:
    found = read_file(data)
    assert found.state is None
    return found.bits(found.threshold(), False)


def npz(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def png_of(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(data))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + body + chunk(b"IEND", b"")


def with_chunks(*more: bytes, last: bool = False) -> bytes:
    """A PNG of the drawing with these chunks before its pixels, or behind them."""
    at = len(PICTURE) - 12 if last else 33
    return PICTURE[:at] + b"".join(more) + PICTURE[at:]


def segment(mark: int, content: bytes) -> bytes:
    return bytes([255, mark]) + struct.pack(">H", len(content) + 2) + content


def with_segments(*more: bytes) -> bytes:
    return PHOTO[:2] + b"".join(more) + PHOTO[2:]
