"""Bringing a picture: chosen, dropped or pasted, looked at, and used or not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from support.dom.values import File, Promise
from support.pictures import as_picture, png
from support.wired import SIDE, Control, Figure, Page

INK = np.zeros((SIDE, SIDE), dtype=bool)
INK[4:20, 6:9] = INK[18:25, 6:28] = True


@pytest.fixture
def figure(hero: Page) -> Iterator[Figure]:
    """The hero, whose panel is closed."""
    figure = Figure(hero)
    yield figure
    figure.part("import").element.hidden = False
    if figure.part("import-panel").visible:
        figure.part("import-cancel").click()


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
    assert figure.button("Open a picture").focused


def preview(figure: Figure) -> NDArray[np.bool_]:
    return np.asarray(figure.pixels("import-preview").mean(axis=2) < 127)


def test_the_button_opens_the_browsers_dialogue(figure: Figure) -> None:
    opened: list[object] = []
    figure.part("import-file").element.addEventListener("click", opened.append)
    figure.button("Open a picture").click()
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


@pytest.mark.parametrize("place", ["#hero-grid", "body", "#lab figcaption", "#hero-seed"])
def test_a_picture_is_dropped_anywhere(figure: Figure, place: str) -> None:
    target = figure.page.select(place)[0]
    assert target.hand_over("dragover", kinds=("text/uri-list", "text/html", "Files"))
    assert target.hand_over("drop", as_picture(INK))
    use(figure)
    assert np.array_equal(figure.drawing(), INK)


@pytest.mark.parametrize("place", ["body", "#hero-grid", "#hero-preset"])
def test_a_picture_is_pasted_where_there_is_no_field(figure: Figure, place: str) -> None:
    target = figure.page.select(place)[0]
    assert target.hand_over("paste", as_picture(INK), kinds=("text/plain", "text/html", "Files"))
    use(figure)
    assert np.array_equal(figure.drawing(), INK)


@pytest.mark.parametrize("place", ["#hero-seed", "#hero-steps", "textarea"])
def test_what_is_pasted_into_a_field_is_the_fields(figure: Figure, place: str) -> None:
    """A spreadsheet gives a picture of the copied cells along with their text."""
    field = figure.page.select(place)[0].element
    field.tag.attrs.pop("readonly", None)
    figure.timestep.focus()
    target = Control(figure.page, field)
    kinds = ("text/plain", "text/html", "text/rtf", "Files")
    assert not target.hand_over("paste", as_picture(INK), kinds=kinds)
    assert figure.part("import-panel").element.hidden
    assert figure.timestep.focused


@pytest.mark.parametrize("event", ["dragover", "drop", "paste"])
def test_what_is_no_file_is_left_alone(figure: Figure, event: str) -> None:
    body = figure.page.select("body")[0]
    assert not body.hand_over(event, kinds=("text/plain", "text/uri-list"))
    figure.page.document.dispatch(body.element, event)  # an extension's, which carries nothing
    assert figure.part("import-panel").element.hidden


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_of_several_files_none_is_taken(figure: Figure, way: str) -> None:
    body = figure.page.select("body")[0]
    assert body.hand_over(way, as_picture(INK), as_picture(~INK), b"x")
    assert said(figure) == "These are 3 files. Bring one at a time."
    assert not figure.part("import-use").visible


def test_a_folder_is_told_from_a_picture(figure: Figure, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(file: File) -> Promise:
        return Promise(file._clock).fail("NotReadableError")

    monkeypatch.setattr(File, "arrayBuffer", refused)
    assert figure.grid.hand_over("drop", b"4096 bytes")
    assert "if it is a folder, choose a file in it." in said(figure)


def test_an_embed_without_the_button_takes_nothing(figure: Figure) -> None:
    figure.part("import").element.hidden = True
    for event in ("dragover", "drop", "paste"):
        assert not figure.grid.hand_over(event, as_picture(INK))
    assert figure.part("import-panel").element.hidden


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot read SVG drawings"),
        (as_picture(INK)[:90], "damaged or cut off"),
        (b"hello", "cannot read that file"),
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
