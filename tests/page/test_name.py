"""Ask by name in the browser: its posters, and how long a step of the learner takes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import opened, wait_until_ready
from support.figure import Figure
from support.steps import least_times, observed

SHEETS = range(1, 7)
STEP_MS = 50.0


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Ask by name", "name")
    figure.wait_until_open()
    figure.wait_until_made()
    return figure


@pytest.mark.soak
def test_untouched_it_shows_its_posters_and_sends_for_nothing(browser: Browser, site: str) -> None:
    asked: list[str] = []
    with opened(browser, site) as (page, guard):
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{site}?embed=name&start")
        wait_until_ready(page)
        figure = Figure(page, "Ask by name", "name")
        figure.wait_until_open()
        figure.wait_until_made()
        for number in SHEETS:
            poster = page.locator(f".sheet:has(#name-xt-{number}) img.in-light")
            expect(poster).to_be_visible()
        assert not [each for each in asked if each.endswith(".npz")]
        figure.button("Surprise me").click()
        page.wait_for_selector('#name[data-posters="false"]', state="attached")
        figure.wait_until_made()
        expect(page.locator(".sheet:has(#name-xt-1) img.in-light")).to_be_hidden()
        assert len([each for each in asked if each.endswith("/learner.npz")]) == 1
        assert guard.seen == []


def test_every_step_of_the_learner_is_within_its_budget(
    figure: Figure, capsys: pytest.CaptureFixture[str]
) -> None:

    def walks() -> dict[str, list[float]]:
        with observed(figure.page, "Ask by name") as steps:
            figure.button("New noise").click()
            figure.wait_until_made()
        assert {name: len(times) for name, times in steps.items()} == {"learner": 6 * 21}
        return steps

    times = least_times(walks, STEP_MS)["learner"]
    with capsys.disabled():
        print(f"\nlearner, {len(times)} steps: median {times[63]:.1f} ms, max {times[-1]:.1f} ms")
    assert times[-1] < STEP_MS
