"""From a series to what is drawn: polylines and bars in px, cut at the plot's edges."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from page.widgets.charts.chart import Series
from page.widgets.charts.layout import Layout

Point = tuple[float, float]
Piece = list[Point]
Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""

BAR_SHARE = 0.7


def pieces(series: Series, place: Layout) -> list[Piece]:
    """The visible parts of a line, without a break in each; a lone point is one of one point."""
    found: list[Piece] = []
    for run in _runs(series):
        points = [(place.x_to_px(x), place.y_to_px(y)) for x, y in run]
        if series.kind == "steps":
            points = _stairs(points)
        if len(points) == 1:
            x, y = points[0]
            if place.left <= x <= place.right and place.top <= y <= place.bottom:
                found.append(points)
        else:
            found.extend(_cut(points, place))
    return found


def bars(series: Series, place: Layout, index: int = 0, of: int = 1) -> list[Rect]:
    """A bar for each finite value, from 0 or the axis' nearest end; `of` series share the room."""
    axis = series.xs
    spacing = min((b - a for a, b in pairwise(sorted(set(axis)))), default=1.0)
    slot = BAR_SHARE * abs(place.x_to_px(spacing) - place.x_to_px(0)) / of
    base = place.y_to_px(min(place.y.high, max(place.y.low, 0.0)))
    found = []
    for x, y in ((x, y) for run in _runs(series) for x, y in run):
        left = place.x_to_px(x) + (index - of / 2) * slot
        tip = min(place.bottom, max(place.top, place.y_to_px(y)))
        left, right = max(place.left, left), min(place.right, left + slot)
        if left < right:
            found.append((left, min(base, tip), right, max(base, tip)))
    return found


def path_data(piece: Sequence[Point]) -> str:
    """The `d` of a <path>."""
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in piece)


def _runs(series: Series) -> Iterator[Piece]:
    run: Piece = []
    for point in zip(series.xs, series.ys, strict=True):
        if math.isfinite(point[0]) and math.isfinite(point[1]):
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _stairs(points: Piece) -> Piece:
    corners = [corner for a, b in pairwise(points) for corner in (a, (b[0], a[1]))]
    return [*corners, points[-1]]


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
