"""A file that the page has saved comes back, with all that its link holds."""

from __future__ import annotations

import random
import zlib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.albums import album_of, finished
from support.brought import (
    npz,
    png_of,
)
from support.scene import BITS
from support.tables import TABLES

from page.export.chunks import chunk
from page.export.formats import FORMATS
from page.figures.hero.settings import TABLE as HERO
from page.figures.hero.settings import HeroSettings
from page.figures.without.settings import LANES
from page.importing.found import MAX_LINK, OURS, TOO_LONG, WITHOUT_SHELF
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


@pytest.mark.parametrize("kind", ["png", "apng", "strip", "npz"])
@pytest.mark.parametrize("settings", [SETTINGS, HeroSettings()], ids=["own", "default"])
def test_a_file_of_ours_comes_back_exactly(kind: str, settings: HeroSettings) -> None:
    album = album_of("hero", settings, state=joined(HERO.encode(settings)))
    found = read_file(finished(FORMATS[kind].make(album, 3)))
    assert found.state == album.state
    assert HERO.decode(parts(found.state or "")) == (settings, [])
    assert pack_bits(found.bits(128, False)) == settings.drawing


def test_what_a_script_saved_is_a_drawing() -> None:
    found = read_file(npz(x0=to_signal(BITS), forward=np.zeros(5)))
    assert found.state is None
    assert np.array_equal(found.bits(found.threshold(), False), BITS)


def test_a_link_inside_that_is_wrong_falls_back_as_every_link_does() -> None:
    found = read_file(npz(unerase=np.array("drawing=no&seed=-5")))
    assert found.state == "drawing=no&seed=-5"
    assert pack_bits(found.bits(128, False)) == HeroSettings().drawing


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
        "lab": {"shown": NAMES[:-1], "walk": high, "timestep": 20, "scale": "snr", "zero": True},
        "without": {"lanes": LANES[1:], "window": 31, "seed": high, "walk": high, "timestep": 20},
        "samplers": {"lanes": tuple(SAMPLERS)[-4:], "budget": 100, "walk": high, "timestep": 100},
        "learn": {"what": "points", "sees": "30", "hidden": "32", "seed": high, "timestep": 59},
        "unseen": {"locked": "nothing", "window": 31, "seed": high, "walk": high, "timestep": 20},
        "estimate": {"denoiser": "improviser", "timestep": 20, "delta": 0.123456},
        "walk": {"denoiser": "improviser", "timestep": 19, "eta": 0.123456, "pair": 2**31 - 1},
        "schedules": {"denoiser": "improviser", "timestep": 20, "literal": True},
        "corrupt": {"schedule": "sigmoid", "timestep": 20, "walk": high},
        "code": {"part": "half-power", "timestep": 20},
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
