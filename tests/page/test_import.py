"""Bringing a picture: chosen, dropped or pasted, looked at, and used or not."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect
from support.figure import SIDE, Figure

INK = np.zeros((SIDE, SIDE), dtype=bool)
INK[4:20, 6:9] = INK[18:25, 6:28] = True

# A file as the system's own drag, or its clipboard, hands it over.
HAND_OVER = """(element, { event, name, kind, data }) => {
    const bytes = Uint8Array.from(atob(data), one => one.charCodeAt(0));
    const held = new DataTransfer();
    held.items.add(new File([bytes], name, { type: kind }));
    const options = { bubbles: true, cancelable: true };
    const given = event === 'paste'
        ? new ClipboardEvent('paste', { ...options, clipboardData: held })
        : new DragEvent(event, { ...options, dataTransfer: held });
    element.dispatchEvent(given);
    return given.defaultPrevented;
}"""


def png(tones: NDArray[np.uint8]) -> bytes:
    file = BytesIO()
    Image.fromarray(tones).save(file, "PNG")
    return file.getvalue()


def as_picture(ink: NDArray[np.bool_], scale: int = 5) -> bytes:
    return png(np.where(ink, 20, 240).astype(np.uint8).repeat(scale, 0).repeat(scale, 1))


def payload(data: bytes, name: str = "a.png", kind: str = "image/png") -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": data}


@pytest.fixture
def figure(hero: Page) -> Figure:
    return Figure(hero)


def panel(figure: Figure) -> Locator:
    return figure.itself.get_by_role("group", name="Import a picture", exact=True)


def choose(figure: Figure, file: FilePayload) -> Locator:
    with figure.page.expect_file_chooser() as chooser:
        figure.button("Import").click()
    chooser.value.set_files(file)
    return panel(figure)


def use(figure: Figure) -> None:
    group = panel(figure)
    group.get_by_role("button", name="Use it").click()
    expect(group).to_be_hidden()
    expect(figure.button("Import")).to_be_focused()


def preview(figure: Figure) -> NDArray[np.bool_]:
    return np.asarray(figure.pixels("import-preview").mean(axis=2) < 127)


def hand_over(target: Locator, event: str, data: bytes) -> bool:
    file = {"name": "a.png", "kind": "image/png", "data": base64.b64encode(data).decode()}
    return bool(target.evaluate(HAND_OVER, file | {"event": event}))


def test_a_chosen_picture_is_one_step_that_can_be_undone(figure: Figure) -> None:
    before = figure.drawing()
    choose(figure, payload(as_picture(INK)))
    expect(panel(figure).get_by_role("button", name="Use it")).to_be_visible()
    assert np.array_equal(preview(figure), INK)
    assert np.array_equal(figure.drawing(), before)
    use(figure)
    assert np.array_equal(figure.drawing(), INK)
    figure.button("Undo").click()
    assert np.array_equal(figure.drawing(), before)


def test_threshold_and_invert(figure: Figure) -> None:
    ramp = np.tile(np.linspace(255, 0, SIDE), (SIDE, 1)).astype(np.uint8)
    group = choose(figure, payload(png(ramp)))
    slider = group.get_by_role("slider", name="Threshold")
    expect(slider).to_be_visible()
    for notch in (1, 100, 200):
        slider.fill(str(notch))
        assert np.array_equal(preview(figure), 255 - ramp >= notch)
    group.get_by_role("checkbox", name="Invert").check()
    assert np.array_equal(preview(figure), 255 - ramp < 200)
    use(figure)
    assert np.array_equal(figure.drawing(), 255 - ramp < 200)


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_a_picture_is_dropped_or_pasted(figure: Figure, way: str) -> None:
    if way == "drop":
        assert hand_over(figure.grid, "dragover", b"x")
        assert hand_over(figure.grid, "drop", as_picture(INK))
    else:
        assert hand_over(figure.page.locator("body"), "paste", as_picture(INK))
    expect(panel(figure).get_by_role("button", name="Use it")).to_be_visible()
    use(figure)
    assert np.array_equal(figure.drawing(), INK)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (payload(b""), "This file is empty"),
        (payload(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "SVG drawings cannot"),
        (payload(as_picture(INK)[:90]), "damaged or cut off"),
        (payload(b"hello", "a.txt", "text/plain"), "no picture that can be read"),
        (payload(b"PK\x03\x04..", "a.npz", "application/zip"), "archive is damaged"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_lost(
    figure: Figure, file: FilePayload, words: str
) -> None:
    before = figure.drawing()
    group = choose(figure, file)
    expect(group.get_by_role("status")).to_contain_text(words)
    expect(group.get_by_role("button", name="Use it")).to_be_hidden()
    group.press("Escape")
    expect(group).to_be_hidden()
    assert np.array_equal(figure.drawing(), before)


@pytest.mark.parametrize("kind", ["png", "apng", "npz"])
def test_what_was_saved_here_comes_back_exactly(figure: Figure, kind: str) -> None:
    figure.number("Seed").fill("77")
    figure.choice("Schedule").select_option("cosine")
    figure.stroke((3, 3), (25, 12), 5)
    figure.scrub(9)
    drawing, shown = figure.drawing(), figure.pixels()
    figure.button("Export").click()
    save = figure.itself.get_by_role("group", name="Export as a file", exact=True)
    save.get_by_role("combobox", name="Format").select_option(kind)
    with figure.page.expect_download() as download:
        save.get_by_role("button", name="Save").click()
    data = Path(download.value.path()).read_bytes()
    save.get_by_role("button", name="Cancel").click()

    figure.button("Clear").click()
    figure.number("Seed").fill("1")
    figure.choice("Schedule").select_option("linear")
    figure.scrub(2)
    group = choose(figure, payload(data, "anything.bin", "application/octet-stream"))
    expect(group.get_by_role("status")).to_contain_text("comes back exactly")
    assert np.array_equal(preview(figure), drawing)
    use(figure)
    figure.wait_for_step(9, "forward")
    assert figure.number("Seed").input_value() == "77"
    assert figure.choice("Schedule").input_value() == "cosine"
    assert np.array_equal(figure.drawing(), drawing)
    assert np.array_equal(figure.pixels(), shown)
