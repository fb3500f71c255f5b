"""A file that cannot be used gets one kind sentence, whatever it claims to be."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from support.brought import (
    MAPPED,
    PHOTO,
    PICTURE,
    drawn,
    npz,
    png_of,
    saved,
    segment,
    with_segments,
)
from support.scene import BITS

from page.importing import archive, picture, reading
from page.importing.found import NotUsable
from page.importing.reading import read_file
from unerase import to_signal


def member(name: str, content: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as opened:
        opened.writestr(name, content)
    return file.getvalue()


def npy_head(shape: str, dtype: str) -> bytes:
    head = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode()


class Bang:
    """What unpickling would set off."""

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        return exec, ("raise SystemExit('unpickled')",)


OBJECTS = np.empty((), dtype=object)
OBJECTS[()] = Bang()

HOSTILE = {
    "empty": (b"", reading.EMPTY),
    "21 MB": (b"\0" * 20_000_001, reading.TOO_MANY_BYTES),
    "text": (b"just some words", picture.NO_PICTURE),
    "zeros": (b"\0" * 5000, picture.NO_PICTURE),
    "svg": (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><svg></svg>", reading.SVG),
    "svg with an entity bomb": (
        b"<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg>&a;</svg>",
        reading.SVG,
    ),
    "web page": (b"\n<!doctype html><img src=x>", reading.WEB_PAGE),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 50, reading.PHONE),
    "npy": (b"\x93NUMPY\x01\x00", reading.ONE_ARRAY),
    "pdf": (b"%PDF-1.7", picture.NO_PICTURE),
    "tiff, which is not asked for": (saved(drawn(BITS), "TIFF"), picture.NO_PICTURE),
    "postscript, which would start a program": (b"%!PS-Adobe-3.0 EPSF-3.0", picture.NO_PICTURE),
    "png, cut in its header": (PICTURE[:20], picture.DAMAGED),
    "png, cut in its data": (PICTURE[: len(PICTURE) // 2], picture.DAMAGED),
    "png, one byte changed": (
        PICTURE[:60] + bytes([PICTURE[60] ^ 255]) + PICTURE[61:],
        picture.DAMAGED,
    ),
    "png of a billion pixels": (png_of(40_000, 25_000, b"\0"), picture.HUGE),
    "png of 41 million pixels": (png_of(41_000, 1000, b"\0"), picture.HUGE),
    "png of the most pixels there can be": (png_of(2**31 - 1, 2**31 - 1, b"\0"), picture.HUGE),
    "png with too little data": (png_of(64, 64, b"\0" * 10), picture.DAMAGED),
    "png without pixels": (png_of(0, 5, b""), None),
    "jpeg, cut": (PHOTO[: len(PHOTO) // 2], picture.DAMAGED),
    "jpeg, only its mark": (b"\xff\xd8\xff\xe0", None),
    "gif, only its head": (b"GIF89a\x20\x00\x20\x00\x00\x00\x00", None),
    "gif of huge size": (
        b"GIF89a\xff\xff\xff\xff\x80\x00\x00" + b"\0" * 6 + b",\0\0\0\0\xff\xff\xff\xff\0\x02\0;",
        picture.HUGE,
    ),
    "bmp, wrong lengths": (b"BM" + b"\xff" * 60, None),
    "bmp with a header that nobody writes": (MAPPED[:14] + b"\x10" + MAPPED[15:], picture.ODD),
    "bmp of two bits": (MAPPED[:28] + b"\2" + MAPPED[29:], picture.ODD),
    "jpeg with a mark that is too short": (with_segments(segment(0xEE, b"Adobe")), picture.ODD),
    "webp, only its head": (b"RIFF\x10\0\0\0WEBPVP8 ", None),
    "zip, cut": (npz(x0=to_signal(BITS))[:-30], archive.DAMAGED),
    "zip, only its mark": (b"PK\x03\x04", archive.DAMAGED),
    "zip of something else": (member("readme.txt", b"hello"), archive.FOREIGN),
    "zip bomb": (member("unerase.npy", b"\0" * 200_000_000), archive.FOREIGN),
    "npz with a pickle": (npz(unerase=OBJECTS), archive.FOREIGN),
    "npz whose text claims 4 GB": (
        member("unerase.npy", npy_head("()", "<U1000000000")),
        archive.DAMAGED,
    ),
    "npz whose array claims 4 TB": (
        member("x0.npy", npy_head("(1000000, 1000000)", "<f4")),
        archive.FOREIGN,
    ),
    "npz with a negative shape": (member("x0.npy", npy_head("(-1, -4)", "<f4")), archive.FOREIGN),
    "npz with a shape that is a program": (
        member("x0.npy", npy_head("(__import__('os'),)", "<f4")),
        archive.DAMAGED,
    ),
    "npz with junk": (member("x0.npy", b"junk"), archive.DAMAGED),
    "npz of another shape": (npz(x0=np.zeros((64, 64), np.float32)), archive.FOREIGN),
    "npz of other numbers": (npz(x0=np.zeros((32, 32), np.float64)), archive.FOREIGN),
    "npz with a very long link": (npz(unerase=np.array("a" * 100_000)), archive.FOREIGN),
    "npz packed in another way": (
        member("x0.npy", b"x" * 99, zipfile.ZIP_STORED).replace(
            b"PK\x01\x02\x14\x03\x14\0\0\0\0\0", b"PK\x01\x02\x14\x03\x14\0\0\0\x63\0"
        ),
        archive.FOREIGN,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_used_gets_one_kind_sentence(name: str) -> None:
    data, sentence = HOSTILE[name]
    with pytest.raises(NotUsable) as refused:
        read_file(data)
    said = str(refused.value)
    if sentence:
        assert said == sentence
    assert said in {
        getattr(module, key)
        for module in (reading, picture, archive)
        for key in dir(module)
        if key.isupper() and isinstance(getattr(module, key), str)
    }
    assert said.endswith(".")
    assert len(said) < 120


def test_the_size_is_judged_before_the_file_is_read() -> None:
    for count in (0, 20_000_001):
        with pytest.raises(NotUsable):
            reading.check_size(count)
    reading.check_size(20_000_000)


@pytest.mark.parametrize("seed", range(40))
def test_noise_in_a_file_never_escapes_as_another_error(seed: int) -> None:
    dice = np.random.default_rng(seed)
    for data in (PICTURE, PHOTO, npz(x0=to_signal(BITS), unerase=np.array("seed=5"))):
        changed = bytearray(data)
        for at in dice.integers(0, len(data), 6):
            changed[at] = int(dice.integers(256))
        try:
            found = read_file(bytes(changed))
        except NotUsable:
            continue
        assert found.bits(found.threshold(), False).shape == (32, 32)
