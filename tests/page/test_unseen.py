"""The unseen drawing: answers, walks back, locked cells and the chart, as a visitor meets them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from support.figure import Figure
from support.themes import Palette

from page.denoisers import AVERAGER, IMPROVISER, MEMORISER, ORACLE, WEAVER
from page.figures.unseen.masks import mask_of
from page.figures.unseen.scene import Scene, scene_of
from page.figures.unseen.settings import UnseenSettings
from page.figures.unseen.words import error_of, nearest_of, off_of
from page.figures.without.words import NAMES
from page.state.subject import DEFAULT_SUBJECT, Subject
from unerase import pack_bits, preset, tone

DEFAULT = UnseenSettings()
CHECKED = (MEMORISER, AVERAGER, IMPROVISER, WEAVER, ORACLE)
"""The learner's weights may be another machine's: its numbers are not compared."""


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "The unseen drawing", "unseen")
    figure.wait_until_open()
    wait_for_rows(figure)
    return figure


def wait_for_rows(figure: Figure) -> None:
    """Until every row shows the present step's answer and end."""
    figure.settle()
    figure.page.wait_for_function(
        "!document.querySelector('#unseen [data-waits=\"true\"]')", timeout=60_000
    )
    figure.settle()


def rows(s: UnseenSettings, subject: Subject = DEFAULT_SUBJECT) -> Scene:
    scene = scene_of(s, subject)
    left = iter(range(len(scene.ready()) * (s.timestep + 2)))
    scene.make(s, lambda: next(left, None) is not None)
    return scene


def check_rows(figure: Figure, s: UnseenSettings, subject: Subject = DEFAULT_SUBJECT) -> None:
    """The page shows what the engine computes here."""
    scene = rows(s, subject)
    ink, blue = Palette().signal, Palette().estimate
    assert np.array_equal(figure.pixels("xt"), ink[tone(scene.noised(s.timestep))][..., :3])
    for name in CHECKED:
        estimate, end = scene.estimate(name, s), scene.end(name, s)
        assert estimate is not None
        assert end is not None
        hat = blue[tone(estimate.x0_hat)][..., :3].astype(int)
        # The page's machine may round the last bit of a tone the other way.
        assert abs(figure.pixels(f"hat-{name}").astype(int) - hat).max() <= 2, name
        assert figure.readout(f"{NAMES[name]}, error of the answer") == error_of(estimate)
        if name != AVERAGER:
            assert np.array_equal(figure.pixels(f"end-{name}"), ink[tone(end.picture)][..., :3])
        assert figure.readout(f"{NAMES[name]}, from the drawing") == off_of(end)
        assert figure.readout(f"{NAMES[name]}, nearest sketch") == nearest_of(end)


def test_rows_and_step_are_the_engines(figure: Figure) -> None:
    check_rows(figure, DEFAULT)
    assert figure.notice == ""
    figure.scrub(3)
    wait_for_rows(figure)
    check_rows(figure, replace(DEFAULT, timestep=3))
    figure.button("Step back").click()
    figure.wait_for_step(2)
    figure.button("Step forward").click()
    figure.wait_for_step(3)


def test_without_noise_every_walk_gives_the_drawing_back(figure: Figure) -> None:
    figure.scrub(0)
    wait_for_rows(figure)
    for name in (*CHECKED, "learner"):
        assert np.array_equal(figure.pixels(f"end-{name}"), figure.pixels("x0"))
        assert figure.readout(f"{NAMES[name]}, from the drawing") == "the drawing itself"
    assert figure.readout("Oracle, error of the answer") == "error 0"
    assert "nothing is forgotten" in figure.notice


def test_locked_cells_are_hatched_and_kept(figure: Figure) -> None:
    hatched = figure.page.locator("#unseen-end-memoriser + .lock")
    expect(hatched).to_be_hidden()
    figure.scrub(12)
    figure.choice("Locked").select_option("upper")
    expect(hatched).to_be_visible()
    wait_for_rows(figure)
    mask, drawing = mask_of("upper"), figure.pixels("x0")
    for name in (*CHECKED, "learner"):
        assert np.array_equal(figure.pixels(f"end-{name}")[mask], drawing[mask]), name
    assert figure.readout("Cells locked") == "512 of 1024 cells are locked"
    check_rows(figure, replace(DEFAULT, timestep=12, locked="upper"))


def test_noise_dice_and_window_change_what_they_should(figure: Figure) -> None:
    def seen() -> dict[str, bytes]:
        return {
            f"{what}-{name}": figure.pixels(f"{what}-{name}").tobytes()
            for what in ("hat", "end")
            for name in CHECKED
        }

    def changed(before: dict[str, bytes]) -> set[str]:
        wait_for_rows(figure)
        return {key for key, pixels in seen().items() if pixels != before[key]}

    before = seen()
    figure.button("Another walk").click()
    assert changed(before) <= {f"end-{name}" for name in CHECKED if name != ORACLE}
    check_rows(figure, replace(DEFAULT, walk=2))
    before = seen()
    window = figure.itself.get_by_role("slider", name="How far each pixel looks", exact=True)
    window.fill("2")
    figure.settle()
    assert figure.readout("How far each pixel looks shown") == "7 × 7 cells"
    after = changed(before)
    assert after == {f"{what}-{name}" for what in ("hat", "end") for name in (IMPROVISER, WEAVER)}
    figure.button("New noise").click()
    wait_for_rows(figure)
    check_rows(figure, replace(DEFAULT, walk=2, window=7, seed=2))


def test_the_chart_is_complete_and_its_cursor_is_the_step(figure: Figure) -> None:
    figure.wait_until_made()
    names = figure.page.locator("#unseen-chart-plot .chart-name").all_text_contents()
    assert set(names) == set(NAMES.values())
    cursor = figure.itself.get_by_role("slider", name="Step on the error chart", exact=True)
    assert str(cursor.get_attribute("aria-valuetext")).startswith("step 8 of 20: Oracle 0, ")
    cursor.focus()
    figure.page.keyboard.press("ArrowRight")
    figure.wait_for_step(9)
    figure.page.keyboard.press("End")
    figure.wait_for_step(20)
    box = figure.page.locator("#unseen-chart").bounding_box()
    assert box is not None
    figure.page.mouse.click(box["x"] + 0.04 * box["width"], box["y"] + 0.5 * box["height"])
    figure.page.wait_for_function("document.querySelector('#unseen-timestep').value <= 1")
    figure.itself.get_by_text("The same numbers as a table").click()
    table = figure.page.locator("#unseen-chart-table")
    assert table.locator("tbody tr").count() == 21
    heads = table.locator("thead th").all_text_contents()
    column = heads.index("Oracle")
    cells = table.locator(f"tbody tr > :nth-child({column + 1})").all_text_contents()
    assert {float(cell) for cell in cells} == {0.0}
    figure.itself.get_by_text("The same numbers as a table").click()
    assert figure.readout("Read off").startswith("Least error first: Oracle 0, ")


def test_what_is_known_is_not_asked_again(figure: Figure) -> None:
    figure.wait_until_made()
    figure.scrub(5)
    figure.wait_until_made()
    figure.page.evaluate("performance.clearMeasures()")
    figure.scrub(8)
    figure.scrub(5)
    figure.wait_until_made()
    assert figure.page.evaluate("performance.getEntriesByName('step').length") == 0
    figure.scrub(1)
    figure.wait_until_made()
    asked = figure.page.evaluate(
        "performance.getEntriesByName('step').map(m => [m.detail.figure, m.detail.denoiser])"
    )
    assert {name for name, _ in asked} == {"The unseen drawing"}
    assert {"oracle", "posterior mean", "wiener", "local score", "weaver"} <= {
        denoiser for _, denoiser in asked
    }


def test_it_follows_the_drawing_and_the_shelf(figure: Figure) -> None:
    hero = Figure(figure.page)
    hero.come_into_view()
    hero.choice("Preset").select_option(label="Star")
    figure.come_into_view()
    wait_for_rows(figure)
    star = replace(DEFAULT_SUBJECT, drawing=pack_bits(preset("star")))
    check_rows(figure, DEFAULT, star)
    figure.page.evaluate("location.hash = 'shelf=presets&unseen.timestep=6'")
    figure.wait_for_step(6)
    wait_for_rows(figure)
    assert figure.notice.startswith("On the shelf already, as Heart: memoriser, averager and")
    assert figure.readout("Memoriser, from the drawing") == "the drawing itself"


def test_it_is_in_the_link(figure: Figure) -> None:
    figure.choice("Locked").select_option("middle")
    figure.button("New noise").click()
    figure.scrub(7)
    figure.page.wait_for_function("location.hash.includes('unseen.timestep=7')")
    assert {"unseen.locked=middle", "unseen.seed=2", "unseen.timestep=7"} <= set(
        figure.page.evaluate("location.hash.slice(1).split('&')")
    )
    figure.page.evaluate("location.hash = 'unseen.timestep=4&unseen.walk=3&unseen.schedule=cosine'")
    figure.wait_for_step(4)
    wait_for_rows(figure)
    check_rows(figure, replace(DEFAULT, timestep=4, walk=3, schedule="cosine"))


def test_a_guess_is_answered(figure: Figure) -> None:
    box = figure.page.get_by_role("group", name="Guess first. The shelf holds letters and digits.")
    box.get_by_role("radio", name="One letter, sharp and clear").check()
    assert box.get_by_text("As you said.").is_visible()
