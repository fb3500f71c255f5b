"""More cloth in the browser: how long a slice of the weaving takes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from support.figure import Figure

LONGEST_SLICE_MS = 50.0

# Every text of the progress since: each is there for a moment only.


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "More cloth", "cloth")
    figure.wait_until_open()
    figure.wait_until_made()
    return figure


def test_no_slice_of_the_weaving_holds_the_page_up(figure: Figure) -> None:
    figure.page.evaluate(
        """() => {
            globalThis.slices = [];
            globalThis.sliceObserver = new PerformanceObserver(list =>
                slices.push(...list.getEntriesByName('step')
                    .filter(m => m.detail.figure === 'More cloth')
                    .map(m => [m.duration, m.detail.denoiser])));
            sliceObserver.observe({ type: 'measure' });
        }"""
    )
    figure.choice("Pattern").select_option("maze")
    figure.wait_until_made()
    slices = figure.page.evaluate("() => { sliceObserver.disconnect(); return slices }")
    assert {denoiser for _, denoiser in slices} == {"weaver"}
    # Other work on the machine can only add to them.
    assert sorted(duration for duration, _ in slices)[-20] < LONGEST_SLICE_MS
    figure.page.evaluate("performance.clearMeasures()")
    figure.scrub(3)
    figure.scrub(0)
    assert figure.page.evaluate("performance.getEntriesByName('step').length") == 0
