"""Points in the browser: real mouse, finger and paint, and how long steps take."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure
from support.points import (
    data,
    opened_points,
    plane,
    spot,
    wait_for_count,
    wait_for_walk,
    walk_to,
)
from support.steps import least_times, observed

from page.figures.points.cloud import GAP
from page.state.points import HALF

BUDGET_MS = 50.0
STEPS = 60


@pytest.fixture
def figure(hero: Page) -> Figure:
    return opened_points(hero)


def test_arrows_and_trails_can_be_hidden(figure: Figure) -> None:
    walk_to(figure, 20)

    def red() -> int:
        """How many pixels are more red than blue: the arrows' vermilion."""
        pixels = figure.pixels("marks").astype(int)
        return int((pixels[..., 0] > pixels[..., 2] + 60).sum())

    assert red() > 1000
    figure.itself.get_by_role("checkbox", name="Score arrows", exact=True).uncheck()
    assert red() == 0
    assert figure.pixels("trails").any()
    figure.itself.get_by_role("checkbox", name="Trails", exact=True).uncheck()
    assert not figure.pixels("trails").any()


def test_every_step_is_within_its_budget(
    figure: Figure, capsys: pytest.CaptureFixture[str]
) -> None:
    """300 points, 1000 samples, arrows on."""
    page = figure.page
    page.mouse.move(*spot(figure, -3, 3))
    page.mouse.down()
    page.mouse.move(*spot(figure, 3, 3), steps=4)
    page.mouse.up()
    wait_for_count(figure, 300)
    rows: dict[str, list[float]] = {}
    for walk in ("ddim", "ddpm"):
        figure.choice("Walk").select_option(walk)
        walk_to(figure, 0)

        def walk_back() -> dict[str, list[float]]:
            with observed(page, "Points") as steps:
                figure.button("New noise").click()
                wait_for_walk(figure)
            assert steps.keys() == {"posterior mean"}
            assert len(steps["posterior mean"]) == STEPS + 1
            return steps

        rows[walk] = least_times(walk_back, BUDGET_MS)["posterior mean"]
    with capsys.disabled():
        print(f"\n{'walk':<6} {'median':>8} {'max':>8}  ms a step, each the least of some walks")
        for walk, times in rows.items():
            print(f"{walk:<6} {statistics.median(times):>8.2f} {times[-1]:>8.2f}")
    for walk, times in rows.items():
        assert times[-1] < BUDGET_MS, walk


@pytest.fixture
def empty(figure: Figure) -> Figure:
    figure.button("Clear").click()
    wait_for_count(figure, 0)
    return figure


def test_a_drag_leaves_a_row_of_points(empty: Figure) -> None:
    mouse = empty.page.mouse
    mouse.move(*spot(empty, -2, 1))
    mouse.down()
    mouse.move(*spot(empty, 2, 1), steps=7)
    mouse.move(*spot(empty, 2, HALF + 1), steps=3)  # out over the edge: nothing is left there
    mouse.up()
    expect(empty.itself.get_by_text("0 of 300 points", exact=True)).to_have_count(0)
    points = data(empty)
    apart = np.hypot(*np.diff(points, axis=0).T)
    assert 45 < len(points) < 53
    assert np.allclose(apart, GAP, atol=0.01)
    assert np.abs(points).max() < HALF
    empty.button("Undo").click()
    wait_for_count(empty, 0)


def test_a_finger_draws_and_does_not_scroll(phone: Page) -> None:
    figure = Figure(phone, "Points", "points")
    figure.wait_until_open()
    figure.button("Clear").tap()
    wait_for_count(figure, 0)
    plane(figure).scroll_into_view_if_needed()
    before = phone.evaluate("scrollY")
    touch = phone.context.new_cdp_session(phone)
    path = [spot(figure, x, x / 2) for x in (-1.0, -0.4, 0.2, 1.0)]
    for kind, points in [
        ("touchStart", path[:1]),
        *(("touchMove", [point]) for point in path[1:]),
        ("touchEnd", []),
    ]:
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )
    expect(figure.itself.get_by_text("0 of 300 points", exact=True)).to_have_count(0)
    drawn = data(figure)
    assert len(drawn) == int(np.hypot(2, 1) / GAP) + 1
    assert np.allclose(drawn[:, 1], drawn[:, 0] / 2, atol=0.03)
    assert phone.evaluate("scrollY") == before
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    marks = phone.locator("#points-marks")
    assert marks.evaluate("c => c.width") == round(3 * marks.evaluate("c => c.clientWidth"))
