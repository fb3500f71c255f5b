"""The figure "Points" as it stands before Python has started, as SVG."""

from __future__ import annotations

from page.figures.points.marks import dots
from page.figures.points.packing import SIDE, unpack
from page.figures.points.settings import PointsSettings

DATA_WIDTH = 40
"""The width of a data point's dot, in steps of the plane; the page paints it so too."""


def drawings() -> dict[str, str]:
    """The posters at the default settings, by the name of their place."""
    points = unpack(PointsSettings().points)
    return {
        "plane": f'<svg class="poster" viewBox="0 0 {SIDE} {SIDE}" aria-hidden="true">'
        f'<path d="{dots(points)}" fill="none" stroke="var(--ink)" stroke-width="{DATA_WIDTH}" '
        'stroke-linecap="round"/></svg>'
    }
