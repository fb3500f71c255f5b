"""Figure E: schedules side by side, one's own among them, and walks from pure noise."""

from __future__ import annotations

import base64
import math
import re
from urllib.parse import parse_qs

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.browser import PHONE, opened, wait_until_ready
from support.figure import Figure

from page.figures.lab.scene import finished
from page.figures.lab.settings import LabSettings
from page.state import curve
from page.state.subject import DEFAULT_SUBJECT
from page.widgets.palette import ramp
from posters import colours
from unerase import SCHEDULES, custom, tone

LABELS = {
    "linear": "Linear",
    "cosine": "Cosine",
    "literal": "Linear, literal betas",
    "scaled": "Scaled linear",
    "sigmoid": "Sigmoid",
    "poly": "Polynomial",
    "laplace": "Laplace",
    "karras": "Karras",
    "flow": "Rectified flow",
    "custom": "Your own curve",
}
DECIBEL = 10 / math.log(10)


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


def chip(figure: Figure, key: str) -> Locator:
    return figure.itself.get_by_role("checkbox", name=LABELS[key], exact=True)


def zero(figure: Figure) -> Locator:
    return figure.itself.get_by_role("checkbox", name="Zero terminal SNR, for all of them")


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


def own_curve(page: Page) -> list[tuple[float, float]]:
    """The curve in the address."""
    page.wait_for_function("() => location.hash.includes('curve=')")
    text = parse_qs(page.evaluate("location.hash.slice(1)"))["curve"][0]
    return curve.control_points(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def middle(box: Locator) -> tuple[float, float]:
    found = box.bounding_box()
    assert found is not None
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def pixels_of(name: str, t: int = 0, **changes: object) -> np.ndarray:
    """What the walk under a schedule looks like at step t, by CPython."""
    light = colours(dark=False)
    lane = finished(LabSettings(**changes), DEFAULT_SUBJECT)[name]  # type: ignore[arg-type]
    return ramp(light["sheet"], light["ink"])[tone(lane.walked(t))][..., :3]


def test_the_walks_are_those_that_cpython_makes(figure: Figure) -> None:
    for name in LabSettings().shown:
        assert np.array_equal(figure.pixels(f"{name}-walk"), pixels_of(name))
    figure.scrub(9)
    for name in LabSettings().shown:
        assert np.array_equal(figure.pixels(f"{name}-walk"), pixels_of(name, 9))
    before = figure.pixels("linear-walk")
    figure.button("Another noise").click()
    figure.page.wait_for_function("() => location.hash.includes('lab.walk=13')")
    figure.settle()
    assert not np.array_equal(figure.pixels("linear-walk"), before)


def test_the_gauges_say_what_is_left(figure: Figure) -> None:
    for key in ("sigmoid", "karras", "flow"):
        chip(figure, key).check()
    for key, name in {
        "linear": "Linear",
        "cosine": "Cosine",
        "literal": "Literal",
        "sigmoid": "Sigmoid",
        "karras": "Karras",
        "flow": "Flow",
    }.items():
        left = SCHEDULES[key](20).at(20)
        expect(output(figure, f"{name}: verdict")).to_have_text(
            re.compile("still a picture" if key == "literal" else "^noise$")
        )
        assert figure.value(f"{name}: signal left") / 100 == pytest.approx(
            math.sqrt(left), rel=0.06
        )
        assert figure.value(f"{name}: signal power at the end") == pytest.approx(left, rel=6e-3)


def test_zero_terminal_snr_mends_the_literal_betas(figure: Figure) -> None:
    tangled = figure.value("Literal: length of the outlines")
    zero(figure).check()
    expect(output(figure, "Literal: verdict")).to_have_text("noise")
    expect(output(figure, "Literal: signal left")).to_have_text("0 %")
    assert figure.value("Literal: length of the outlines") < tangled
    assert np.array_equal(figure.pixels("literal-walk"), pixels_of("literal", zero=True))


def test_any_set_of_schedules_is_shown_but_none(figure: Figure) -> None:
    more = ("scaled", "sigmoid", "poly", "laplace", "karras", "flow", "custom")
    for key in more:
        chip(figure, key).check()
    expect(figure.page.locator("#lab .lab-lane:not([hidden])")).to_have_count(10)
    for key in ("linear", "cosine", *more):
        chip(figure, key).uncheck()
    chip(figure, "literal").click()
    expect(chip(figure, "literal")).to_be_checked()
    expect(figure.page.locator("#lab-notice")).to_have_text(re.compile("One schedule stays"))
    assert figure.page.locator("#lab .lab-lane:not([hidden])").count() == 1
    figure.page.wait_for_function("() => location.hash.includes('lab.shown=literal')")


def test_the_chart_has_two_scales_and_a_cursor(figure: Figure) -> None:
    cursor = figure.itself.get_by_role("slider", name="Timestep in the chart of schedules")
    expect(cursor).to_have_attribute(
        "aria-valuetext", "step 0 of 20: Linear 1.00, Cosine 1.00, Literal 1.00"
    )
    figure.itself.get_by_role("radio", name="log-SNR").check(force=True)
    cursor.focus()
    figure.page.keyboard.press("End")
    expect(cursor).to_have_attribute("aria-valuetext", re.compile(r"Literal \+6\.5 dB$"))
    figure.wait_for_step(20)
    expect(figure.page.locator("#lab-chart-plot .chart-axis").first).to_have_text("log-SNR (dB)")


def test_a_point_can_be_dragged_and_every_figure_has_the_curve(figure: Figure) -> None:
    page = figure.page
    before = points(figure)
    point(figure, 4).scroll_into_view_if_needed()
    x, y = middle(point(figure, 4))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y - 300, steps=5)
    page.mouse.up()
    figure.settle()
    after = points(figure)
    assert after[:3] == before[:3]
    # Held at the edge, and by its neighbour: the curve never rises.
    assert after[3][0] == 20
    assert after[3][1] == pytest.approx(before[2][1], abs=0.05)
    expect(chip(figure, "custom")).to_be_checked()
    expect(output(figure, "Own: verdict")).to_have_text(re.compile("still a picture"))
    expect(output(figure, "Your own curve at its end")).to_contain_text("still a picture")
    drawn = own_curve(page)
    assert [20 * u for u, _ in drawn] == pytest.approx([step for step, _ in after], abs=0.06)
    assert [v * DECIBEL for _, v in drawn] == pytest.approx([v for _, v in after], abs=0.06)
    left = custom(drawn, 20).at(20)
    assert figure.value("Own: signal power at the end") == pytest.approx(left, rel=6e-3)
    walk = Figure(page, "Walk back", "walk")
    walk.come_into_view()
    walk.choice("Schedule").select_option("custom")
    expect(page.locator("#walk-notice")).to_contain_text(f"{100 * math.sqrt(left):.0f} %")


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


def test_the_curve_goes_by_keyboard(figure: Figure) -> None:
    page = figure.page
    start = points(figure)
    point(figure, 2).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    figure.settle()
    step, level = points(figure)[1]
    assert step == pytest.approx(start[1][0] + 10 / 12, abs=0.06)
    assert level == pytest.approx(start[1][1] - 0.1 * DECIBEL, abs=0.06)
    page.keyboard.press("End")
    figure.settle()
    assert points(figure)[1][1] == points(figure)[2][1]
    page.keyboard.press("Delete")
    expect(point(figure, 4)).to_be_hidden()
    expect(point(figure, 1)).to_be_focused()
    figure.button("Add a point").click()
    expect(point(figure, 2)).to_be_focused()
    figure.button("Remove point").click()
    expect(point(figure, 4)).to_be_hidden()
    for _ in range(9):
        figure.button("Add a point").click()
    figure.button("Add a point").click()
    expect(page.locator("#lab-notice")).to_contain_text("at most 12 points")
    figure.button("Reset curve").click()
    figure.settle()
    assert points(figure) == start
    figure.button("Remove point").click()
    expect(page.locator("#lab-notice")).to_contain_text("Choose the point first")


def test_time_runs_back_from_pure_noise(figure: Figure) -> None:
    figure.button("Reverse").click()
    figure.page.wait_for_function("+document.getElementById('lab-timestep').value > 3")
    figure.button("Pause").click()
    figure.settle()
    t = int(figure.timestep.input_value())
    assert 0 < t <= 20
    assert np.array_equal(figure.pixels("cosine-walk"), pixels_of("cosine", t))
    figure.button("Reverse").click()
    figure.wait_for_step(0)


def test_it_shows_the_visitors_own_drawing(figure: Figure) -> None:
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Preset").select_option(label="Star")
    drawn = hero.pixels()
    figure.come_into_view()
    for name in LabSettings().shown:
        assert np.array_equal(figure.pixels(f"{name}-early")[:, :32], drawn)


def test_its_steps_are_measured(figure: Figure) -> None:
    figure.page.evaluate(
        """window.steps = [];
        new PerformanceObserver(list => {
            for (const one of list.getEntriesByName('step')) steps.push(one.detail);
        }).observe({ type: 'measure' });"""
    )
    figure.button("Another noise").click()
    figure.page.wait_for_function("() => steps.length >= 60")
    detail = figure.page.evaluate("steps.at(-1)")
    assert detail == {"figure": "Schedule lab", "denoiser": "local score"}


def test_the_answer_comes_after_the_guess(figure: Figure) -> None:
    guess = figure.page.get_by_role("group", name=re.compile("literal betas leave most"))
    guess.get_by_label("A clean shape").check()
    expect(guess.get_by_text("Not so.")).to_be_visible()
    guess.get_by_label("Pieces that do not fit together").check()
    expect(guess.get_by_text("As you said.")).to_be_visible()


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
