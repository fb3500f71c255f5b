"""Schedule lab: schedules side by side, one's own among them, and walks from pure noise."""

from __future__ import annotations

import base64
import math
import re

import numpy as np
import pytest
from support.themes import Palette
from support.wired import Control, Figure, Page
from support.yours import EVEN, yours_here

from page.figures.lab.scene import finished
from page.figures.lab.settings import LabSettings
from page.state import curve
from page.state.subject import DEFAULT_SUBJECT
from unerase import custom
from unerase.pixels import tone
from unerase.schedules import SCHEDULES

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
CURSOR = "Timestep in the chart of schedules"


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Schedule lab", "lab")
    figure.wait_until_open()
    assert figure.readout("Linear: length of the outlines")
    return figure


def chip(figure: Figure, key: str) -> Control:
    return figure.checkbox(LABELS[key])


def zero(figure: Figure) -> Control:
    return figure.itself.role("checkbox", "Zero terminal SNR, for all of them", exact=False)


def lanes(figure: Figure) -> int:
    return len(figure.page.select("#lab .lab-lane:not([hidden])"))


def point(figure: Figure, number: int) -> Control:
    return figure.slider(f"Point {number}")


def points(figure: Figure) -> list[tuple[float, float]]:
    """What the handles say: step and log-SNR of each."""
    figure.settle()
    found = []
    for handle in figure.page.select("#lab .lab-handle:not([hidden])"):
        text = str(handle.attribute("aria-valuetext")).replace("−", "-")
        step, decibels = re.findall(r"step ([0-9.]+) of 20, log-SNR ([-+0-9.]+) dB", text)[0]
        found.append((float(step), float(decibels)))
    return found


def place(handle: Control) -> tuple[float, float]:
    """Where a handle is, in shares of the chart."""
    style = handle.element.style
    return float(style.left[:-1]) / 100, float(style.top[:-1]) / 100


def own_curve(page: Page) -> list[tuple[float, float]]:
    """The curve in the address."""
    (text,) = [part[6:] for part in page.link if part.startswith("curve=")]
    return curve.control_points(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def pixels_of(name: str, t: int = 0, **changes: object) -> np.ndarray:
    """What the walk under a schedule looks like at step t."""
    lane = finished(LabSettings(**changes), DEFAULT_SUBJECT)[name]  # type: ignore[arg-type]
    return Palette().signal[tone(lane.walked(t))][..., :3]


def test_every_lane_shows_its_walk(figure: Figure) -> None:
    for name in LabSettings().shown:
        assert np.array_equal(figure.pixels(f"{name}-walk"), pixels_of(name))
    figure.scrub(9)
    for name in LabSettings().shown:
        assert np.array_equal(figure.pixels(f"{name}-walk"), pixels_of(name, 9))
    figure.button("New noise").click()
    assert "lab.walk=13" in figure.page.link
    assert np.array_equal(figure.pixels("linear-walk"), pixels_of("linear", 9, walk=13))


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
        verdict = figure.readout(f"{name}: verdict")
        assert ("still a picture" in verdict) if key == "literal" else (verdict == "noise")
        assert figure.value(f"{name}: signal left") / 100 == pytest.approx(
            math.sqrt(left), rel=0.06
        )
        assert figure.value(f"{name}: signal power at the end") == pytest.approx(left, rel=6e-3)


def test_zero_terminal_snr_mends_the_literal_betas(figure: Figure) -> None:
    tangled = figure.value("Literal: length of the outlines")
    zero(figure).check()
    assert figure.readout("Literal: verdict") == "noise"
    assert figure.readout("Literal: signal left") == "0%"
    assert figure.value("Literal: length of the outlines") < tangled
    assert np.array_equal(figure.pixels("literal-walk"), pixels_of("literal", zero=True))


def test_any_set_of_schedules_is_shown_but_none(figure: Figure) -> None:
    more = ("scaled", "sigmoid", "poly", "laplace", "karras", "flow", "custom")
    for key in more:
        chip(figure, key).check()
    figure.page.rest()
    assert lanes(figure) == 10
    for key in ("linear", "cosine", *more):
        chip(figure, key).uncheck()
    chip(figure, "literal").click()
    assert "At least one schedule stays" in figure.notice
    assert chip(figure, "literal").checked
    assert lanes(figure) == 1
    assert "lab.shown=literal" in figure.page.link


def test_the_chart_has_two_scales_and_a_cursor(figure: Figure) -> None:
    cursor = figure.slider(CURSOR)
    told = cursor.attribute("aria-valuetext")
    assert told == "step 0 of 20: Linear 1.00, Cosine 1.00, Literal 1.00"
    figure.itself.role("radio", "log-SNR", exact=False).check()
    cursor.press("End")
    figure.wait_for_step(20)
    assert str(cursor.attribute("aria-valuetext")).endswith("Literal +6.5 dB")
    assert figure.page.select("#lab-chart-plot .chart-axis")[0].text == "log-SNR (dB)"


def test_a_point_can_be_dragged_and_every_figure_has_the_curve(figure: Figure) -> None:
    before = points(figure)
    handle = point(figure, 4)
    x, y = place(handle)
    handle.drag((x, y), (x + 0.05, y - 0.4), (x + 0.1, y - 0.8))
    after = points(figure)
    assert after[:3] == before[:3]
    # Held at the edge, and by its neighbour: the curve never rises.
    assert after[3][0] == 20
    assert after[3][1] == pytest.approx(before[2][1], abs=0.05)
    assert chip(figure, "custom").checked
    assert "still a picture" in figure.readout("Own: verdict")
    assert "still a picture" in figure.readout("Your own curve at its end")
    drawn = own_curve(figure.page)
    assert [20 * u for u, _ in drawn] == pytest.approx([step for step, _ in after], abs=0.06)
    assert [v * DECIBEL for _, v in drawn] == pytest.approx([v for _, v in after], abs=0.06)
    left = custom(drawn, 20).at(20)
    assert figure.value("Own: signal power at the end") == pytest.approx(left, rel=6e-3)
    walk = Figure(figure.page, "Walk back", "walk")
    walk.wait_until_open()
    walk.choice("Schedule").choose("custom")
    assert "still a picture" in walk.notice


def test_a_point_that_goes_away_under_the_pointer_is_let_go(figure: Figure) -> None:
    start = points(figure)
    for _ in range(8):
        figure.button("Add a point").click()
    handle = point(figure, 11)
    handle.down(*place(handle))
    figure.button("Reset curve").click()
    handle.point("pointermove", 0.5, 0.5)
    handle.up(0.5, 0.5)
    assert points(figure) == start


def test_a_drag_that_is_withdrawn_takes_its_lane_along(figure: Figure) -> None:
    handle = point(figure, 2)
    x, y = place(handle)
    handle.down(x, y)
    handle.point("pointermove", x + 0.1, y + 0.1)
    figure.settle()
    assert chip(figure, "custom").checked
    handle.point("pointercancel", x + 0.1, y + 0.1)
    figure.settle()
    assert not chip(figure, "custom").checked
    assert not [part for part in figure.page.link if part.startswith(("curve=", "lab.shown="))]


def test_a_press_on_a_handle_adds_no_point_beside_it(figure: Figure) -> None:
    """Where the pointer is not captured, the click is the chart's."""
    handle = point(figure, 2)
    handle.drag(place(handle), (0.5, 0.9))
    figure.page.document.click(figure.part("own-chart").element, clientX=0.6, clientY=0.9)
    assert len(points(figure)) == 4


def test_points_come_and_go_by_pointer(figure: Figure) -> None:
    chart = figure.part("own-chart")
    (x1, y1), (x2, y2) = place(point(figure, 2)), place(point(figure, 3))
    figure.page.document.dispatch(point(figure, 1).element, "dblclick")
    assert "The first and the last point stay" in figure.notice
    figure.page.clock.time += 1000  # long after any other press
    figure.page.document.dispatch(point(figure, 2).element, "dblclick")
    assert len(points(figure)) == 3
    chart.click_at((x1 + x2) / 2, (y1 + y2) / 2)
    assert point(figure, 2).focused
    assert points(figure)[1][0] == pytest.approx(10, abs=0.3)
    # The second press of a double click meets the point that the first has added.
    chart.click_at(x1, y1)
    figure.page.document.dispatch(point(figure, 2).element, "dblclick")
    assert len(points(figure)) == 5


def test_the_curve_goes_by_keyboard(figure: Figure) -> None:
    page = figure.page
    start = points(figure)
    point(figure, 2).press("ArrowDown")
    page.press("Shift+ArrowRight")
    step, level = points(figure)[1]
    assert step == pytest.approx(start[1][0] + 10 / 12, abs=0.06)
    assert level == pytest.approx(start[1][1] - 0.1 * DECIBEL, abs=0.06)
    page.press("End")
    assert points(figure)[1][1] == points(figure)[2][1]
    page.press("Delete")
    assert len(points(figure)) == 3
    assert point(figure, 1).focused
    figure.button("Add a point").click()
    assert point(figure, 2).focused
    figure.button("Remove point").click()
    assert len(points(figure)) == 3
    for _ in range(9):
        figure.button("Add a point").click()
    assert len(points(figure)) == 12
    figure.button("Add a point").click()
    assert "at most 12 points" in figure.notice
    figure.button("Reset curve").click()
    assert points(figure) == start
    figure.button("Remove point").click()
    assert "Choose a point first" in figure.notice


def test_time_runs_back_from_pure_noise(figure: Figure) -> None:
    figure.button("Reverse").click()
    figure.page.wait_until(lambda: 3 < int(figure.timestep.value) < 20)
    figure.button("Pause").click()
    figure.settle()
    t = int(figure.timestep.value)
    assert np.array_equal(figure.pixels("cosine-walk"), pixels_of("cosine", t))
    figure.button("Reverse").click()
    figure.wait_for_step(0)


def test_it_shows_the_visitors_own_drawing(figure: Figure) -> None:
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Preset").choose(label="Star")
    drawn = hero.pixels()
    figure.come_into_view()
    for name in LabSettings().shown:
        assert np.array_equal(figure.pixels(f"{name}-early")[:, :32], drawn)


def test_its_steps_are_measured(figure: Figure) -> None:
    figure.page.clear_measures()
    figure.button("New noise").click()
    figure.page.rest()
    steps = figure.page.measures("step", "Schedule lab")
    assert len(steps) >= 60
    assert {one.denoiser for one in steps} == {"local score"}


def test_your_own_schedule_can_be_chosen_once_there_is_one(hero: Page) -> None:
    figure = Figure(hero, "Schedule lab", "lab")
    figure.wait_until_open()
    chip = figure.part("show-yours")
    assert not chip.enabled
    assert not chip.visible
    with yours_here(schedule=EVEN):
        figure.part("zero").click()  # anything
        figure.settle()
        assert chip.visible
        chip.click()
        figure.wait_until_made()
        assert figure.part("yours-lane").visible
        chip.click()
        figure.part("zero").click()
        figure.settle()
