"""Fingers on the sheet: one draws, two do not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.interaction import POINTER_TOUCH
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.webkitgtk.webdriver import WebDriver as WebKit
from support.driven import Visitor

MS = 50


def touch(visitor: Visitor, fingers: int) -> None:
    """Draw a line with the first finger; meanwhile the others come down, and go up after it."""
    grid = visitor.element("hero-grid")
    visitor.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", grid)
    first: Any = PointerInput(POINTER_TOUCH, "finger 0")  # type: ignore[no-untyped-call]
    actions = ActionBuilder(visitor.driver, mouse=first)
    others: list[Any] = [
        actions.add_pointer_input(POINTER_TOUCH, f"finger {i}") for i in range(1, fingers)
    ]
    for number, finger in enumerate([first, *others]):
        x, y = -60 + 40 * number, 60 - 60 * number
        for _ in range(3 * number):
            finger.create_pause(MS / 1000)
        finger.create_pointer_move(MS, x, y, origin=grid)
        finger.create_pointer_down(button=0)
        finger.create_pointer_move(MS, x + 40, y, origin=grid)
        finger.create_pointer_move(MS, x + 80, y, origin=grid)
        for _ in range(3 * (fingers - number)):
            finger.create_pause(MS / 1000)
        finger.create_pointer_up(button=0)
    actions.perform()


def test_one_finger_draws_and_two_do_not(visitor: Visitor) -> None:
    if isinstance(visitor.driver, WebKit):
        pytest.skip("its driver makes mice of fingers")
    before = visitor.picture("hero-estimate")
    touch(visitor, fingers=1)
    visitor.wait_for("document.getElementById('hero-undo').ariaDisabled === 'false'")
    drawn = visitor.picture("hero-estimate")
    assert not np.array_equal(drawn, before)
    visitor.press("hero-undo")
    visitor.wait_for("document.getElementById('hero-redo').ariaDisabled === 'false'")
    touch(visitor, fingers=2)
    assert np.array_equal(visitor.picture("hero-estimate"), before)
    touch(visitor, fingers=1)
    visitor.wait_for("document.getElementById('hero-redo').ariaDisabled === 'true'")
    assert np.array_equal(visitor.picture("hero-estimate"), drawn)
