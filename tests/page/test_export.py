"""Saving: what is downloaded is what the page shows, and what the engine computes again."""

from __future__ import annotations

import os
import shutil
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

from page.denoisers.weights import PATH

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
    if (ROOT / PATH).exists():  # scripts that ask the learner read them
        (folder / PATH).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / PATH, folder / PATH)
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


def test_a_picture_of_the_walk_is_the_one_shown(figure: Figure) -> None:
    figure.number("Seed").fill("7")
    figure.scrub(20)
    for _ in range(4):
        figure.button("Step back").click()
    figure.wait_for_step(16, "walk back")
    _, data = saved(figure, "png", 2)
    (picture,) = frames(data, 2)
    assert np.array_equal(picture, figure.pixels())
    with Image.open(BytesIO(data)) as image:
        assert "seed=7" in image.info["unerase"]
        assert "timestep=16" in image.info["unerase"]


@pytest.mark.parametrize("kind", ["gif", "apng"])
def test_a_film_has_every_frame(figure: Figure, kind: str) -> None:
    name, data = saved(figure, kind, 2)
    assert name.endswith({"gif": ".gif", "apng": "-film.png"}[kind])
    film = frames(data, 2)
    assert len(film) == 42
    for t in (0, 9, 20):
        figure.scrub(t)
        assert np.array_equal(film[t], figure.pixels())
    figure.button("Step back").click()
    figure.wait_for_step(19, "walk back")
    assert np.array_equal(film[22], figure.pixels())


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


def test_another_figure(hero: Page, tmp_path: Path) -> None:
    walk = Figure(hero, "Walk back", "walk")
    walk.wait_until_open()
    walk.scrub(7)
    (picture,) = frames(saved(walk, "png", 2)[1], 2)
    assert np.array_equal(picture[:, :32], walk.pixels("picture-1"))
    assert np.array_equal(picture[:, -32:], walk.pixels("picture-2"))
    film = frames(saved(walk, "gif", 1)[1], 1)
    assert len(film) == 21
    assert np.array_equal(film[13], picture)
    ours = arrays(saved(walk, "npz")[1])
    theirs = run_script(*saved(walk, "python"), tmp_path)
    for name in ("x_t_1", "x0_hat_1", "x_t_2", "x0_hat_2"):
        assert ours[name].tobytes() == theirs[name].tobytes(), name


def test_what_takes_long_shows_how_far_it_is_and_can_be_cancelled(figure: Figure) -> None:
    figure.number("Steps").fill("1000")
    group = choose(figure, "gif", 8)
    downloads: list[object] = []
    figure.page.on("download", lambda download: downloads.append(download))
    group.get_by_role("button", name="Save").click()
    bar = group.get_by_role("progressbar")
    expect(bar).to_be_visible()
    figure.page.wait_for_function(
        "document.querySelector('#hero-export-progress').value > 0.02", timeout=20_000
    )
    # The page answers meanwhile.
    figure.scrub(3)
    assert bar.is_visible()
    group.get_by_role("button", name="Cancel").click()
    expect(group.get_by_role("status")).to_have_text("Cancelled: nothing was saved.")
    expect(bar).to_be_hidden()
    figure.number("Steps").fill("20")
    saved(figure, "csv")
    assert len(downloads) == 1
    group.get_by_role("button", name="Cancel").click()
    expect(group).to_be_hidden()
    expect(figure.button("Export")).to_be_focused()


def test_what_is_too_large_says_what_fits(figure: Figure) -> None:
    figure.number("Steps").fill("1000")
    group = choose(figure, "gif", 16)
    group.get_by_role("button", name="Save").click()
    expect(group.get_by_role("status")).to_have_text(
        "That would be too large: choose a scale of at most 13."
    )


PRESETS = [
    ("Walk back", "walk", "walk.denoiser=presets&walk.eta=0.5", ("x_t_1", "x0_hat_2")),
    ("Estimate", "estimate", "estimate.denoiser=presets&estimate.answer=score", ("answer",)),
    ("Two schedules", "schedules", "schedules.denoiser=presets", ("linear", "cosine_x0_hat")),
    ("Corrupt", "corrupt", "corrupt.walk=5", ("signal", "noise", "jump", "chained")),
    ("Schedule lab", "lab", "lab.shown=literal.custom&lab.walk=4", ("literal", "custom_walk")),
    (
        "Without the oracle",
        "without",
        "without.lanes=averager.improviser.learner.weaver&without.window=9&without.twice=1",
        ("x_t_averager", "x0_hat_improviser_again", "x_t_weaver", "x0_hat_oracle"),
    ),
    (
        "More cloth",
        "cloth",
        "cloth.pattern=waves&cloth.seed=3&cloth.timestep=4",
        ("x0", "x_t_3", "x0_hat_9", "x_t_15"),
    ),
    (
        "Samplers",
        "samplers",
        "samplers.lanes=half.heun.beta.dpmpp&samplers.schedule=karras",
        ("start", "x_t_half", "x_t_heun", "x0_hat_beta", "x_t_dpmpp"),
    ),
    (
        "Ask by name",
        "name",
        "name.denoiser=memoriser&name.label=K&name.weight=0.5",
        ("x_t_w0", "x0_hat_w1", "x_t_w0_5", "x0_hat_w8"),
    ),
    (
        "The unseen drawing",
        "unseen",
        "unseen.locked=left&unseen.timestep=3",
        ("x_t", "x0_hat_memoriser", "x0_hat_improviser", "end_weaver"),
    ),
    ("Points", "points", "points.steps=20", ("forward", "walk")),
]


@pytest.mark.parametrize(("name", "prefix", "link", "series"), PRESETS)
def test_every_other_figure(
    hero: Page, name: str, prefix: str, link: str, series: tuple[str, ...], tmp_path: Path
) -> None:
    hero.evaluate("link => { location.hash = link }", link)
    figure = Figure(hero, name, prefix)
    figure.wait_until_open()
    ours = arrays(saved(figure, "npz")[1])
    theirs = run_script(*saved(figure, "python"), tmp_path)
    assert link in str(ours["unerase"])
    for key in series:
        assert ours[key].tobytes() == theirs[key].tobytes(), key
