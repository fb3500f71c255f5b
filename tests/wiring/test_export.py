"""Saving: the panel, and what it saves of each figure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from support.wired import Control, Figure, Page

from page.figures.catalogue import NAMES

LINKS = {
    "hero": "seed=7&denoiser=memoriser&phase=reverse&timestep=16",
    "corrupt": "corrupt.walk=5",
    "estimate": "estimate.denoiser=presets&estimate.answer=score",
    "walk": "walk.denoiser=presets&walk.eta=0.5",
    "schedules": "schedules.denoiser=presets",
    "lab": "lab.shown=literal.custom&lab.walk=4",
    "without": "without.lanes=memoriser.averager&without.twice=1",
    "code": "code.part=ddpm",
    "learn": "learn.sees=10&learn.hidden=32",
    "unseen": "unseen.locked=left&unseen.timestep=3",
    "name": "name.denoiser=memoriser&name.label=K&name.weight=0.5",
    "cloth": "cloth.pattern=waves&cloth.seed=3&cloth.timestep=18",
    "samplers": "samplers.lanes=half.heun.beta.dpmpp&samplers.schedule=karras",
    "points": "points.steps=20&points.walk=3",
}


@pytest.fixture
def figure(hero: Page) -> Figure:
    return Figure(hero)


def panel(figure: Figure) -> Control:
    """The open panel *Export* of a figure."""
    if figure.part("export-panel").element.hidden:
        figure.button("Export").click()
    return figure.itself.role("group", "Export as a file")


def choose(figure: Figure, kind: str, scale: int | None = None) -> Control:
    group = panel(figure)
    group.role("combobox", "Format").choose(kind)
    if scale is not None:
        group.role("spinbutton", "Scale").fill(str(scale))
    return group


def said(figure: Figure) -> str:
    return panel(figure).role("status", "").text


def saved(figure: Figure, kind: str, scale: int | None = None) -> tuple[str, bytes]:
    """Save a file and read it: its name and its content."""
    choose(figure, kind, scale).role("button", "Save").click()
    figure.page.rest()
    name, content = figure.page.saved()
    assert said(figure).startswith(f"Saved {name}")
    return name, content


def frames(data: bytes, scale: int) -> list[NDArray[np.uint8]]:
    """The frames of a film before they were enlarged."""
    with Image.open(BytesIO(data)) as film:
        found = []
        for i in range(getattr(film, "n_frames", 1)):
            film.seek(i)
            found.append(np.asarray(film.convert("RGB"))[::scale, ::scale])
        return found


def arrays(data: bytes) -> dict[str, NDArray[Any]]:
    with np.load(BytesIO(data), allow_pickle=False) as archive:
        return dict(archive)


def test_a_picture_of_the_walk_is_the_one_shown(figure: Figure) -> None:
    figure.number("Seed").fill("7")
    figure.scrub(20)
    for _ in range(4):
        figure.button("Step back").click()
        figure.settle()
    name, data = saved(figure, "png", 2)
    assert name == "unerase-hero-seed7.png"
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


def test_two_pictures_stand_side_by_side(hero: Page) -> None:
    walk = Figure(hero, "Walk back", "walk")
    walk.wait_until_open()
    walk.scrub(7)
    (picture,) = frames(saved(walk, "png", 2)[1], 2)
    assert np.array_equal(picture[:, :32], walk.pixels("picture-1"))
    assert np.array_equal(picture[:, -32:], walk.pixels("picture-2"))
    film = frames(saved(walk, "gif", 1)[1], 1)
    assert len(film) == 21
    assert np.array_equal(film[13], picture)


def test_what_takes_long_shows_how_far_it_is_and_can_be_cancelled(figure: Figure) -> None:
    bar = figure.part("export-progress")
    figure.number("Steps").fill("1000")
    group = choose(figure, "gif", 1)
    before = len(figure.page.document.downloads)
    figure.page.clock.look_ms = 7.0
    group.role("button", "Save").click()
    figure.page.wait_until(lambda: not bar.element.hidden)
    assert said(figure) == "Making the file …"
    figure.page.wait_until(lambda: float(bar.value or 0) > 0.02)
    figure.timestep.fill("3")  # the page answers meanwhile
    figure.page.wait_until(lambda: figure.part("out-t").text == "3 of 1000")
    assert not bar.element.hidden
    group.role("button", "Cancel").click()
    assert said(figure) == "Cancelled. Nothing was saved."
    assert bar.element.hidden
    figure.page.clock.look_ms = 0.0
    figure.number("Steps").fill("20")
    saved(figure, "csv")
    assert len(figure.page.document.downloads) == before + 1
    group.role("button", "Cancel").click()
    assert not group.visible
    assert figure.button("Export").focused


def test_a_film_is_made_while_another_tab_is_in_front(figure: Figure) -> None:
    """Such a tab gets no frames, and one timer a second."""
    clock, before = figure.page.clock, len(figure.page.document.downloads)
    figure.number("Steps").fill("100")
    figure.settle()
    group = choose(figure, "gif", 1)
    clock.look_ms = 7.0
    clock.hidden = True
    begun = clock.time
    group.role("button", "Save").click()
    figure.page.wait_until(lambda: len(figure.page.document.downloads) > before)
    # 202 frames are made and then written, at most two of them in a slice.
    assert 200 * 7 < clock.time - begun < 20_000
    clock.hidden, clock.look_ms = False, 0.0
    figure.settle()
    assert said(figure).startswith("Saved unerase-hero-seed0.gif")


def test_what_is_too_large_says_what_fits(figure: Figure) -> None:
    figure.number("Steps").fill("1000")
    choose(figure, "gif", 16).role("button", "Save").click()
    figure.page.rest()
    assert said(figure) == "That would be too large: choose a scale of at most 13."


def framed(window: Any, *sandboxes: str | None, stranger: bool = False) -> None:
    """Put the page into frames, innermost first, of this site and then perhaps of another."""
    at = window
    for sandbox in sandboxes:
        tokens = SimpleNamespace(contains=(sandbox or "").split().__contains__)
        has = partial(lambda given, name: name == "sandbox" and given is not None, sandbox)
        at.frameElement = SimpleNamespace(hasAttribute=has, sandbox=tokens)
        at.parent = SimpleNamespace(frameElement=None)
        at = at.parent
    at.parent = SimpleNamespace() if stranger else at


@pytest.fixture
def window(figure: Figure) -> Iterator[Any]:
    """The window, which leaves all frames in the end."""
    yield figure.page.window
    figure.page.window.parent, figure.page.window.frameElement = figure.page.window, None


WAY_OUT = (
    "the page around this figure does not allow downloads. "
    "Open the figure in its own tab and save there."
)


def own_tab(figure: Figure) -> tuple[str, str]:
    """Where the link leads that is offered, and the address that stands beside it."""
    (link,) = (each for each in panel(figure).select("a") if each.visible)
    assert link.attribute("target") == "_blank"
    assert link.attribute("rel") == "noopener"
    return link.element.href, panel(figure).role("textbox", "Address of the figure").value


@pytest.mark.parametrize(
    "sandboxes",
    [
        ("allow-scripts allow-same-origin",),
        ("",),
        ("allow-downloads", "allow-scripts"),
        (None, "allow-popups"),
    ],
)
@pytest.mark.parametrize("stranger", [False, True])
def test_where_nothing_can_be_saved_it_is_said_before_anything_is_made(
    figure: Figure, window: Any, sandboxes: tuple[str | None, ...], stranger: bool
) -> None:
    figure.number("Seed").fill("8")
    figure.page.rest()
    framed(window, *sandboxes, stranger=stranger)
    before = len(figure.page.document.downloads)
    choose(figure, "gif").role("button", "Save").click()
    assert said(figure) == f"Nothing was saved: {WAY_OUT}"
    assert own_tab(figure) == (window.location.href, window.location.href)
    assert window.location.href.endswith("#seed=8")
    figure.page.rest()
    assert len(figure.page.document.downloads) == before


def test_where_nobody_can_know_it_is_said(figure: Figure, window: Any) -> None:
    figure.page.rest()
    framed(window, stranger=True)
    group = choose(figure, "csv")
    group.role("button", "Save").click()
    figure.page.rest()
    name, content = figure.page.saved()
    size = f"{round(len(content) / 1000)} kB"
    assert said(figure) == (f"Handed to the browser: {name}, {size}. If no file appears, {WAY_OUT}")
    assert own_tab(figure) == (window.location.href, window.location.href)
    group.role("button", "Cancel").click()
    panel(figure)
    assert said(figure) == ""
    assert not [each for each in panel(figure).select("a") if each.visible]


@pytest.mark.parametrize(
    "sandboxes", [(), (None,), ("allow-downloads",), ("allow-downloads", None)]
)
def test_where_files_can_be_saved_they_are(
    figure: Figure, window: Any, sandboxes: tuple[str | None, ...]
) -> None:
    framed(window, *sandboxes)
    saved(figure, "csv")
    assert not [each for each in panel(figure).select("a") if each.visible]


def test_a_window_that_lets_nobody_look_at_it_is_a_strangers(figure: Figure, window: Any) -> None:
    from pyodide.ffi import JsException

    class Stranger:
        def __eq__(self, other: object) -> bool:
            raise JsException("SecurityError")

        __hash__ = None  # type: ignore[assignment]

    window.parent = Stranger()
    choose(figure, "csv").role("button", "Save").click()
    figure.page.rest()
    assert said(figure).startswith("Handed to the browser: unerase-hero-seed0.csv")


def test_a_scale_is_for_pictures(figure: Figure) -> None:
    group = choose(figure, "csv")
    assert not group.role("spinbutton", "Scale").enabled
    choose(figure, "png")
    assert group.role("spinbutton", "Scale").enabled


def test_where_pillow_does_not_arrive_it_is_said(figure: Figure) -> None:
    lost = figure.page.window.unerase.lost_archives
    lost.add("library")
    from page.browser.packages import PILLOW

    PILLOW._here = False
    choose(figure, "png").role("button", "Save").click()
    figure.page.rest()
    lost.clear()
    assert said(figure) == "library did not arrive. Check the connection and try again."
    saved(figure, "png")


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_saves_its_numbers_and_its_link(hero: Page, name: str) -> None:
    hero.follow(LINKS[name])
    hero.clock.look_ms = 20.0  # what it shows need not be computed
    figure = Figure(hero, hero.find(name).attribute("aria-label") or "", name)
    figure.wait_until_open()
    hero.look_at("hero")
    hero.clock.look_ms = 0.0
    if name == "learn":  # of which there is nothing before it is trained
        hero.look_at(name)
        hero.clock.look_ms = 1.0
        figure.button("Train").click()
        hero.wait_until(lambda: figure.value("Training steps") > 50)
        figure.button("Pause").click()
        hero.clock.look_ms = 0.0
    file, data = saved(figure, "npz")
    found = arrays(data)
    assert file.startswith(f"unerase-{name}")
    assert set(LINKS[name].split("&")) <= set(str(found["unerase"]).split("&"))
    assert len(found) > 3
