"""Figure F: one noise, several denoisers, whose pixel is whose."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure
from support.steps import least_times
from support.themes import Palette

from page.denoisers import weights
from page.figures.without.scene import Scene
from page.figures.without.settings import WithoutSettings
from page.figures.without.whose import whose
from page.state.subject import DEFAULT_SUBJECT
from unerase import to_signal, tone

ROOT = Path(__file__).resolve().parents[2]
DEFAULT = WithoutSettings()
SLOWEST_STEP_MS = 50.0
EXACT = ("memoriser", "averager", "improviser")


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "Without the oracle", "without")
    figure.wait_until_open()
    wait_until_made(figure)
    return figure


def wait_until_made(figure: Figure) -> None:
    """Until all lanes have been walked to their end, the learner's too."""
    figure.wait_until_made()
    figure.page.wait_for_function(
        "() => !document.querySelector('#without-out-alive-learner').textContent.includes('way')"
    )
    figure.settle()


def unfold(figure: Figure) -> None:
    """Open the part with the choices, as a visitor does."""
    summary = figure.itself.locator("summary", has_text="Choose the denoisers")
    if figure.page.locator("#without-more").get_attribute("open") is None:
        summary.click()


def lane(figure: Figure, name: str) -> None:
    """Take a lane in, or out, through its checkbox."""
    figure.itself.get_by_role("checkbox", name=name, exact=True).click()
    wait_until_made(figure)


def check_lanes(figure: Figure, s: WithoutSettings, names: tuple[str, ...] = EXACT) -> None:
    """The page shows what the engine computes here."""
    s = replace(s, lanes=names)
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, lambda: True)
    ink, blue = Palette().signal, Palette().estimate
    for name in names:
        found = scene.lane(name, s)
        assert np.array_equal(figure.pixels(f"xt-{name}"), ink[tone(found.x_t)][..., :3])
        assert np.array_equal(figure.pixels(f"hat-{name}"), blue[tone(found.x0_hat)][..., :3])
        near = ink[tone(to_signal(found.known))][..., :3]
        assert np.array_equal(figure.pixels(f"near-{name}"), near)


def test_it_opens_at_the_end_with_four_verdicts(figure: Figure) -> None:
    check_lanes(figure, DEFAULT)
    assert figure.readout("Memoriser, verdict") == "copy"
    assert figure.readout("Memoriser, nearest sketch") == "D, slab, cell for cell"
    assert figure.readout("Averager, verdict") == "a blur"
    assert figure.readout("Improviser, verdict") == "new"
    assert re.fullmatch(r"B, slab, 1\d\d cells off", figure.readout("Improviser, nearest sketch"))
    assert figure.readout("Learner, verdict") in ("new", "close", "a blur")
    assert figure.notice == ""


def test_the_learner_is_the_engines_to_float32(figure: Figure) -> None:
    """Sums come in another order there: a few tones may differ by one."""
    weights.take((ROOT / weights.PATH).read_bytes())
    s = replace(DEFAULT, lanes=("learner",))
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, lambda: True)
    ours = Palette().signal[tone(scene.lane("learner", s).x_t)][..., :3].astype(int)
    assert np.abs(figure.pixels("xt-learner").astype(int) - ours).max() <= 4


def test_one_press_walks_from_noise_to_a_letter_that_is_none(figure: Figure) -> None:
    unfold(figure)
    figure.choice("Shelf").select_option("Patterns")
    figure.button("New noise").click()
    figure.page.locator("#without-more").evaluate("one => { one.open = false }")
    figure.button("Show me: one noise, four denoisers").click()
    figure.page.wait_for_function("() => document.querySelector('#without-timestep').value > 10")
    expect(figure.page.locator("#without-said")).to_contain_text(
        "All walks are over", timeout=30_000
    )
    wait_until_made(figure)
    check_lanes(figure, DEFAULT)
    expect(figure.page.locator("#without-more")).to_have_attribute("open", "")
    expect(figure.choice("Shelf")).to_have_value("letters")


def test_all_lanes_share_one_time(figure: Figure) -> None:
    figure.scrub(12)
    wait_until_made(figure)
    check_lanes(figure, replace(DEFAULT, timestep=12))
    assert figure.readout("Memoriser, verdict") == ""
    assert float(figure.readout("Memoriser, candidates").removeprefix("candidates ")) > 1


def test_the_window_turns_invention_into_memory(figure: Figure) -> None:
    window = figure.itself.get_by_role("slider", name="How far each pixel looks", exact=True)
    window.focus()
    figure.page.keyboard.press("End")
    wait_until_made(figure)
    assert window.get_attribute("aria-valuetext") == "the whole picture"
    assert figure.readout("Improviser, verdict") == "copy"
    assert np.array_equal(figure.pixels("xt-improviser"), figure.pixels("xt-memoriser"))
    assert "memoriser now" in figure.notice
    figure.page.keyboard.press("Home")
    wait_until_made(figure)
    check_lanes(figure, replace(DEFAULT, window=3))


def test_lanes_come_and_go_but_one_stays(figure: Figure) -> None:
    unfold(figure)
    for name in ("Averager", "Learner", "Improviser"):
        lane(figure, name)
        expect(figure.itself.get_by_role("group", name=name, exact=True)).to_be_hidden()
    figure.itself.get_by_role("checkbox", name="Memoriser", exact=True).click()
    expect(figure.page.locator("#without-notice")).to_have_text(
        "One lane has to stay: choose another first."
    )
    expect(figure.itself.get_by_role("checkbox", name="Memoriser", exact=True)).to_be_checked()
    lane(figure, "Weaver")
    expect(figure.itself.get_by_role("group", name="Weaver", exact=True)).to_be_visible()
    check_lanes(figure, DEFAULT, ("memoriser", "weaver"))


def test_twice_from_the_same_noise(figure: Figure) -> None:
    unfold(figure)
    lane(figure, "Twice from the same noise")
    assert figure.readout("Oracle, between both walks") == "the same"
    assert re.fullmatch(r"\d+ cells apart", figure.readout("Improviser, between both walks"))
    assert np.array_equal(figure.pixels("xt-oracle"), figure.pixels("other-oracle"))
    assert not np.array_equal(figure.pixels("xt-improviser"), figure.pixels("other-improviser"))
    before = figure.pixels("xt-improviser")
    figure.button("Another walk").click()
    wait_until_made(figure)
    assert not np.array_equal(figure.pixels("xt-improviser"), before)


def test_whose_pixel_is_told_by_colour_name_and_weight(figure: Figure) -> None:
    s = replace(DEFAULT, lanes=("improviser",))
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, lambda: True)
    found = whose("improviser", DEFAULT_SUBJECT.shelf, 13, scene.frame("improviser", 1))
    colours = figure.pixels("sources").reshape(-1, 3)
    codes = found.rank.reshape(-1) * 2 + found.ink.reshape(-1)
    for code in np.unique(codes):  # one colour for each source and value, and another for others
        assert len(np.unique(colours[codes == code], axis=0)) == 1
    assert len(np.unique(colours, axis=0)) == len(np.unique(codes))
    first = figure.page.locator("#without-source-1")
    expect(first).to_contain_text("E, bold, 26")
    first.click()
    expect(first).to_have_attribute("aria-pressed", "true")
    alone = figure.pixels("sources").reshape(-1, 3)
    assert len(np.unique(alone, axis=0)) == 4
    first.click()
    grid = figure.itself.get_by_role("grid", name="Cells of the picture", exact=True)
    box = grid.bounding_box()
    assert box is not None
    figure.page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.21)
    figure.settle()
    assert "E, bold" in figure.readout("At this cell")
    figure.page.mouse.move(0, 0)
    figure.settle()
    assert figure.readout("At this cell") == "Point at a cell."


def test_whose_pixel_without_a_mouse(figure: Figure) -> None:
    grid = figure.itself.get_by_role("grid", name="Cells of the picture", exact=True)
    grid.focus()
    figure.page.keyboard.press("Home")
    figure.page.keyboard.press("PageUp")
    figure.settle()
    cell = figure.page.locator("#without-cell")
    expect(cell).to_have_attribute("aria-label", re.compile(r"row 1, column 1: .+ %"))
    expect(figure.page.locator("#without-where")).to_have_text(re.compile("row 1, column 1: .+"))
    figure.page.keyboard.press("Escape")
    expect(grid).not_to_be_focused()


def test_every_step_is_within_its_budget(
    figure: Figure, capsys: pytest.CaptureFixture[str]
) -> None:
    unfold(figure)
    lane(figure, "Weaver")

    def walks() -> dict[str, list[float]]:
        figure.page.evaluate("performance.clearMeasures('step')")
        figure.button("New noise").click()
        wait_until_made(figure)
        measures = figure.page.evaluate(
            """() => performance.getEntriesByName('step')
                .filter(m => m.detail.figure === 'Without the oracle')
                .map(m => [m.detail.denoiser, m.duration])"""
        )
        run: dict[str, list[float]] = {}
        for name, ms in measures:
            run.setdefault(name, []).append(ms)
        return run

    least = least_times(walks, SLOWEST_STEP_MS)
    with capsys.disabled():
        print()
        for name, times in least.items():
            print(f"{name:<16} median {np.median(times):6.2f} ms, slowest {times[-1]:6.2f} ms")
    assert set(least) == {"posterior mean", "wiener", "local score", "learner", "weaver"}
    for name, times in least.items():
        assert len(times) >= 20
        assert times[-1] < SLOWEST_STEP_MS, name
