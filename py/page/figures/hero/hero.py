"""The hero figure: holds the settings, answers the controls, and draws what follows from both."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from page.browser.canvas import Surface
from page.browser.clock import FrameClock, now
from page.browser.dom import by_id, set_text
from page.browser.timing import Stopwatch
from page.figures.hero.controls import Controls
from page.figures.hero.drawing import UndoableDrawing
from page.figures.hero.readouts import Readouts, schedule_notice
from page.figures.hero.session import Session
from page.state.settings import SIDE, Phase, Settings
from page.widgets.drawing_grid import DrawingGrid
from page.widgets.filmstrip import Filmstrip
from page.widgets.palette import Rgba, ghost
from page.widgets.player import Player
from page.widgets.theme import Theme
from unerase import Frame, pack_bits, preset, preset_names, tone

PREFIX = "hero"
ROWS: tuple[Phase, Phase] = ("forward", "reverse")
# A long walk is made over several frames, so that the page goes on answering.
WALK_BUDGET_MS = 10.0
# A rolled seed is short enough to be read out; any other can be typed.
DICE_SIDES = 1_000_000


@cache
def _preset_slugs() -> dict[bytes, str]:
    return {pack_bits(preset(slug)): slug for slug in preset_names()}


class Hero:
    """The figure "Unerase". `changed(settings)` is called after every change of the settings."""

    def __init__(
        self, settings: Settings, theme: Theme, changed: Callable[[Settings], None]
    ) -> None:
        self.settings = settings
        self._changed = changed
        self._theme = theme
        self._figure = by_id(PREFIX)
        self._goal = settings.timestep if settings.phase == "reverse" else settings.start
        self._message = ""
        self._busy = False
        self._window: tuple[int, int] | None = None
        self._stale_film = self._stale_ghost = True
        self._player = Player()
        self._steps_watch = Stopwatch("step", "Unerase", "oracle")
        self._draw_watch = Stopwatch("draw", "Unerase", "oracle")
        self._session = Session(self._steps_watch.span, now)
        self._clock = FrameClock(self._figure, self._draw)
        self._drawing = UndoableDrawing(settings.drawing, self._on_drawing)
        self._grid = DrawingGrid(PREFIX, SIDE, self._drawing, self._on_busy)
        self._film = Filmstrip(PREFIX, SIDE, self._on_film, self._refresh_film)
        self._picture, self._estimate, self._ghost = (
            Surface(by_id(f"{PREFIX}-{name}")) for name in ("picture", "estimate", "ghost")
        )
        self._readouts = Readouts(PREFIX)
        self._notice = by_id(f"{PREFIX}-notice")
        self._controls = Controls(PREFIX, self._figure, self)
        theme.on_change(self._refresh_all)

    def open(self, message: str = "") -> None:
        """Draw for the first time, say `message`, and let the visitor in."""
        self._message = message
        self._clock.draw_now()
        self._controls.enable()

    def say(self, message: str) -> None:
        """Show a sentence under the figure."""
        self._message = message
        self._clock.request()

    def take(self, settings: Settings, message: str = "") -> None:
        """Show other settings, for instance those of a link that was pasted."""
        self._player.stop()
        self._message = message
        if settings.drawing != self.settings.drawing:
            self._drawing.replace(settings.drawing)
        self._goal = settings.timestep if settings.phase == "reverse" else settings.start
        self._set(settings)

    # What the controls ask for (HeroActions).

    def forward(self) -> None:
        """Let the drawing dissolve, from the step that is shown."""
        s = self.settings
        t = 0 if s.timestep == s.steps else s.timestep
        self._set(replace(s, phase="forward", timestep=t))
        self._player.play(+1)

    def reverse(self) -> None:
        """Walk back from the picture that is shown; from x_T when that is the drawing itself."""
        s = self.settings
        if s.phase == "forward":
            self._turn_back(s.timestep or s.steps)
        elif s.timestep == 0:
            self._set(replace(s, timestep=s.start))
        self._player.play(-1)
        self._clock.request()

    def pause(self) -> None:
        """Stop where it is."""
        self._player.stop()

    def step_forward(self) -> None:
        """One step of noise: back along the walk while there is one, else forward."""
        self._player.stop()
        self._go(min(self.settings.steps, self.settings.timestep + 1))

    def step_back(self) -> None:
        """One denoising step from the picture that is shown."""
        self._player.stop()
        s = self.settings
        if s.phase == "forward" and s.timestep > 0:
            self._turn_back(s.timestep)
        self._go(max(0, s.timestep - 1))

    def scrub(self, t: int) -> None:
        """Show step t of the present phase."""
        self._player.stop()
        self._go(t)

    def set_speed(self, speed: float) -> None:
        """How fast Forward and Reverse run; 1 is the usual pace."""
        self._player.speed = speed

    def pick_preset(self, slug: str) -> None:
        """Replace the drawing by a ready-made one; an empty slug keeps it."""
        if slug:
            self._drawing.replace(pack_bits(preset(slug)))
        self._clock.request()

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
        self._goal = round(self._goal * steps / self.settings.steps)
        self._set(self.settings.with_steps(steps))

    def set_walk(self, walk: str) -> None:
        """Stochastic or deterministic."""
        self._set(replace(self.settings, walk=walk))

    def another_walk(self) -> None:
        """The same start with other walk noise."""
        s = self.settings
        self._set(replace(s, walk_seed=s.walk_seed % 9999 + 1))

    def set_seed(self, seed: int) -> None:
        """Another start noise."""
        self._set(replace(self.settings, seed=seed))

    def new_noise(self) -> None:
        """Roll a seed."""
        self.set_seed(random.randrange(DICE_SIDES))

    # How time moves.

    def _go(self, t: int) -> None:
        s = self.settings
        phase: Phase = "reverse" if s.phase == "reverse" and t <= s.start else "forward"
        self._set(replace(s, phase=phase, timestep=t))

    def _turn_back(self, start: int) -> None:
        """Begin a walk at the forward picture of step `start`."""
        self._goal = start
        self._set(replace(self.settings, phase="reverse", start=start, timestep=start))

    def _set(self, settings: Settings) -> None:
        self.settings = settings
        if settings.phase == "reverse":
            self._goal = min(self._goal, settings.timestep)
        self._clock.request()
        self._changed(settings)

    # What the parts report.

    def _on_drawing(self, packed: bytes) -> None:
        self._stale_ghost = True
        self._set(replace(self.settings, drawing=packed))

    def _on_busy(self, busy: bool) -> None:
        """While somebody draws on a picture that is noisy, the drawing shows through."""
        self._busy = busy
        self._clock.request()

    def _on_film(self, row: int, t: int) -> None:
        self._player.stop()
        s = self.settings
        self._set(replace(s, phase=ROWS[row], timestep=min(t, s.start) if row else t))

    def _refresh_film(self) -> None:
        self._stale_film = True
        self._clock.request()

    def _refresh_all(self) -> None:
        self._stale_film = self._stale_ghost = True
        self._clock.request()

    # How it is drawn.

    def _draw(self, timestamp: float) -> None:
        s = self.settings
        t = self._player.tick(timestamp, s.timestep, s.steps)
        if t != s.timestep:
            s = replace(s, timestep=t)
            self._set(s)
        self._stale_film |= self._session.use(s)
        before = self._session.reached
        there = self._session.walk_to(self._goal, now() + WALK_BUDGET_MS)
        self._stale_film |= before != self._session.reached
        with self._draw_watch.span():
            self._paint(self._session.frame(s.phase, s.timestep))
        if self._player.direction or not there:
            self._clock.request()

    def _paint(self, frame: Frame) -> None:
        s, theme = self.settings, self._theme
        self._picture.paint(theme.signal[tone(frame.x_t)])
        self._estimate.paint(theme.estimate[tone(frame.x0_hat)])
        if self._stale_ghost:
            self._stale_ghost = False
            self._ghost.paint(ghost(self._drawing.bits, theme.ink))
            self._grid.refresh()
        shown = self._busy and s.timestep > 0
        self._ghost.canvas.dataset.shown = str(shown).lower()
        self._paint_film(theme.signal)
        self._film.mark(ROWS.index(s.phase), s.timestep)
        error = self._session.error(frame)
        self._readouts.show(frame, s.steps, error, self._steps_watch.recent_ms)
        slug = _preset_slugs().get(s.drawing, "")
        history = self._drawing.history
        self._controls.show(s, slug, history.can_undo, history.can_redo)
        notices = [self._message, schedule_notice(self._session.experiment.schedule)]
        set_text(self._notice, " ".join(filter(None, notices)))

    def _paint_film(self, table: Rgba) -> None:
        window = self._film.view(self.settings.steps + 1)
        if self._stale_film or window != self._window:
            self._stale_film, self._window = False, window
            first_reverse, reverse = self._session.walk_tones(*window)
            forward = self._session.forward_tones(*window)
            self._film.paint(window[0], forward, reverse, first_reverse, table)
