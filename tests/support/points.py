"""The figure "Points" as a person sees it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Locator, Page, expect

from page.state.points import HALF, unpack
from page.state.table import packed
from support.figure import Figure


def opened_points(page: Page) -> Figure:
    """The figure of a page that has started, with the points that it begins with."""
    figure = Figure(page, "Points", "points")
    figure.wait_until_open()
    wait_for_count(figure, 270)
    return figure


def plane(figure: Figure) -> Locator:
    return figure.itself.get_by_role("application", name="Plane", exact=True)


def spot(figure: Figure, x: float, y: float) -> tuple[float, float]:
    """Where a place of the plane is on the screen."""
    box = plane(figure).bounding_box()
    assert box is not None
    return (
        box["x"] + box["width"] * (0.5 + 0.5 * x / HALF),
        box["y"] + box["height"] * (0.5 - 0.5 * y / HALF),
    )


def wait_for_count(figure: Figure, count: int) -> None:
    output = figure.itself.get_by_role("status", name="Points placed", exact=True)
    expect(output).to_have_text(f"{count} of 300 points")


def data(figure: Figure) -> NDArray[np.float32]:
    """The points, as the link has them."""
    figure.settle()
    count = int(figure.readout("Points placed").split()[0])
    text = figure.page.wait_for_function(
        """length => {
            const text = new URLSearchParams(location.hash.slice(1)).get('points.points');
            return text?.length === length && { text };
        }""",
        arg=4 * count,
    ).json_value()["text"]
    return unpack(packed("", lambda _: True)(text))


def walk_to(figure: Figure, t: int) -> None:
    """Show step t of the walk back, once it has been made."""
    figure.scrub(figure_steps(figure))
    figure.button("Step back").click()
    figure.scrub(t, "walk back")
    wait_for_walk(figure)


def figure_steps(figure: Figure) -> int:
    return int(figure.number("Steps").input_value())


def wait_for_walk(figure: Figure) -> None:
    figure.settle()
    expect(plane(figure)).to_have_attribute("data-walking", "false", timeout=30_000)
