"""Schedule lab in the browser: real pointers and fingers on the curve."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.browser import PHONE, opened, wait_until_ready
from support.figure import Figure


@pytest.fixture
def figure(hero: Page) -> Figure:
    return opened_figure(hero)


def opened_figure(page: Page) -> Figure:
    figure = Figure(page, "Schedule lab", "lab")
    figure.wait_until_open()
    expect(output(figure, "Linear: length of the outlines")).not_to_be_empty()
    return figure


def output(figure: Figure, name: str) -> Locator:
    return figure.itself.get_by_role("status", name=name, exact=True)


def point(figure: Figure, number: int) -> Locator:
    return figure.itself.get_by_role("slider", name=f"Point {number}", exact=True)


def points(figure: Figure) -> list[tuple[float, float]]:
    """What the handles say: step and log-SNR of each."""
    found = []
    for handle in figure.page.locator("#lab .lab-handle:not([hidden])").all():
        text = str(handle.get_attribute("aria-valuetext")).replace("−", "-")
        step, decibels = re.findall(r"step ([0-9.]+) of 20, log-SNR ([-+0-9.]+) dB", text)[0]
        found.append((float(step), float(decibels)))
    return found


def middle(box: Locator) -> tuple[float, float]:
    found = box.bounding_box()
    assert found is not None
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def test_points_come_and_go_by_pointer(figure: Figure) -> None:
    page = figure.page
    box = page.locator("#lab-own-chart")
    box.scroll_into_view_if_needed()
    (x1, y1), (x2, y2) = middle(point(figure, 2)), middle(point(figure, 3))
    point(figure, 1).dblclick()
    expect(page.locator("#lab-notice")).to_contain_text("The first and the last point stay")
    point(figure, 2).dblclick()
    expect(point(figure, 4)).to_be_hidden()
    page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
    expect(point(figure, 4)).to_be_visible()
    expect(point(figure, 2)).to_be_focused()
    assert points(figure)[1][0] == pytest.approx(10, abs=0.3)
    page.mouse.dblclick(x1, y1)  # the second press of it meets the point that the first has added
    expect(point(figure, 5)).to_be_visible()
    assert len(points(figure)) == 5


def test_a_finger_drags_a_point_and_not_the_page(browser: Browser, site: str) -> None:
    with opened(browser, site, **PHONE) as (page, guard):
        page.goto(site + "#figure=lab")
        wait_until_ready(page)
        figure = opened_figure(page)
        point(figure, 3).scroll_into_view_if_needed()
        before, scrolled = points(figure), page.evaluate("scrollY")
        box = point(figure, 3).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
        x, y = middle(point(figure, 3))
        touch = page.context.new_cdp_session(page)
        for kind, dy in (("touchStart", 0), ("touchMove", 6), ("touchMove", 14), ("touchMove", 24)):
            places = [{"x": x, "y": y + dy}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        figure.settle()
        assert page.evaluate("scrollY") == scrolled
        after = points(figure)
        assert after[2][1] < before[2][1] - 5
        assert after[:2] + after[3:] == before[:2] + before[3:]
        assert guard.seen == []
