"""What every figure of the article has: settings, a scene of them, time, and a moment to paint."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from page.browser.canvas import Surface
from page.browser.clock import now
from page.browser.dom import Element, by_id, set_text
from page.browser.fetching import WEIGHTS
from page.browser.frames import FrameClock
from page.browser.timing import Stopwatch
from page.denoisers import DENOISERS, waits
from page.figures.binding import bind
from page.shelves.shelves import Shelves
from page.state.subject import Subject
from page.state.yours import Broken, Kind
from page.widgets.fields import enable
from page.widgets.palette import Rgba, coloured, tones_of
from page.widgets.player import Player
from page.widgets.theme import Theme
from page.widgets.words import WEIGHTS_COMING

if TYPE_CHECKING:
    from page.figures.catalogue import Entry
    from page.figures.poster import Picture


S = TypeVar("S", bound=Any)
C = TypeVar("C")


@dataclass(frozen=True)
class Surroundings:
    """What the page gives to a figure: its colours, its shelves, and whom to tell of a change.

    set: takes a figure's settings, by its name, and has the figure hold them. use: takes settings
    of the first figure, by field; all get them in their subject. hero: tells them. keep: stores
    what there is at once. publish: has every figure offer what was made in this visit under that
    name, and forget what was made with the one before. withdraw: takes the visitor's own part of a
    kind away, and says why. broke: does so with code that failed. shelves: those that there are, of
    which one is in use.
    """

    theme: Theme
    set: Callable[[str, Any], None]
    use: Callable[..., None]
    hero: Callable[[], Any]
    keep: Callable[[], None]
    publish: Callable[[str], None]
    withdraw: Callable[[Kind, str], None]
    broke: Callable[[Broken], None]
    shelves: Shelves


class Figure(ABC, Generic[S, C]):
    """Holds the settings of one figure, and shows a scene of them when something has changed.

    A subclass says how its scene is made (`make`, and `advance` where that takes longer than a
    frame), and how it is shown (`show`). Widgets follow from the settings; other ones are built in
    `build`, and call `set`, `scrub` and `play`.
    """

    scene: C = None  # type: ignore[assignment]  # until it is made
    BUDGET_MS: ClassVar[float] = 16.0
    """What takes longer than a frame is made over several: so much of each is spent on it."""
    LOOKS: ClassVar[tuple[str, ...]] = ("timestep",)
    """The settings by which one and the same scene is looked at."""

    def __init__(self, entry: Entry, settings: S, subject: Subject, around: Surroundings) -> None:
        self.title, self.prefix, self.table = entry.title, entry.name, entry.table
        self.settings, self.subject = settings, subject
        self.theme, self.around = around.theme, around
        self.player = Player()
        self.passing = ""
        self.ready = False
        self.steps_watch = Stopwatch("step", self.title)
        self.draw_watch = Stopwatch("draw", self.title)
        self.element = by_id(self.prefix)
        self._stale = True
        self._arrived = self._sent = False
        self._made: object = None
        self._complete: bool | None = None
        self._parts: dict[str, Element] = {}
        self._canvases: dict[str, tuple[Surface, object, object]] = {}
        self._clock = FrameClock(self.element, self._on_frame)
        self._controls = tuple(bind(self))
        self.build()

    # What a figure says.

    def build(self) -> None:
        """Make what the settings do not declare."""

    @abstractmethod
    def make(self, s: S, subject: Subject) -> C:
        """The scene of these settings; of the subject there is only what matters to them."""

    def about(self, s: S) -> Subject:
        """What of the subject the scene is made of."""
        return self.subject.under(getattr(s, "schedule", ""), s.shelved)

    def advance(self, in_time: Callable[[], bool]) -> bool:
        """Make more of the scene while there is time; whether all that is shown is there."""
        return True

    def complete(self) -> bool:
        """Whether all is made, also what may still be missing where the scene is ready."""
        return self.ready

    @abstractmethod
    def show(self, s: S) -> None:
        """Paint the scene, or, if it is not `ready`, what there is of it."""

    def coming(self) -> str:
        """What is said while the denoiser is on its way; else nothing."""
        return WEIGHTS_COMING if waits(self.asked) else ""

    def told(self) -> str:
        """The sentence that stands below the figure."""
        return self.passing or self.coming() or self.notice()

    def tell(self, sentence: str) -> None:
        """Write it there."""
        set_text(self.part("notice"), sentence)

    def notice(self) -> str:
        """A sentence about a scene that needs one; else nothing."""
        return ""

    def arrives(self) -> bool:
        """Time has run to its end: whether that is the end of its way."""
        return True

    def arrival(self) -> str:
        """What assistive technology says when time has run to its end; silent while it runs."""
        return ""

    def moment(self) -> str:
        """The moment in words."""
        return f"step {self.settings.timestep} of {self.settings.steps}"

    def phase(self) -> str:
        """The moment as it stands beside the slider."""
        return self.moment()

    @property
    def denoiser(self) -> str:
        """What measurements call the denoiser in use."""
        return DENOISERS[self.asked].measured if self.asked else "none"

    @property
    def asked(self) -> str:
        """The denoiser that the settings name; empty if they name none, or several."""
        return getattr(self.settings, "denoiser", "")

    def measured(self) -> AbstractContextManager[None]:
        """Wraps every denoise-and-step."""
        return self.steps_watch.span(self.denoiser)

    # Elements.

    def part(self, name: str) -> Any:
        """The figure's element #prefix-name."""
        if name not in self._parts:
            self._parts[name] = by_id(f"{self.prefix}-{name}")
        return self._parts[name]

    def write(self, texts: Mapping[str, str]) -> None:
        """Write texts into the readouts #prefix-out-name."""
        for name, text in texts.items():
            set_text(self.part(f"out-{name}"), text)

    def show_pictures(self, pictures: Mapping[str, Picture]) -> None:
        """Paint each canvas #prefix-name whose values or colours have changed."""
        theme = self.theme
        tables = {"ink": theme.signal, "noise": theme.noise, "estimate": theme.estimate}
        changed: list[tuple[Surface, Picture, Rgba]] = []
        for name, picture in pictures.items():
            table = tables[picture.colour]
            surface, *seen = self._canvases.get(name) or (Surface(self.part(name)), None, None)
            if seen[0] is not picture.values or seen[1] is not table:
                self._canvases[name] = surface, picture.values, table
                changed.append((surface, picture, table))
        if changed:  # their tones all at once
            tones = tones_of(*(picture.values for _, picture, _ in changed))
            for (surface, _, table), of_one in zip(changed, tones, strict=True):
                surface.paint(coloured(of_one, table))

    # Settings.

    def open(self) -> None:
        """Paint for the first time and let the visitor in."""
        self._clock.draw_now()
        self.element.dataset.open = "true"  # the posters have been painted over
        enable(self.element)
        self.theme.on_change(self.paint_now)

    def follow(self, subject: Subject) -> None:
        """Another drawing or other noise."""
        if subject != self.subject:
            self.subject = subject
            self.refresh()

    def set(self, **changes: Any) -> None:
        """Change settings, by field; the page then has them held."""
        self.around.set(self.prefix, replace(self.settings, **changes))

    def hold(self, settings: S) -> None:
        """Show these settings from now on."""
        self.passing = ""
        self._sent = False
        self.settings = settings
        self.refresh()

    def rest(self) -> None:
        """Stop time because new settings arrive, for example from a pasted link."""
        self.player.stop()

    def say(self, message: str) -> None:
        """Show a sentence until the next change."""
        self.passing = message
        self.refresh()

    # Denoisers that have to arrive.

    def lacks(self, denoiser: str) -> bool:
        """Whether a denoiser cannot be made yet.

        What it needs is sent for, once for every change of the settings, and the figure is painted
        again when it is here, or says why not.
        """
        if not waits(denoiser):
            return False
        if not self._sent:
            self._sent = True
            WEIGHTS.need(self.refresh, self.say)
        return True

    def forget(self, name: str) -> None:
        """What has that name is another one from now on, so what was made with it does not hold."""
        if self.uses(name):
            self._made = None
        self.refresh()

    def uses(self, name: str) -> bool:
        """Whether the scene was made with the denoiser, schedule or sampler of that name."""
        return any(mentions(value, name) for value in vars(self.settings).values())

    def rests(self) -> bool:
        """Whether the one denoiser that is shown is still on its way: time rests meanwhile."""
        if not self.lacks(self.asked):
            return False
        self.player.stop()
        self._arrived = False
        return True

    # Time.

    def scrub(self, t: float) -> None:
        """Stop, and show step t."""
        self.player.stop()
        self.set(timestep=min(self.settings.steps, max(0, int(t))))

    def back(self) -> None:
        """Stop, one step nearer to 0."""
        self.scrub(self.settings.timestep - 1)

    def ahead(self) -> None:
        """Stop, one step farther from 0."""
        self.scrub(self.settings.timestep + 1)

    def forward(self) -> None:
        """Run towards the last step, from 0 if time has come there."""
        self._play_from(+1, 0, self.settings.steps)

    def reverse(self) -> None:
        """Run towards 0, from the last step if time has come there."""
        self._play_from(-1, self.settings.steps, 0)

    def play(self, direction: int, at_once: bool = True, pace: float = 1.0, **changes: Any) -> None:
        """Let time run, +1 towards noise or -1 back, after these changes (`Player.play`)."""
        self.player.play(direction, at_once, pace)
        set_text(self.part("said"), "")
        if changes:
            self.set(**changes)
        self.refresh()

    def _play_from(self, direction: int, start: int, end: int) -> None:
        """Let time run from `start` if it has come to its end, else from where it is."""
        if self.settings.timestep == end:
            self.play(direction, at_once=False, timestep=start)
        else:
            self.play(direction)

    def stop(self) -> None:
        """Let time rest where it is."""
        self.player.stop()
        self.set()

    # Painting.

    def refresh(self) -> None:
        """Paint at the next frame in which the figure is seen."""
        self._stale = True
        self._clock.request()

    def paint_now(self) -> None:
        """Paint at once, seen or not: for other colours, and for print."""
        self._stale = True
        self._clock.draw_now()

    def prepare(self) -> bool:
        """Make what the next paint needs; False when there is more to make, in frames to come.

        Time waits meanwhile.
        """
        s = self.settings
        self.ready = False
        if self.rests():
            return True
        subject = self.about(s)
        kept = [value for field, value in vars(s).items() if field not in self.LOOKS]
        if self._made != (wanted := (kept, subject)):
            self.scene, self._made = self.make(s, subject), wanted
        self.ready = self.advance(self.in_time)
        return self.ready

    def in_time(self) -> bool:
        """Whether there is time left in this frame to make more."""
        return now() < self._deadline

    def paint(self) -> None:
        """Show what the settings and the subject say."""
        for setting in self._controls:
            setting.show()
        if self._complete is not (complete := self.complete()):
            self._complete = complete
            self.element.dataset.making = "" if complete else "true"
        if self.scene is not None:
            self.show(self.settings)
        self.tell(self.told())

    def _on_frame(self, timestamp: float) -> None:
        try:
            self._make_and_paint(timestamp)
        except Broken as broken:  # the last good picture stays
            self.around.broke(broken)

    def _make_and_paint(self, timestamp: float) -> None:
        s, self._deadline = self.settings, now() + self.BUDGET_MS
        ready = self.prepare()
        if ready:
            running = self.player.direction
            t = self.player.tick(timestamp, s.timestep, s.steps)
            if t != s.timestep:
                self.set(timestep=t)
            if running and not self.player.direction:
                self._arrived = self.arrives()
            if t != s.timestep:
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


def mentions(value: object, name: str) -> bool:
    """Whether a setting names this denoiser, schedule or sampler, alone or among others."""
    return name == value or (isinstance(value, tuple) and name in value)
