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
from page.state.settings import PHASES, Settings
from page.widgets.drawing_grid import DrawingGrid
from page.widgets.filmstrip import Filmstrip
from page.widgets.palette import Rgba, ghost
from page.widgets.player import Player
from page.widgets.theme import Theme
from unerase import Frame, pack_bits, preset, preset_names, tone
from unerase.presets import SIDE

PREFIX = "hero"
# A long walk is made over several frames, so that the page goes on answering.
WALK_BUDGET_MS = 10.0
# A rolled seed is short enough to be read out; any other can be typed.
DICE_SIDES = 1_000_000
WALK_SEEDS = 9999


@cache
def _preset_slugs() -> dict[bytes, str]:
    return {pack_bits(preset(slug)): slug for slug in preset_names()}


class Hero:
    """The figure "Unerase".

    `changed(settings)` is called after a change, except while time runs by itself; `drawn()`
    after a stroke, which is worth keeping at once.
    """

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        changed: Callable[[Settings], None],
        drawn: Callable[[], None],
    ) -> None:
        self.settings = settings
        self._changed = changed
        self._theme = theme
        self._figure = by_id(PREFIX)
        self._place = settings
        self._messages: dict[str, str] = {}
        self._busy = False
        self._window = (0, 0)
        self._seen: object = None
        self._stale_film = self._stale_ghost = True
        self._player = Player()
        self._steps_watch = Stopwatch("step", "Unerase", "oracle")
        self._draw_watch = Stopwatch("draw", "Unerase", "oracle")
        self._session = Session(self._steps_watch.span, now)
        self._clock = FrameClock(self._figure, self._draw)
        self._drawing = UndoableDrawing(settings.drawing, self._on_drawing, drawn)
        self._grid = DrawingGrid(PREFIX, SIDE, self._drawing, self._on_busy)
        self._film = Filmstrip(PREFIX, SIDE, self._on_film, self.refresh)
        self._picture, self._estimate, self._ghost = (
            Surface(by_id(f"{PREFIX}-{name}")) for name in ("picture", "estimate", "ghost")
        )
        self._readouts = Readouts(PREFIX)
        self._notice = by_id(f"{PREFIX}-notice")
        self._controls = Controls(PREFIX, self._figure, self)
        theme.on_change(self._on_theme)

    def open(self) -> None:
        """Draw for the first time and let the visitor in."""
        self._clock.draw_now()
        self._controls.enable()

    def say(self, about: str, message: str) -> None:
        """Show a sentence under the figure, in place of the last one about the same thing."""
        self._messages[about] = message
        self.refresh()

    def refresh(self) -> None:
        """Paint again, although no setting has changed."""
        self._seen = None
        self._clock.request()

    def take(self, settings: Settings) -> None:
        """Show other settings, for instance those of a link that was pasted."""
        self._player.stop()
        if settings.drawing != self.settings.drawing:
            self._drawing.replace(settings.drawing)
        self._set(settings)

    # What the controls ask for (HeroActions).

    def forward(self) -> None:
        """Let the drawing dissolve, from the step that is shown."""
        self._set(self.settings.running_forward())
        self._player.play(+1)

    def reverse(self) -> None:
        """Walk back from the picture that is shown; from x_T when that is the drawing itself."""
        shown = self.settings.timestep
        self._set(self.settings.turned_back())
        self._player.play(-1, at_once=self.settings.timestep == shown)

    def pause(self) -> None:
        """Stop where it is."""
        self._player.stop()
        self._changed(self.settings)

    def step_forward(self) -> None:
        """One step of noise."""
        self._player.stop()
        self._set(self.settings.one_ahead())

    def step_back(self) -> None:
        """One denoising step from the picture that is shown."""
        self._player.stop()
        self._set(self.settings.one_back())

    def scrub(self, t: int) -> None:
        """Show step t of the present phase."""
        self._player.stop()
        self._set(self.settings.moved_to(t))

    def set_speed(self, speed: float) -> None:
        """How fast Forward and Reverse run; 1 is the usual pace."""
        self._player.speed = speed

    def pick_preset(self, slug: str) -> None:
        """Replace the drawing by a ready-made one; an empty slug keeps it."""
        if slug:
            self._drawing.replace(pack_bits(preset(slug)))
        self.refresh()

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
        scaled = place.with_steps(steps)
        self._set(replace(self.settings, steps=steps, timestep=scaled.timestep, start=scaled.start))
        self._place = place

    def set_sampler(self, name: str) -> None:
        """Stochastic (ddpm) or deterministic (ddim)."""
        self._set(replace(self.settings, sampler=name))

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

    def _on_drawing(self, packed: bytes) -> None:
        self._stale_ghost = True
        self._set(replace(self.settings, drawing=packed))

    def _on_busy(self, busy: bool) -> None:
        """While somebody draws on a picture that is noisy, the drawing shows through."""
        self._busy = busy
        self.refresh()

    def _on_film(self, row: int, t: int) -> None:
        self._player.stop()
        self._set(self.settings.showing(PHASES[row], t))

    def _on_theme(self) -> None:
        self._stale_film = self._stale_ghost = True
        self.refresh()

    def _set(self, settings: Settings) -> None:
        self.settings = self._place = settings
        self._clock.request()
        if not self._player.direction:
            self._changed(settings)

    # How it is drawn.

    def _draw(self, timestamp: float) -> None:
        session = self._session
        self._stale_film |= session.use(self.settings)
        before = session.reached
        there = session.walk_on(now() + WALK_BUDGET_MS)
        if there:  # else time waits for the walk
            self._tick(timestamp)
            session.use(self.settings)
            there = session.walk_on(now() + WALK_BUDGET_MS)
        self._stale_film |= before != session.reached
        seen = (self.settings, session.reached)
        if seen != self._seen or self._stale_film or self._stale_ghost:
            self._seen = seen
            with self._draw_watch.span():
                self._paint(session.frame(self.settings.phase, self.settings.timestep))
        if self._player.direction or not there:
            self._clock.request()

    def _tick(self, timestamp: float) -> None:
        s = self.settings
        t = self._player.tick(timestamp, s.timestep, s.steps)
        if t != s.timestep:
            self._set(replace(s, timestep=t))

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
        self._film.show(PHASES.index(s.phase), s.timestep, s.steps + 1)
        self._paint_film(theme.signal)
        error = self._session.error(frame)
        self._readouts.show(frame, s.steps, error, self._steps_watch.recent_ms)
        slug = _preset_slugs().get(s.drawing, "")
        history = self._drawing.history
        self._controls.show(s, slug, history.can_undo, history.can_redo)
        warning = schedule_notice(self._session.experiment.schedule)
        set_text(self._notice, " ".join(filter(None, [*self._messages.values(), warning])))

    def _paint_film(self, table: Rgba) -> None:
        window = self._film.view()
        if self._stale_film or window != self._window:
            self._stale_film, self._window = False, window
            first_reverse, reverse = self._session.walk_tones(*window)
            forward = self._session.forward_tones(*window)
            self._film.paint(window[0], forward, reverse, first_reverse, table)
