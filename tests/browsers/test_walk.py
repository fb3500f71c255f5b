"""The main job: draw, dissolve the drawing into noise, walk back to it."""

from __future__ import annotations

import numpy as np
from selenium.webdriver.common.action_chains import ActionChains
from support.driven import Visitor


def draw(visitor: Visitor) -> None:
    """Draw a line across the sheet."""
    grid = visitor.element("hero-grid")
    reach = grid.size["width"] // 2 - 10
    visitor.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", grid)
    pointer = ActionChains(visitor.driver, duration=50)
    pointer.move_to_element_with_offset(grid, -reach, reach).click_and_hold()
    pointer.move_to_element(grid).move_to_element_with_offset(grid, reach, -reach).release()
    pointer.perform()


def test_a_drawing_dissolves_and_comes_back(visitor: Visitor) -> None:
    heart = visitor.picture("hero-estimate")
    draw(visitor)
    visitor.wait_for("location.hash.includes('drawing=')")
    drawn, picture = visitor.picture("hero-estimate"), visitor.picture("hero-picture")
    assert not np.array_equal(drawn, heart)

    visitor.press("hero-forward")
    visitor.wait_for_step(20, "forward")
    noise = visitor.picture("hero-picture")
    assert len(np.unique(noise)) > 50

    visitor.press("hero-reverse")
    visitor.wait_for_step(0, "walk back")
    assert visitor.element("hero-out-mse").text == "0"
    assert np.array_equal(visitor.picture("hero-estimate"), drawn)
    assert np.abs(visitor.picture("hero-picture") - picture).max() <= 1
