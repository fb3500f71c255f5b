"""The main job: draw, dissolve the drawing into noise, walk back to it."""

from __future__ import annotations

import numpy as np
from support.driven import Visitor


def test_a_drawing_dissolves_and_comes_back(visitor: Visitor) -> None:
    heart = visitor.picture("hero-estimate")
    visitor.draw()
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
