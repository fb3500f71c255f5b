"""The first figure, "Unerase": draw, dissolve, walk back."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from page.browser.boot import OpenStroke
from page.browser.clock import now
from page.browser.dom import listen, on_click, set_text
from page.browser.keys import undo_keys
from page.browser.timing import Stopwatch
from page.denoisers import DENOISERS, ORACLE, waits
from page.figures.figure import Figure
from page.figures.hero.opening import Opening, untouched
from page.figures.hero.pictures import Pictures
from page.figures.hero.scene import Scene
from page.figures.hero.settings import HeroSettings
from page.figures.hero.twist import WATCH, Home, ask_label, next_words, other, primary
from page.figures.hero.words import (
    STILL_HERE,
    WAITING,
    arrival_words,
    near_words,
    readings,
    schedule_notice,
    schedule_words,
    start_words,
)
from page.samplers import sampler_of
from page.shelves.own import CannotPut
from page.state.controls import PHASES
from page.state.subject import DEFAULT_DRAWING, Subject, drawing_of, preset_of, read_drawing
from page.widgets.drawing import UndoableDrawing
from page.widgets.drawing_grid import DrawingGrid
from page.widgets.fields import Choice
from page.widgets.filmstrip import Filmstrip
from page.widgets.words import end_of
from unerase import Frame
from unerase.presets import SIDE, preset_label, preset_names

OWN_DRAWING = "Your own"
# A rolled seed is short enough to be read out; any other can be typed.
DICE_SIDES = 1_000_000
# How much faster the drawing dissolves when it only has to be gone for the walk back to begin.
HURRY = 5.0


class Unerase(Figure[HeroSettings, Scene]):
    """One drawing on its way into noise, and the walk back from it, made as far as it is due."""

    BUDGET_MS = 10.0

    def build(self) -> None:
        self._place = self.settings
        self._lasting = ""
        self._former = b""
        self._busy = self._then_back = False
        self._answering = ORACLE
        self._first = ""
        self.scene = Scene(self.measured, now)
        self.drawing = UndoableDrawing(self.settings.drawing, self._on_drawing, self.around.keep)
        self._grid = DrawingGrid(self.prefix, self.drawing, self._on_busy, self._clock.in_hand)
        film = Filmstrip(self.prefix, SIDE, self._on_film, self.refresh)
        self._pictures = Pictures(self.part, film, self._grid.refresh)
        presets = [("", OWN_DRAWING), *((slug, preset_label(slug)) for slug in preset_names())]
        self._preset = Choice(f"{self.prefix}-preset", presets, self._pick)
        for name, action in {
            "undo": self.drawing.undo,
            "redo": self.drawing.redo,
            "clear": lambda: self.drawing.replace(bytes(len(self.settings.drawing))),
            "here": self._walk_from_here,
            "put": self._put_on_shelf,
            "dice": lambda: self.set(seed=random.randrange(DICE_SIDES)),
            "bring": self._bring_back,
            "ask": self._ask_another,
        }.items():
            on_click(self.part(name), action)
        listen(self.part("speed"), "change", self._on_speed)
        self._drawn_on = self._arriving = False
        listen(self.part("grid"), "pointerdown", self._on_grid)
        listen(self.element, "keydown", undo_keys(self.drawing.undo, self.drawing.redo))
        self._opening = Opening(self._show_way, self._on_opened)
        self._unfold()

    def play_opening(self) -> None:
        """Dissolve the drawing and bring it back, once, if nobody has touched anything."""
        s = self.settings
        if s.plain and s == s.at_rest() and not self._drawn_on and untouched():
            self._before = s
            self._opening.begin()

    def adopt(self, drawing: bytes, stroke: OpenStroke | None) -> None:
        """Take over what was drawn before Python was there, and go on with an open stroke."""
        self._drawn_on = True
        if stroke is None:
            self.drawing.replace(drawing)
        else:
            self.drawing.replace(read_drawing(stroke.before))
            self.drawing.resume(drawing)
            self._grid.resume(stroke)

    def say_always(self, message: str) -> None:
        """Show a sentence that stays."""
        self._lasting = message
        self.refresh()

    def offer(self, former: bytes) -> None:
        """Let the visitor bring their former drawing back; an empty one is none."""
        if former != self._former:
            self._former = former
            self.part("bring").hidden = not former
            if former:
                self.drawing.history.slip_in(former)
            self.refresh()

    # Settings.

    def set(self, **changes: Any) -> None:
        """Another number of steps shows the same point of the way.

        It is scaled from what held before the number began to be typed: 40 is a 4 on the way there.
        """
        if self._opening.runs:  # it is only looked at: page and link know nothing of it
            self.settings = replace(self.settings, **changes)
            self.refresh()
            return
        place = self._place
        if "steps" in changes:
            there = place.with_steps(changes["steps"])
            changes |= {"timestep": there.timestep, "start": there.start}
        super().set(**changes)
        if "steps" in changes:
            self._place = place

    def hold(self, settings: HeroSettings) -> None:
        self._opening.end()
        sent = self._sent and settings.denoiser == self.settings.denoiser
        if settings.drawing != self.drawing.packed:
            self.drawing.show(settings.drawing)
            self._pictures.stale_ghost = True
        self._place = settings
        super().hold(settings)
        self._sent = sent  # not anew for every move of a stroke
        if self._arriving:
            self._arriving = False
            self._unfold()

    def rest(self) -> None:
        self._then_back = self._sent = False
        self._arriving = True
        super().rest()

    def _unfold(self) -> None:
        """Open *More* if a link, or what was kept, has set something there."""
        if not self.settings.plain:
            self.part("more").open = True

    def _on_drawing(self, packed: bytes) -> None:
        self._pictures.stale_ghost = True
        self.set(drawing=packed)

    def _on_busy(self, busy: bool) -> None:
        """While somebody draws on a picture that is noisy, the drawing shows through."""
        self._busy = busy
        self.refresh()

    def _on_grid(self, _event: object) -> None:
        self._drawn_on = True
        self.refresh()

    def _pick(self, slug: str) -> None:
        """Replace the drawing by a ready-made one; an empty slug keeps it."""
        if slug:
            self.drawing.replace(drawing_of(slug))
        self.refresh()

    def _put_on_shelf(self) -> None:
        try:
            self.say(self.around.shelves.put(self.drawing.bits))
        except CannotPut as why:
            self.say(str(why))

    def _bring_back(self) -> None:
        self.part("grid").focus()  # the button goes
        self.drawing.replace(self._former)

    # Time, which runs both ways.

    def forward(self) -> None:
        """Let the drawing dissolve, from the step that is shown, or anew after the last."""
        s = self.settings
        self._go_on(+1, s.at(0 if s.timestep == s.steps else s.timestep, "forward"))

    def reverse(self) -> None:
        """Walk back from x_T, or on along the walk; what is not noise yet dissolves first."""
        s = self.settings
        if s.phase == "reverse" and s.timestep:
            self._go_on(-1, s.at(min(s.timestep, s.walk_start)))
        elif s.timestep == s.steps:
            self._go_on(-1, s.walking_from(s.steps))
        else:
            self._go_on(+1, s.at(s.timestep, "forward"), pace=HURRY)
            self._then_back = True

    def _walk_from_here(self) -> None:
        """Walk back from the forward step that is shown, however much noise it holds."""
        s = self.settings
        if s.phase == "forward" and s.timestep:
            self._go_on(-1, s.walking_from(s.timestep), at_once=False)

    def _ask_another(self) -> None:
        """Walks again from the same noise, with another denoiser."""
        s = self.settings
        there = s.walking_from(s.steps).moment
        self.play(-1, at_once=False, denoiser=other(s.denoiser), **there)

    def _go_on(self, direction: int, there: HeroSettings, **how: Any) -> None:
        self._then_back = False
        self.play(direction, **how, **there.moment)

    def _show_way(self, direction: int) -> None:
        s = self.settings
        there = s if direction > 0 else s.walking_from(s.steps)
        self.play(direction, at_once=False, **there.moment)

    def _on_opened(self, event: Any) -> None:
        """The opening is over: the drawing is back, unless it was to stop where it is."""
        seen, self.settings = self.settings, self._before
        self.player.stop()
        self.refresh()
        if event is not None and event.target == self.part("pause"):
            self.set(**seen.moment)

    def arrives(self) -> bool:
        if self._opening.runs:
            self._opening.arrived()
            return False
        if not self._then_back:
            return True
        self._go_on(-1, self.settings.walking_from(self.settings.steps), at_once=False)
        return False  # noise was only the way there

    def ahead(self) -> None:
        self._stand(self.settings.one_ahead())

    def back(self) -> None:
        self._stand(self.settings.one_back())

    def scrub(self, t: float) -> None:
        # The slider may not have been told of fewer steps yet.
        self._stand(self.settings.at(min(int(t), self.settings.steps)))

    def stop(self) -> None:
        self._stand(self.settings)

    def _on_film(self, row: int, t: int) -> None:
        self._stand(self.settings.at(min(t, self.settings.steps), PHASES[row]))

    def _stand(self, there: HeroSettings) -> None:
        self._then_back = False
        self.player.stop()
        self.set(**there.moment)

    def _on_speed(self, event: Any) -> None:
        self.player.speed = float(event.target.value)

    def moment(self) -> str:
        return f"{super().moment()}, {self._way}"

    def phase(self) -> str:
        return f"{self._way}, {super().moment()}"

    @property
    def _way(self) -> str:
        return "walk back" if self.settings.phase == "reverse" else "forward"

    # How it is painted.

    @property
    def denoiser(self) -> str:
        return DENOISERS[self._answering].measured

    def paint_now(self) -> None:
        self._pictures.stale_film = self._pictures.stale_ghost = True
        super().paint_now()

    def rests(self) -> bool:
        """Never: until the learner is here, the oracle answers."""
        self.lacks(self.asked)
        return False

    def make(self, s: HeroSettings, subject: Subject) -> Scene:
        return self.scene

    def advance(self, in_time: Callable[[], bool]) -> bool:
        scene, spec = self.scene, DENOISERS[self.settings.denoiser]
        prepared = spec.prepare(self.subject, in_time)
        answering = spec.name if prepared and spec.here() else ORACLE
        if answering != self._answering:
            self._answering = answering
            self.steps_watch = Stopwatch("step", self.title)  # another one takes other times
        s = self.settings
        fresh = scene.use(s if answering == s.denoiser else replace(s, denoiser=answering))
        before = scene.reached
        # A slow denoiser has its one step a frame.
        self._walked = in_time() and scene.walk_on(self._deadline)
        if fresh or scene.reached != before:
            self._stale = self._pictures.stale_film = True
        return self._walked and prepared

    def prepare(self) -> bool:
        """Time waits for the walk, but not on the way into noise."""
        if not super().prepare():
            self._clock.request()
        return self._walked or self.settings.phase == "forward"

    def show(self, s: HeroSettings) -> None:
        frame = self._frame()
        self._pictures.paint(self.theme, self.scene, s, frame, self.drawing.bits)
        self.part("sheet").dataset.ghost = str(self._busy and s.timestep > 0).lower()
        self.write(self._readings(frame))
        set_text(self.part("end"), end_of(self.scene.experiment.schedule))
        set_text(self.part("about"), schedule_words(s.schedule, s.steps))
        self._preset.show(preset_of(s.drawing))
        fresh = s.drawing == DEFAULT_DRAWING and s.timestep == 0 and s.phase == "forward"
        self.part("hint").hidden = self._drawn_on or not fresh
        self._show_next(s)
        self.part("another").disabled = not sampler_of(s.sampler).stochastic
        history = self.drawing.history
        # Not `disabled`: that would take the keyboard's place away with the last undo.
        for name, there in {
            "undo": history.can_undo,
            "redo": history.can_redo,
            "here": s.phase == "forward" and s.timestep > 0,
        }.items():
            self.part(name).ariaDisabled = str(not there).lower()

    def _show_next(self, s: HeroSettings) -> None:
        home = None if self._opening.runs else self._home()
        set_text(self.part("next-words"), self._next_words(home))
        self.part("ask").hidden = not home
        if home:
            set_text(self.part("ask"), ask_label(s.denoiser))
        if self._opening.runs:
            s = self._before
        first = primary(s, -1 if self._then_back else self.player.direction, bool(home))
        if first != self._first:
            self._first = first
            for name in ("forward", "reverse", "ask"):
                self.part(name).setAttribute("class", "primary" if name == first else "")

    def _home(self) -> Home | None:
        """Where the walk has ended, if one has and is what is shown."""
        s = self.settings
        there = s.phase == "reverse" and s.timestep == 0 == self.scene.reached
        if not there or self.player.direction or self._answering != s.denoiser:
            return None
        frame = self._frame()
        return Home(self.scene.near(frame).name, self.scene.off(frame))

    def _next_words(self, home: Home | None) -> str:
        if self._opening.runs:
            return WATCH
        schedule, dissolves = self.scene.experiment.schedule, self.player.direction > 0
        return next_words(self.settings, schedule, home, dissolves)

    def _frame(self) -> Frame:
        return self.scene.frame(self.settings.phase, self.settings.timestep)

    def _readings(self, frame: Frame) -> Mapping[str, str]:
        over = self.settings.phase == "reverse" and frame.t == 0
        ms = self.steps_watch.recent_ms
        return {
            **readings(frame, self.settings.steps, self.scene.error(frame)),
            "ms": "–" if ms is None else f"{ms:.2f}",
            "denoiser": DENOISERS[self._answering].about,
            "near": near_words(self._answering, self.scene.near(frame), frame, over),
        }

    def told(self) -> str:
        s, schedule = self.settings, self.scene.experiment.schedule
        notices = (
            self.passing or (WAITING if waits(s.denoiser) else ""),
            self._lasting,
            start_words(s, schedule),
            schedule_notice(schedule),
            STILL_HERE if self._former else "",
        )
        return " ".join(filter(None, notices))

    def arrival(self) -> str:
        frame = self._frame()
        asked = replace(self.settings, denoiser=self._answering)
        near = self._readings(frame)["near"]
        words = arrival_words(asked, frame, self.scene.error(frame), near)
        home = self._home()
        return f"{words} {self._next_words(home)}" if home else words
