"""Saving in the browser: Pillow comes when it is needed, and files are those of the engine."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from support.figure import Figure

ROOT = Path(__file__).resolve().parent.parent.parent


def panel(figure: Figure) -> Locator:
    """The open panel *Export* of a figure."""
    group = figure.itself.get_by_role("group", name="Export as a file", exact=True)
    if not group.is_visible():
        figure.button("Export").click()
    return group


def choose(figure: Figure, kind: str, scale: int | None = None) -> Locator:
    group = panel(figure)
    group.get_by_role("combobox", name="Format").select_option(kind)
    if scale is not None:
        group.get_by_role("spinbutton", name="Scale").fill(str(scale))
    return group


def saved(figure: Figure, kind: str, scale: int | None = None) -> tuple[str, bytes]:
    """Save a file and read it: its name and its content."""
    group = choose(figure, kind, scale)
    with figure.page.expect_download() as download:
        group.get_by_role("button", name="Save").click()
    name = download.value.suggested_filename
    expect(group.get_by_role("status")).to_contain_text(f"Saved {name}")
    return name, Path(download.value.path()).read_bytes()


def shrunk(picture: NDArray[np.uint8], scale: int) -> NDArray[np.uint8]:
    """The picture before it was enlarged, if it is made of squares of one colour."""
    small = picture[::scale, ::scale]
    assert np.array_equal(small.repeat(scale, axis=0).repeat(scale, axis=1), picture)
    return small


def frames(data: bytes, scale: int) -> list[NDArray[np.uint8]]:
    with Image.open(BytesIO(data)) as film:
        found = []
        for i in range(getattr(film, "n_frames", 1)):
            film.seek(i)
            found.append(shrunk(np.asarray(film.convert("RGB")), scale))
        return found


def arrays(data: bytes) -> dict[str, NDArray[Any]]:
    with np.load(BytesIO(data), allow_pickle=False) as archive:
        return dict(archive)


def run_script(name: str, data: bytes, folder: Path) -> dict[str, NDArray[Any]]:
    """The arrays that the script saves under CPython."""
    (folder / name).write_bytes(data)
    subprocess.run(
        [sys.executable, "-W", "error", name],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT / "py")},
        check=True,
    )
    return arrays((folder / name).with_suffix(".npz").read_bytes())


@pytest.fixture
def figure(hero: Page) -> Figure:
    return Figure(hero)


def test_pillow_is_not_fetched_until_it_is_needed(booted: tuple[Page, Any], figure: Figure) -> None:
    requests = booted[1].requests
    assert not any("pillow" in url for url in requests)
    saved(figure, "npz")
    assert not any("pillow" in url for url in requests)
    name, data = saved(figure, "png", 3)
    assert sum("pillow" in url for url in requests) == 1
    assert name == "unerase-hero-seed0.png"
    (picture,) = frames(data, 3)
    assert np.array_equal(picture, figure.pixels())


def test_the_script_makes_the_same_bytes(figure: Figure, tmp_path: Path) -> None:
    figure.number("Seed").fill("4242")
    figure.stroke((2, 2), (28, 5), 4)
    figure.settle()
    ours = arrays(saved(figure, "npz")[1])
    theirs = run_script(*saved(figure, "python"), tmp_path)
    assert int(ours["seed"]) == 4242
    for name in ("x0", "eps", "forward", "walk", "walk_x0_hat"):
        assert ours[name].dtype == np.float32
        assert ours[name].tobytes() == theirs[name].tobytes(), name
