"""Hours of use in a minute: nothing breaks, and nothing is held on to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page
from support.browser import Guard, opened, wait_until_ready
from support.figure import Figure, open_all
from support.memory import COUNT, Held

from page.figures.catalogue import NAMES

MONKEY = (Path(__file__).resolve().parent.parent / "support" / "monkey.js").read_text("utf-8")
ACTIONS, BATCH, PER_FIGURE = 5000, 500, 50
LONGEST, WALKS = 1000, 5
# Files: saving has a test of its own here, and choosing one opens a window of the system's.
SPARED = "#learn-open, [id$=-export-save], [id^=hero-import], #shelf-import, #shelf-export"


@dataclass(frozen=True)
class Worn:
    """A page in use, and what it held after the warm-up."""

    page: Page
    guard: Guard
    devtools: CDPSession
    warm: Held


pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def worn(browser: Browser, site: str) -> Iterator[Worn]:
    with opened(browser, site) as (page, guard):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.add_init_script(COUNT)
        page.goto(site)
        wait_until_ready(page)
        open_all(page)
        page.evaluate("for (const one of document.querySelectorAll('.unfold')) one.open = true")
        devtools = page.context.new_cdp_session(page)
        save(page, 1)
        ask_everybody(page)
        monkey(page, seed=1, actions=ACTIONS // 5)
        play(page, walks=2)
        tidy(page, 0)
        yield Worn(page, guard, devtools, Held.by(page, devtools))


def monkey(page: Page, seed: int, actions: int) -> set[str]:
    """Let it at the figures; return the ids of the controls that it used."""
    used: set[str] = set()
    for batch in range(actions // BATCH):
        order = {"seed": seed + batch, "actions": BATCH, "perFrame": 5, "perFigure": PER_FIGURE}
        told = page.evaluate(MONKEY, order | {"spared": SPARED})
        assert told["seen"] == [], f"seed {seed + batch}"
        used |= set(told["used"])
    return used


def ask_everybody(page: Page) -> None:
    """Ask each denoiser in each figure, with each shelf: what they are made of is kept, once."""
    for menu in page.locator("select[id$=-denoiser], #shelf-which").all():
        menu.scroll_into_view_if_needed()
        for value in menu.locator("option:enabled").evaluate_all(
            "all => all.map(one => one.value)"
        ):
            menu.select_option(value)
            Figure(page).settle()


def play(page: Page, walks: int) -> None:
    """Dissolve the drawing and walk it back, in the longest schedule, at full speed."""
    figure = Figure(page)
    figure.come_into_view()
    figure.number("Steps").fill(str(LONGEST))
    figure.choice("Walk").select_option("ddpm")
    figure.choice("Speed").select_option("4")
    figure.scrub(0)
    for _ in range(walks):
        figure.button("New dice").click()
        figure.button("Reverse").click()
        figure.wait_for_step(LONGEST, "walk back")
        figure.wait_for_step(0, "walk back")


def save(page: Page, times: int) -> None:
    """Save the hero's picture, which fetches Pillow the first time."""
    figure = Figure(page)
    export = figure.button("Export")
    if export.get_attribute("aria-expanded") != "true":
        export.click()
    # Not what the monkey has chosen: a film of a thousand frames takes its memory by right.
    figure.choice("Format").select_option("png")
    figure.number("Scale").fill("8")
    for _ in range(times):
        with page.expect_download():
            figure.button("Save").click()
    figure.button("Cancel").last.click()


def tidy(page: Page, number: int) -> None:
    """Back to where a visit begins, in every figure."""
    page.evaluate("link => { location.hash = link }", f"v=1&tidy={number}")
    for name in NAMES:
        label = page.locator(f"#{name}").get_attribute("aria-label") or ""
        Figure(page, label, name).come_into_view()
    page.evaluate("scrollTo(0, 0)")
    Figure(page).wait_for_step(0, "forward")


def test_a_monkey_at_every_control(worn: Worn) -> None:
    used = monkey(worn.page, seed=100, actions=ACTIONS)
    assert worn.guard.seen == []
    assert worn.page.locator("#trouble").is_hidden()
    buttons = set(
        worn.page.evaluate(
            """spared => [...document.querySelectorAll('figure button')]
                .filter(one => !one.matches(spared) && !one.disabled && one.checkVisibility())
                .map(one => one.id)""",
            SPARED,
        )
    )
    assert buttons <= used, "some were never pressed"


def test_files_are_saved_again_and_again(worn: Worn) -> None:
    before = Held.by(worn.page, worn.devtools)
    save(worn.page, 8)  # after ten in a row Chromium lets a page save no more
    assert Held.by(worn.page, worn.devtools).proxies == before.proxies
    assert worn.guard.seen == []


def test_ten_thousand_steps_of_playing(worn: Worn) -> None:
    tidy(worn.page, 2)  # the oracle answers again
    play(worn.page, WALKS)  # each 1000 steps into noise, and 1000 back
    assert worn.guard.seen == []
    assert worn.page.locator("#trouble").is_hidden()
    assert Figure(worn.page).readout("MSE vs clean") == "0"


def test_nothing_is_held_on_to(worn: Worn) -> None:
    """Runs last: after all that the other tests of this module have done."""
    tidy(worn.page, 1)
    now, warm = Held.by(worn.page, worn.devtools), worn.warm
    assert now.proxies == warm.proxies > 100
    assert now.javascript < 1.1 * warm.javascript
    assert warm.python > 10_000_000
    if now.python > 1.1 * warm.python:
        # It comes a fifth at a time and never goes back. Each figure keeps what its denoisers are
        # made of, of a shelf of some hundred sketches, until it is seen again: it takes thousands
        # of actions until all of them have once been large. Then it is enough.
        for seed in range(900, 904):
            before = now.python
            monkey(worn.page, seed, actions=ACTIONS // 5)
            tidy(worn.page, seed)  # the oracle answers again
            play(worn.page, 2)
            now = Held.by(worn.page, worn.devtools)
            assert now.python < 2.2 * warm.python  # three steps make 1.73, four 2.07
            if now.python == before:
                break
        else:
            raise AssertionError("it goes on growing")
