"""The part "Whose pixel is this?" of the figure "Without the oracle"."""

from __future__ import annotations

from functools import partial
from typing import Any

from page.browser.canvas import Surface
from page.browser.dom import on_click, set_text
from page.denoisers import IMPROVISER, MEMORISER
from page.figures.figure import Figure
from page.figures.poster import Picture
from page.figures.without import words
from page.figures.without.scene import Scene
from page.figures.without.settings import WithoutSettings
from page.figures.without.whose import MOST, Whose, speakers, whose
from page.state.shelf import Shelf
from page.widgets.numbers import percent
from page.widgets.probe import Probe
from page.widgets.strokes import Cell
from unerase import Denoiser, Frame, to_signal
from unerase.presets import SIDE


class SourceView:
    """A picture in the colours of its sources, their names, and what counts at a cell."""

    def __init__(self, figure: Figure[Any, Any]) -> None:
        self._figure = figure
        self._surface = Surface(figure.part("sources"))
        self._buttons = [figure.part(f"source-{number}") for number in range(1, MOST + 1)]
        for number, button in enumerate(self._buttons):
            on_click(button, partial(self._single_out, number))
        self._probe = Probe(figure.prefix, SIDE, self._on_cell)
        self._cell: Cell | None = None
        self._only: int | None = None
        self._seen: object = None
        self._asked: tuple[Denoiser, Frame]

    def show(self, scene: Scene, s: WithoutSettings, shelf: Shelf) -> None:
        """Show whose the cells of the improviser's picture are, or else of the memoriser's."""
        name = next((name for name in (IMPROVISER, MEMORISER) if name in s.shown), "")
        self._figure.part("whose").hidden = not name
        if not name:
            return
        # The last step has made the picture: at 0 there is nothing left to weigh.
        frame = scene.frame(name, max(1, s.timestep))
        self._asked = (scene.denoiser(name), frame)
        seen = (*self._asked, self._only, self._figure.theme.ink)
        if self._seen != seen:
            self._seen = seen
            self._paint(whose(*self._asked), shelf)
        self._tell(shelf)

    def _paint(self, found: Whose, shelf: Shelf) -> None:
        rank = found.rank
        if self._only is not None:
            rank = rank.copy()
            rank[rank != self._only] = MOST
        self._surface.paint(self._figure.theme.sources[rank, found.ink.astype(int)])
        for number, button in enumerate(self._buttons):
            button.style.visibility = "visible" if number < len(found.sources) else "hidden"
            button.ariaPressed = str(number == self._only).lower()
        for number, (index, share) in enumerate(found.sources, 1):
            sketch = shelf.sketches[index]
            self._figure.show_pictures(
                {f"source-picture-{number}": Picture(to_signal(sketch.bits))}
            )
            set_text(self._figure.part(f"source-name-{number}"), f"{sketch.name}, {percent(share)}")

    def _tell(self, shelf: Shelf) -> None:
        text = words.POINT
        if self._cell is not None:
            told = speakers(*self._asked, self._cell)
            text = words.speakers_of([(shelf.sketches[i].name, weight) for i, weight in told])
            self._probe.describe(text)
        set_text(self._figure.part("out-cell"), text)

    def _on_cell(self, cell: Cell | None) -> None:
        if cell != self._cell:
            self._cell = cell
            self._figure.refresh()

    def _single_out(self, number: int) -> None:
        self._only = None if self._only == number else number
        self._figure.refresh()
