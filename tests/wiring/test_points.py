"""Points: placed and taken away, dissolved, and walked back to along the exact score."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from support.dom.canvas import Stroke
from support.themes import Palette
from support.wired import Control, Figure, Page, opened

from page.figures.points.cloud import GAP
from page.state.points import HALF, unpack
from page.state.table import packed

STEPS = 60
VERMILION = Palette().colours["noise"]


@pytest.fixture
def figure(hero: Page) -> Figure:
    return opened_points(hero)


def opened_points(page: Page) -> Figure:
    figure = Figure(page, "Points", "points")
    figure.wait_until_open()
    assert placed(figure) == "270 of 300 points"
    return figure


@pytest.fixture
def empty(figure: Figure) -> Figure:
    figure.button("Clear").click()
    assert placed(figure) == "0 of 300 points"
    return figure


def placed(figure: Figure) -> str:
    return figure.readout("Points placed")


def plane(figure: Figure) -> Control:
    return figure.itself.role("application", "Plane")


def spot(x: float, y: float) -> tuple[float, float]:
    """Where a place of the plane is, in shares of it."""
    return 0.5 + 0.5 * x / HALF, 0.5 - 0.5 * y / HALF


def press(figure: Figure, x: float, y: float) -> None:
    plane(figure).click_at(*spot(x, y))


def data(figure: Figure) -> NDArray[np.float32]:
    """The points, as the link has them."""
    (text,) = [part[14:] for part in figure.page.link if part.startswith("points.points=")]
    return unpack(packed("", lambda _: True)(text))


def marks(figure: Figure) -> list[Stroke]:
    return figure.strokes("marks")


def both(figure: Figure, name: str) -> list[float]:
    """A readout of two coordinates."""
    return [float(text.replace("−", "-")) for text in figure.readout(name).split(",")]


def walk_to(figure: Figure, t: int) -> None:
    """Show step t of the walk back, once it has been made."""
    figure.scrub(int(figure.number("Steps").value))
    figure.button("Step back").click()
    figure.scrub(t, "walk back")
    assert plane(figure).attribute("data-walking") == "false"


# Placing.


def test_a_click_places_a_point(empty: Figure) -> None:
    press(empty, 1, 0.5)
    assert placed(empty) == "1 of 300 points"
    press(empty, -2, -1.5)
    assert np.allclose(data(empty), [[1, 0.5], [-2, -1.5]], atol=0.02)
    assert empty.choice("Preset").value == ""


def test_the_other_buttons_place_none(empty: Figure) -> None:
    for button in (1, 2):
        plane(empty).down(*spot(1, 1), button=button)
        plane(empty).up(*spot(1, 1))
    assert placed(empty) == "0 of 300 points"


def test_a_drag_leaves_a_row_of_points(empty: Figure) -> None:
    out = spot(2, HALF + 1)  # over the edge: nothing is left there
    plane(empty).drag(spot(-2, 1), spot(0.1, 1), spot(2, 1), out)
    points = data(empty)
    apart = np.hypot(*np.diff(points, axis=0).T)
    assert 45 < len(points) < 53
    assert np.allclose(apart, GAP, atol=0.01)
    assert np.abs(points).max() < HALF
    empty.button("Undo").click()
    assert placed(empty) == "0 of 300 points"


def test_keyboard_alone_places_and_removes(empty: Figure) -> None:
    keys, where, cursor = empty.page.press, empty.part("where"), empty.part("cursor")
    press(empty, 0, 0)  # the keyboard goes on from where the mouse was last
    empty.button("Clear").click()
    assert not cursor.visible
    plane(empty).focus()
    keys("Shift+ArrowRight")
    assert not cursor.element.hidden
    keys("ArrowUp")
    keys("Space")
    assert where.text == "x 0.5, y 0.1. 1 of 300 points"
    keys("Shift+ArrowLeft")
    keys("ArrowLeft")
    keys("Enter")
    assert where.text == "x −0.1, y 0.1. 2 of 300 points"
    assert np.allclose(data(empty), [[0.5, 0.1], [-0.1, 0.1]], atol=0.001)
    keys("Delete")
    assert np.allclose(data(empty), [[0.5, 0.1]], atol=0.001)
    keys("Backspace")
    keys("Backspace")
    assert placed(empty) == "0 of 300 points"
    keys("Control+z")
    assert placed(empty) == "1 of 300 points"
    keys("Escape")
    assert cursor.element.hidden
    assert not plane(empty).focused


def test_no_more_than_300_and_it_says_so(figure: Figure) -> None:
    plane(figure).down(*spot(-3, 3))
    plane(figure).point("pointermove", *spot(-0.5, 3))
    assert placed(figure) == "291 of 300 points"
    assert figure.notice == ""
    plane(figure).point("pointermove", *spot(3, 3))
    plane(figure).up(*spot(3, 3))
    assert placed(figure) == "300 of 300 points"
    assert figure.notice.startswith("300 points are the most that fit")
    figure.button("Undo").click()
    assert placed(figure) == "270 of 300 points"
    assert figure.choice("Preset").value == "two-moons"
    assert figure.notice == ""


def test_points_are_placed_among_the_points(figure: Figure) -> None:
    """A press at another time shows the data first: nothing is placed out of sight."""
    walk_to(figure, 30)
    press(figure, 2.5, 2.5)
    figure.wait_for_step(0, "forward")
    assert placed(figure) == "271 of 300 points"


def test_every_preset_is_a_cloud_of_its_own(figure: Figure) -> None:
    menu = figure.choice("Preset")
    names = ["Your own", "Two moons", "Spiral", "Ring", "Letters", "Checkerboard", "Smiley"]
    assert menu.options == names
    seen = set()
    for name in names[1:]:
        menu.choose(label=name)
        seen.add(tuple(marks(figure)))
    assert len(seen) == 6


def test_with_no_points_there_is_nothing_to_dissolve(empty: Figure) -> None:
    for button in ("Forward", "Reverse", "Step forward"):
        empty.button(button).click()
        empty.page.rest()
        assert empty.notice.startswith("There are no points yet")
        empty.wait_for_step(0, "forward")
    press(empty, 0, 0)
    assert empty.notice == ""


# There and back.


def test_forward_dissolves_the_shape_into_a_gaussian(figure: Figure) -> None:
    before = both(figure, "Variance")
    figure.button("Forward").click()
    figure.wait_for_step(STEPS, "forward")
    assert figure.readout("On the plane") == "270 points"
    assert both(figure, "Mean") == pytest.approx([0, 0], abs=5 / np.sqrt(270))
    assert both(figure, "Variance") == pytest.approx([1, 1], abs=5 * np.sqrt(2 / 270))
    assert both(figure, "Variance") != before


def test_reverse_lets_fresh_samples_flow_back(figure: Figure) -> None:
    figure.choice("Schedule").choose("cosine")
    figure.page.clear_measures()
    figure.button("Reverse").click()
    figure.wait_for_step(0, "walk back")
    assert figure.readout("On the plane") == "1000 samples"
    assert both(figure, "Variance") == pytest.approx([1.19, 0.83], abs=0.15)
    for measure in ("step", "draw"):
        assert {one.denoiser for one in figure.page.measures(measure, "Points")} == {
            "posterior mean"
        }


def test_bandwidth_0_is_memory_and_any_other_is_not(figure: Figure) -> None:
    """Moved at the end of a walk: the walk is made anew, and its end is shown."""
    figure.choice("Preset").choose("checkerboard")
    walk_to(figure, 0)
    dial = figure.slider("Bandwidth")
    for notch, text in ((0, "0.00"), (30, "0.30"), (0, "0.00")):
        dial.fill(str(notch))
        assert figure.readout("Bandwidth shown") == text
        figure.wait_for_step(0, "walk back")
        distance = figure.value("Mean distance to the nearest point")
        if notch:
            assert distance > 0.05
            assert figure.value("Copies of a point") < 2
        else:
            assert distance == 0
            assert figure.value("Copies of a point") == 100


def test_a_walk_repeats_itself_and_another_noise_is_another(figure: Figure) -> None:
    pictures = {}
    for walk in ("ddim", "ddpm"):
        figure.choice("Walk").choose(walk)
        walk_to(figure, 20)
        pictures[walk] = marks(figure)
        figure.button("New noise").click()
        assert marks(figure) != pictures[walk]
        figure.page.follow(f"points.sampler={walk}&points.phase=reverse&points.timestep=20")
        assert marks(figure) == pictures[walk]
    assert pictures["ddim"] != pictures["ddpm"]


def test_steps_go_both_ways(figure: Figure) -> None:
    figure.button("Step forward").click()
    figure.wait_for_step(1, "forward")
    figure.scrub(STEPS)
    figure.button("Step back").click()
    figure.wait_for_step(STEPS - 1, "walk back")
    figure.button("Step forward").click()
    figure.wait_for_step(STEPS, "walk back")
    figure.scrub(0, "walk back")
    figure.button("Step forward").click()
    figure.wait_for_step(1, "forward")


def test_pause_holds_it(figure: Figure) -> None:
    figure.button("Forward").click()
    figure.settle()
    assert figure.button("Forward").attribute("data-runs") == "true"
    figure.button("Pause").click()
    figure.settle()
    assert not figure.button("Pause").enabled
    held = figure.timestep.value
    figure.page.rest()
    assert figure.timestep.value == held != str(STEPS)


def test_arrows_and_trails_can_be_hidden(figure: Figure) -> None:
    walk_to(figure, 20)
    figure.page.clear_measures()
    assert VERMILION in {stroke.colour for stroke in marks(figure)}
    figure.checkbox("Score arrows").uncheck()
    assert VERMILION not in {stroke.colour for stroke in marks(figure)}
    assert figure.strokes("trails")
    figure.checkbox("Trails").uncheck()
    assert not figure.strokes("trails")
    assert figure.page.measures("step", "Points") == []  # the walk is the same


def test_trails_are_the_same_whichever_way_one_got_there(figure: Figure) -> None:
    """Made step by step, and at once after a jump; taken back when time goes back."""

    def trails() -> str:
        return "".join(stroke.path for stroke in figure.strokes("trails"))

    walk_to(figure, STEPS - 1)
    for t in range(STEPS - 2, STEPS - 6, -1):
        figure.scrub(t, "walk back")
        figure.settle()
    stepped = trails()
    figure.scrub(10, "walk back")
    assert trails().startswith(stepped)
    assert len(trails()) > len(stepped)
    figure.scrub(STEPS - 5, "walk back")
    assert trails() == stepped
    figure.scrub(STEPS, "walk back")
    assert trails() == ""


def test_a_schedule_that_stops_short_is_named(figure: Figure) -> None:
    figure.choice("Schedule").choose("literal")
    assert "is still a picture: a perfect detector" in figure.notice
    figure.choice("Schedule").choose("linear")
    assert figure.notice == ""


def test_another_visit_finds_it_as_it_was(empty: Figure) -> None:
    for x, y in ((1, 1), (-1, 1), (0, -1.5)):
        press(empty, x, y)
    empty.choice("Schedule").choose("cosine")
    empty.choice("Walk").choose("ddpm")
    empty.number("Steps").fill("40")
    empty.slider("Bandwidth").fill("5")
    empty.checkbox("Trails").uncheck()
    walk_to(empty, 12)
    link, seen = empty.page.hash, marks(empty)
    with opened(link) as page:
        figure = Figure(page, "Points", "points")
        figure.wait_until_open()
        figure.wait_for_step(12, "walk back")
        assert marks(figure) == seen
        assert figure.choice("Walk").value == "ddpm"
        assert figure.choice("Schedule").value == "cosine"
        assert figure.number("Steps").value == "40"
        assert figure.readout("Bandwidth shown") == "0.05"
        assert not figure.checkbox("Trails").checked
