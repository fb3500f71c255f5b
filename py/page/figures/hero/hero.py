"""The hero figure: holds the settings, answers the controls, and draws what follows from both."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from page.browser.boot import OpenStroke
from page.browser.canvas import Surface
from page.browser.clock import FrameClock, now
from page.browser.dom import by_id, on_click, set_text
from page.browser.timing import Stopwatch
from page.denoisers import DENOISERS, waits
from page.figures.hero.answering import Answering
from page.figures.hero.controls import Controls
from page.figures.hero.drawing import UndoableDrawing
from page.figures.hero.readouts import Readouts
from page.figures.hero.scene import Scene
from page.figures.hero.settings import HeroSettings
from page.figures.hero.words import (
    arrival_words,
    near_words,
    schedule_notice,
    schedule_words,
    start_words,
)
from page.shelves.own import CannotPut
from page.shelves.shelves import Shelves
from page.state.controls import PHASES
from page.state.subject import read_drawing
from page.widgets.drawing_grid import DrawingGrid
from page.widgets.filmstrip import Filmstrip
from page.widgets.palette import Rgba, coloured, ghost, tones_of
from page.widgets.player import Player
from page.widgets.theme import Theme
from page.widgets.words import end_label
from unerase import Frame, preset
from unerase.pixels import pack_bits, to_bits
from unerase.presets import SIDE, preset_names

PREFIX = "hero"
STILL_HERE = "Your earlier drawing is still here."
WAITING = "The learner’s weights are on their way: until they are here, the oracle answers."
# A long walk is made over several frames, so that the page goes on answering.
WALK_BUDGET_MS = 10.0
# A rolled seed is short enough to be read out; any other can be typed.
DICE_SIDES = 1_000_000
WALK_SEEDS = 9999
# How much faster the drawing dissolves when it only has to be gone for the walk back to begin.
HURRY = 5.0


@lru_cache(maxsize=64)
def _preset_of(drawing: bytes) -> str:
    """The preset that this drawing is, or nothing. They are drawn one by one, as far as needed."""
    return next((slug for slug in preset_names() if _packed(slug) == drawing), "")


@cache
def _packed(slug: str) -> bytes:
    return pack_bits(preset(slug))


class Hero:
    """The figure "Unerase".

    `changed(settings)` is called after a change; `drawn()` after a stroke, which is worth keeping
    at once.
    """

    def __init__(
        self,
        settings: HeroSettings,
        theme: Theme,
        changed: Callable[[HeroSettings], None],
        drawn: Callable[[], None],
        shelves: Shelves,
    ) -> None:
        self.settings = settings
        self._shelves = shelves
        self._changed = changed
        self._theme = theme
        self._figure = by_id(PREFIX)
        self._place = settings
        self._passing = self._lasting = ""
        self._former = b""
        self._busy = self._arrived = False
        self._then_back = False
        self._window = (0, 0)
        self._seen: object = None
        self._stale_film = self._stale_ghost = True
        self._player = Player()
        self._answering = Answering(self.refresh, self.say)
        self._draw_watch = Stopwatch("draw", "Unerase")
        self._scene = Scene(self._answering.measured, now)
        self._clock = FrameClock(self._figure, self._draw)
        self._drawing = UndoableDrawing(settings.drawing, self._on_drawing, drawn)
        self._grid = DrawingGrid(PREFIX, SIDE, self._drawing, self._on_busy)
        self._film = Filmstrip(PREFIX, SIDE, self._on_film, self.refresh)
        self._picture, self._estimate, self._ghost = (
            Surface(by_id(f"{PREFIX}-{name}")) for name in ("picture", "estimate", "ghost")
        )
        self._sheet = by_id(f"{PREFIX}-sheet")
        self._readouts = Readouts(PREFIX)
        self._notice = by_id(f"{PREFIX}-notice")
        self._about = by_id(f"{PREFIX}-about")
        self._who = by_id(f"{PREFIX}-out-denoiser")
        self._near = by_id(f"{PREFIX}-out-near")
        self._end = by_id(f"{PREFIX}-end")
        self._said = by_id(f"{PREFIX}-said")
        self._bring = by_id(f"{PREFIX}-bring")
        on_click(self._bring, self._bring_back)
        self._controls = Controls(PREFIX, self._figure, self)
        theme.on_change(self._on_theme)

    def adopt(self, drawing: bytes, stroke: OpenStroke | None) -> None:
        """Take over what was drawn before Python was there, and go on with an open stroke."""
        if stroke is None:
            self._drawing.replace(drawing)
        else:
            self._drawing.replace(read_drawing(stroke.before))
            self._drawing.resume(drawing)
            self._grid.resume(stroke)

    def open(self) -> None:
        """Draw for the first time and let the visitor in."""
        self._clock.draw_now()
        self._figure.dataset.open = "true"  # the posters have been painted over
        self._controls.enable()

    @property
    def in_stroke(self) -> bool:
        """Whether somebody is drawing; `changed` is called once more when the stroke is over."""
        return self._drawing.open

    def say(self, message: str, lasting: bool = False) -> None:
        """Show a sentence under the figure until the next change; a `lasting` one stays."""
        if lasting:
            self._lasting = message
        else:
            self._passing = message
        self.refresh()

    def offer(self, former: bytes) -> None:
        """Let the visitor bring their former drawing back; an empty one is none."""
        if former != self._former:
            self._former = former
            self._bring.hidden = not former
            if former:
                self._drawing.history.slip_in(former)
            self.refresh()

    def refresh(self) -> None:
        """Paint again, although no setting has changed."""
        self._seen = None
        self._clock.request()

    def take(self, settings: HeroSettings) -> None:
        """Show other settings, for instance those of a link that was pasted."""
        self._stop()
        self._answering.try_again()
        if settings.drawing != self._drawing.packed:
            self._drawing.show(settings.drawing)
        self._set(settings)

    # What the controls ask for (HeroActions).

    def forward(self) -> None:
        """Let the drawing dissolve, from the step that is shown, or anew after the last."""
        s = self.settings
        self._play(s.at(0 if s.timestep == s.steps else s.timestep, "forward"), +1)

    def reverse(self) -> None:
        """Walk back from x_T, or on along the walk; what is not noise yet dissolves first."""
        s = self.settings
        if s.phase == "reverse" and s.timestep:
            self._play(s.at(min(s.timestep, s.walk_start)), -1)
        elif s.timestep == s.steps:
            self._play(s.walking_from(s.steps), -1)
        else:
            self._play(s.at(s.timestep, "forward"), +1, pace=HURRY)
            self._then_back = True

    def pause(self) -> None:
        """Stop where it is."""
        self._stop()
        self._changed(self.settings)

    def step_forward(self) -> None:
        """One step towards noise."""
        self._stop()
        self._set(self.settings.one_ahead())

    def step_back(self) -> None:
        """One step towards the drawing; from x_T, and on the walk, a denoising step."""
        self._stop()
        self._set(self.settings.one_back())

    def scrub(self, t: int) -> None:
        """Show step t of the present phase."""
        self._stop()
        # The slider may not have been told of fewer steps yet.
        self._set(self.settings.at(min(t, self.settings.steps)))

    def set_speed(self, speed: float) -> None:
        """How fast Forward and Reverse run; 1 is the usual pace."""
        self._player.speed = speed

    def pick_preset(self, slug: str) -> None:
        """Replace the drawing by a ready-made one; an empty slug keeps it."""
        if slug:
            self._drawing.replace(_packed(slug))
        self.refresh()

    def use_drawing(self, packed: bytes) -> None:
        """Replace the drawing by one that came from elsewhere."""
        self._drawing.replace(packed)

    def use(self, **changes: Any) -> None:
        """Take over settings, by field, that were chosen elsewhere."""
        self._set(replace(self.settings, **changes))

    def clear(self) -> None:
        """Empty the sheet."""
        self._drawing.replace(bytes(len(self.settings.drawing)))

    def undo(self) -> None:
        """Take the last stroke back."""
        self._drawing.undo()

    def redo(self) -> None:
        """Bring back the stroke that was taken back last."""
        self._drawing.redo()

    def set_schedule(self, name: str) -> None:
        """Another noise schedule."""
        self._set(replace(self.settings, schedule=name))

    def set_steps(self, steps: int) -> None:
        """Another number of steps, at the same point of the way."""
        # Scaled from what held before the number began to be typed: 40 is a 4 on the way there.
        place = self._place
        there = place.with_steps(steps)
        self._set(replace(self.settings, steps=steps, timestep=there.timestep, start=there.start))
        self._place = place

    def set_sampler(self, name: str) -> None:
        """Stochastic (ddpm) or deterministic (ddim)."""
        self._set(replace(self.settings, sampler=name))

    def set_denoiser(self, name: str) -> None:
        """Another denoiser for the walk to ask."""
        self._answering.try_again()
        self._set(replace(self.settings, denoiser=name))

    def walk_from_here(self) -> None:
        """Walk back from the forward step that is shown, however much noise it holds."""
        s = self.settings
        if s.phase == "forward" and s.timestep:
            self._play(s.walking_from(s.timestep), -1, at_once=False)

    def put_on_shelf(self) -> None:
        """Put the drawing on the visitor's shelf."""
        try:
            self.say(self._shelves.put(self._drawing.bits))
        except CannotPut as why:
            self.say(str(why))

    def another_walk(self) -> None:
        """The same start with other walk noise."""
        s = self.settings
        self._set(replace(s, walk_seed=s.walk_seed % WALK_SEEDS + 1))

    def set_seed(self, seed: int) -> None:
        """Another start noise."""
        self._set(replace(self.settings, seed=seed))

    def new_noise(self) -> None:
        """Roll a seed."""
        self.set_seed(random.randrange(DICE_SIDES))

    # What the parts report.

    def _bring_back(self) -> None:
        by_id(f"{PREFIX}-grid").focus()  # the button goes
        self._drawing.replace(self._former)

    def _on_drawing(self, packed: bytes) -> None:
        self._stale_ghost = True
        self._set(replace(self.settings, drawing=packed))

    def _on_busy(self, busy: bool) -> None:
        """While somebody draws on a picture that is noisy, the drawing shows through."""
        self._busy = busy
        self.refresh()
        if not busy:  # what has waited for the end of the stroke
            self._changed(self.settings)

    def _on_film(self, row: int, t: int) -> None:
        self._stop()
        self._set(self.settings.at(min(t, self.settings.steps), PHASES[row]))

    def _on_theme(self) -> None:
        self._stale_film = self._stale_ghost = True
        self._seen = None
        self._clock.draw_now()

    def _play(
        self, settings: HeroSettings, direction: int, at_once: bool = True, pace: float = 1.0
    ) -> None:
        self._then_back = False
        self._player.play(direction, at_once, pace)
        set_text(self._said, "")
        self._set(settings)

    def _stop(self) -> None:
        self._then_back = False
        self._player.stop()
        self._clock.request()

    def _set(self, settings: HeroSettings) -> None:
        self.settings = self._place = settings
        self._passing = ""
        self._clock.request()
        self._changed(settings)

    # How it is drawn.

    def _draw(self, timestamp: float) -> None:
        session, deadline = self._scene, now() + WALK_BUDGET_MS
        self._stale_film |= session.use(self._answering.settle(self.settings, deadline))
        before = session.reached
        there = session.walk_on(deadline)
        if there or self.settings.phase == "forward":  # else time waits for the walk
            self._tick(timestamp)
            session.use(self._answering.settle(self.settings, deadline))
            # A slow denoiser has its one step a frame.
            there = (there or now() < deadline) and session.walk_on(deadline)
        self._stale_film |= before != session.reached
        seen = (self.settings, self._answering.asked, session.reached, self._player.direction)
        if seen != self._seen or self._stale_film or self._stale_ghost:
            self._seen = seen
            with self._draw_watch.span(self._answering.measured_as):
                self._paint(session.frame(self.settings.phase, self.settings.timestep))
        if self._player.direction or not there or self._answering.unready:
            self._clock.request()

    def _tick(self, timestamp: float) -> None:
        s = self.settings
        running = self._player.direction
        t = self._player.tick(timestamp, s.timestep, s.steps)
        self._arrived |= bool(running and not self._player.direction)
        if t != s.timestep:
            self._set(s.at(t))
        if self._then_back and t == s.steps:
            self._play(s.walking_from(t), -1, at_once=False)
            self._arrived = False  # noise was only the way there

    def _paint(self, frame: Frame) -> None:
        s, theme = self.settings, self._theme
        picture, estimate = tones_of(frame.x_t, frame.x0_hat)
        self._picture.paint(coloured(picture, theme.signal))
        self._estimate.paint(coloured(estimate, theme.estimate))
        if self._stale_ghost:
            self._stale_ghost = False
            self._ghost.paint(ghost(self._drawing.bits, theme.ink))
            self._grid.refresh()
        self._sheet.dataset.ghost = str(self._busy and s.timestep > 0).lower()
        self._film.show(PHASES.index(s.phase), s.timestep, s.steps + 1)
        self._paint_film(theme.signal)
        error = self._scene.error(frame)
        self._readouts.show(frame, s.steps, error, self._answering.recent_ms)
        over = s.phase == "reverse" and frame.t == 0
        near = near_words(self._answering.asked, self._scene.near(frame), frame, over)
        set_text(self._who, DENOISERS[self._answering.asked].about)
        set_text(self._near, near)
        if self._arrived and frame.t == s.timestep:
            self._arrived = False
            asked = replace(s, denoiser=self._answering.asked)
            set_text(self._said, arrival_words(asked, frame, error, near))
        slug = _preset_of(s.drawing)
        history = self._drawing.history
        self._controls.show(s, slug, history.can_undo, history.can_redo)
        self._controls.show_time(s, self._player.direction)
        schedule = self._scene.experiment.schedule
        set_text(self._end, end_label(schedule))
        set_text(self._about, schedule_words(s.schedule, s.steps))
        waiting = WAITING if waits(s.denoiser) and not self._passing else ""
        notices = [
            self._passing,
            waiting,
            self._lasting,
            start_words(s, schedule),
            schedule_notice(schedule),
            STILL_HERE if self._former else "",
        ]
        set_text(self._notice, " ".join(filter(None, notices)))

    def _paint_film(self, table: Rgba) -> None:
        window = self._film.view()
        if self._stale_film or window != self._window:
            self._stale_film, self._window = False, window
            first_reverse, reverse = self._scene.walk_tones(*window)
            ends = self._scene.forward_ends(*window)
            self._film.paint(
                window[0], to_bits(self._scene.experiment.x0), ends, reverse, first_reverse, table
            )
