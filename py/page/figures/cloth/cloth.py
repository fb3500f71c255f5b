"""The figure "More cloth" on the page."""

from __future__ import annotations

from functools import partial

from page.browser.canvas import Surface
from page.browser.clock import now
from page.browser.dom import on_click, set_text
from page.denoisers import MEASURED_AS, WEAVER
from page.figures.cloth import words
from page.figures.cloth.patterns import DRAWING, OWN, labels, menu_value, named, packed_of
from page.figures.cloth.scene import Cloth, Scene
from page.figures.cloth.settings import TABLE, WINDOWS, ClothSettings
from page.figures.cloth.sheet import PatternSheet
from page.figures.figure import Figure, Surroundings
from page.shelves.own import CannotPut
from page.state.subject import Subject
from page.widgets.fields import Choice
from page.widgets.numbers import percent
from page.widgets.palette import coloured
from page.widgets.transport import TimeSlider
from page.widgets.words import SCHEDULE_LABELS
from unerase.noise import MAX_SEED
from unerase.pixels import tone, unpack_bits
from unerase.presets import SIDE

# Seven walks take seconds: they are woven over many frames, each of which stays short.
BUDGET_MS = 16.0


class MoreCloth(Figure[ClothSettings]):
    """Draw a pattern, and see more of the same woven through seven windows."""

    def __init__(self, settings: ClothSettings, subject: Subject, around: Surroundings) -> None:
        super().__init__("More cloth", TABLE, settings, subject, around)
        self.denoiser = MEASURED_AS[WEAVER]
        self._shelves = around.shelves
        self._own = b""
        packed = packed_of(settings.pattern, subject)
        self._sheet = PatternSheet(self.prefix, packed, self._on_drawn, self.refresh)
        self._pictures = {window: Surface(self.part(f"xt-{window}")) for window in WINDOWS}
        self._pattern = Choice(f"{self.prefix}-pattern", labels().items(), self._pick)
        self._schedule = Choice(
            f"{self.prefix}-schedule",
            SCHEDULE_LABELS.items(),
            lambda value: self.set(schedule=value),
        )
        self._slider = TimeSlider(self.prefix, self.scrub)
        self._buttons = self.walk_buttons()
        on_click(self.part("shelve"), self._put_on_shelf)
        on_click(self.part("dice"), self._new_noise)
        on_click(self.part("another"), self._another)
        self._made: object = None
        self._seen: dict[int, object] = {}
        # Until the first cloths are woven their posters stand there, if they show just those.
        self._element.dataset.posters = str(settings == TABLE.default).lower()

    def _weave(self, **changes: object) -> None:
        """Weave something else, and show what comes of it."""
        self.player.stop()
        self.set(**changes, timestep=0)

    def _pick(self, value: str) -> None:
        if value == OWN:
            # The last one that was drawn here; before that, what is on the sheet.
            self._weave(pattern=self._own or self._sheet.packed)
        else:
            self._weave(pattern=value)

    def _on_drawn(self, packed: bytes) -> None:
        if packed == packed_of(self.settings.pattern, self.subject):
            return
        pattern = named(packed)
        if isinstance(pattern, bytes):
            self._own = packed
        self._weave(pattern=pattern)

    def _put_on_shelf(self) -> None:
        pattern = self.settings.pattern
        name = labels()[pattern] if isinstance(pattern, str) and pattern != DRAWING else ""
        try:
            self.say(self._shelves.put(unpack_bits(self._sheet.packed, SIDE), name))
        except CannotPut as wrong:
            self.say(str(wrong))

    def _new_noise(self) -> None:
        self._weave(seed=(self.settings.seed + 1) % (MAX_SEED + 1))

    def _another(self) -> None:
        self._weave(walk=self.settings.walk % MAX_SEED + 1)

    def arrival(self) -> str:
        return words.arrival_words([self._scene.cloth(window, 0) for window in WINDOWS])

    def prepare(self) -> bool:
        s = self.settings
        subject = self.subject.under(s.schedule)
        wanted = (packed_of(s.pattern, subject), s.schedule, s.seed, s.walk, subject.curve)
        if self._made != wanted:
            self._made = wanted
            self._scene = Scene(s, subject, partial(self.steps_watch.span, self.denoiser))
        start = now()
        return self._scene.make(lambda: now() < start + BUDGET_MS)

    def paint(self) -> None:
        s, scene = self.settings, self._scene
        self._sheet.show(scene.packed, self.theme.signal)
        self._show_controls(s)
        woven = scene.woven()
        self._element.dataset.making = "" if len(woven) == len(WINDOWS) else "true"
        for window in woven:  # of the others, the old cloth stays
            self._show_cloth(scene.cloth(window, s.timestep))
        set_text(self.part("out-ink"), percent(scene.ink))
        set_text(self.part("out-progress"), words.progress(scene))
        set_text(self.part("notice"), self.passing or words.notice(s, scene))

    def _show_cloth(self, cloth: Cloth) -> None:
        seen = (cloth, self.theme.ink)
        if self._seen.get(cloth.window) == seen:
            return
        self._seen[cloth.window] = seen
        self._pictures[cloth.window].paint(coloured(tone(cloth.x_t), self.theme.signal))
        for key, text in words.readings(cloth).items():
            set_text(self.part(f"out-{key}-{cloth.window}"), text)

    def _show_controls(self, s: ClothSettings) -> None:
        self._slider.show(s.timestep, s.steps, words.place(s))
        set_text(self.part("phase"), words.place(s))
        self._buttons.show(self.player.direction, s.timestep, s.steps)
        self._pattern.show(menu_value(s.pattern))
        self._schedule.show(s.schedule)
