"""The filmstrip on the page: scrolls, is clicked, and paints only what is in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import js
import numpy as np
from numpy.typing import NDArray

from page.browser.canvas import Surface
from page.browser.dom import by_id, guarded, listen, style_of
from page.widgets.film import GAP, ROW_GAP, FilmGeometry, film_image
from page.widgets.palette import Rgba


class Filmstrip:
    """Frames 0 … T in two rows. `choose(row, t)` is called when a frame is clicked.

    `refresh` is called when the window onto the strip has changed and it must be painted again.
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
        self._shown: tuple[int, int] | None = None
        self._measure()
        listen(self._window, "scroll", lambda _event: refresh())
        listen(self._canvas, "click", self._on_click)
        self._observer = js.ResizeObserver.new(guarded(self._on_resize))
        self._observer.observe(self._window)

    def view(self, count: int) -> tuple[int, int]:
        """Set the number of frames; return the first and one-past-last that are in view."""
        if count != self._count:
            self._count = count
            self._track.style.width = f"{count * self._geometry.pitch}px"
        return self._geometry.visible(self._window.scrollLeft, self._width, count)

    def paint(
        self,
        first: int,
        forward: NDArray[np.uint8],
        reverse: NDArray[np.uint8],
        first_reverse: int,
        table: Rgba,
    ) -> None:
        """Paint frames first … first + n - 1 (see `film_image`); `first_reverse` is a step."""
        image = film_image(forward, reverse, max(0, first_reverse - first), table)
        self._surface.paint(image)
        scale = self._geometry.scale
        style = self._canvas.style
        style.left = f"{first * self._geometry.pitch}px"
        style.width = f"{image.shape[1] * scale}px"
        style.height = f"{image.shape[0] * scale}px"

    def mark(self, row: int, t: int) -> None:
        """Frame the picture that is shown large, and bring it into view when it has changed."""
        geometry, style = self._geometry, self._marker.style
        self._marker.hidden = False
        self._marker.dataset.phase = "reverse" if row else "forward"
        top = row * (self._side + ROW_GAP) * geometry.scale
        style.transform = f"translate({t * geometry.pitch - GAP}px, {top}px)"
        style.width = style.height = f"{self._side * geometry.scale + GAP}px"
        if self._shown != (row, t):
            self._shown = (row, t)
            left, room = t * geometry.pitch, self._width - geometry.pitch
            if not self._window.scrollLeft <= left <= self._window.scrollLeft + room:
                self._window.scrollLeft = left - room / 2

    def _measure(self) -> None:
        self._width = float(self._window.clientWidth)
        self._geometry = FilmGeometry(self._side, float(style_of(self._window, "--strip-scale")))
        self._track.style.width = f"{self._count * self._geometry.pitch}px"

    def _on_resize(self, _entries: Any, _observer: Any) -> None:
        self._measure()
        self._shown = None
        self._refresh()

    def _on_click(self, event: Any) -> None:
        box = self._track.getBoundingClientRect()
        row, t = self._geometry.frame_at(
            event.clientX - box.left, event.clientY - box.top, self._count
        )
        self._choose(row, t)
