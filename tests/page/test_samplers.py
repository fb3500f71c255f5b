"""Samplers in the browser: how long steps take there. The rest is in tests/wiring."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from support.figure import Figure
from support.steps import observed

SLOWEST_STEP_MS = 50.0


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Samplers", "samplers")
    figure.wait_until_open()
    figure.wait_until_made()
    return figure


def test_steps_are_measured_made_once_and_within_their_budget(figure: Figure) -> None:
    with observed(figure.page, "Samplers") as steps:
        figure.choice("Denoiser").select_option("local")
        figure.wait_until_made()
    (times,) = steps.values()
    assert steps.keys() == {"local score"}
    # Each walk has a first frame, which is a question too: what lanes share with the chart is made
    # once, and the answer that all are compared with takes a thousand calls.
    assert 1000 < len(times) < 1700
    assert sorted(times)[-5] < SLOWEST_STEP_MS
    figure.page.evaluate("performance.clearMeasures()")
    figure.scrub(3)
    figure.scrub(0)
    assert figure.page.evaluate("performance.getEntriesByName('step').length") == 0
