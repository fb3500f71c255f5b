"""The fonts of the text: cut down to what the page says; whole for whatever else may be said."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

import textfont

ROOT = Path(__file__).resolve().parents[2]
FONTS = "assets/runtime/fonts"
NAME = "source-serif-4-latin-opsz-italic"
PAGE = f"""<link rel="preload" href="{FONTS}/{NAME}.woff2">
<style>@font-face {{
  font-family: "One";
  font-weight: 400 700;
  src: url("{FONTS}/{NAME}.woff2") format("woff2");
}}
@font-face {{ font-family: "Two"; src: url("{FONTS}/two.woff2"); }}</style>"""
TEXT = "“fluffy” é"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("site")
    (folder / FONTS).mkdir(parents=True)
    shutil.copy(ROOT / FONTS / f"{NAME}.woff2", folder / FONTS)
    return folder


@pytest.fixture(scope="module")
def page(site: Path) -> str:
    return textfont.cut_faces(PAGE, site, TEXT)


@pytest.fixture(scope="module")
def fonts(site: Path, page: str) -> Iterator[list[TTFont]]:
    """The font for the page, and the whole one."""
    assert page
    paths = [site / FONTS / f"{NAME}{kind}.woff2" for kind in (".page", "")]
    assert paths[0].stat().st_size < paths[1].stat().st_size / 2
    opened = [TTFont(path) for path in paths]
    yield opened
    for font in opened:
        font.close()


def test_each_character_is_in_one_of_the_two_and_nothing_is_lost(
    page: str, fonts: list[TTFont]
) -> None:
    faces = re.findall(r"@font-face \{[^}]*One[^}]*\}", page)
    small, rest = map(textfont.declared, faces)
    assert not small & rest
    assert small | rest == set(fonts[1].getBestCmap())
    assert small == set(fonts[0].getBestCmap())
    assert set(map(ord, TEXT + "Az09~")) <= small
    assert ord("ß") in rest
    assert ".page.woff2" in faces[0]
    assert ".page.woff2" not in faces[1]


def test_what_is_fetched_early_is_what_the_page_needs(page: str) -> None:
    assert f'href="{FONTS}/{NAME}.page.woff2"' in page
    assert f'href="{FONTS}/{NAME}.woff2"' not in page


def test_a_face_of_one_weight_stays_as_it_is(page: str) -> None:
    assert f'@font-face {{ font-family: "Two"; src: url("{FONTS}/two.woff2"); }}' in page


@pytest.mark.parametrize("weight", [400, 600, 700])
@pytest.mark.parametrize("size", [8, 20, 60])
def test_its_letters_have_the_same_shapes(fonts: list[TTFont], weight: int, size: int) -> None:
    shapes = []
    for font in fonts:
        glyphs = font.getGlyphSet(location={"wght": weight, "opsz": size})
        pen = DecomposingRecordingPen(glyphs)
        glyphs[font.getBestCmap()[ord("g")]].draw(pen)
        numbers = [x for _, points in pen.value for point in points if point for x in point]
        shapes.append([glyphs["g"].width, *numbers])
    # In units of a thousandth of the size; rounding moves a point by less than one.
    assert shapes[0] == pytest.approx(shapes[1], abs=1.5)


def test_it_does_not_bear_the_reserved_name(fonts: list[TTFont]) -> None:
    for name in textfont.NAMES:
        assert "Source" not in str(fonts[0]["name"].getDebugName(name))
    assert "Adobe" in str(fonts[0]["name"].getDebugName(0))


def test_the_same_bytes_again(site: Path, page: str) -> None:
    assert page
    target = site / "again.woff2"
    wanted = set(map(ord, TEXT)) | set(range(0x20, 0x7F))
    textfont.subset(site / FONTS / f"{NAME}.woff2", wanted, (400, 700), target)
    assert target.read_bytes() == (site / FONTS / f"{NAME}.page.woff2").read_bytes()


def test_characters_side_by_side_are_said_together() -> None:
    assert textfont.spans({0x41, 0x42, 0x43, 0x61, 0x2014}) == ["U+41-43", "U+61", "U+2014"]
    assert textfont.declared("unicode-range: U+41-43, U+61;") == {0x41, 0x42, 0x43, 0x61}
