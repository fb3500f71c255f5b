"""A session whose walk is timed by its own steps, and what its frames must be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from page.figures.hero.scene import Scene
from page.figures.hero.settings import HeroSettings
from page.state.schedules import schedule_of
from unerase import Experiment, Frame, Oracle
from unerase.pixels import pack_bits, tone
from unerase.samplers import SAMPLERS

BITS = np.zeros((32, 32), dtype=bool)
BITS[3:20, 5:11] = True
BITS[16:20, 5:29] = True
X0 = np.where(BITS, 1, -1).astype(np.float32)
PLAIN = HeroSettings(drawing=pack_bits(BITS))
FOREVER = 1e18


class World:
    """A clock that only the steps of a walk move on, and a count of them."""

    def __init__(self, step_ms: float = 4.0) -> None:
        self.step_ms = step_ms
        self.time = 0.0
        self.steps = 0

    @contextmanager
    def measured(self) -> Iterator[None]:
        yield
        self.steps += 1
        self.time += self.step_ms

    def now(self) -> float:
        return self.time

    def session(self, settings: HeroSettings) -> Scene:
        session = Scene(self.measured, self.now)
        assert session.use(settings)
        return session


def experiment(s: HeroSettings) -> Experiment:
    schedule, sampler = schedule_of(s.schedule, s.steps, s.curve), SAMPLERS[s.sampler]
    return Experiment(X0, schedule, Oracle(X0), sampler, s.seed, s.walk_seed)


def at(s: HeroSettings, t: int) -> HeroSettings:
    """The same with step t of the walk shown."""
    return s.at(t, "reverse")


def walk_down(session: Scene, settings: HeroSettings, t: int, deadline: float = FOREVER) -> bool:
    """Show step t of the walk, and walk until the deadline; True when it is there."""
    assert not session.use(at(settings, t))
    return session.walk_on(deadline)


def same(one: Frame, other: Frame) -> bool:
    return (
        (one.t, one.alpha_bar) == (other.t, other.alpha_bar)
        and np.array_equal(one.x_t, other.x_t)
        and np.array_equal(one.x0_hat, other.x0_hat)
    )


def check_walk(session: Scene, settings: HeroSettings) -> None:
    """Every frame down to `reached` is the experiment's, and so are its tones."""
    expected = {frame.t: frame for frame in experiment(settings).reverse()}
    made = range(session.reached, settings.steps + 1)
    for t in made:
        assert same(session.frame("reverse", t), expected[t])
    first, tones = session.walk_tones(0, settings.steps + 1)
    assert first == session.reached
    assert np.array_equal(tones, [tone(expected[t].x_t) for t in made])
