"""Bringing a picture in the browser: its own dialogue, its drag and its clipboard."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect
from support.browser import opened
from support.figure import SIDE, Figure
from support.pictures import as_picture

INK = np.zeros((SIDE, SIDE), dtype=bool)
INK[4:20, 6:9] = INK[18:25, 6:28] = True

# A file as the clipboard hands it over.
PASTE = """(element, data) => {
    const bytes = Uint8Array.from(atob(data), one => one.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], 'a.png', { type: 'image/png' }));
    clipboardData.setData('text/plain', '7');
    const options = { bubbles: true, cancelable: true, clipboardData };
    return !element.dispatchEvent(new ClipboardEvent('paste', options));
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
        figure.button("Open a picture").click()
    chooser.value.set_files(file)
    return panel(figure)


def use(figure: Figure) -> None:
    group = panel(figure)
    group.get_by_role("button", name="Use it").click()
    expect(group).to_be_hidden()
    expect(figure.button("Open a picture")).to_be_focused()


def preview(figure: Figure) -> NDArray[np.bool_]:
    return np.asarray(figure.pixels("import-preview").mean(axis=2) < 127)


def paste(target: Locator, data: bytes) -> bool:
    """Paste a picture with a text; whether the page took it."""
    return bool(target.evaluate(PASTE, base64.b64encode(data).decode()))


def drop(page: Page, target: Locator, *files: Path, **items: str) -> None:
    """Drag files, a `uri_list` or `plain` text to the middle of an element and let go."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    held = {
        "items": [
            {"mimeType": f"text/{kind.replace('_', '-')}", "data": data}
            for kind, data in items.items()
        ],
        "files": [str(file) for file in files],
        "dragOperationsMask": 1,
    }
    browser = page.context.new_cdp_session(page)
    for event in ("dragEnter", "dragOver", "drop"):
        browser.send("Input.dispatchDragEvent", {"type": event, "data": held, **place})
    browser.detach()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "a.png"
    file.write_bytes(as_picture(INK))
    return file


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


@pytest.mark.parametrize("place", ["#hero-grid", "h1", "#hero-seed"])
def test_a_picture_is_dropped_anywhere(figure: Figure, picture: Path, place: str) -> None:
    drop(figure.page, figure.page.locator(place), picture)
    expect(panel(figure).get_by_role("button", name="Use it")).to_be_visible()
    use(figure)
    assert np.array_equal(figure.drawing(), INK)
    assert len(figure.page.context.pages) == 1


def test_a_link_that_is_dropped_opens_nothing_and_text_goes_into_a_field(figure: Figure) -> None:
    page, seed = figure.page, figure.number("Seed")
    drop(page, figure.grid, uri_list=page.url)
    seed.focus()
    drop(page, seed, plain="7")
    expect(seed).to_have_value("7")
    expect(panel(figure)).to_be_hidden()
    assert len(page.context.pages) == 1


def test_what_is_dropped_before_python_opens_nothing(
    browser: Browser, site: str, picture: Path
) -> None:
    with opened(browser, site) as (page, guard):
        page.goto(f"{site}?embed=cloth")
        start = page.locator("#embed-start")
        drop(page, start, picture)
        drop(page, start, uri_list=site)
        expect(start).to_be_visible()
        assert len(page.context.pages) == 1
        assert guard.seen == []


def test_a_picture_is_pasted_anywhere_but_into_a_field(figure: Figure) -> None:
    seed = figure.number("Seed")
    seed.focus()
    assert not paste(seed, as_picture(INK))
    expect(panel(figure)).to_be_hidden()
    expect(seed).to_be_focused()
    assert paste(figure.page.locator("body"), as_picture(INK))
    expect(panel(figure).get_by_role("button", name="Use it")).to_be_visible()
    use(figure)
    assert np.array_equal(figure.drawing(), INK)
