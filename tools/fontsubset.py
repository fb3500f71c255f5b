"""Cut a font down to characters: what the fonts of formulas and of text have in common."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from fontTools import subset


def reduce(
    source: Path, characters: Iterable[int], target: Path | BinaryIO, flavor: str | None = None
) -> None:
    """Write the font `source`, cut down to `characters` with all that they may turn into, to
    `target`. The same input gives the same bytes."""
    options = subset.Options(flavor=flavor, layout_features=["*"], recalc_timestamp=False)
    reducer = subset.Subsetter(options)
    reducer.populate(unicodes=sorted(characters))
    with subset.load_font(source, options) as font:
        reducer.subset(font)
        subset.save_font(font, target, options)
