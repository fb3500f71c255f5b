"""Cut the mathematics font down to what the page's formulas draw.

A formula's text is not all that a browser draws of it: a lone letter in `<mi>` becomes one of the
mathematical italic alphabet, `<msqrt>` adds a sign that is written nowhere, and what stretches is
put together from glyphs that have no character. All of that is kept.
"""

import string
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from fontsubset import reduce

# What browsers draw without its being written, or in the place of another character: roots, the
# minus for a hyphen, accents and fences that stretch.
UNWRITTEN = "√−()[]{}|‖∑^ˆ¯‾\u0302\u0304\u0305"

GREEK_CAPITALS = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇"
GREEK_LETTERS = "αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ"

# From U+1D434 and U+1D6E2 the alphabets stand in one row each; the h had a character before.
ITALIC = {
    **{letter: chr(0x1D434 + n) for n, letter in enumerate(string.ascii_uppercase)},
    **{letter: chr(0x1D44E + n) for n, letter in enumerate(string.ascii_lowercase)},
    **{letter: chr(0x1D6E2 + n) for n, letter in enumerate(GREEK_CAPITALS + GREEK_LETTERS)},
    "h": "\u210e",
    "ı": "\U0001d6a4",
    "ȷ": "\U0001d6a5",
}


def subset(source: Path, text: Iterable[str], target: Path) -> int:
    """Write the font `source`, cut down to the characters of `text`, to `target` as woff2.

    The same input gives the same bytes. Returns their number.
    """
    reduce(source, map(ord, drawn(text) | set(UNWRITTEN)), target, flavor="woff2")
    return target.stat().st_size


def characters(html: str) -> set[str]:
    """The characters that the formulas of a page draw."""
    formulas = _Formulas()
    formulas.feed(html)
    formulas.close()
    return drawn(formulas.text)


def drawn(text: Iterable[str]) -> set[str]:
    """The characters of `text`, and the italic ones that a browser may draw instead."""
    plain = set(text)
    return plain | {ITALIC[letter] for letter in plain & ITALIC.keys()}


class _Formulas(HTMLParser):
    """Gathers the text inside `<math>`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside |= tag == "math"

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "math"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data
