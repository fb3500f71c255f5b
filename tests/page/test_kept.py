"""What outlives a visit: the drawing and the settings, in the link and in the browser."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect
from support.browser import opened, wait_until_ready
from support.figure import Figure

BAD_LINK = "steps=5000&seed=abc&schedule=foo&drawing=zzz&timestep=99"
BLANK = "drawing=" + "A" * 171
LINE = ((1, 1), (30, 2))


@dataclass(frozen=True)
class Choice:
    """What a visitor has made of the figure."""

    drawing: NDArray[np.bool_]
    seed: str
    schedule: str
    steps: str
    walk: str
    timestep: str

    @classmethod
    def of(cls, figure: Figure) -> Choice:
        return cls(
            figure.drawing(),
            figure.number("Seed").input_value(),
            figure.choice("Schedule").input_value(),
            figure.number("Steps").input_value(),
            figure.choice("Walk").input_value(),
            figure.timestep.input_value(),
        )

    def settings(self) -> tuple[str, ...]:
        return self.seed, self.schedule, self.steps, self.walk


DEFAULTS = ("0", "linear", "20", "ddpm")


def visit(page: Page, address: str) -> Figure:
    """Open the page and wait until it has started."""
    page.goto(address)
    wait_until_ready(page)
    return Figure(page)


def wait_for_link(page: Page, *parts: str) -> None:
    """Wait until the address spells these settings."""
    page.wait_for_function(
        "parts => parts.every(part => location.hash.includes(part))", arg=list(parts)
    )


def stored(page: Page) -> str:
    """What the browser keeps for the page."""
    return str(page.evaluate("localStorage.getItem(storageKey('unerase')) ?? ''"))


def wait_until_stored(page: Page, drawing: NDArray[np.bool_]) -> None:
    """Wait until the browser keeps this drawing."""
    page.wait_for_function(
        "drawing => localStorage.getItem(storageKey('unerase'))?.includes(drawing)",
        arg=spelt(drawing),
    )


def spelt(drawing: NDArray[np.bool_]) -> str:
    """A drawing as links and the browser's storage spell it."""
    bits = np.packbits(drawing).tobytes()
    return "drawing=" + base64.urlsafe_b64encode(bits).decode().rstrip("=")


def test_drawing_and_settings_come_back(browser: Browser, site: str) -> None:
    with opened(browser, site) as (page, guard):
        figure = visit(page, site)
        heart = figure.drawing()
        figure.stroke(*LINE, moves=4)
        figure.number("Seed").fill("77")
        figure.choice("Schedule").select_option("cosine")
        figure.number("Steps").fill("12")
        figure.choice("Walk").select_option(index=1)
        figure.scrub(9)
        wait_for_link(page, "drawing=", "seed=77", "schedule=cosine", "steps=12", "timestep=9")
        chosen, picture = Choice.of(figure), figure.pixels()
        assert chosen.settings()[:3] == ("77", "cosine", "12")
        assert chosen.walk != "ddpm"
        assert (chosen.drawing != heart).any()

        page.reload()
        wait_until_ready(page)
        after = Choice.of(figure)
        assert after.settings() == chosen.settings()
        assert after.timestep == "9"
        np.testing.assert_array_equal(after.drawing, chosen.drawing)
        np.testing.assert_array_equal(figure.pixels(), picture)

        figure = visit(page, site)
        later = Choice.of(figure)
        assert later.settings() == chosen.settings()
        np.testing.assert_array_equal(later.drawing, chosen.drawing)
        assert later.timestep == "0", "the bare address shows the drawing, not the noise"
        assert guard.seen == []


REFUSALS = {
    "refused": """Object.defineProperty(globalThis, 'localStorage', {
        get() { throw new DOMException('refused', 'SecurityError') }
    })""",
    "full": """Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
    }""",
}


@pytest.mark.parametrize(
    "script",
    [REFUSALS["full"], pytest.param(REFUSALS["refused"], marks=pytest.mark.soak)],
    ids=["full", "refused"],
)
def test_a_browser_that_keeps_nothing(browser: Browser, site: str, script: str) -> None:
    with opened(browser, site) as (page, guard):
        page.add_init_script(script)
        figure = visit(page, site)
        figure.stroke(*LINE, moves=4)
        drawn = figure.drawing()
        expect(page.locator("#hero-notice")).to_contain_text("This browser keeps nothing")
        assert page.locator("#trouble").is_hidden()
        figure.scrub(20)
        np.testing.assert_array_equal(figure.drawing(), drawn)
        wait_for_link(page, "drawing=", "timestep=20")
        assert guard.seen == []


@pytest.mark.soak
def test_what_was_kept_has_gone_bad(browser: Browser, site: str, hero: Page) -> None:
    with opened(browser, site) as (page, guard):
        page.add_init_script(
            "localStorage.unerase = '%E0%A4%A&&=\\u0000;seed=[]&drawing=zz&steps='"
        )
        figure = visit(page, site)
        assert Choice.of(figure).settings() == DEFAULTS
        np.testing.assert_array_equal(figure.drawing(), Figure(hero).drawing())
        assert page.locator("#trouble").is_hidden()
        assert guard.seen == []


@pytest.mark.soak
def test_a_bad_link_says_what_it_could_not_use(browser: Browser, site: str, hero: Page) -> None:
    with opened(browser, site) as (page, guard):
        figure = visit(page, f"{site}#{BAD_LINK}")
        assert Choice.of(figure).settings() == DEFAULTS
        np.testing.assert_array_equal(figure.drawing(), Figure(hero).drawing())
        for part in BAD_LINK.split("&"):
            assert part in figure.notice
        assert guard.seen == []


@pytest.mark.parametrize("part", BAD_LINK.split("&"))
def test_one_bad_value_leaves_the_others_alone(hero: Page, part: str) -> None:
    figure = Figure(hero)
    hero.evaluate("link => { location.hash = link }", f"sampler=ddim&{part}")
    expect(figure.choice("Walk")).to_have_value("ddim")
    assert part in figure.notice
    assert figure.notice.count("The link says") == 1
    chosen = Choice.of(figure)
    assert chosen.settings() == (*DEFAULTS[:3], "ddim")
    assert chosen.timestep == "0"


def test_unknown_keys_are_passed_over_in_silence(hero: Page) -> None:
    figure = Figure(hero)
    hero.evaluate("location.hash = 'colour=red&seed=5&=&flags'")
    expect(figure.number("Seed")).to_have_value("5")
    assert figure.notice == ""


def test_a_pasted_link_is_taken_over_at_once(hero: Page) -> None:
    figure = Figure(hero)
    hero.evaluate(
        "link => { location.hash = link }", f"{BLANK}&seed=9&schedule=cosine&steps=10&timestep=4"
    )
    figure.wait_for_step(4, "forward")
    chosen = Choice.of(figure)
    assert chosen.settings() == ("9", "cosine", "10", "ddpm")
    assert not chosen.drawing.any()


def test_the_next_good_link_takes_the_notice_away(hero: Page) -> None:
    figure = Figure(hero)
    hero.evaluate("location.hash = 'seed=abc'")
    expect(hero.locator("#hero-notice")).to_contain_text("seed=abc")
    hero.evaluate("location.hash = 'seed=6'")
    expect(figure.number("Seed")).to_have_value("6")
    assert figure.notice == ""


def test_what_is_kept_is_what_the_link_says_at_rest(hero: Page) -> None:
    figure = Figure(hero)
    figure.number("Seed").fill("31")
    figure.scrub(5)
    wait_for_link(hero, "seed=31", "timestep=5")
    assert "seed=31" in stored(hero)
    assert "timestep" not in stored(hero)


def test_a_reload_right_after_a_stroke_loses_nothing(hero: Page) -> None:
    """Sooner than the page's quiet moment, with an older drawing in the link."""
    figure = Figure(hero)
    hero.evaluate("link => { location.hash = link }", BLANK)
    expect(hero.locator("#hero-preset")).to_have_value("")
    figure.stroke(*LINE, moves=4)
    drawn = figure.drawing()
    hero.reload()
    wait_until_ready(hero)
    np.testing.assert_array_equal(figure.drawing(), drawn)


@pytest.mark.soak
def test_a_reload_in_the_middle_of_a_walk_goes_on_in_the_middle(
    browser: Browser, site: str
) -> None:
    with opened(browser, site) as (page, guard):
        figure = visit(page, f"{site}#steps=1000")
        figure.choice("Speed").select_option("0.5")
        figure.scrub(1000)
        figure.button("Reverse").click()
        page.wait_for_function(
            "Number(new URLSearchParams(location.hash.slice(1)).get('timestep') ?? 1000) < 900"
        )
        page.reload()
        wait_until_ready(page)
        figure.wait_for_step(int(figure.timestep.input_value()), "walk back")
        assert 0 < int(figure.timestep.input_value()) < 900
        assert guard.seen == []


def test_a_tab_that_dies_in_the_middle_of_a_stroke_loses_little(
    browser: Browser, site: str
) -> None:
    with opened(browser, site) as (page, _guard):
        figure = visit(page, f"{site}#{BLANK}")
        x, y = figure.point(16, 2)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(*figure.point(16, 20), steps=6)
        figure.settle()
        drawn = figure.drawing()
        assert drawn.any()
        wait_until_stored(page, drawn)
        assert spelt(drawn) not in page.url, "a new address costs half a frame"
        page.close(run_before_unload=False)  # nothing is said to it
        figure = visit(page.context.new_page(), site)
        assert spelt(drawn) in stored(figure.page)
        np.testing.assert_array_equal(figure.drawing(), drawn)


def test_where_nothing_is_kept_the_address_has_the_stroke_before_it_ends(
    browser: Browser, site: str
) -> None:
    with opened(browser, site) as (page, guard):
        page.add_init_script(REFUSALS["refused"])
        figure = visit(page, f"{site}#{BLANK}")
        page.mouse.move(*figure.point(16, 2))
        page.mouse.down()
        page.mouse.move(*figure.point(16, 20), steps=6)
        figure.settle()
        wait_for_link(page, spelt(figure.drawing()))
        page.mouse.up()
        assert guard.seen == []


def test_two_tabs(browser: Browser, site: str) -> None:
    with opened(browser, site) as (page, guard):
        older, newer = visit(page, site), visit(page.context.new_page(), site)
        newer.stroke(*LINE, moves=4)
        drawn = newer.drawing()
        wait_until_stored(page, drawn)
        expect(older.choice("Preset")).to_have_value("")  # it follows
        np.testing.assert_array_equal(older.drawing(), drawn)
        newer.button("Keep on my shelf").click()
        newer.choice("Preset").select_option("star")
        expect(older.choice("Preset")).to_have_value("star")
        newer.choice("Preset").select_option("moon")
        moon = newer.drawing()
        older.button("Keep on my shelf").click()
        expect(page.locator("#hero-notice")).to_contain_text("Your shelf has 2 sketches")
        wait_until_stored(page, moon)
        older.page.close(run_before_unload=True)
        newer.page.goto(site, wait_until="commit")
        newer.page.wait_for_selector("h1", state="attached")
        assert spelt(moon) in stored(newer.page)
        assert guard.seen == []


def test_ones_own_drawing_comes_back_after_a_friends_link(hero: Page) -> None:
    figure = Figure(hero)
    hero.evaluate("text => localStorage.setItem(storageKey('unerase'), text)", f"{BLANK}&seed=3")
    hero.evaluate("location.hash = 'seed=9'")
    expect(figure.number("Seed")).to_have_value("9")
    figure.stroke(*LINE, moves=4)
    expect(hero.locator("#hero-notice")).to_contain_text("Your earlier drawing is still here.")
    drawn = figure.drawing()
    wait_until_stored(hero, drawn)
    figure.button("Bring back my drawing").click()
    expect(figure.button("Bring back my drawing")).to_be_hidden()
    assert not figure.drawing().any()
    assert stored(hero) == f"seed=9&{BLANK}"
    figure.button("Undo").click()
    np.testing.assert_array_equal(figure.drawing(), drawn)


def test_another_copy_at_the_same_origin_keeps_its_own(browser: Browser, site: str) -> None:
    other = site.replace("/unerase/", "/other/")
    with opened(browser, site) as (page, _guard):
        page.context.route(
            f"{other}**", lambda route: route.continue_(url=route.request.url.replace(other, site))
        )
        page.goto(f"{site}assets/icon.svg")
        page.evaluate("text => { localStorage.unerase = text }", BLANK)
        for address, kept in (
            (f"{other}index.html?embed=hero", BLANK),  # the first that is opened takes it over
            (site, ""),
            (other, BLANK),
        ):
            page.goto(address, wait_until="commit")
            page.wait_for_selector("h1", state="attached")
            assert stored(page) == kept
        assert page.evaluate("localStorage.unerase") is None
