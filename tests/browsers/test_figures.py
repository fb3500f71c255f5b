"""Every figure opens, shows a picture and takes a step."""

from __future__ import annotations

from selenium.webdriver.common.keys import Keys
from support.driven import Visitor

MADE = "document.getElementById(arguments[0]).dataset.making !== 'true'"
STILL = ("learn", "code")
"""In these time runs for some settings only, or not at all."""
STEP = "document.getElementById(arguments[0]).ariaValueText"


def test_every_figure_opens(visitor: Visitor) -> None:
    names = visitor.ask("[...document.querySelectorAll('figure.figure')].map(({ id }) => id)")
    assert len(names) == 13
    for name in names:
        figure = visitor.element(name)
        visitor.driver.execute_script("arguments[0].scrollIntoView()", figure)
        visitor.wait_for("document.getElementById(arguments[0]).hasAttribute('data-open')", name)
        visitor.wait_for(MADE, name)
        if name in STILL:
            continue
        timestep = f"{name}-timestep"
        slider, before = visitor.element(timestep), visitor.ask(STEP, timestep)
        slider.send_keys(Keys.RIGHT if slider.get_property("value") == "0" else Keys.LEFT)
        visitor.wait_for(f"{STEP} !== arguments[1]", timestep, before)
        visitor.wait_for(MADE, name)
