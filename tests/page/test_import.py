"""Bringing a picture in the browser: its own dialogue, its drag and its clipboard."""

from __future__ import annotations

import base64

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import FilePayload, Locator, Page, expect
from support.figure import SIDE, Figure
from support.pictures import as_picture

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
