"""Files that visitors bring: what becomes of good ones, and what bad ones are told."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageOps
from support.albums import album_of, finished
from support.scene import BITS
from support.tables import TABLES

from page.export.chunks import chunk
from page.export.formats import FORMATS
from page.figures.hero.settings import TABLE as HERO
from page.figures.hero.settings import HeroSettings
from page.figures.without.settings import LANES
from page.importing import archive, picture, reading
from page.importing.found import MAX_LINK, OURS, TOO_LONG, WITHOUT_SHELF, Found, NotUsable
from page.importing.reading import read_file
from page.link import joined, parts
from page.sharing.links import hero_state
from page.state import curve
from page.state.schedules import NAMES
from page.state.shelf import Shelf
from unerase import to_signal
from unerase.pixels import pack_bits, unpack_bits
from unerase.samplers import SAMPLERS
from unerase.shelves import MAX_NAME, Sketch
from unerase.shelves.archive import MAX_PACKED

SETTINGS = HeroSettings(drawing=pack_bits(BITS), seed=99, schedule="cosine").at(7, "reverse")


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def drawn(ink: NDArray[np.bool_], scale: int = 1) -> Image.Image:
    tones = np.where(ink, 10, 245).astype(np.uint8)
    return Image.fromarray(tones.repeat(scale, 0).repeat(scale, 1))


def becomes(data: bytes) -> NDArray[np.bool_]:
    found = read_file(data)
    assert found.state is None
    return found.bits(found.threshold(), False)


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


# Files of ours.


@pytest.mark.parametrize("kind", ["png", "apng", "strip", "npz"])
@pytest.mark.parametrize("settings", [SETTINGS, HeroSettings()], ids=["own", "default"])
def test_a_file_of_ours_comes_back_exactly(kind: str, settings: HeroSettings) -> None:
    album = album_of("hero", settings, state=joined(HERO.encode(settings)))
    found = read_file(finished(FORMATS[kind].make(album, 3)))
    assert found.state == album.state
    assert HERO.decode(parts(found.state or "")) == (settings, [])
    assert pack_bits(found.bits(128, False)) == settings.drawing


def npz(**arrays: Any) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def test_what_a_script_saved_is_a_drawing() -> None:
    found = read_file(npz(x0=to_signal(BITS), forward=np.zeros(5)))
    assert found.state is None
    assert np.array_equal(found.bits(found.threshold(), False), BITS)


def test_a_link_inside_that_is_wrong_falls_back_as_every_link_does() -> None:
    found = read_file(npz(unerase=np.array("drawing=no&seed=-5")))
    assert found.state == "drawing=no&seed=-5"
    assert pack_bits(found.bits(128, False)) == HeroSettings().drawing


def png_of(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(data))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + body + chunk(b"IEND", b"")


def noise_shelf(count: int, name: str = "link") -> Shelf:
    """Sketches of noise, under the longest names that there are."""
    dice = random.Random(8)

    def text() -> str:
        return "".join(chr(dice.randrange(0x20000, 0x40000)) for _ in range(MAX_NAME))

    drawings = (unpack_bits(dice.randbytes(128), 32) for _ in range(count))
    return Shelf(name, [Sketch(text(), bits, text()) for bits in drawings])


def largest_states() -> dict[str, Any]:
    """By table, settings whose texts are as long as they can be."""
    dice = random.Random(9)
    high, steep = 2**32 - 1, np.array([[20 * i, 120 - 20 * i] for i in range(12)] + [[240, -120]])
    everything: dict[str, dict[str, Any]] = {
        "hero": {
            "drawing": dice.randbytes(128),
            "schedule": "custom",
            "steps": 1000,
            "seed": high,
            "walk_seed": high,
            "phase": "reverse",
            "timestep": 1000,
            "denoiser": "improviser",
            "start": 999,
            "curve": curve.pack(np.delete(steep, 1, axis=0)),
            "shelf": noise_shelf(30),
        },
        "points": {
            "points": dice.randbytes(900),
            "bandwidth": 0.29,
            "steps": 200,
            "timestep": 200,
            "walk": high,
            "phase": "reverse",
        },
        "cloth": {"pattern": dice.randbytes(128), "seed": high, "walk": high, "timestep": 20},
        "name": {
            "label": "💥" * 40,
            "weight": 7.5,
            "seed": high,
            "walk": high,
            "kind": "hourglass",
        },
        "lab": {"shown": NAMES, "walk": high, "timestep": 20, "scale": "snr", "zero": True},
        "without": {"lanes": LANES[1:], "window": 31, "seed": high, "walk": high, "timestep": 20},
        "samplers": {"lanes": tuple(SAMPLERS)[-4:], "budget": 100, "walk": high, "timestep": 100},
        "unseen": {"locked": "nothing", "window": 31, "seed": high, "walk": high, "timestep": 20},
        "estimate": {"denoiser": "improviser", "timestep": 20, "delta": 0.123456},
        "walk": {"denoiser": "improviser", "timestep": 19, "eta": 0.123456, "pair": 2**31 - 1},
        "schedules": {"denoiser": "improviser", "timestep": 20, "literal": True},
        "corrupt": {"schedule": "sigmoid", "timestep": 20, "walk": high},
        "page": {"figure": "schedules"},
    }
    return {name: replace(TABLES[name].default, **everything[name]) for name in TABLES}


@pytest.mark.parametrize("kind", ["png", "apng", "strip", "npz"])
def test_a_file_carries_all_that_a_link_can_hold(kind: str) -> None:
    largest = largest_states()
    texts: dict[str, str] = {}
    for name, table in TABLES.items():
        texts |= table.encode(largest[name])
    state = joined(texts)
    assert 16_000 < len(state) < MAX_LINK
    assert len(state) - len(texts["shelf"]) < MAX_LINK - 4 * MAX_PACKED // 3
    album = album_of("hero", SETTINGS, state=state, dark=True)
    found = read_file(finished(FORMATS[kind].make(album, 1)))
    assert (found.state, found.note) == (state, OURS)
    assert pack_bits(found.bits(128, False)) == largest["hero"].drawing
    for name, table in TABLES.items():
        settings, complaints = table.decode(parts(found.state or ""))
        assert complaints == []
        if name == "hero":
            assert settings.shelf.sketches == largest[name].shelf.sketches
            settings = replace(settings, shelf=largest[name].shelf)
        assert settings == largest[name]


@pytest.mark.parametrize("kind", ["png", "apng", "npz"])
def test_a_text_that_is_no_link_of_ours_is_left_and_that_is_said(kind: str) -> None:
    for length, note in ((MAX_LINK, OURS), (MAX_LINK + 1, TOO_LONG), (9 * MAX_LINK, TOO_LONG)):
        album = album_of("hero", SETTINGS, state="a" * length)
        found = read_file(finished(FORMATS[kind].make(album, 1)))
        assert note in found.note
        assert (found.state is None) == (note == TOO_LONG)


def test_a_shelf_that_no_link_can_hold_is_named() -> None:
    own = replace(SETTINGS, shelf=noise_shelf(31, "own"), denoiser="memoriser")
    found = read_file(
        finished(FORMATS["png"].make(album_of("hero", own, state=hero_state(own)), 1))
    )
    assert "shelf=own" in (found.state or "")
    assert found.note == WITHOUT_SHELF
    assert "exactly" not in found.note


def test_a_text_that_another_program_has_compressed_is_still_ours() -> None:
    packed = zlib.compress(b"seed=5")
    plain = png_of(4, 4, b"\0" * 20, chunk(b"zTXt", b"unerase\0\0" + packed))
    assert read_file(plain).state == "seed=5"
    damaged = png_of(4, 4, b"\0" * 20, chunk(b"zTXt", b"unerase\0\0" + packed[:4] + b"zz"))
    assert read_file(damaged).state is None


# Good ones with a burden: what stands beside the pixels has no say.


def with_chunks(*more: bytes, last: bool = False) -> bytes:
    """A PNG of the drawing with these chunks before its pixels, or behind them."""
    at = len(PICTURE) - 12 if last else 33
    return PICTURE[:at] + b"".join(more) + PICTURE[at:]


def segment(mark: int, content: bytes) -> bytes:
    return bytes([255, mark]) + struct.pack(">H", len(content) + 2) + content


def with_segments(*more: bytes) -> bytes:
    return PHOTO[:2] + b"".join(more) + PHOTO[2:]


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
PICTURE = saved(drawn(BITS, 4))
PHOTO = saved(drawn(BITS, 4).convert("RGB"), "JPEG", quality=95)
FLAT = saved(drawn(BITS, 4).convert("P"), "GIF")
MAPPED = saved(drawn(BITS, 4).convert("RGB"), "BMP")
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
    with pytest.raises(NotUsable, match="not enough memory"):
        read_file(PICTURE)


# Hostile ones.


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
