"""Render the icons of the installed page from assets/icon.svg, which stays the only drawing.

The drawing is a rounded sheet with boxes on it, and that is all of SVG that is read here.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageColor

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "py"))

from unerase.arrays import Bits  # noqa: E402
from unerase.raster import Canvas  # noqa: E402

SIDE = 32  # of the drawing
SMOOTH = 4  # samples for each pixel, both ways
# Phones cut a maskable icon down to a circle of four fifths: the sheet goes to the edge, and the
# boxes are drawn so much smaller that all of them stay.
MASKABLE = 0.875


def render(out: Path) -> None:
    """Write the icons as PNG files into the folder `out`."""
    svg = (ROOT / "assets/icon.svg").read_text(encoding="utf-8")
    for n in (192, 512):
        drawn(svg, n).save(out / f"icon-{n}.png", optimize=True)
    drawn(svg, 512, maskable=True).save(out / "maskable-512.png", optimize=True)


def drawn(svg: str, n: int, maskable: bool = False) -> Image.Image:
    """The icon, n pixels wide and high."""
    span = SIDE / (MASKABLE if maskable else 1)
    edge = (span - SIDE) / 2
    canvas = Canvas(n * SMOOTH, span)
    ((radius, sheet),) = re.findall(r'<rect [^>]*rx="(\d+)" fill="([^"]+)"', svg)
    colours = np.zeros((canvas.n, canvas.n, 4), dtype=np.uint8)
    colours[...] = (*ImageColor.getrgb(sheet), 255)
    if not maskable:
        colours[~rounded(canvas, int(radius)), 3] = 0
    for fill, path in re.findall(r'<path fill="([^"]+)" d="([^"]+)"', svg):
        for box in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)", path):
            x, y, width, height = map(int, box)
            corner = (x + edge, y + edge)
            bits = canvas.box(corner, (corner[0] + width, corner[1] + height))
            colours[bits] = (*ImageColor.getrgb(fill), 255)
    return Image.fromarray(colours).reduce(SMOOTH)


def rounded(canvas: Canvas, radius: int) -> Bits:
    """The whole of the canvas but for its corners."""
    low, high, end = radius, canvas.span - radius, canvas.span
    bits = canvas.box((low, 0), (high, end)) | canvas.box((0, low), (end, high))
    for x in (low, high):
        for y in (low, high):
            bits |= canvas.disc((x, y), radius)
    return bits


if __name__ == "__main__":
    folder = ROOT / "dist" / "assets" / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    render(folder)
