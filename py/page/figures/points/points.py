"""The figure "Points" on the page."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from page.browser.clock import now
from page.browser.dom import listen, on_click, set_text
from page.browser.keys import undo_keys
from page.figures.figure import Figure, Surroundings
from page.figures.points.brush import Place
from page.figures.points.cloud import UndoableCloud
from page.figures.points.layers import Layers
from page.figures.points.packing import count, pack
from page.figures.points.plane import Plane
from page.figures.points.scene import Numbers, Session
from page.figures.points.settings import MOST_STEPS, NOTCH, NOTCHES, TABLE, WALKS, PointsSettings
from page.figures.points.words import (
    NOTHING_YET,
    OWN_POINTS,
    arrival_words,
    enough,
    pair,
    schedule_notice,
    shown_words,
    tally,
)
from page.state.settings import Phase
from page.state.subject import Subject
from page.widgets.fields import Choice, Dial, NumberField, Switch
from page.widgets.numbers import percent
from page.widgets.transport import PlayButtons, TimeSlider
from page.widgets.words import end_label, schedule_labels
from unerase.clouds import cloud, cloud_label, cloud_names
from unerase.noise import MAX_SEED

DENOISER = "posterior mean"
# A walk that has to be made anew is made over several frames, so that the page goes on answering.
WALK_BUDGET_MS = 20.0
SPEED = 3.0


@cache
def _preset_slugs() -> dict[bytes, str]:
    return {pack(cloud(slug)): slug for slug in cloud_names()}


class Points(Figure[PointsSettings]):
    """Data in the plane dissolve; fresh samples flow back along the score of the data."""

    denoiser = DENOISER

    def __init__(self, settings: PointsSettings, subject: Subject, around: Surroundings) -> None:
        super().__init__("Points", TABLE, settings, subject, around)
        self.player.speed = SPEED
        self._cloud = UndoableCloud(settings.points)
        self._session = Session(partial(self.steps_watch.span, DENOISER), now)
        self._layers = Layers(self.prefix, around.theme, self.paint_now)
        Plane(self.prefix, self)
        self._controls()

    def _controls(self) -> None:
        self._slider = TimeSlider(self.prefix, self._on_scrub)
        self._buttons = PlayButtons(
            self.prefix,
            {
                "forward": self._forward,
                "reverse": self._reverse,
                "pause": self.stop,
                "ahead": self._step_forward,
                "back": self._step_back,
            },
        )
        presets = [("", OWN_POINTS), *((slug, cloud_label(slug)) for slug in cloud_names())]
        self._preset = self._choice("preset", presets, self._pick)
        labels = schedule_labels(self.settings.steps).items()
        self._schedule = self._choice("schedule", labels, lambda name: self.set(schedule=name))
        self._sampler = self._choice("walk", WALKS.items(), lambda name: self.set(sampler=name))
        self._steps = NumberField(
            f"{self.prefix}-steps",
            "The number of steps",
            (1, MOST_STEPS),
            self._set_steps,
            self.say,
        )
        self._bandwidth = Dial(
            f"{self.prefix}-bandwidth",
            NOTCHES,
            lambda notch: self.set(bandwidth=round(notch * NOTCH, 2)),
        )
        self._arrows = Switch(f"{self.prefix}-arrows", lambda on: self.set(arrows=on))
        self._trails = Switch(f"{self.prefix}-trails-on", lambda on: self.set(trails=on))
        on_click(self.part("dice"), lambda: self.set(walk=self.settings.walk % MAX_SEED + 1))
        on_click(self.part("undo"), self._undo)
        on_click(self.part("clear"), lambda: self._replace(b""))
        listen(self.part("plane"), "keydown", undo_keys(self._undo, self._redo))

    def _choice(self, name: str, options: Any, action: Any) -> Choice:
        return Choice(f"{self.prefix}-{name}", options, action)

    def take(self, settings: PointsSettings) -> None:
        if settings.points != self._cloud.packed:
            self._cloud.replace(settings.points)
        super().take(settings)

    # What the plane asks for (Placing).

    def begin(self) -> None:
        """Show the points themselves: only there can others be placed."""
        self._cloud.begin()
        self._came_from = self.settings
        if self.settings.timestep or self.player.direction:
            self._show_cloud()

    def place(self, places: list[Place]) -> None:
        """Add points to the data."""
        left_out = self._cloud.add(places)
        self._show_cloud()
        if left_out:
            self.say(enough())

    def end(self) -> None:
        """Close the stroke."""
        self._cloud.end()
        self.refresh()

    def withdraw(self) -> None:
        """Back to what was shown before the stroke."""
        self._cloud.withdraw()
        place = self._came_from
        t = min(place.timestep, self.settings.steps)
        self.set(points=self._cloud.packed, timestep=t, phase=place.phase)

    def remove_near(self, place: Place) -> None:
        """Take the point nearest to this place away."""
        self._cloud.remove_near(place)
        self._show_cloud()

    def tally(self) -> str:
        """How many points there are, in words."""
        return tally(self._cloud.count)

    def _show_cloud(self) -> None:
        self.player.stop()
        self.set(points=self._cloud.packed, timestep=0, phase="forward")

    def _replace(self, packed: bytes) -> None:
        self._cloud.replace(packed)
        self._show_cloud()

    def _pick(self, slug: str) -> None:
        if slug:
            self._replace(pack(cloud(slug)))
        self.refresh()

    def _undo(self) -> None:
        self._cloud.undo()
        self._show_cloud()

    def _redo(self) -> None:
        self._cloud.redo()
        self._show_cloud()

    # What the controls of time ask for, and what is said at the end.

    def arrival(self) -> str:
        found = self._session.numbers()
        return arrival_words(found, self.settings.phase) if found else ""

    def _empty(self) -> bool:
        """Whether there is no data, which is then said."""
        if not self.settings.points:
            self.say(NOTHING_YET)
        return not self.settings.points

    def _forward(self) -> None:
        if self._empty():
            return
        s = self.settings
        anew = s.phase == "reverse" or s.timestep == s.steps
        self.settings = s.at(0 if anew else s.timestep, "forward")
        self.play(+1, 0 if anew else None)

    def _reverse(self) -> None:
        if self._empty():
            return
        s = self.settings
        anew = s.phase == "forward" or s.timestep == 0
        self.settings = s.at(s.steps if anew else s.timestep, "reverse")
        self.play(-1, s.steps if anew else None)

    def _step_forward(self) -> None:
        s = self.settings
        # The walk has come home at 0: from there the way leads forward again.
        phase: Phase = s.phase if s.timestep else "forward"
        self._go(min(s.steps, s.timestep + 1), phase)

    def _step_back(self) -> None:
        s = self.settings
        phase: Phase = s.phase if s.timestep < s.steps else "reverse"
        self._go(max(0, s.timestep - 1), phase)

    def _on_scrub(self, t: int) -> None:
        # The slider may not have been told of fewer steps yet.
        self._go(min(t, self.settings.steps), self.settings.phase)

    def _go(self, t: int, phase: Phase) -> None:
        if not self._empty():
            self.player.stop()
            self.set(timestep=t, phase=phase)

    def _set_steps(self, steps: int) -> None:
        s = self.settings
        self.player.stop()
        self.set(steps=steps, timestep=round(s.timestep * steps / s.steps))

    # How it is painted.

    def prepare(self) -> bool:
        self._session.use(self.settings, self.subject.under(self.settings.schedule))
        return self._session.walk_on(now() + WALK_BUDGET_MS)

    def paint(self) -> None:
        s, session = self.settings, self._session
        self._layers.paint(session, s)
        self.part("plane").dataset.walking = str(session.reached != s.timestep).lower()
        way = "walk back" if s.phase == "reverse" else "forward"
        self._slider.show(s.timestep, s.steps, f"step {s.timestep} of {s.steps}, {way}")
        set_text(self.part("end"), end_label(session.scene.schedule, "Gaussian"))
        set_text(self.part("phase"), f"{way}, step {session.reached} of {s.steps}")
        self._buttons.show(self.player.direction, s.timestep, s.steps)
        self._show_controls(s)
        self._show_numbers(session.numbers(), s)
        notices = [self.passing, schedule_notice(session.scene.schedule)]
        set_text(self.part("notice"), " ".join(filter(None, notices)))

    def _show_controls(self, s: PointsSettings) -> None:
        self._preset.show(_preset_slugs().get(s.points, ""))
        self._schedule.show(s.schedule)
        labels = schedule_labels(s.steps)
        for option in self._schedule.element.options:
            set_text(option, labels[option.value])
        self._sampler.show(s.sampler)
        self._steps.show(s.steps)
        self._bandwidth.show(round(s.bandwidth / NOTCH), f"{s.bandwidth:.2f}")
        set_text(self.part("out-bandwidth"), f"{s.bandwidth:.2f}")
        self._arrows.show(s.arrows)
        self._trails.show(s.trails)
        # Not `disabled`: that would take the keyboard's place away with the last undo.
        self.part("undo").ariaDisabled = str(not self._cloud.history.can_undo).lower()
        set_text(self.part("out-count"), tally(count(s.points)))

    def _show_numbers(self, found: Numbers | None, s: PointsSettings) -> None:
        step_ms = self.steps_watch.recent_ms if found else None
        texts = dict.fromkeys(("mean", "variance", "distance", "copies"), "–")
        if found:
            texts = {
                "mean": pair(found.moments.mean),
                "variance": pair(found.moments.variance),
                "distance": "–" if found.distance is None else f"{found.distance:.4f}",
                "copies": "–" if found.copies is None else percent(found.copies),
            }
        texts["shown"] = shown_words(found.count if found else 0, s.phase)
        texts["ms"] = "–" if step_ms is None else f"{step_ms:.2f}"
        for name, text in texts.items():
            set_text(self.part(f"out-{name}"), text)
