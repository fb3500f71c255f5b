"""Bringing a picture: chosen, dropped or pasted, looked at, and used or not."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from support.pictures import as_picture, png
from support.wired import SIDE, Control, Figure, Page

INK = np.zeros((SIDE, SIDE), dtype=bool)
INK[4:20, 6:9] = INK[18:25, 6:28] = True


@pytest.fixture
def figure(hero: Page) -> Figure:
    return Figure(hero)


def panel(figure: Figure) -> Control:
    return figure.itself.role("group", "Import a picture")


def said(figure: Figure) -> str:
    figure.settle()
    return figure.part("import-said").text


def choose(figure: Figure, data: bytes) -> Control:
    figure.part("import-file").give(data)
    return panel(figure)


def use(figure: Figure) -> None:
    panel(figure).role("button", "Use it").click()
    assert figure.part("import-panel").element.hidden
    assert figure.button("Import").focused


def preview(figure: Figure) -> NDArray[np.bool_]:
    return np.asarray(figure.pixels("import-preview").mean(axis=2) < 127)


def test_the_button_opens_the_browsers_dialogue(figure: Figure) -> None:
    opened: list[object] = []
    figure.part("import-file").element.addEventListener("click", opened.append)
    figure.button("Import").click()
    assert len(opened) == 1


def test_a_chosen_picture_is_one_step_that_can_be_undone(figure: Figure) -> None:
    before = figure.drawing()
    choose(figure, as_picture(INK))
    assert np.array_equal(preview(figure), INK)
    assert np.array_equal(figure.drawing(), before)
    use(figure)
    assert np.array_equal(figure.drawing(), INK)
    figure.button("Undo").click()
    assert np.array_equal(figure.drawing(), before)


def test_threshold_and_invert(figure: Figure) -> None:
    ramp = np.tile(np.linspace(255, 0, SIDE), (SIDE, 1)).astype(np.uint8)
    group = choose(figure, png(ramp))
    for notch in (1, 100, 200):
        group.role("slider", "Threshold").fill(str(notch))
        assert np.array_equal(preview(figure), 255 - ramp >= notch)
    group.role("checkbox", "Invert").check()
    assert np.array_equal(preview(figure), 255 - ramp < 200)
    use(figure)
    assert np.array_equal(figure.drawing(), 255 - ramp < 200)


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_a_picture_is_dropped_or_pasted(figure: Figure, way: str) -> None:
    if way == "drop":
        assert figure.grid.hand_over("dragover", b"x")
        assert figure.grid.hand_over("drop", as_picture(INK))
    else:
        body = figure.page.select("body")[0]
        assert body.hand_over("paste", as_picture(INK))
    use(figure)
    assert np.array_equal(figure.drawing(), INK)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG drawings cannot"),
        (as_picture(INK)[:90], "damaged or cut off"),
        (b"hello", "no picture that can be read"),
        (b"PK\x03\x04..", "archive is damaged"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_lost(
    figure: Figure, data: bytes, words: str
) -> None:
    before = figure.drawing()
    group = choose(figure, data)
    assert words in said(figure)
    assert not figure.part("import-use").visible
    group.press("Escape")
    assert figure.part("import-panel").element.hidden
    assert np.array_equal(figure.drawing(), before)


@pytest.mark.parametrize("kind", ["png", "apng", "npz"])
def test_what_was_saved_here_comes_back_exactly(figure: Figure, kind: str) -> None:
    figure.number("Seed").fill("77")
    figure.choice("Schedule").choose("cosine")
    figure.stroke((3, 3), (25, 12), 5)
    figure.scrub(9)
    drawing, shown = figure.drawing(), figure.pixels()
    figure.button("Export").click()
    save = figure.itself.role("group", "Export as a file")
    save.role("combobox", "Format").choose(kind)
    save.role("button", "Save").click()
    figure.page.rest()
    _, data = figure.page.saved()
    save.role("button", "Cancel").click()

    figure.button("Clear").click()
    figure.number("Seed").fill("1")
    figure.choice("Schedule").choose("linear")
    figure.scrub(2)
    choose(figure, data)
    assert "comes back exactly" in said(figure)
    assert np.array_equal(preview(figure), drawing)
    use(figure)
    figure.wait_for_step(9, "forward")
    assert figure.number("Seed").value == "77"
    assert figure.choice("Schedule").value == "cosine"
    assert np.array_equal(figure.drawing(), drawing)
    assert np.array_equal(figure.pixels(), shown)
