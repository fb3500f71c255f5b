"""What every figure of the article has: settings, time, and a moment to paint."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from page.browser.clock import FrameClock
from page.browser.dom import Element, by_id, set_text
from page.browser.fetching import WEIGHTS
from page.browser.timing import Stopwatch
from page.denoisers import waits
from page.shelves.shelves import Shelves
from page.state.subject import Subject
from page.state.table import Table
from page.widgets.fields import Choice, enable
from page.widgets.player import Player
from page.widgets.theme import Theme
from page.widgets.transport import PlayButtons
from page.widgets.words import WEIGHTS_COMING
from unerase.noise import MAX_SEED

SLICE_MS = 16.0
"""What takes longer than a frame is made over several: so much of each is spent on it."""


class FigureSettings(Protocol):
    """A frozen dataclass with at least these fields."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def timestep(self) -> int: ...

    @property
    def steps(self) -> int: ...

    @property
    def shelved(self) -> bool:
        """Whether what is shown depends on the shelf."""


S = TypeVar("S", bound=FigureSettings)


@dataclass(frozen=True)
class Surroundings:
    """What the page gives to a figure: its colours, and whom to tell of a change.

    draw_curve, draw: take the visitor's own schedule, and another drawing, packed; every figure
    then gets it in its subject. shelves: those that there are, of which one is in use.
    """

    theme: Theme
    changed: Callable[[], None]
    draw_curve: Callable[[bytes], None]
    draw: Callable[[bytes], None]
    shelves: Shelves


class Figure(ABC, Generic[S]):
    """Holds the settings of one figure and paints them when something has changed.

    A subclass builds its widgets, lets them call `set`, `scrub`, `play` and `stop`, and says in
    `paint` what follows from `self.settings` and `self.subject`, and `self.passing` where it has a
    place for such sentences. `denoiser` names the one in use.
    """

    denoiser = "none"

    def __init__(
        self, name: str, table: Table[S], settings: S, subject: Subject, around: Surroundings
    ) -> None:
        self.name = name
        self.table = table
        self.prefix = table.prefix.rstrip(".")
        self.settings = settings
        self.subject = subject
        self.theme = around.theme
        self.player = Player()
        self.passing = ""
        self.steps_watch = Stopwatch("step", name)
        self.draw_watch = Stopwatch("draw", name)
        self._changed = around.changed
        self._stale = True
        self._arrived = False
        self._sent = False
        self._element = by_id(self.prefix)
        self._parts: dict[str, Element] = {}
        self._clock = FrameClock(self._element, self._on_frame)

    @abstractmethod
    def paint(self) -> None:
        """Show what the settings and the subject say."""

    def arrival(self) -> str:
        """What assistive technology says when time has run to its end; silent while it runs."""
        return ""

    def prepare(self) -> bool:
        """Make what the next paint needs; False when there is more to make, in the frames to come.

        Time waits meanwhile. A figure whose pictures are made at once has nothing to prepare.
        """
        return True

    def open(self) -> None:
        """Paint for the first time and let the visitor in."""
        self._clock.draw_now()
        self._element.dataset.open = "true"  # the posters have been painted over
        enable(self._element)
        self.theme.on_change(self.paint_now)

    def part(self, name: str) -> Any:
        """The figure's element #prefix-name."""
        if name not in self._parts:
            self._parts[name] = by_id(f"{self.prefix}-{name}")
        return self._parts[name]

    def follow(self, subject: Subject) -> None:
        """Another drawing or other noise."""
        if subject != self.subject:
            self.subject = subject
            self.refresh()

    def lacks(self, denoiser: str) -> bool:
        """Whether that denoiser cannot be made yet.

        What it needs is sent for, once for every change of the settings, and the figure is painted
        again when it is here, or says why not.
        """
        if not waits(denoiser):
            return False
        if not self._sent:
            self._sent = True
            WEIGHTS.need(self.refresh, self.say)
        return True

    def rests_for(self, denoiser: str) -> bool:
        """The same for a figure that has only this one to show: time rests meanwhile."""
        if not self.lacks(denoiser):
            return False
        self.player.stop()
        self._arrived = False
        return True

    def coming(self, denoiser: str) -> str:
        """A sentence about a denoiser that is still on its way, else nothing."""
        return WEIGHTS_COMING if waits(denoiser) else ""

    def take(self, settings: S) -> None:
        """Show other settings, for instance those of a link that was pasted."""
        self.passing = ""
        self._sent = False
        self.player.stop()
        self.settings = settings
        self.refresh()

    def set(self, **changes: Any) -> None:
        """Change settings, by field, and tell the page."""
        self.passing = ""
        self._sent = False
        self.settings = replace(self.settings, **changes)
        self.refresh()
        self._changed()

    def say(self, message: str) -> None:
        """Have `passing` show a sentence until the next change."""
        self.passing = message
        self.refresh()

    def menu(self, field: str, labels: Mapping[str, str]) -> Choice:
        """The menu of that part, which sets the field of the same name; labels are by value."""
        return Choice(
            f"{self.prefix}-{field}", labels.items(), lambda value: self.set(**{field: value})
        )

    def next_noise(self) -> None:
        """Another start noise, for a figure that has a seed of its own."""
        s: Any = self.settings
        self.set(seed=(s.seed + 1) % (MAX_SEED + 1))

    def next_walk(self) -> None:
        """Other dice, for a figure whose walks throw some."""
        s: Any = self.settings
        self.set(walk=s.walk % MAX_SEED + 1)

    def walk_buttons(self) -> PlayButtons:
        """The buttons of a figure whose time runs one way only, back from its last step to 0."""
        return PlayButtons(
            self.prefix,
            {
                "reverse": self._reverse,
                "pause": self.stop,
                "back": lambda: self.scrub(self.settings.timestep - 1),
                "ahead": lambda: self.scrub(self.settings.timestep + 1),
            },
        )

    def _reverse(self) -> None:
        self.play(-1, None if self.settings.timestep else self.settings.steps)

    def scrub(self, t: int) -> None:
        """Stop, and show step t."""
        self.player.stop()
        self.set(timestep=min(self.settings.steps, max(0, t)))

    def play(self, direction: int, start: int | None = None) -> None:
        """Let time run, +1 towards noise or -1 back, from `start` (where it is when None)."""
        self.player.play(direction, at_once=start is None)
        set_text(self.part("said"), "")
        if start is not None:
            self.set(timestep=start)
        self.refresh()

    def stop(self) -> None:
        """Let time rest where it is."""
        self.player.stop()
        self.set()

    def refresh(self) -> None:
        """Paint at the next frame in which the figure is seen."""
        self._stale = True
        self._clock.request()

    def paint_now(self) -> None:
        """Paint at once, seen or not: for other colours, and for print."""
        self._stale = True
        self._clock.draw_now()

    def _on_frame(self, timestamp: float) -> None:
        s = self.settings
        ready = self.prepare()
        if ready:
            running = self.player.direction
            t = self.player.tick(timestamp, s.timestep, s.steps)
            self._arrived |= bool(running and not self.player.direction)
            if t != s.timestep:
                self.set(timestep=t)
                ready = self.prepare()
        if self._stale:
            self._stale = not ready
            with self.draw_watch.span(self.denoiser):
                self.paint()
        if self._arrived and not self._stale:
            self._arrived = False
            set_text(self.part("said"), self.arrival())
        if self.player.direction or not ready:
            self._clock.request()
