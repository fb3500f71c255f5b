"""Two schedules in the browser: a real mouse on a chart, and what style sheets show."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from support.figure import Figure

POWER, SNR = "Timestep in the ᾱ chart", "Timestep in the log-SNR chart"


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Two schedules", "schedules")
    figure.wait_until_open()
    figure.wait_for_step(10)
    return figure


def cursor(figure: Figure, name: str) -> Locator:
    return figure.itself.get_by_role("slider", name=name, exact=True)


def the_switch(figure: Figure) -> Locator:
    return figure.itself.get_by_role("checkbox", name="Show the literal twenty betas")


def test_the_third_schedule_can_be_switched_on(figure: Figure) -> None:
    third = figure.itself.get_by_role("status", name="Literal: MSE vs clean", exact=True)
    expect(third).to_be_hidden()
    the_switch(figure).check()
    expect(third).to_be_visible()
    for chart in ("power", "snr"):
        expect(
            figure.page.locator(f"#schedules-{chart}-chart g.series-literal path")
        ).to_be_visible()
    the_switch(figure).uncheck()
    expect(third).to_be_hidden()


def test_a_curve_can_be_dragged(figure: Figure) -> None:
    """Both cursors, the slider and the pictures go along."""
    chart = cursor(figure, POWER).locator("..")
    chart.scroll_into_view_if_needed()
    box = cursor(figure, POWER).bounding_box()
    whole = chart.bounding_box()
    assert box is not None
    assert whole is not None
    mouse = figure.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(whole["x"] + 0.8 * whole["width"], box["y"] + 20, steps=4)
    mouse.up()
    figure.page.wait_for_function("document.getElementById('schedules-timestep').value > 12")
    t = figure.timestep.input_value()
    for other in (POWER, SNR):
        expect(cursor(figure, other)).to_have_attribute("aria-valuenow", t)
