"""Every figure that has a menu of schedules holds under each of them, from end to end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from support.yours import yours_here

from page.figures.corrupt import scene as corrupt
from page.figures.corrupt.settings import CorruptSettings
from page.figures.estimate import scene as estimate
from page.figures.estimate.settings import EstimateSettings
from page.figures.hero.words import schedule_words
from page.figures.points import scene as points
from page.figures.points.settings import PointsSettings
from page.figures.walk import scene as walk
from page.figures.walk.settings import WalkSettings
from page.state.curve import pack
from page.state.schedules import NAMES
from page.state.subject import DEFAULT_SUBJECT

STEEP = pack(np.array([[0, 120], [1, 120], [2, -120], [240, -120]]))
SUBJECT = replace(DEFAULT_SUBJECT, curve=STEEP)


@pytest.fixture(params=NAMES)
def schedule(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(autouse=True)
def strict() -> Iterator[None]:
    with yours_here(), np.errstate(all="raise", under="ignore"):
        yield


def test_corrupt(schedule: str) -> None:
    scene = corrupt.Scene(CorruptSettings(schedule), SUBJECT)
    assert np.isfinite(scene.jump).all()
    for t in range(21):
        scene.moments(t)


@pytest.mark.parametrize("denoiser", ["oracle", "presets"])
@pytest.mark.parametrize("answer", ["noise", "clean", "score", "v"])
def test_estimate(schedule: str, denoiser: str, answer: str) -> None:
    scene = estimate.Scene(EstimateSettings(schedule, denoiser), SUBJECT)
    for t in range(21):
        view = scene.at(t, answer, 0.1, mistake=answer)
        assert np.isfinite(view.answer).all()
        assert np.isfinite(view.x0_hat).all()


@pytest.mark.parametrize("denoiser", ["oracle", "presets"])
def test_walk_back(schedule: str, denoiser: str) -> None:
    scene = walk.Scene(WalkSettings(schedule), SUBJECT)
    for t in range(20, -1, -1):
        assert np.isfinite(scene.distance(denoiser, t))
    assert scene.distance("oracle", 0) == 0.0


def test_points(schedule: str) -> None:
    scene = points.Scene(PointsSettings(schedule=schedule, steps=30), SUBJECT)
    for t in range(30, -1, -1):
        scene.step()
        assert np.isfinite(scene.walk[-1].x_t).all()
        score = scene.score(t)
        assert score is not None
        assert np.isfinite(score).all()


def test_words(schedule: str) -> None:
    for steps in (1, 20, 1000):
        assert schedule_words(schedule, steps).endswith(".")
