"""A good picture may carry anything beside its pixels: it has no say."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zlib

import numpy as np
import pytest
from PIL import Image, ImageOps
from support.brought import (
    MAPPED,
    PICTURE,
    drawn,
    saved,
    segment,
    with_chunks,
    with_segments,
)
from support.scene import BITS

from page.export.chunks import chunk
from page.importing import picture
from page.importing.found import TOO_LONG, NotUsable
from page.importing.reading import read_file


def with_extensions(*more: bytes) -> bytes:
    at = 13 + 3 * (2 << (FLAT[10] & 7))
    return FLAT[:at] + b"".join(more) + FLAT[at:]


def blocks(content: bytes) -> bytes:
    each = (content[at : at + 255] for at in range(0, len(content), 255))
    return b"".join(bytes([len(one)]) + one for one in each) + b"\0"


def webp_of(*more: tuple[bytes, bytes]) -> bytes:
    """A WebP of the drawing that promises a profile, Exif and XMP, with these chunks."""
    lossless = saved(drawn(BITS, 4).convert("RGB"), "WEBP", lossless=True)
    side = struct.pack("<I", 4 * 32 - 1)[:3]
    parts = [(b"VP8X", b"\x2c\0\0\0" + 2 * side), *more[:1], (b"VP8L", lossless[20:]), *more[1:]]
    body = b"".join(k + struct.pack("<I", len(d)) + d + b"\0" * (len(d) % 2) for k, d in parts)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


BOMB = zlib.compress(bytes(100_000_000), 9)
FLAT = saved(drawn(BITS, 4).convert("P"), "GIF")
PROFILE = segment(0xE2, b"ICC_PROFILE\0\1\1" + bytes(65_000))

BURDENED = {
    "png, compressed text": with_chunks(chunk(b"zTXt", b"a\0\0" + BOMB)),
    "png, compressed text at the end": with_chunks(chunk(b"zTXt", b"a\0\0" + BOMB), last=True),
    "png, international text": with_chunks(chunk(b"iTXt", b"a\0\1\0\0\0" + BOMB)),
    "png, colour profile": with_chunks(chunk(b"iCCP", b"a\0\0" + BOMB)),
    "png, many texts": with_chunks(*[chunk(b"zTXt", b"a\0\0" + BOMB)] * 70),
    "png, plain text": with_chunks(chunk(b"tEXt", b"a\0" + b"x" * 3_000_000)),
    "png, packed in another way": with_chunks(chunk(b"zTXt", b"a\0\5x"), chunk(b"iCCP", b"a\0\5x")),
    "png, short gamma": with_chunks(chunk(b"gAMA", b"\0"), chunk(b"cHRM", b"\0")),
    "png, checksum of a time": with_chunks(chunk(b"tIME", b"1234567")[:-1] + b"!"),
    "png, no Exif": with_chunks(chunk(b"eXIf", b"garbage!")),
    "png, short Exif": with_chunks(chunk(b"eXIf", b"II*\0")),
    "png, frames out of order": with_chunks(chunk(b"fcTL", struct.pack(">5I2H2B", 5, *[9] * 7, 0))),
    "png, something behind it": PICTURE + b"<html>" * 1000,
    "jpeg, profile of 16 MB": with_segments(*[PROFILE] * 250),
    "jpeg, comments of 15 MB": with_segments(*[segment(0xFE, bytes(65_000))] * 230),
    "jpeg, no Exif": with_segments(segment(0xE1, b"Exif\0\0garbage")),
    "jpeg, previews that are none": with_segments(segment(0xE2, b"MPF\0garbage")),
    "jpeg, Photoshop's": with_segments(segment(0xED, b"Photoshop 3.0\x008BIM\3\xed\0\0")),
    "gif, comment of 12 MB": with_extensions(b"!\xfe" + blocks(bytes(12_000_000))),
    "gif, many comments": with_extensions(*[b"!\xfe" + blocks(b"hello")] * 20_000),
    "gif, something of a program": with_extensions(b"!\xff\x0bXMP DataXMP" + blocks(b"x" * 99_999)),
    "gif, text to be drawn": with_extensions(b"!\1\x0c" + bytes(12) + blocks(b"hello")),
    "webp, profile, Exif, XMP": webp_of(
        (b"ICCP", bytes(5_000_000)), (b"EXIF", b"garbage!"), (b"XMP ", bytes(5_000_000))
    ),
    "bmp, something behind it": MAPPED + bytes(100_000),
}


@pytest.mark.parametrize("name", BURDENED)
def test_a_good_picture_may_carry_anything(name: str) -> None:
    found = read_file(BURDENED[name])
    assert (found.state, found.note) == (None, "")
    assert np.array_equal(found.bits(found.threshold(), False), BITS)


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
@pytest.mark.parametrize("key", [b"a", b"unerase"])
def test_a_bomb_in_a_text_is_never_unpacked(kind: bytes, key: bytes) -> None:
    flags = b"\0\1\0\0\0" if kind == b"iTXt" else b"\0\0"
    file = with_chunks(*[chunk(kind, key + flags + BOMB)] * 9)
    read_file(PICTURE)  # what is made once
    tracemalloc.start()
    found = read_file(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2 * len(file) + 1_000_000
    assert found.note == (TOO_LONG if (kind, key) == (b"zTXt", b"unerase") else "")
    assert np.array_equal(found.bits(found.threshold(), False), BITS)


@pytest.mark.parametrize("turn", range(2, 9))
def test_every_way_to_lie_is_put_upright(turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    wide = drawn(BITS, 4).crop((0, 0, 128, 96))
    lying = saved(wide, "PNG", exif=exif)
    upright = saved(ImageOps.exif_transpose(Image.open(io.BytesIO(lying))))
    assert np.array_equal(read_file(lying).darkness, read_file(upright).darkness)
    assert not np.array_equal(read_file(lying).darkness, read_file(saved(wide)).darkness)


def test_too_little_memory_is_no_fault_of_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_image: Image.Image) -> None:
        raise MemoryError

    monkeypatch.setattr(picture, "_small", refuse)
    with pytest.raises(NotUsable, match="not have enough memory"):
        read_file(PICTURE)
