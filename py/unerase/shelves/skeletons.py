"""What the 26 capitals and 10 digits are before a pen gives them weight: lines and arcs.

Each character has a width and its strokes, written as points `x,y`: x from 0, the stem at the left,
to 1, the one at the right; y from 0, the upper bar, to 1, the lower one. A point is reached from
the one before it in a straight line; by a quarter of a turn that leaves horizontally if `h` stands
before it, and by one that leaves vertically if `v` does. A stroke that ends where it began is
closed. One that ends a little below 1 is cut off level, but has no serif.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SKELETONS: Mapping[str, tuple[int, tuple[str, ...]]] = MappingProxyType(
    {
        "A": (23, ("0,1 .5,0 1,1", ".25,.7 .75,.7")),
        "B": (20, ("0,.46 0,0 .5,0 h.93,.23 v.5,.46 0,.46 0,1 .5,1 h1,.73 v.5,.46",)),
        "C": (20, ("1,.27 v.5,0 h0,.36 0,.64 v.5,1 h1,.73",)),
        "D": (20, ("0,0 .42,0 h1,.42 1,.58 v.42,1 0,1 0,0",)),
        "E": (18, ("1,0 0,0 0,1 1,1", "0,.48 .84,.48")),
        "F": (18, ("1,0 0,0 0,1", "0,.5 .84,.5")),
        "G": (21, ("1,.23 v.5,0 h0,.36 0,.64 v.5,1 h1,.72 1,.56 .65,.56",)),
        "H": (20, ("0,0 0,1", "1,0 1,1", "0,.48 1,.48")),
        "I": (5, (".5,0 .5,1",)),
        "J": (16, ("1,0 1,.64 v.5,1 h0,.7",)),
        "K": (20, ("0,0 0,1", "1,0 .14,.56", ".34,.42 1,1")),
        "L": (17, ("0,0 0,1 1,1",)),
        "M": (24, ("0,1 0,0 .5,.72 1,0 1,1",)),
        "N": (21, ("0,1 0,0 1,1 1,0",)),
        "O": (21, (".5,0 h1,.38 1,.62 v.5,1 h0,.62 0,.38 v.5,0",)),
        "P": (20, ("0,1 0,0 .5,0 h1,.28 v.5,.56 0,.56",)),
        "Q": (21, (".5,0 h1,.38 1,.62 v.5,1 h0,.62 0,.38 v.5,0", ".62,.72 1.02,1.06")),
        "R": (21, ("0,1 0,0 .5,0 h.96,.27 v.5,.54 0,.54", ".55,.6 1,1")),
        "S": (19, (".97,.24 v.5,0 h.02,.24 v.5,.48 h1,.74 v.5,1 h0,.76",)),
        "T": (20, ("0,0 1,0", ".5,0 .5,1")),
        "U": (20, ("0,0 0,.64 v.5,1 h1,.64 1,0",)),
        "V": (22, ("0,0 .5,1 1,0",)),
        "W": (27, ("0,0 .26,1 .5,.1 .74,1 1,0",)),
        "X": (20, ("0,0 1,1", "1,0 0,1")),
        "Y": (22, ("0,0 .5,.54 1,0", ".5,.54 .5,1")),
        "Z": (19, ("0,0 1,0 0,1 1,1",)),
        "0": (18, (".5,0 h1,.36 1,.64 v.5,1 h0,.64 0,.36 v.5,0",)),
        "1": (16, ("0,.24 .65,0 .65,1",)),
        "2": (18, ("0,.26 v.5,0 h1,.26 v.8,.56 0,1 1,1",)),
        "3": (18, ("0,.22 v.5,0 h.95,.23 v.5,.46", ".42,.46 .5,.46 h1,.73 v.5,1 h0,.78")),
        "4": (20, ("1,.72 0,.72 .74,0 .74,1",)),
        "5": (18, ("1,0 .14,0 .06,.42 .5,.42 h1,.71 v.5,1 h0,.78",)),
        "6": (18, ("1,.18 v.55,0 h0,.5 0,.7 v.5,1 h1,.71 v.5,.44 h0,.71",)),
        "7": (18, ("0,0 1,0 .35,1.08",)),
        "8": (18, (".5,.46 h.04,.23 v.5,0 h.96,.23 v.5,.46 h1,.73 v.5,1 h0,.73 v.5,.46",)),
        "9": (18, ("0,.82 v.45,1 h1,.5 1,.3 v.5,0 h0,.29 v.5,.56 h1,.29",)),
    }
)
"""Width in pixels, in an upright bold face, and strokes, by character in display order."""
