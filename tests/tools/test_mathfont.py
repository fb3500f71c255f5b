"""The mathematics font: cut down, and still able to draw a formula."""

import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import mathfont

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "assets/runtime/fonts/stix-two-math.woff2"
TEXT = "x=hε∑(∇)𝒩"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The font for `TEXT`."""
    path = tmp_path_factory.mktemp("font") / "small.woff2"
    assert mathfont.subset(SOURCE, TEXT, path) == path.stat().st_size
    return path


@pytest.fixture(scope="module")
def font(small: Path) -> Iterator[TTFont]:
    with TTFont(small) as opened:
        yield opened


def variants(font: TTFont, character: str) -> int:
    """How many glyphs the font has for `character` as it grows in height."""
    table = font["MATH"].table.MathVariants
    glyphs = table.VertGlyphCoverage.glyphs
    construction = table.VertGlyphConstruction[glyphs.index(font.getBestCmap()[ord(character)])]
    parts = construction.GlyphAssembly.PartRecords if construction.GlyphAssembly else []
    return len(construction.MathGlyphVariantRecord) + len(parts)


def test_it_is_far_smaller_than_its_source(small: Path) -> None:
    assert small.read_bytes()[:4] == b"wOF2"
    assert small.stat().st_size < 20_000 < SOURCE.stat().st_size / 15


def test_the_characters_asked_for_are_there_and_their_italics(font: TTFont) -> None:
    assert {*map(ord, TEXT), 0x1D465, 0x210E, 0x1D700, 0x1D6FB} <= font.getBestCmap().keys()


def test_others_are_not(font: TTFont) -> None:
    assert not {ord("Q"), 0x1D444, ord("∮"), ord("ж")} & font.getBestCmap().keys()


@pytest.mark.parametrize("character", "√([{|‖∑")
def test_what_stretches_still_does(font: TTFont, character: str) -> None:
    with TTFont(SOURCE) as source:
        assert variants(font, character) == variants(source, character) > 1


def test_the_constants_and_the_lines_are_the_source_s(font: TTFont) -> None:
    with TTFont(SOURCE) as source:
        for name in ("AxisHeight", "RadicalVerticalGap", "SubscriptShiftDown"):
            constants = [getattr(f["MATH"].table.MathConstants, name).Value for f in (font, source)]
            assert constants[0] == constants[1]
        assert font["hhea"].ascent == source["hhea"].ascent
        assert font["head"].modified == source["head"].modified


def test_the_same_bytes_again_and_not_a_word(small: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.woff2"
    program = (
        "import sys, mathfont, pathlib\n"
        "source, text, target = sys.argv[1:]\n"
        "mathfont.subset(pathlib.Path(source), set(text), pathlib.Path(target))"
    )
    for hash_seed in "12":
        done = subprocess.run(
            [sys.executable, "-W", "always", "-c", program, str(SOURCE), TEXT, str(again)],
            env=os.environ | {"PYTHONPATH": str(ROOT / "tools"), "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout + done.stderr == ""
        assert again.read_bytes() == small.read_bytes()


def test_only_formulas_are_read() -> None:
    html = """<p>Zeta &amp; q</p><math><msub><mi>x</mi><mn>0</mn></msub><mo>&le;</mo></math>
    Q<math display="block"><mi>&#x3b5;</mi><mtext>h!</mtext></math> W"""
    assert mathfont.characters(html) == set("x𝑥0≤ε𝜀hℎ!")


def test_a_page_without_formulas() -> None:
    assert mathfont.characters("<p>nothing</p>") == set()


def test_each_italic_is_the_italic_of_its_letter() -> None:
    for letter, italic in mathfont.ITALIC.items():
        kind, point = unicodedata.decomposition(italic).split()
        assert (kind, chr(int(point, 16))) == ("<font>", letter)
    assert len(mathfont.ITALIC) == 2 * 26 + 58 + 2


def test_drawing_what_is_drawn_adds_nothing() -> None:
    assert mathfont.drawn(mathfont.drawn(TEXT)) == mathfont.drawn(TEXT)
