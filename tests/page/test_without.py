"""Without the oracle in the browser: the learner's sums there, and how long steps take."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Page
from support.figure import Figure
from support.learner import FILE
from support.steps import least_times, observed
from support.themes import Palette

from page.denoisers import weights
from page.figures.without.scene import Scene
from page.figures.without.settings import WithoutSettings
from page.state.subject import DEFAULT_SUBJECT
from unerase.pixels import tone

DEFAULT = WithoutSettings()
SLOWEST_STEP_MS = 50.0


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


def test_the_learner_is_the_engines_to_float32(figure: Figure) -> None:
    """Sums come in another order there: a few tones may differ by one."""
    weights.take(FILE.read_bytes())
    s = replace(DEFAULT, lanes=("learner",))
    scene = Scene(s, DEFAULT_SUBJECT)
    scene.make(s, lambda: True)
    ours = Palette().signal[tone(scene.lane("learner", s).frame.x_t)][..., :3].astype(int)
    assert np.abs(figure.pixels("xt-learner").astype(int) - ours).max() <= 4


LEFTS = """selector => [...document.querySelectorAll(selector)].slice(-3)
    .map(e => e.getBoundingClientRect().left)"""


def test_words_stand_above_their_pictures(figure: Figure) -> None:
    """In a narrow window, where two walks a lane leave no room to spare."""
    page = figure.page
    page.set_viewport_size({"width": 768, "height": 900})
    page.evaluate("location.hash = 'without.twice=1'")
    page.wait_for_selector("#without-lanes[data-twice=true]", state="attached")
    words = page.evaluate(LEFTS, ".contest-head > span")
    pictures = ", ".join(f"#without-{name}-memoriser" for name in ("xt", "hat", "near"))
    assert words == page.evaluate(LEFTS, pictures)


def test_every_step_is_within_its_budget(
    figure: Figure, capsys: pytest.CaptureFixture[str]
) -> None:
    unfold(figure)
    lane(figure, "Weaver")

    def walks() -> dict[str, list[float]]:
        with observed(figure.page, "Without the oracle") as steps:
            figure.button("New noise").click()
            wait_until_made(figure)
        return steps

    least = least_times(walks, SLOWEST_STEP_MS)
    with capsys.disabled():
        print()
        for name, times in least.items():
            print(f"{name:<16} median {np.median(times):6.2f} ms, slowest {times[-1]:6.2f} ms")
    assert set(least) == {"posterior mean", "wiener", "local score", "learner", "weaver"}
    for name, times in least.items():
        assert len(times) >= 20
        assert times[-1] < SLOWEST_STEP_MS, name
