"""The filmstrip on the page: scrolls, is clicked, and paints only what is in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from page.browser.canvas import Surface
from page.browser.dom import by_id, listen, on_resize, style_of
from page.browser.keys import Key, plain_keys
from page.widgets.film import GAP, ROW_GAP, Ends, FilmGeometry, film_image, film_row
from page.widgets.palette import Rgba


class Filmstrip:
    """Frames 0 … T in two rows. `choose(row, t)` is called when a frame is clicked.

    From the keyboard, arrows along a row choose the next frame and arrows across it the other row.
    `refresh` is called when other frames have come into view.
    """

    def __init__(
        self,
        prefix: str,
        side: int,
        choose: Callable[[int, int], None],
        refresh: Callable[[], None],
    ) -> None:
        self._window = by_id(f"{prefix}-film")
        self._track = by_id(f"{prefix}-film-track")
        self._canvas = by_id(f"{prefix}-film-canvas")
        self._marker = by_id(f"{prefix}-film-marker")
        self._surface = Surface(self._canvas)
        self._side = side
        self._choose = choose
        self._refresh = refresh
        self._count = 1
        self._shown: tuple[int, int, int] | None = None
        self._view = (0, 0)
        self._placed: object = None
        self._ends: Ends | None = None
        self._table: Rgba | None = None
        self._measure()
        listen(self._window, "scroll", self._on_scroll)
        listen(self._window, "keydown", plain_keys(self._on_key))
        listen(self._canvas, "click", self._on_click)
        on_resize(self._window, self._on_resize)

    def view(self) -> tuple[int, int]:
        """The first and one-past-last frame that are in view."""
        self._view = self._geometry.visible(self._scroll, self._width, self._count)
        return self._view

    def paint(
        self,
        first: int,
        drawn: NDArray[np.bool_],
        ends: Ends,
        reverse: NDArray[np.uint8],
        first_reverse: int,
        table: Rgba,
    ) -> None:
        """Paint frames first … first + n - 1.

        Those of the way into noise are, in each cell, of the second of the `ends` where something
        is `drawn`, else of the first: these do not change while somebody draws. reverse: the walk's
        tones, shape (m, side, side), from step `first_reverse` on.
        """
        blank, full = self._coloured(ends, table)
        image = film_image(
            np.where(drawn[:, None, :], full, blank),
            film_row(reverse, table),
            max(0, first_reverse - first),
        )
        self._surface.paint(image)
        placed = (first, image.shape, self._geometry)
        if placed == self._placed:
            return
        self._placed = placed
        scale = self._geometry.scale
        style = self._canvas.style
        style.left = f"{first * self._geometry.pitch}px"
        style.width = f"{image.shape[1] * scale}px"
        style.height = f"{image.shape[0] * scale}px"

    def show(self, row: int, t: int, count: int) -> None:
        """Put a frame around frame t of `count`, and bring it into view when it has changed."""
        if (row, t, count) == self._shown:
            return
        geometry, style = self._geometry, self._marker.style
        if count != self._count:
            self._count = count
            self._track.style.width = f"{count * geometry.pitch}px"
            self._read_scroll()  # a shorter strip may have moved
        self._shown = (row, t, count)
        self._marker.hidden = False
        self._marker.dataset.phase = "reverse" if row else "forward"
        top = row * (self._side + ROW_GAP) * geometry.scale
        style.transform = f"translate({t * geometry.pitch - GAP}px, {top}px)"
        style.width = style.height = f"{self._side * geometry.scale + GAP}px"
        left, room = t * geometry.pitch, self._width - geometry.pitch
        if not self._scroll <= left <= self._scroll + room:
            self._window.scrollLeft = left - room / 2
            self._read_scroll()

    def _coloured(self, ends: Ends, table: Rgba) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        if self._ends is not ends or self._table is not table:
            self._ends, self._table = ends, table
            blank, full = ends
            self._rows = film_row(blank, table), film_row(full, table)
        return self._rows

    def _measure(self) -> None:
        self._width = float(self._window.clientWidth)
        self._geometry = FilmGeometry(self._side, float(style_of(self._window, "--strip-scale")))
        self._track.style.width = f"{self._count * self._geometry.pitch}px"
        self._read_scroll()

    def _on_resize(self) -> None:
        self._measure()
        self._shown = None
        self._refresh()

    def _read_scroll(self) -> None:
        # Not asked for at every paint: the browser would have to lay the page out for the answer.
        self._scroll = float(self._window.scrollLeft)

    def _on_scroll(self, _event: Any) -> None:
        self._read_scroll()
        if self._view != self.view():
            self._refresh()

    def _on_key(self, key: Key) -> bool:
        row, t, _count = self._shown or (0, 0, 0)
        if key.name in ("ArrowLeft", "ArrowRight"):
            t += 1 if key.name == "ArrowRight" else -1
        elif key.name in ("ArrowUp", "ArrowDown"):
            row = int(key.name == "ArrowDown")
        else:
            return False
        self._choose(row, min(self._count - 1, max(0, t)))
        return True

    def _on_click(self, event: Any) -> None:
        box = self._track.getBoundingClientRect()
        row, t = self._geometry.frame_at(
            event.clientX - box.left, event.clientY - box.top, self._count
        )
        self._choose(row, t)
