"""The figure "The code" on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import js

from page.browser import storage
from page.browser.boot import embedded
from page.browser.canvas import Surface
from page.browser.clipboard import copy
from page.browser.clock import Timer
from page.browser.dom import listen, on_click, set_text
from page.code.contract import made_of
from page.code.editor import Editor
from page.code.running import MOST_CHARACTERS
from page.code.running import words as watched
from page.code.scratch import Output, run_cell
from page.figures.code import words
from page.figures.code.curves import chart_of
from page.figures.code.exercises import EXERCISES, origin_of
from page.figures.code.output import OutputView
from page.figures.code.parts import text_of
from page.figures.code.scene import Scene
from page.figures.code.settings import CodeSettings, kind_of
from page.figures.code.texts import Texts
from page.figures.figure import Figure
from page.state import yours
from page.state.subject import Subject
from page.state.yours import YOURS, Broken
from page.widgets.charts.plot import Plot
from page.widgets.strip import HALVES, strip

KEEP_MS = 400.0
SOLVED, NOT_YET = "✓ Solved.", "✗ Not yet."


class TheCode(Figure[CodeSettings, Scene]):
    """Code is read, changed and run; what it does stands beside what the original does."""

    LOOKS = ("timestep",)

    def build(self) -> None:
        self._texts = Texts(self._load, self._save)
        self._keeper = Timer(KEEP_MS, self._keep)
        self._text_of = ""  # the part whose text stands in the editor
        self._strips: dict[str, object] = {}
        self._surfaces = {
            (name, half): Surface(self.part(f"{name}-{half}"))
            for name in words.NAMES
            for half in HALVES
        }
        self._plot = Plot(self.prefix, lambda t: self.set(timestep=t))
        self._output = OutputView(self.part("output"), self.theme)
        self._editor = Editor(self.part("text"), self._on_text, self.run)
        on_click(self.part("run"), self.run)
        on_click(self.part("reset"), self.reset)
        on_click(self.part("take-code"), self._copy)
        on_click(self.part("hint"), self._show_hint)
        listen(js.window, "pagehide", lambda _event: self._keep())
        self._hints = 0

    # The text.

    def _load(self) -> str | None:
        return None if embedded() else storage.load(storage.CODE)

    def _save(self, text: str) -> bool:
        return bool(embedded()) or storage.save(text, storage.CODE)

    def _show_text(self, part: str) -> None:
        """Have the text of this part in the editor."""
        if part == self._text_of:
            return
        self._keep()
        self._text_of = part
        self._hints = 0
        kept = self._texts.get(part)
        self._editor.show(text_of(part) if kept is None else kept)
        self._say("" if kept is None else words.EDITED)
        set_text(self.part("check"), "")

    def _on_text(self, _text: str) -> None:
        self._keeper.ask()

    def _keep(self) -> None:
        """Have the browser keep what stands in the editor, if it is not the original."""
        part = self._text_of
        if not part:
            return
        text = self._editor.text
        known = self._texts.get(part)
        wanted = None if text == text_of(part) else text
        if wanted != known and not self._texts.put(part, wanted):
            long = len(text) > MOST_CHARACTERS
            self._say(words.TOO_LONG if long else words.KEPT_NOWHERE)

    # The buttons.

    def run(self) -> None:
        """Run what stands in the editor; what went well before stays if it fails."""
        self._keep()
        part, kind, subject = self.settings.part, kind_of(self.settings.part), self.subject
        text = self._editor.text
        if not kind:
            self._run_cell(text)
            return
        try:
            made = made_of(kind, text, subject.x0, subject.shelf.examples)
            passed = ""
            if part in EXERCISES:
                with watched(kind):
                    passed = _verdict(*EXERCISES[part].check(made.make))
        except Broken as broken:
            self.blame(broken)
            return
        yours.take(kind, made)
        self._say(words.published(made, alone=bool(embedded())))
        set_text(self.part("check"), passed)
        self.part("check").dataset.good = str(passed.startswith(SOLVED)).lower()
        self.around.publish(YOURS)

    def _run_cell(self, text: str) -> None:
        output, subject = Output(), self.subject
        given = {
            "x0": subject.x0.copy(),
            "shelf": subject.shelf.examples.copy(),
            "settings": self.around.hero(),
        }
        try:
            run_cell(text, output, given)
        except Broken as broken:
            self.blame(broken)
        else:
            self._say(words.cell_words(output.lines, output.pictures))
        self._output.show(output)

    def reset(self) -> None:
        """Back to the original text; the visitor's own part is taken away."""
        part, kind = self.settings.part, kind_of(self.settings.part)
        self._editor.put(text_of(part))
        self._texts.put(part, None)
        self._output.show(Output())
        self._say(words.READY)
        if kind and yours.here(kind):
            self.around.withdraw(kind, words.AWAY)

    def _copy(self) -> None:
        copy(
            self._editor.text,
            lambda: self._say(words.COPIED),
            lambda: self._say(words.NO_CLIPBOARD),
        )

    def blame(self, broken: Broken) -> None:
        """Say what went wrong in the code, and mark where."""
        self._say(str(broken), broken.line)
        set_text(self.part("check"), "")

    def _say(self, result: str, blamed: int = 0) -> None:
        set_text(self.part("result"), result)
        self._editor.blame(blamed)

    def _show_hint(self) -> None:
        self._hints += 1
        self.refresh()

    # The scene.

    @property
    def asked(self) -> str:
        """The denoiser that has to be here before it can be compared with."""
        part = self.settings.part
        return origin_of(part) if kind_of(part) == "denoiser" else ""

    def about(self, s: CodeSettings) -> Subject:
        return self.subject.under("", shelved=True)

    def uses(self, name: str) -> bool:
        return name == YOURS

    def make(self, s: CodeSettings, subject: Subject) -> Scene:
        return Scene(s.part, subject)

    def advance(self, in_time: Callable[[], bool]) -> bool:
        return self.scene.advance(in_time)

    def paint(self) -> None:
        part = self.settings.part
        self._show_text(part)
        self.element.dataset.kind = kind_of(part) or "scratch"
        self.element.dataset.exercise = str(part in EXERCISES).lower()
        if part in EXERCISES:
            self._show_exercise(part)
        super().paint()

    def _show_exercise(self, part: str) -> None:
        exercise = EXERCISES[part]
        set_text(self.part("task"), exercise.task)
        shown = exercise.hints[: self._hints]
        set_text(self.part("hints"), "\n".join(shown))
        self.part("hint").hidden = len(shown) == len(exercise.hints)

    def show(self, s: CodeSettings) -> None:
        lanes = self.scene.lanes
        set_text(self.part("shows"), words.PICTURES.get(self.scene.kind, ""))
        self.part("lane-yours").hidden = YOURS not in lanes
        if not self.ready or not lanes:
            return
        for name, lane in lanes.items():
            of: Any = (lane, self.theme.ink)
            if self._strips.get(name) != of:
                self._strips[name] = of
                table = self.theme.estimate if self.scene.kind == "denoiser" else self.theme.signal
                for half, stops in HALVES.items():
                    self._surfaces[name, half].paint(strip(map(lane.at, stops), table))
        self._plot.show(chart_of(self.scene))
        self._plot.cursor(s.timestep, words.cursor_words(lanes, s.timestep))


def _verdict(good: bool, said: str) -> str:
    return f"{SOLVED if good else NOT_YET} {said}"
