"""The unseen drawing: answers, walks back, locked cells and the chart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from support.themes import Palette
from support.wired import Figure, Page

from page.denoisers import AVERAGER, DENOISERS, IMPROVISER, LEARNER, MEMORISER, ORACLE, WEAVER
from page.figures.unseen.masks import mask_of
from page.figures.unseen.scene import Scene
from page.figures.unseen.settings import UnseenSettings
from page.figures.unseen.words import readings
from page.state.subject import DEFAULT_SUBJECT, Subject
from unerase import preset
from unerase.pixels import pack_bits, tone

DEFAULT = UnseenSettings()
ALL = (MEMORISER, AVERAGER, IMPROVISER, WEAVER, ORACLE, LEARNER)
SAID = {"error": "error of the answer", "off": "from the drawing", "near": "nearest sketch"}


@pytest.fixture
def figure(hero: Page) -> Figure:
    figure = Figure(hero, "The unseen drawing", "unseen")
    hero.clock.look_ms = 2.0  # the chart takes seconds, and most tests need none
    figure.wait_until_open()
    wait_for_rows(figure)
    return figure


def wait_for_rows(figure: Figure) -> None:
    """Until every row shows the present step's answer and end."""
    figure.settle()
    rows = figure.itself.select("[data-waits]")
    figure.page.wait_until(lambda: all(row.attribute("data-waits") == "false" for row in rows))
    figure.settle()


def rows(s: UnseenSettings, subject: Subject = DEFAULT_SUBJECT) -> Scene:
    scene = Scene(s, subject)
    left = iter(range(len(scene.ready()) * (s.timestep + 2)))
    scene.make(s, lambda: next(left, None) is not None)
    return scene


def check_rows(figure: Figure, s: UnseenSettings, subject: Subject = DEFAULT_SUBJECT) -> None:
    """The page shows what the engine computes."""
    scene = rows(s, subject)
    ink, blue = Palette().signal, Palette().estimate
    assert np.array_equal(figure.pixels("xt"), ink[tone(scene.noised(s.timestep))][..., :3])
    for name in ALL:
        estimate, end = scene.estimate(name, s), scene.end(name, s)
        assert estimate is not None
        assert end is not None
        hat = blue[tone(estimate.x0_hat)][..., :3]
        assert np.array_equal(figure.pixels(f"hat-{name}"), hat), name
        assert np.array_equal(figure.pixels(f"end-{name}"), ink[tone(end.picture)][..., :3]), name
    said = readings(scene, s)
    for name in ALL:
        for key, label in SAID.items():
            if key == "near" and name in (WEAVER, ORACLE):
                continue  # they know no shelf
            assert figure.readout(f"{DENOISERS[name].short}, {label}") == said[f"{key}-{name}"]


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


def test_rows_wait_for_their_turn(figure: Figure) -> None:
    figure.page.clock.look_ms = 20.0
    figure.button("New noise").click()
    figure.settle()
    assert len(figure.itself.select("[data-waits=true]")) == len(ALL)
    figure.page.clock.look_ms = 2.0
    wait_for_rows(figure)
    check_rows(figure, replace(DEFAULT, seed=2))


def test_without_noise_every_walk_gives_the_drawing_back(figure: Figure) -> None:
    figure.scrub(0)
    wait_for_rows(figure)
    for name in ALL:
        assert np.array_equal(figure.pixels(f"end-{name}"), figure.pixels("x0"))
        assert figure.readout(f"{DENOISERS[name].short}, from the drawing") == "the drawing itself"
    assert figure.readout("Oracle, error of the answer") == "error 0"


def test_locked_cells_are_kept(figure: Figure) -> None:
    assert figure.itself.attribute("data-locked") == "nothing"
    figure.scrub(12)
    figure.choice("Keep unchanged").choose("upper")
    wait_for_rows(figure)
    assert figure.itself.attribute("data-locked") == "upper"
    mask, drawing = mask_of("upper"), figure.pixels("x0")
    for name in ALL:
        assert np.array_equal(figure.pixels(f"end-{name}")[mask], drawing[mask]), name
    assert figure.readout("Cells locked") == "512 of 1024 cells are locked"
    check_rows(figure, replace(DEFAULT, timestep=12, locked="upper"))


def test_noise_dice_and_window_change_what_they_should(figure: Figure) -> None:
    def seen() -> dict[str, bytes]:
        return {
            f"{what}-{name}": figure.pixels(f"{what}-{name}").tobytes()
            for what in ("hat", "end")
            for name in ALL
        }

    def changed(before: dict[str, bytes]) -> set[str]:
        wait_for_rows(figure)
        return {key for key, pixels in seen().items() if pixels != before[key]}

    before = seen()
    figure.button("New dice").click()
    assert changed(before) <= {f"end-{name}" for name in ALL if name != ORACLE}
    check_rows(figure, replace(DEFAULT, walk=2))
    before = seen()
    figure.slider("How far each pixel looks").fill("2")
    assert figure.readout("How far each pixel looks shown") == "7 × 7 cells"
    after = changed(before)
    assert after == {f"{what}-{name}" for what in ("hat", "end") for name in (IMPROVISER, WEAVER)}
    figure.button("New noise").click()
    wait_for_rows(figure)
    check_rows(figure, replace(DEFAULT, walk=2, window=7, seed=2))


def test_the_chart_is_complete_and_its_cursor_is_the_step(figure: Figure) -> None:
    figure.page.clock.look_ms = 0.0
    figure.wait_until_made()
    names = [name.text for name in figure.page.select("#unseen-chart-plot .chart-name")]
    assert set(names) == {"Memoriser", "Averager", "Improviser", "Learner", "Weaver", "Oracle"}
    cursor = figure.slider("Step on the error chart")
    assert str(cursor.attribute("aria-valuetext")).startswith("step 8 of 20: Oracle 0, ")
    cursor.press("ArrowRight")
    figure.wait_for_step(9)
    figure.page.press("End")
    figure.wait_for_step(20)
    figure.part("chart").click_at(0.04, 0.5)
    figure.page.wait_until(lambda: int(figure.timestep.value) <= 1)
    figure.itself.select(".chart-numbers summary")[0].click()
    figure.settle()
    table = figure.part("chart-table")
    assert len(table.select("tbody tr")) == 21
    column = [head.text for head in table.select("thead th")].index("Oracle")
    cells = table.select(f"tbody tr > :nth-child({column + 1})")
    assert {float(cell.text) for cell in cells} == {0.0}
    figure.itself.select(".chart-numbers summary")[0].click()
    assert figure.readout("Read off").startswith("Least error first: Oracle 0, ")


def test_what_is_known_is_not_asked_again(figure: Figure) -> None:
    def steps() -> set[str]:
        return {one.denoiser for one in figure.page.measures("step", "The unseen drawing")}

    figure.page.clock.look_ms = 0.0
    figure.scrub(5)
    figure.wait_until_made()
    figure.page.clear_measures()
    figure.scrub(8)
    figure.scrub(5)
    figure.wait_until_made()
    assert steps() == set()
    figure.button("New noise").click()
    figure.wait_until_made()
    assert {"oracle", "posterior mean", "wiener", "local score", "weaver"} <= steps()


def test_it_follows_the_drawing_and_the_shelf(figure: Figure) -> None:
    Figure(figure.page).choice("Preset").choose(label="Star")
    wait_for_rows(figure)
    star = replace(DEFAULT_SUBJECT, drawing=pack_bits(preset("star")))
    check_rows(figure, DEFAULT, star)
    figure.page.follow("shelf=presets&unseen.timestep=6")
    figure.wait_for_step(6)
    wait_for_rows(figure)
    assert figure.notice.startswith("On the shelf already, as Heart: memoriser, averager and")
    assert figure.readout("Memoriser, from the drawing") == "the drawing itself"


def test_it_is_in_the_link(figure: Figure) -> None:
    figure.choice("Keep unchanged").choose("middle")
    figure.button("New noise").click()
    figure.scrub(7)
    wanted = {"unseen.locked=middle", "unseen.seed=2", "unseen.timestep=7"}
    assert wanted <= figure.page.link
    figure.page.follow("unseen.timestep=4&unseen.walk=3&unseen.schedule=cosine")
    figure.wait_for_step(4)
    wait_for_rows(figure)
    old = replace(DEFAULT, timestep=4, walk=3, schedule="cosine", shapes=False)
    check_rows(figure, old)  # of letters, as when it was made
