"""The article around the figures: its numbers, its guesses, its links, its small print."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import opened, wait_until_ready
from support.figure import open_all

from page.article.facts import fact, names


def test_every_number_of_the_text_is_the_engines(hero: Page) -> None:
    """Written into the page when it was built, and computed again in the browser."""
    hero.wait_for_function(
        "() => document.querySelector('#spec-software').value.includes('numpy 2')"
    )
    found = hero.locator("[data-fact]").evaluate_all(
        "all => all.map(e => [e.dataset.fact, e.value])"
    )
    assert len(found) > 8
    assert [(name, text) for name, text in found if fact(name) != text] == []
    assert {name for name, _ in found} == names(), "a fact that no sentence uses"


def test_the_facts_are_what_the_design_says() -> None:
    """Checked against numbers that others computed (design §2)."""
    assert fact("linear.amplitude") == "0.64%"  # sqrt(4.04e-5)
    assert fact("linear.detector") == "54"


def test_the_contents_lead_somewhere(hero: Page) -> None:
    targets = hero.locator("a[href^='#']").evaluate_all("all => all.map(a => a.hash)")
    assert len(targets) >= 6
    for target in targets:
        expect(hero.locator(target)).to_have_count(1)


def test_headings_do_not_skip_a_level(hero: Page) -> None:
    levels = hero.locator("h1, h2, h3, h4").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => +e.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_formula_names_its_source(hero: Page) -> None:
    formulas = hero.locator(".formula")
    assert formulas.count() >= 5
    for formula in formulas.all():
        expect(formula.locator("math")).not_to_have_count(0)
        source = formula.locator(".formula-source").text_content() or ""
        assert re.search(r"(19|20)\d\d", source), source


def test_the_model_spec_tells_the_device(hero: Page) -> None:
    spec = hero.get_by_role("table").filter(has_text="Grid")
    for row in ("32 × 32 cells", "β from 0.0001 to 0.02", "PCG64", "DDPM"):
        expect(spec).to_contain_text(row)
    expect(hero.locator("#spec-software")).to_contain_text(
        re.compile(r"numpy 2\.\d.* on Python 3\.")
    )
    start = hero.locator("#spec-start")
    said = re.compile(r"text after (\d+\.\d) s, .* after (\d+\.\d) s; (\d+\.\d) MB were fetched")
    expect(start).to_have_text(said)
    found = said.fullmatch(start.inner_text())
    assert found
    ready, painted, fetched = hero.evaluate(
        """() => [
            performance.getEntriesByName('ready')[0].startTime,
            performance.getEntriesByName('first-contentful-paint')[0].startTime,
            performance.getEntriesByType('resource').find(
                ({ name }) => /\\/(memory\\.bin|start\\.zip)\\.xz$/.test(name)).encodedBodySize,
        ]"""
    )
    assert float(found[1]) == pytest.approx(painted / 1000, abs=0.051)
    assert float(found[2]) == pytest.approx(ready / 1000, abs=0.051)
    assert fetched / 1e6 < float(found[3]) < 20
    spec.scroll_into_view_if_needed()
    expect(hero.locator("#spec-time")).to_contain_text(re.compile(r"^\d+\.\d\d ms"))


def test_a_browser_that_hides_its_timings_is_no_trouble(browser: Browser, site: str) -> None:
    with opened(browser, site) as (page, guard):
        page.add_init_script(
            "for (const name of ['getEntries', 'getEntriesByName', 'getEntriesByType'])"
            " Performance.prototype[name] = PerformanceObserverEntryList.prototype[name] = () => []"
        )
        page.goto(site)
        wait_until_ready(page)
        expect(page.locator("#spec-start")).to_have_text("this browser keeps its timings to itself")
        assert page.locator("#trouble").is_hidden()
        assert guard.seen == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_switch_chooses_and_is_remembered(hero: Page, scheme: str) -> None:
    hero.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    menu = hero.get_by_role("combobox", name="Colours")
    menu.select_option(scheme)
    ground = hero.evaluate("getComputedStyle(document.body).backgroundColor")
    brightness = np.mean([int(part) for part in re.findall(r"\d+", ground)])
    assert bool(brightness > 127) == (scheme == "light")
    assert hero.evaluate("localStorage.getItem(storageKey('unerase-theme'))") == scheme
    # The poster that is shown before Python follows the switch too, not the system.
    shown = hero.evaluate(
        """scheme => {
            const [light, dark] = document.querySelectorAll('.poster img');
            const style = image => getComputedStyle(image).display !== 'none';
            return [style(light), style(dark)];
        }""",
        scheme,
    )
    assert shown == [scheme == "light", scheme == "dark"]
    menu.select_option("")
    assert hero.evaluate("localStorage.getItem(storageKey('unerase-theme'))") is None
    hero.emulate_media(color_scheme="light")


def test_a_choice_of_colours_holds_before_python_has_started(browser: Browser, site: str) -> None:
    with opened(browser, site, color_scheme="light") as (page, guard):
        page.goto(site, wait_until="commit")
        page.get_by_role("combobox", name="Colours").select_option("dark")
        page.wait_for_function("localStorage.getItem(storageKey('unerase-theme')) === 'dark'")
        page.reload(wait_until="commit")
        page.wait_for_selector("h1")
        assert page.locator("html").get_attribute("data-theme") == "dark"
        expect(page.get_by_role("combobox", name="Colours")).to_have_value("dark")
        assert guard.seen == []


@pytest.mark.soak
def test_posters_are_what_the_figures_show_first(browser: Browser, site: str) -> None:
    """Nothing changes when Python takes over: each poster is its canvas, colour by colour."""
    with opened(browser, site) as (page, guard):
        page.goto(site)
        wait_until_ready(page)
        open_all(page)
        compared = page.evaluate(
            """async () => {
                const pixels = (source, width, height) => {
                    const copy = new OffscreenCanvas(width, height).getContext('2d');
                    copy.drawImage(source, 0, 0);
                    return copy.getImageData(0, 0, width, height).data.join();
                };
                const all = {};
                for (const sheet of document.querySelectorAll('.sheet:has(.poster)')) {
                    const shown = sheet.querySelector('canvas').checkVisibility();
                    const waits = getComputedStyle(sheet.querySelector('.poster')).display;
                    if (!shown || waits !== 'none') continue;  // no lane, or still the poster
                    const canvas = sheet.querySelector('canvas'), poster = new Image();
                    poster.src = sheet.querySelector('.in-light').src;
                    await poster.decode();
                    const { width, height } = canvas;
                    all[canvas.id] =
                        pixels(poster, width, height) === pixels(canvas, width, height);
                }
                return all;
            }"""
        )
        assert len(compared) >= 7
        assert [name for name, same in compared.items() if not same] == []
        assert guard.seen == []
