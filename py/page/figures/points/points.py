"""The figure "Points" on the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from page.browser.dom import listen, on_click, set_text
from page.browser.keys import undo_keys
from page.figures.figure import Figure
from page.figures.points.cloud import Place, UndoableCloud
from page.figures.points.layers import Layers
from page.figures.points.plane import Plane
from page.figures.points.scene import Numbers, Scene
from page.figures.points.settings import PointsSettings
from page.figures.points.words import (
    ENOUGH,
    NOTHING_YET,
    OWN_POINTS,
    arrival_words,
    pair,
    schedule_notice,
    shown_words,
    tally,
)
from page.state.controls import Phase
from page.state.points import pack
from page.state.subject import Subject
from page.widgets.fields import Choice
from page.widgets.numbers import percent
from page.widgets.words import end_of
from unerase.clouds import cloud, cloud_label, cloud_names

SPEED = 3.0


@cache
def _preset_slugs() -> dict[bytes, str]:
    return {pack(cloud(slug)): slug for slug in cloud_names()}


class Points(Figure[PointsSettings, Scene]):
    """Data in the plane dissolve; fresh samples flow back along the score of the data."""

    LOOKS = ("arrows", "trails", "phase", "timestep")
    denoiser = "posterior mean"

    def build(self) -> None:
        self.player.speed = SPEED
        self.cloud = UndoableCloud(self.settings.points, self._on_cloud, self.refresh)
        self._layers = Layers(self.prefix, self.theme, self.paint_now)
        Plane(self)
        presets = [("", OWN_POINTS), *((slug, cloud_label(slug)) for slug in cloud_names())]
        self._preset = Choice(f"{self.prefix}-preset", presets, self._pick)
        on_click(self.part("undo"), self.cloud.undo)
        on_click(self.part("clear"), lambda: self.cloud.replace(b""))
        listen(self.part("plane"), "keydown", undo_keys(self.cloud.undo, self.cloud.redo))

    def hold(self, settings: PointsSettings) -> None:
        if settings.points != self.cloud.packed:
            self.cloud.show(settings.points)
        super().hold(settings)

    # What the plane asks for.

    def begin(self) -> None:
        """Show the points themselves: only there can others be placed."""
        self.cloud.begin()
        self._came_from = self.settings
        if self.settings.timestep or self.player.direction:
            self._on_cloud(self.cloud.packed)

    def place(self, places: list[Place]) -> None:
        """Add points to the data."""
        if self.cloud.add(places):
            self.say(ENOUGH)

    def withdraw(self) -> None:
        """Back to what was shown before the stroke."""
        self.cloud.withdraw()
        place = self._came_from
        t = min(place.timestep, self.settings.steps)
        self.set(timestep=t, phase=place.phase)

    def _on_cloud(self, packed: bytes) -> None:
        self.player.stop()
        self.set(points=packed, timestep=0, phase="forward")

    def _pick(self, slug: str) -> None:
        if slug:
            self.cloud.replace(pack(cloud(slug)))
        self.refresh()

    # Time, which runs both ways.

    def set(self, **changes: Any) -> None:
        """Another number of steps shows the same point of the way."""
        if "steps" in changes:
            self.player.stop()
            s = self.settings
            changes["timestep"] = round(s.timestep * changes["steps"] / s.steps)
        super().set(**changes)

    def _empty(self) -> bool:
        """Whether there is no data, which is then said."""
        if not self.settings.points:
            self.say(NOTHING_YET)
        return not self.settings.points

    def forward(self) -> None:
        """Dissolve the data."""
        if self._empty():
            return
        s = self.settings
        anew = s.phase == "reverse" or s.timestep == s.steps
        self.play(+1, not anew, phase="forward", timestep=0 if anew else s.timestep)

    def reverse(self) -> None:
        """Let fresh samples walk back."""
        if self._empty():
            return
        s = self.settings
        anew = s.phase == "forward" or s.timestep == 0
        self.play(-1, not anew, phase="reverse", timestep=s.steps if anew else s.timestep)

    def ahead(self) -> None:
        """One step towards noise; the walk has come home at 0, and leads forward again."""
        s = self.settings
        self._go(s.timestep + 1, s.phase if s.timestep else "forward")

    def back(self) -> None:
        """One step towards the data, or of the walk."""
        s = self.settings
        self._go(s.timestep - 1, s.phase if s.timestep < s.steps else "reverse")

    def scrub(self, t: float) -> None:
        self._go(int(t), self.settings.phase)

    def _go(self, t: int, phase: Phase) -> None:
        if not self._empty():
            self.player.stop()
            self.set(timestep=min(self.settings.steps, max(0, t)), phase=phase)

    # How it is painted.

    def about(self, s: PointsSettings) -> Subject:
        return self.subject.under(s.schedule)

    def make(self, s: PointsSettings, subject: Subject) -> Scene:
        return Scene(s, subject, self.measured)

    def advance(self, in_time: Callable[[], bool]) -> bool:
        return self.scene.walk_on(self.settings, in_time)

    def show(self, s: PointsSettings) -> None:
        self._layers.paint(self.scene, s)
        self.part("plane").dataset.walking = str(self.scene.reached(s) != s.timestep).lower()
        set_text(self.part("end"), end_of(self.scene.schedule, self.scene.cells))
        self._preset.show(_preset_slugs().get(s.points, ""))
        # Not `disabled`: that would take the keyboard's place away with the last undo.
        self.part("undo").ariaDisabled = str(not self.cloud.history.can_undo).lower()
        self.write({"count": tally(self.cloud.count)})
        self._show_numbers(self.scene.numbers(s), s)

    def moment(self) -> str:
        return f"{super().moment()}, {self._way}"

    def phase(self) -> str:
        return f"{self._way}, step {self.scene.reached(self.settings)} of {self.settings.steps}"

    @property
    def _way(self) -> str:
        return "walk back" if self.settings.phase == "reverse" else "forward"

    def told(self) -> str:
        notices = (self.passing, schedule_notice(self.scene.schedule, self.scene.cells))
        return " ".join(filter(None, notices))

    def arrival(self) -> str:
        found = self.scene.numbers(self.settings)
        return arrival_words(found, self.settings.phase) if found else ""

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
        self.write(texts)
