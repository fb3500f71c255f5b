"""The figure "More cloth" on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from page.browser.dom import listen, on_click
from page.browser.keys import undo_keys
from page.denoisers import DENOISERS, WEAVER
from page.figures.cloth import words
from page.figures.cloth.patterns import DRAWING, OWN, labels, menu_value, named, packed_of
from page.figures.cloth.scene import Scene, pictures
from page.figures.cloth.settings import ClothSettings
from page.figures.figure import Figure
from page.figures.poster import Picture
from page.shelves.own import CannotPut
from page.state.subject import Subject
from page.widgets.drawing import UndoableDrawing
from page.widgets.drawing_grid import DrawingGrid
from page.widgets.fields import Choice
from unerase import to_signal


class MoreCloth(Figure[ClothSettings, Scene]):
    """Draw a pattern, and see more of the same woven through seven windows."""

    denoiser = DENOISERS[WEAVER].measured

    def build(self) -> None:
        self._own = b""
        packed = packed_of(self.settings.pattern, self.subject)
        self._given = packed
        self._drawing = UndoableDrawing(packed, self._on_change, self._on_drawn)
        self._grid = DrawingGrid(self.prefix, self._drawing, lambda _: None, self._clock.in_hand)
        on_click(self.part("undo"), self._drawing.undo)
        on_click(self.part("clear"), lambda: self._drawing.replace(bytes(len(packed))))
        listen(self.part("grid"), "keydown", undo_keys(self._drawing.undo, self._drawing.redo))
        self._pattern = Choice(f"{self.prefix}-pattern", labels().items(), self._pick)
        on_click(self.part("shelve"), self._put_on_shelf)
        # Until the first cloths are woven their posters stand there, if they show just those.
        self.element.dataset.posters = str(self.settings == self.table.default).lower()

    def set(self, **changes: Any) -> None:
        """Weave something else, and show what comes of it."""
        if not changes.keys().isdisjoint({"pattern", "seed", "walk"}):
            self.player.stop()
            changes["timestep"] = 0
        super().set(**changes)

    def _pick(self, value: str) -> None:
        # The last one that was drawn here; before that, what is on the sheet.
        self.set(pattern=(self._own or self._drawing.packed) if value == OWN else value)

    def _on_change(self, _packed: bytes) -> None:
        self.refresh()
        if not self._drawing.open:
            self._on_drawn()

    def _on_drawn(self) -> None:
        packed = self._drawing.packed
        if packed == packed_of(self.settings.pattern, self.subject):
            return
        pattern = named(packed)
        if isinstance(pattern, bytes):
            self._own = packed
        self.set(pattern=pattern)

    def _put_on_shelf(self) -> None:
        pattern = self.settings.pattern
        name = labels()[pattern] if isinstance(pattern, str) and pattern != DRAWING else ""
        try:
            self.say(self.around.shelves.put(self._drawing.bits, name))
        except CannotPut as wrong:
            self.say(str(wrong))

    def about(self, s: ClothSettings) -> Subject:
        """The hero's drawing and noise do not matter to another pattern."""
        packed = packed_of(s.pattern, self.subject)
        return replace(super().about(s), drawing=packed, seed=s.seed)

    def make(self, s: ClothSettings, subject: Subject) -> Scene:
        return Scene(s, subject, self.measured)

    def advance(self, in_time: Callable[[], bool]) -> bool:
        return self.scene.make(in_time)

    def show(self, s: ClothSettings) -> None:
        if self._given != self.scene.packed:
            self._given = self.scene.packed
            if self._given != self._drawing.packed:
                self._drawing.show(self._given)
        self._grid.refresh()
        # Not `disabled`: that would take the keyboard's place away with the last undo.
        self.part("undo").ariaDisabled = str(not self._drawing.history.can_undo).lower()
        self._pattern.show(menu_value(s.pattern))
        drawn = {"picture": Picture(to_signal(self._drawing.bits))}
        # Of cloths that are not woven yet, the old ones stay.
        self.show_pictures(drawn | pictures(self.scene.cloths(s.timestep)))
        self.write(words.texts(self.scene, s.timestep))

    def notice(self) -> str:
        return words.notice(self.settings, self.scene)

    def arrival(self) -> str:
        return words.arrival_words(self.scene.cloths(0))
