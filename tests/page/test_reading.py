"""Finding the way through the article: the bar, the list of chapters, terms, folded formulas."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect
from support.axe import violations

# Where the bar ends, and where that which has the focus begins.
CLEAR = """() => document.activeElement.getBoundingClientRect().top
    - document.querySelector('#bar').getBoundingClientRect().bottom"""
SHIFTS = """window.shifted = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => window.shifted += one.value))
        .observe({ type: 'layout-shift' })"""


def bar(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Chapters", exact=True)


def heading(page: Page, name: str) -> Locator:
    return page.locator(f"#{name}-heading")


def come_to(page: Page, name: str) -> None:
    heading(page, name).evaluate("e => e.scrollIntoView()")
    expect(bar(page)).to_be_visible()


def test_the_bar_says_where_one_is_and_leads_elsewhere(hero: Page) -> None:
    expect(bar(hero)).to_be_hidden()
    hero.evaluate(SHIFTS)
    come_to(hero, "walk")
    assert hero.evaluate("window.shifted") == 0
    button = bar(hero).get_by_role("button")
    title = heading(hero, "walk").inner_text().split()
    expect(button).to_have_accessible_name("Chapters, now at " + " ".join(title))
    far = bar(hero).get_by_role("status", name="Read so far")
    assert 5 < int(far.inner_text().rstrip("%")) < 60
    button.focus()
    hero.keyboard.press("Enter")
    chosen = hero.locator("#bar-list [aria-current]")
    expect(chosen).to_have_attribute("href", "#walk-heading")
    hero.keyboard.press("Tab")  # into the list, right after the button
    expect(hero.locator("#bar-list a").first).to_be_focused()
    hero.keyboard.press("Escape")
    expect(hero.locator("#bar-list")).to_be_hidden()
    expect(button).to_be_focused()
    hero.keyboard.press("Space")
    hero.locator("#bar-list a[href='#cloth-heading']").click()
    expect(hero.locator("#bar-list")).to_be_hidden()
    expect(heading(hero, "cloth")).to_be_focused()
    assert hero.evaluate(CLEAR) >= 0
    expect(button).to_contain_text(heading(hero, "cloth").inner_text().split()[-1])


def test_what_gets_the_focus_is_not_beneath_the_bar(hero: Page) -> None:
    """Also on the way up, where the browser scrolls no further than it must."""
    come_to(hero, "lab")
    hero.keyboard.press("Tab")
    for _ in range(12):
        hero.keyboard.press("Shift+Tab")
        assert hero.evaluate(CLEAR) >= 0


def a_term(page: Page) -> tuple[Locator, Locator]:
    """A term far down, and its entry."""
    term = page.locator(".chapter:has(> figure) a.term").last
    term.scroll_into_view_if_needed()
    return term, page.locator(f"#{term.get_attribute('aria-controls')}")


def test_a_term_opens_its_entry_by_click_and_by_keyboard(hero: Page) -> None:
    term, entry = a_term(hero)
    term.click()
    expect(entry).to_be_visible()
    word, box = term.bounding_box(), entry.bounding_box()
    assert word
    assert box
    below, above = box["y"] - word["y"] - word["height"], word["y"] - box["y"] - box["height"]
    assert 0 <= max(below, above) < 16  # beside it
    assert violations(hero) == []
    hero.mouse.click(5, 500)
    expect(entry).to_be_hidden()
    term.focus()
    hero.keyboard.press("Enter")
    expect(entry).to_be_focused()
    hero.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(term).to_be_focused()
    term.click()
    entry.get_by_role("link", name="All words").click()
    expect(entry).to_be_hidden()
    expect(hero.locator("#words-heading")).to_be_focused()


def test_on_a_phone_an_entry_comes_from_below_and_leaves_its_term_in_sight(phone: Page) -> None:
    term, entry = a_term(phone)
    term.evaluate("e => e.scrollIntoView({ block: 'end' })")
    term.tap()
    expect(entry).to_be_in_viewport(ratio=1)
    word, box = term.bounding_box(), entry.bounding_box()
    assert word
    assert box
    assert word["y"] + word["height"] <= box["y"]
    come = phone.locator("#bar").bounding_box()
    assert come
    assert come["height"] <= 48
    phone.touchscreen.tap(200, 300)
    expect(entry).to_be_hidden()


def test_a_formula_is_folded_on_the_screen_and_open_on_paper(hero: Page) -> None:
    folded = hero.locator(".folded").first
    expect(folded.locator("math").first).to_be_hidden()
    hero.emulate_media(media="print")
    expect(folded.locator("math").first).to_be_visible()
    expect(bar(hero)).to_be_hidden()
    hero.emulate_media(media="screen")
    folded.locator("summary").click()
    expect(folded.locator("math").first).to_be_visible()
    folded.locator("summary").click()
