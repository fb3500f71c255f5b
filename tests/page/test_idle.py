"""A page that nobody touches does nothing: no timer, no animation frame, no CPU."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from support.browser import opened, wait_until_ready

# Keeps what the page has asked to be called for and has not been yet. Whatever would go on by
# itself has asked again before its turn is over. To be run before the page's own scripts.
PENDING = """
    globalThis.pending = new Map();
    const ways = {
        setTimeout: 'clearTimeout',
        requestAnimationFrame: 'cancelAnimationFrame',
        requestIdleCallback: 'cancelIdleCallback',
    };
    for (const [ask, cancel] of Object.entries(ways)) {
        const kept = { ask: globalThis[ask], cancel: globalThis[cancel] };
        globalThis[ask] = (action, ...all) => {
            const number = kept.ask.call(globalThis, (...given) => {
                pending.delete(`${ask} ${number}`);
                action(...given);
            }, ...all);
            pending.set(`${ask} ${number}`, String(action));
            return number;
        };
        globalThis[cancel] = number => {
            pending.delete(`${ask} ${number}`);
            kept.cancel.call(globalThis, number);
        };
    }
    const interval = globalThis.setInterval;
    globalThis.setInterval = (...all) => {
        pending.set('setInterval', String(all[0]));
        return interval(...all);
    };
"""
FACTS_ARE_HERE = "() => document.querySelector('#spec-software').value.includes('numpy 2')"
# What could use the processor with nobody there.
AT_WORK = """() => ({
    pending: [...pending.values()],
    animations: document.getAnimations().length,
})"""


@pytest.fixture(
    scope="module",
    params=["", pytest.param("?embed=walk&start", marks=pytest.mark.soak)],
    ids=["page", "embed"],
)
def resting(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A page of which all that comes with the start has come."""
    with opened(browser, site) as (page, _guard):
        page.add_init_script(PENDING)
        page.goto(site + request.param)
        wait_until_ready(page)
        if not request.param:
            page.wait_for_function(
                "document.querySelector('#spec-software').value.match('numpy 2')"
            )
        page.wait_for_load_state("networkidle")
        yield page


def comes_to_rest(page: Page) -> None:
    page.wait_for_function("() => !pending.size && !document.getAnimations().length", polling=100)
    assert page.evaluate(AT_WORK) == {"pending": [], "animations": 0}
    assert page.workers == []


def test_nothing_is_waited_for_and_nothing_runs(resting: Page) -> None:
    comes_to_rest(resting)


def test_it_is_so_again_after_a_walk(resting: Page) -> None:
    resting.get_by_role("button", name="Reverse").first.click()
    resting.wait_for_function("() => document.querySelector('[id$=-timestep]').value === '0'")
    comes_to_rest(resting)
