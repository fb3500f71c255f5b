"""A picture is downloaded, and is the picture shown."""

from __future__ import annotations

import numpy as np
from PIL import Image
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait
from support.driven import PATIENCE_S, Visitor

NAME = "unerase-hero-seed0.png"
SCALE = 8


def test_a_picture_is_saved(visitor: Visitor) -> None:
    shown = visitor.picture("hero-picture")
    visitor.press("hero-export")
    visitor.press("hero-export-save")
    visitor.wait_for(
        "document.getElementById('hero-export-said').textContent.includes(arguments[0])",
        f"Saved {NAME}",
    )
    file = visitor.downloads / NAME

    def arrived(_driver: WebDriver) -> bool:
        """Whether the file is here, and none that is on its way to it."""
        return [each.name for each in visitor.downloads.glob(f"*{NAME}*")] == [NAME] and bool(
            file.stat().st_size
        )

    WebDriverWait(visitor.driver, PATIENCE_S).until(arrived)
    with Image.open(file) as image:
        assert image.format == "PNG"
        picture = np.asarray(image.convert("RGB"), dtype=int)
    assert np.array_equal(picture, shown.repeat(SCALE, axis=0).repeat(SCALE, axis=1))
