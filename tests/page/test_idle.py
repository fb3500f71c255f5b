"""A page that nobody touches does nothing: no timer, no animation frame, no CPU."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from support.browser import opened, wait_until_ready

# How long the page is watched, in ms; and how much of that it may spend (1 %: what counts it does).
WATCHED_MS = 5000
MOST_BUSY_MS = 50.0
# Counts what the page asks for. To be run before its own scripts.
COUNT = """
    globalThis.askedFor = {};
    const ways = ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback'];
    for (const name of ways) {
        const kept = globalThis[name];
        globalThis[name] = (...all) => {
            askedFor[name] = (askedFor[name] ?? 0) + 1;
            return kept(...all);
        };
    }
"""
# Long enough without a request that what was to come has come.
AT_REST = """() => new Promise((done, failed) => {
    let before = '', looks = 0;
    const look = () => {
        const now = JSON.stringify(askedFor);
        if (now === before) return done();
        if (looks++ > 30) return failed(new Error(`it never rests: ${now}`));
        before = now;
        resting(look, 1500);
    };
    look();
})"""


@pytest.fixture(scope="module", params=["", "?embed=walk&start"], ids=["page", "embed"])
def resting(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    with opened(browser, site) as (page, _guard):
        page.add_init_script("globalThis.resting = setTimeout;" + COUNT)
        page.goto(site + request.param)
        wait_until_ready(page)
        page.evaluate(AT_REST)
        yield page


def test_nothing_is_asked_for_and_nothing_runs(resting: Page) -> None:
    devtools = resting.context.new_cdp_session(resting)
    devtools.send("Performance.enable")

    def busy_ms() -> float:
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        (seconds,) = (one["value"] for one in metrics if one["name"] == "TaskDuration")
        return 1000 * float(seconds)

    asked, busy = resting.evaluate("({...askedFor})"), busy_ms()
    resting.wait_for_timeout(WATCHED_MS)  # what is looked for is that nothing happens
    assert resting.evaluate("askedFor") == asked
    assert "setInterval" not in asked  # it asks once, and then goes on for ever
    assert busy_ms() - busy < MOST_BUSY_MS


def test_it_is_so_again_after_a_walk(resting: Page) -> None:
    resting.get_by_role("button", name="Reverse").first.click()
    resting.wait_for_function("() => document.querySelector('[id$=-timestep]').value === '0'")
    resting.evaluate(AT_REST)
    test_nothing_is_asked_for_and_nothing_runs(resting)
