"""Saved pictures and films, read by Pillow and, byte by byte, by hand."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from support.albums import finished

from page.export.film import Rgb, beside
from page.export.images import apng, durations, gif, png, scaled
from page.export.making import CannotSave

COUNT, SIDE = 5, 6
DICE = np.random.default_rng(3)
# Grey, so that a frame has no more than 256 colours.
FILM = DICE.integers(0, 256, (COUNT, SIDE, SIDE, 1), dtype=np.uint8).repeat(3, axis=3)
STATE = "seed=7&drawing=abc"


def paint(i: int) -> Rgb:
    frame: Rgb = FILM[i]
    return frame


def png_chunks(file: bytes) -> list[tuple[bytes, bytes]]:
    """Kind and content of each chunk; every checksum has to be right."""
    assert file[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = [], 8
    while at < len(file):
        (size,) = struct.unpack_from(">I", file, at)
        body = file[at + 4 : at + 8 + size]
        assert struct.unpack_from(">I", file, at + 8 + size) == (zlib.crc32(body),)
        found.append((body[:4], body[4:]))
        at += 12 + size
    assert at == len(file)
    return found


def unfiltered(data: bytes, height: int, width: int, depth: int) -> NDArray[np.uint8]:
    """The pixels of zlib-compressed PNG scanlines, 8 bits a channel (PNG, section 9)."""
    raw, row = zlib.decompress(data), width * depth
    assert len(raw) == height * (row + 1)
    lines = [[0] * row]
    for y in range(height):
        kind, *line = raw[y * (row + 1) : (y + 1) * (row + 1)]
        above, now = lines[-1], [0] * row
        for x, value in enumerate(line):
            left = now[x - depth] if x >= depth else 0
            corner = above[x - depth] if x >= depth else 0
            guess = left + above[x] - corner
            nearest = min((left, above[x], corner), key=lambda one: abs(guess - one))
            now[x] = (value + [0, left, above[x], (left + above[x]) // 2, nearest][kind]) % 256
        lines.append(now)
    return np.array(lines[1:], dtype=np.uint8).reshape(height, width, depth)


def lzw(data: bytes, bits: int) -> list[int]:
    """The indices of a GIF's image data (GIF89a, appendix F)."""
    stream, clear = int.from_bytes(data, "little"), 1 << bits
    table: list[list[int]] = []
    found: list[int] = []
    before: list[int] = []
    size = bits + 1
    while True:
        code, stream = stream & ((1 << size) - 1), stream >> size
        if code == clear:
            table, size, before = [[i] for i in range(clear)] + [[], []], bits + 1, []
            continue
        if code == clear + 1:
            return found
        entry = table[code] if code < len(table) else [*before, before[0]]
        found += entry
        if before and len(table) < 4096:
            table.append([*before, entry[0]])
        if len(table) == 1 << size and size < 12:
            size += 1
        before = entry


def blocks(file: bytes, at: int) -> tuple[bytes, int]:
    """The data of a row of sub-blocks, and where it ends."""
    data = b""
    while file[at]:
        data += file[at + 1 : at + 1 + file[at]]
        at += 1 + file[at]
    return data, at + 1


def read_gif(file: bytes) -> tuple[tuple[int, int], list[int], list[NDArray[np.uint8]], int]:
    """Size, delays in ms, frames, and how often it is shown (0: for ever)."""
    assert file[:6] == b"GIF89a"
    width, height, packed, _, _ = struct.unpack_from("<HHBBB", file, 6)
    assert not packed & 0x80
    at, delays, frames, loops = 13, [], [], -1
    while file[at] != 0x3B:
        if file[at] == 0x21:
            label = file[at + 1]
            data, at = blocks(file, at + 2)
            if label == 0xF9:
                delays.append(10 * struct.unpack_from("<H", data, 1)[0])
            elif data.startswith(b"NETSCAPE2.0"):
                loops = struct.unpack_from("<H", data, 12)[0]
            continue
        assert file[at] == 0x2C
        left, top, across, down, packed = struct.unpack_from("<4HB", file, at + 1)
        assert (left, top, across, down) == (0, 0, width, height)
        assert packed & 0x80
        count = 2 << (packed & 7)
        palette = np.frombuffer(file, np.uint8, 3 * count, at + 10).reshape(count, 3)
        at += 10 + 3 * count
        bits = file[at]
        data, at = blocks(file, at + 1)
        assert not packed & 0x40
        frames.append(palette[np.array(lzw(data, bits))].reshape(height, width, 3))
    assert at == len(file) - 1
    return (height, width), delays, frames, loops


@pytest.mark.parametrize("scale", [1, 2, 7, 16])
def test_a_png_byte_by_byte(scale: int) -> None:
    chunks = png_chunks(png(FILM[0], scale, STATE))
    kinds = [kind for kind, _ in chunks]
    assert kinds[0] == b"IHDR"
    assert kinds[-1] == b"IEND"
    side = SIDE * scale
    assert struct.unpack(">IIBBBBB", chunks[0][1]) == (side, side, 8, 2, 0, 0, 0)
    assert dict(chunks)[b"tEXt"] == b"unerase\0" + STATE.encode()
    data = b"".join(data for kind, data in chunks if kind == b"IDAT")
    assert np.array_equal(unfiltered(data, side, side, 3), scaled(FILM[0], scale))


def test_scaling_makes_squares() -> None:
    tiny = np.array([[[1, 2, 3], [4, 5, 6]]], dtype=np.uint8)
    assert scaled(tiny, 2).tolist() == [[[1, 2, 3]] * 2 + [[4, 5, 6]] * 2] * 2


@pytest.mark.parametrize("scale", [1, 3, 16])
def test_a_gif_byte_by_byte(scale: int) -> None:
    size, delays, frames, loops = read_gif(finished(gif(COUNT, paint, scale)))
    assert size == (SIDE * scale, SIDE * scale)
    assert loops == 0
    assert delays == durations(COUNT)
    assert len(frames) == COUNT
    for frame, expected in zip(frames, FILM, strict=True):
        assert np.array_equal(frame, scaled(expected, scale))


def test_a_gif_of_a_full_palette_is_exact() -> None:
    wide = np.arange(256, dtype=np.uint8).reshape(16, 16, 1).repeat(3, axis=2)
    _, _, (frame, again), _ = read_gif(finished(gif(2, lambda i: wide[:: 1 - 2 * i], 2)))
    assert np.array_equal(frame, scaled(wide, 2))
    assert np.array_equal(again, scaled(wide[::-1], 2))


def test_a_gif_of_too_many_colours_is_near() -> None:
    rich = DICE.integers(0, 256, (32, 32, 3), dtype=np.uint8)
    _, _, (frame,), _ = read_gif(finished(gif(1, lambda _: rich, 2)))
    assert np.array_equal(scaled(frame[::2, ::2], 2), frame)
    assert np.abs(frame[::2, ::2].astype(int) - rich).mean() < 16


@pytest.mark.parametrize("scale", [1, 4])
def test_an_apng_byte_by_byte(scale: int) -> None:
    chunks = png_chunks(finished(apng(COUNT, paint, scale, STATE)))
    kinds = [kind for kind, _ in chunks]
    assert kinds.index(b"acTL") < kinds.index(b"IDAT")
    assert kinds.count(b"IHDR") == kinds.count(b"IEND") == kinds.count(b"acTL") == 1
    assert dict(chunks)[b"tEXt"] == b"unerase\0" + STATE.encode()
    assert struct.unpack(">II", dict(chunks)[b"acTL"]) == (COUNT, 0)
    side = SIDE * scale
    numbers, delays, frames = [], [], [b""]
    for kind, data in chunks:
        if kind == b"fcTL":
            number, *size, delay, per, dispose, blend = struct.unpack(">5I2H2B", data)
            assert size == [side, side, 0, 0]
            assert (per, dispose, blend) == (1000, 0, 0)
            numbers.append(number)
            delays.append(delay)
            frames.append(b"")
        elif kind == b"IDAT":
            frames[-1] += data
        elif kind == b"fdAT":
            numbers.append(struct.unpack_from(">I", data)[0])
            frames[-1] += data[4:]
    assert numbers == list(range(len(numbers)))
    assert delays == durations(COUNT)
    assert len(frames) == COUNT + 1
    for frame, expected in zip(frames[1:], FILM, strict=True):
        assert np.array_equal(unfiltered(frame, side, side, 3), scaled(expected, scale))


@pytest.mark.parametrize("kind", ["gif", "apng"])
def test_pillow_reads_the_films(kind: str) -> None:
    making = gif(COUNT, paint, 3) if kind == "gif" else apng(COUNT, paint, 3, STATE)
    with Image.open(BytesIO(finished(making))) as film:
        assert getattr(film, "n_frames", 1) == COUNT
        assert film.info["loop"] == 0
        for i, duration in enumerate(durations(COUNT)):
            film.seek(i)
            assert film.info["duration"] == duration
            assert np.array_equal(np.asarray(film.convert("RGB")), scaled(FILM[i], 3))


def test_a_film_comes_in_pieces() -> None:
    for making in (gif(COUNT, paint, 1), apng(COUNT, paint, 1, "")):
        assert [next(making) for _ in range(COUNT)] == [0.2, 0.4, 0.6, 0.8, 1.0]
        making.close()


@pytest.mark.parametrize("count", [2, 21, 42, 122, 402, 2002])
def test_durations_suit_a_gif(count: int) -> None:
    each = durations(count)
    assert len(each) == count
    assert all(one % 10 == 0 and one >= 20 for one in each)


def test_what_is_too_large_says_what_fits() -> None:
    large = np.zeros((320, 320, 3), dtype=np.uint8)
    assert png(large, 16, "")
    with pytest.raises(CannotSave, match="a scale of at most 4"):
        next(gif(200, lambda _: large, 16))
    assert next(gif(200, lambda _: large, 4)) == 1 / 200
    with pytest.raises(CannotSave, match="fewer steps"):
        next(gif(5000, lambda _: large, 1))


def test_beside() -> None:
    a, b = (np.full((2, 3, 4), value, dtype=np.uint8) for value in (10, 20))
    row = beside(a, b)
    assert row[..., 0].tolist() == [[10, 10, 10, 128, 128, 20, 20, 20]] * 2
    assert row.shape == (2, 8, 3)
