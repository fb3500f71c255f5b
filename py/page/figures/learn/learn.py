"""The figure "Learn" on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from page.browser.clock import motion_is_unwanted, now
from page.browser.dom import listen, on_click
from page.browser.files import read
from page.denoisers import TRAINED, trained
from page.denoisers.trained import TrainedHere
from page.figures.figure import Figure
from page.figures.learn import runs, words
from page.figures.learn.cloud import CloudRun
from page.figures.learn.curves import bar, chart_of, levels_chart
from page.figures.learn.drawings import DRAWN, DrawingsRun
from page.figures.learn.pace import Pace
from page.figures.learn.planes import Planes
from page.figures.learn.run import Run
from page.figures.learn.scene import begin, key_of, large, rows, taught
from page.figures.learn.settings import NEWEST, POINT_STEPS, POINTS, SHEETS, LearnSettings
from page.figures.learn.sheets import Sheet
from page.state.subject import DEFAULT_SUBJECT, Subject
from page.widgets.charts.plot import Plot
from unerase.training import Trained

SPEED = 3.0
"""How fast samples flow."""
SHOWN_MS = 200.0
"""So often the numbers are written while it trains: painting takes from the training."""
UNREADABLE = "The browser could not read this file."
TOO_LARGE = "This file is too large to be a network of this figure."
MOST_BYTES = 64_000_000


UNKNOWN = Sheet(())
"""What is shown before it is known: a poster."""


class Learn(Figure[LearnSettings, Run]):
    """A network is trained while one watches, as long as the figure is in sight."""

    LOOKS = ("timestep", "sheet")
    BUDGET_MS = 12.0
    denoiser = "trained here"

    def build(self) -> None:
        self._goal = 0.0
        self._pace = Pace()
        self.player.speed = SPEED
        self._touched = False
        self._shares: dict[int, Sheet | None] = dict.fromkeys(SHEETS, UNKNOWN)
        self._news: object = None
        self._published: object = None
        self._painted = 0.0
        self._plot = Plot(self.prefix, self._point_at)
        self._planes = Planes(self.prefix, self.theme, self.paint_now)
        actions = {
            "train": self.train,
            "pause": self.pause,
            "step": self.one_step,
            "over": self.start_over,
            "open": lambda: self.part("file").click(),
        }
        for name, action in actions.items():
            on_click(self.part(name), action)
        listen(self.part("file"), "change", self._on_file)
        self._clock.watch(self._on_sight)
        # Until something is trained, the posters stand: a run that was made with the page.
        self.element.dataset.posters = "true"

    # What the buttons do.

    @property
    def training(self) -> bool:
        """Whether it trains, or would if it were in sight."""
        return self.scene is not None and self.scene.steps < self._goal

    def train(self) -> None:
        """Train until it is paused, or has come to its end."""
        self._catch_up()
        if self.scene is None:
            self.say(words.NO_POINTS)
            return
        self._touched = True
        self._goal = float(self.scene.last)
        self._pace = Pace()
        if isinstance(self.scene, CloudRun):
            self._flow()
        else:
            self.set(sheet=NEWEST)
        self.refresh()

    def pause(self) -> None:
        """Let the training rest."""
        self._goal = 0.0
        self._publish()
        self.refresh()

    def one_step(self) -> None:
        """Train one step more."""
        self._catch_up()
        self.pause()
        if self.scene is None:
            self.say(words.NO_POINTS)
        else:
            self._touched = True
            self._goal = self.scene.steps + 1.0

    def start_over(self) -> None:
        """Forget what was learned with these settings."""
        self.pause()
        runs.forget(key_of(self.settings, self.subject))
        self._made = None
        self.refresh()

    def _catch_up(self) -> None:
        """Have the run of the present settings, also where no frame has shown them yet."""
        self._deadline = now()
        super().prepare()

    def rest(self) -> None:
        self._goal = 0.0
        super().rest()

    def _flow(self) -> None:
        """Let samples walk along what has been learned by now; or have them arrive at once."""
        if isinstance(self.scene, CloudRun):
            self.scene.renew()
            if motion_is_unwanted():
                self.set(timestep=0)
            else:
                self.player.play(-1, at_once=False)
                self.set(timestep=POINT_STEPS)

    def _point_at(self, x: int) -> None:
        if self.settings.what == POINTS:
            self.scrub(x)
        elif x in SHEETS:  # it may be a step of the chart of points, which was there before
            self.set(sheet=x)

    # The run.

    def about(self, s: LearnSettings) -> Subject:
        return taught(s, self.subject)

    def make(self, s: LearnSettings, subject: Subject) -> Run:
        self._goal = 0.0
        self.player.stop()
        if s.what == POINTS and not subject.points:
            return None  # type: ignore[return-value]  # nothing to learn, which is said
        return runs.run_of(key_of(s, subject), lambda: begin(s, subject, self.measured))

    def prepare(self) -> bool:
        """Train while there is time; what is there is painted now and then."""
        super().prepare()
        run = self.scene
        if run is None:
            return True
        if self.training:
            run.advance(self._goal, self.in_time)
            self._pace.count(run.steps, now())
            self._clock.request()
            if not self.training:  # it has come to its end, or its one step is done
                self._publish()
                self._stale = True
        elif not run.advance(run.steps, self.in_time):
            self._clock.request()  # a mark that was left half measured
        if isinstance(run, CloudRun) and not run.walk_on(self.settings.timestep, self.in_time):
            self._clock.request()
        if self._news != (news := (run, run.news)):
            self._news = news
            self._stale = True
            if isinstance(run, CloudRun) and not self.player.direction:
                run.renew()
            self._publish()
        if self.training and now() - self._painted > SHOWN_MS:
            self._stale = True
        return True

    def arrives(self) -> bool:
        """Samples have arrived: while it trains, others leave."""
        if self.training:
            self._flow()
        return False

    def _publish(self) -> None:
        """Offer what has been learned to the other figures."""
        run = self.scene
        if not isinstance(run, DrawingsRun) or not run.steps:
            return
        if self._published != (offered := (run, run.steps)):
            self._published = offered
            self._offer(TrainedHere(run.trained, run.seen))

    def _offer(self, network: TrainedHere) -> None:
        trained.take(network)
        self.around.publish(TRAINED)

    def _on_sight(self, seen: bool) -> None:
        if self.training:
            self._pace = Pace()  # what it has taken by then was no training
            self.tell(self.told() if seen else words.RESTING)

    # A network from a file.

    def _on_file(self, _event: Any) -> None:
        files = self.part("file").files
        if files.length:
            file = files.item(0)
            if file.size > MOST_BYTES:
                self.say(TOO_LARGE)
            else:
                read(file, self._opened, lambda: self.say(UNREADABLE))
        self.part("file").value = ""  # so that the same file can be chosen again

    def _opened(self, data: bytes) -> None:
        try:
            network = Trained.read(data)
            if network.item != DEFAULT_SUBJECT.x0.shape:
                raise ValueError("it has learned no drawings")
        except ValueError as wrong:
            self.say(f"Nothing was opened: {wrong}. Open an NPZ file that Export saved here.")
            return
        self._offer(TrainedHere(network))
        self.say(words.OPENED)

    # How it is shown.

    def paint(self) -> None:
        self.element.dataset.what = self.settings.what
        super().paint()

    def show(self, s: LearnSettings) -> None:
        self._painted = now()
        for name, spent in {
            "train": self.training or self._over,
            "pause": not self.training,
            "step": self.training or self._over,
            "over": not self.scene.steps,
        }.items():
            # Not `disabled`: that would take the keyboard's place away.
            self.part(name).ariaDisabled = str(bool(spent)).lower()
        self.write({"ms": f"{self._pace.ms:.0f}" if self._pace.ms else "–"})
        if isinstance(self.scene, DrawingsRun):
            self._show_drawings(self.scene, s)
        elif isinstance(self.scene, CloudRun):
            self._show_points(self.scene, s)

    @property
    def _over(self) -> bool:
        return self.scene is None or self.scene.steps >= self.scene.last

    def _show_drawings(self, run: DrawingsRun, s: LearnSettings) -> None:
        self.element.dataset.posters = str(self._posted).lower()
        if self._posted:
            return
        self.write({"seen": words.seen_words(run), **words.readings(run)})
        self.show_pictures(large(run, s.sheet))
        self.show_pictures(rows(run))  # of another shape
        for steps in SHEETS:
            self._show_shares(steps, run.sheets.get(steps))
        shown = run.sheet(s.sheet)
        self.write({"shown": words.shown_words(shown)})
        self.write({f"made-{i}": shown[1].made[i].words if shown else "" for i in range(DRAWN)})
        self._plot.show(chart_of(run))
        at, said = (shown[0], words.at_words(run, shown[0])) if shown else (SHEETS[0], "no sheet")
        self._plot.cursor(at, said)

    @property
    def _posted(self) -> bool:
        """Whether the posters stand: a run of these settings, and nothing trained here yet."""
        s = self.settings
        first = replace(self.table.default, sheet=s.sheet, timestep=s.timestep)
        same = s == first and self.subject.shelf is DEFAULT_SUBJECT.shelf
        return bool(same and not self._touched)

    def _show_shares(self, steps: int, sheet: Sheet | None) -> None:
        if self._shares.get(steps) is not sheet:
            self._shares[steps] = sheet
            self.part(f"shares-{steps}").innerHTML = bar(sheet)
            self.write({f"shares-{steps}": words.shares_words(sheet)})

    def _show_points(self, run: CloudRun, s: LearnSettings) -> None:
        self.element.dataset.posters = "false"
        self._planes.paint(run, s.timestep)
        self.write(words.cloud_readings(run))
        self._plot.show(levels_chart(run))
        self._plot.cursor(s.timestep, self.moment())

    def notice(self) -> str:
        run = self.scene
        if run is None:
            return words.NO_POINTS
        if isinstance(run, CloudRun):
            return words.cloud_words(run)
        assert isinstance(run, DrawingsRun)
        if not run.steps:
            return words.BEFORE if self._posted else words.READY
        if not self.training:
            return f"{words.now_words(run)} {words.TRAINED_HERE}"
        ahead = next((mark for mark in SHEETS if mark > run.steps), run.steps)
        wait = words.wait_words(ahead - run.steps, self._pace.ms or 0.0)
        return f"{words.now_words(run)} {wait}".strip()
