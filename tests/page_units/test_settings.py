"""Settings: what the hero shows at first, and the same point of the way at other step counts."""

from __future__ import annotations

import random
from dataclasses import FrozenInstanceError

import pytest

from page.state.settings import DEFAULT_DRAWING, PHASES, SIDE, Settings


def test_the_first_view_is_the_clean_heart() -> None:
    settings = Settings()
    assert (settings.phase, settings.timestep, settings.steps) == ("forward", 0, 20)
    assert settings.start == settings.steps
    assert len(DEFAULT_DRAWING) * 8 == SIDE * SIDE == 1024
    assert settings.drawing == DEFAULT_DRAWING
    assert any(DEFAULT_DRAWING), "an empty sheet shows nothing"


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().steps = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    ("steps", "timestep", "start", "to", "then"),
    [
        (20, 10, 20, 40, (20, 40)),
        (20, 5, 15, 1000, (250, 750)),
        (1000, 250, 750, 20, (5, 15)),
        (20, 13, 20, 10, (6, 10)),  # 6.5 lies between; Python rounds to even
        (20, 7, 9, 1, (0, 1)),  # a walk begins at step 1 at the least
        (3, 1, 2, 7, (2, 5)),  # 2.33 and 4.67
    ],
)
def test_other_steps_same_point_of_the_way(
    steps: int, timestep: int, start: int, to: int, then: tuple[int, int]
) -> None:
    scaled = Settings(steps=steps, timestep=timestep, start=start).with_steps(to)
    assert (scaled.steps, scaled.timestep, scaled.start) == (to, *then)


def test_scaling_stays_in_range_and_keeps_the_rest() -> None:
    dice = random.Random(1)
    for _ in range(2000):
        steps, to = dice.randint(1, 1000), dice.randint(1, 1000)
        start = dice.randint(0, steps)
        before = Settings(
            bytes(128), "cosine", steps, "ddim", 3, 4, PHASES[1], dice.randint(0, start), start
        )
        after = before.with_steps(to)
        assert 0 <= after.timestep <= after.start <= after.steps == to
        assert abs(after.timestep / to - before.timestep / steps) <= 0.5 / to + 1e-12
        assert (after.drawing, after.schedule, after.walk, after.seed, after.walk_seed) == (
            (bytes(128), "cosine", "ddim", 3, 4)
        )
        assert after.phase == "reverse"


def test_both_ends_stay_ends() -> None:
    for steps in (1, 3, 20, 999, 1000):
        first = Settings(timestep=0).with_steps(steps)
        last = Settings(timestep=20).with_steps(steps)
        assert (first.timestep, last.timestep, last.start) == (0, steps, steps)
