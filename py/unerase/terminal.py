"""Pictures as text: half-block characters, two rows of cells a line."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import numpy as np

from unerase.arrays import Picture
from unerase.pixels import to_bits, tone
from unerase.samplers import Frame

# By name: the page's fonts keep every character that stands in a source file.
UPPER, LOWER, FULL = "\N{UPPER HALF BLOCK}", "\N{LOWER HALF BLOCK}", "\N{FULL BLOCK}"
GAP = "   "
STEP_SECONDS = 0.15


def lines_of(x: Picture, greys: bool = False) -> list[str]:
    """The lines of a picture of shape (rows, columns), rows even: ink where x is above 0.

    greys: the page's tones instead, ink dark, in the 24 greys of a terminal with 256 colours.
    """
    if not greys:
        cells = np.array([[" ", LOWER], [UPPER, FULL]])
        ink = to_bits(x).astype(int)
        return ["".join(row) for row in cells[ink[::2], ink[1::2]]]
    grey = 255 - np.rint(tone(x) * (23 / 255)).astype(int)
    pixel = f"\033[38;5;{{}};48;5;{{}}m{UPPER}".format
    rows = zip(grey[::2], grey[1::2], strict=True)
    return ["".join(map(pixel, *pair)) + "\033[0m" for pair in rows]


def captioned(frame: Frame, width: int, greys: bool) -> list[str]:
    """A frame below its step, halved until it is no wider than `width` columns."""
    x = frame.x_t
    while x.shape[1] > max(width, 1):
        x = x.reshape(len(x) // 2, 2, -1, 2).mean(axis=(1, 3))
    t, side = f"t = {frame.t}", x.shape[1]
    long = f"{t}, signal left {frame.alpha_bar**0.5:.0%}"
    return [f"{long if len(long) <= side else t:{side}}", *lines_of(x, greys)]


def sheet(frames: Sequence[Frame], width: int, greys: bool = False) -> Iterator[str]:
    """The lines of some stops of a walk, beside each other as far as `width` columns allow.

    From one to the next comes back as much of the signal.
    """
    across = max(1, (width + len(GAP)) // (frames[0].x_t.shape[1] + len(GAP)))
    signal = np.sqrt([frame.alpha_bar for frame in frames])
    wanted = np.linspace(signal[0], signal[-1], 2 * max(across, 2))
    stops = sorted({int(np.abs(signal - level).argmin()) for level in wanted})
    for first in range(0, len(stops), across):
        beside = stops[first : first + across]
        for parts in zip(*(captioned(frames[i], width, greys) for i in beside), strict=True):
            yield GAP.join(parts).rstrip()
        yield ""


def play(frames: Sequence[Frame], width: int, greys: bool = False) -> None:
    """Print every frame over the one before."""
    for frame in frames:
        lines = captioned(frame, width, greys)
        print("\n".join(lines), flush=True)
        time.sleep(STEP_SECONDS)
        if frame is not frames[-1]:
            print(f"\033[{len(lines)}A", end="")
