"""From a series to the polylines that are drawn, in px, cut at the plot's edges."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from page.widgets.charts.chart import Series
from page.widgets.charts.layout import Layout

Point = tuple[float, float]
Piece = list[Point]


def pieces(series: Series, place: Layout) -> list[Piece]:
    """The visible parts of a line, without a break in each; a lone point is one of one point."""
    found: list[Piece] = []
    values = zip(series.xs, series.ys, strict=True)
    for drawn, run in groupby(values, key=lambda point: all(map(math.isfinite, point))):
        if not drawn:
            continue
        points = [(place.x_to_px(x), place.y_to_px(y)) for x, y in run]
        if len(points) > 1:
            found.extend(_cut(points, place))
        elif _visible(points[0], points[0], place):
            found.append(points)
    return found


def path_data(piece: Sequence[Point]) -> str:
    """The `d` of a <path>."""
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in piece)


def _cut(points: Piece, place: Layout) -> Iterator[Piece]:
    piece: Piece = []
    for a, b in pairwise(points):
        part = _visible(a, b, place)
        if part is None:
            continue
        if not piece or piece[-1] != part[0]:
            if piece:
                yield piece
            piece = [part[0]]
        piece.append(part[1])
    if piece:
        yield piece


def _visible(a: Point, b: Point, place: Layout) -> tuple[Point, Point] | None:
    """The part of the way from a to b that lies in the plot (Liang & Barsky 1984)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    enter, leave = 0.0, 1.0
    for towards, room in (
        (-dx, a[0] - place.left),
        (dx, place.right - a[0]),
        (-dy, a[1] - place.top),
        (dy, place.bottom - a[1]),
    ):
        if towards == 0:
            if room < 0:
                return None
        elif towards < 0:
            enter = max(enter, room / towards)
        else:
            leave = min(leave, room / towards)
    if enter >= leave:
        return None
    # The ends themselves where nothing is cut, so that neighbours join exactly.
    start = a if enter == 0 else (a[0] + enter * dx, a[1] + enter * dy)
    end = b if leave == 1 else (a[0] + leave * dx, a[1] + leave * dy)
    return start, end
