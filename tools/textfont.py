"""Cut the text's fonts down to what the page says, in the weights in which it says it.

Whatever else somebody may write is drawn with the whole font, which a browser fetches only then.
"""

import io
import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from fontsubset import reduce

FACE = re.compile(
    r'@font-face \{[^}]*font-weight: (\d+) (\d+);[^}]*url\("(assets/[^"]+\.woff2)"\)[^}]*\}'
)
CALLED, NAMES = "Unerase", (1, 3, 4, 6)
"""Some fonts reserve their name for what has not been changed (OFL-1.1, condition 3)."""
RANGE = re.compile(r"\s*unicode-range: ([^;]+);")


def cut_faces(page: str, site: Path, text: Iterable[str]) -> str:
    """The page with each of its faces in two: a font beside the one in `site`, with the characters
    of `text` and of a keyboard, and the font itself for all others."""
    wanted = set(map(ord, text)) | set(range(0x20, 0x7F))

    def in_two(found: re.Match[str]) -> str:
        face, path, whole = found[0], found[3], site / found[3]
        with TTFont(whole) as font:
            drawn = set(font.getBestCmap()) & declared(face)
        if drawn <= wanted or not drawn & wanted:
            return face
        small = whole.with_suffix(".page.woff2")
        subset(whole, drawn & wanted, (int(found[1]), int(found[2])), small)
        name = path.replace(whole.name, small.name)
        renamed.append((f'href="{path}"', f'href="{name}"'))
        first = limited(face.replace(path, name), drawn & wanted)
        return f"{first}\n{limited(face, drawn - wanted)}"

    renamed: list[tuple[str, str]] = []
    page = FACE.sub(in_two, page)
    for before, after in renamed:
        page = page.replace(before, after)
    return page


def subset(source: Path, characters: set[int], weights: tuple[int, int], target: Path) -> None:
    """Write the variable font `source`, cut down to these characters and weights, to `target` as
    woff2. The same input gives the same bytes."""
    reduced = io.BytesIO()
    reduce(source, characters, reduced)
    with TTFont(reduced, recalcTimestamp=False) as font:
        instancer.instantiateVariableFont(font, {"wght": weights}, inplace=True)
        for name in NAMES:
            font["name"].setName(CALLED, name, 3, 1, 0x409)
        font.flavor = "woff2"
        font.save(target)


def declared(face: str) -> set[int]:
    """The characters that a face says it is for; all there are where it says nothing."""
    found = RANGE.search(face)
    if found is None:
        return set(range(0x110000))
    characters: set[int] = set()
    for part in found[1].split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        characters |= set(range(int(first, 16), int(last or first, 16) + 1))
    return characters


def limited(face: str, characters: set[int]) -> str:
    """The face, for these characters."""
    said = ", ".join(spans(characters))
    return f"{RANGE.sub('', face).removesuffix('}').rstrip()}\n  unicode-range: {said};\n}}"


def spans(characters: set[int]) -> list[str]:
    """As CSS has them, neighbours together."""
    found = []
    for _, group in groupby(enumerate(sorted(characters)), key=lambda at: at[1] - at[0]):
        numbers = [number for _, number in group]
        end = f"-{numbers[-1]:X}" if len(numbers) > 1 else ""
        found.append(f"U+{numbers[0]:X}{end}")
    return found
