"""What a start imports is all there, as bytecode; what comes later, or too soon, is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from support.browser import wait_until_ready
from support.figure import Figure
from support.visit import RUNTIME, Visit, gone, half

FIGURES = RUNTIME + "figures.zip.xz"
REST = RUNTIME + "library.zip.xz"
STARTED_WITH = """
import sys, js
for name, module in list(sys.modules.items()):
    origin = getattr(getattr(module, "__spec__", None), "origin", None) or ""
    if origin.endswith(".py"):
        js.console.log("compiled while starting: " + name)
"""


def test_a_start_compiles_nothing(visit: Visit) -> None:
    """Else it gets slower by each module."""
    assert said_by(visit, STARTED_WITH, "compiled") == []
    assert visit.guard.seen == []


def said_by(visit: Visit, program: str, beginning: str) -> list[str]:
    """What Python, run once the page has started, says on the console that begins so."""
    said: list[str] = []
    visit.page.on("console", lambda message: said.append(message.text))
    with visit.copy.damaged("py/main.py", lambda content: content + program.encode()):
        visit.opens()
        wait_until_ready(visit.page)
    return [each for each in said if each.startswith(beginning)]


UNFORESEEN = """
import js
try:
    import difflib
except ImportError as error:
    js.console.log(f"unforeseen: {error}")
else:
    js.console.log("unforeseen: " + difflib.get_close_matches("aple", ["ape", "apple"], 1)[0])
"""


EQUATIONS = """
import js, numpy
x = numpy.linalg.solve([[2.0, 1.0], [0.0, 4.0]], [3.0, 4.0])
js.console.log(f"solved: {x.tolist()}")
"""


# Whoever has asked for the figures, up to the next frame, waits for the same answer.
ASKED = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await unerase.more('figures').catch(() => {});
}"""


TOO_SOON = """
import js
from page.figures.lab import lab
js.console.log("too soon: " + lab.ScheduleLab.__name__)
"""


@pytest.mark.soak
def test_a_module_that_nobody_foresaw_comes_when_it_is_imported(visit: Visit) -> None:
    assert said_by(visit, UNFORESEEN, "unforeseen") == ["unforeseen: apple"]
    assert said_by(visit, TOO_SOON, "too soon") == ["too soon: ScheduleLab"]


@pytest.mark.soak
def test_what_solves_equations_comes_when_something_is_asked_of_it(visit: Visit) -> None:
    assert said_by(visit, EQUATIONS, "solved") == ["solved: [1.0, 1.0]"]


@pytest.mark.soak
@pytest.mark.parametrize(
    ("change", "words"),
    [(gone, "did not arrive"), pytest.param(half, "damaged", marks=pytest.mark.soak)],
)
def test_a_module_that_nobody_foresaw_may_not_come(
    visit: Visit, change: Callable[[bytes], bytes | None], words: str
) -> None:
    with visit.copy.damaged(REST, change):
        (said,) = said_by(visit, UNFORESEEN, "unforeseen")
    assert words in said


@pytest.mark.parametrize(
    ("change", "words"),
    [(gone, "is missing"), pytest.param(half, "arrived damaged", marks=pytest.mark.soak)],
)
def test_the_figures_wait_for_their_python_and_the_first_one_works(
    visit: Visit, change: Callable[[bytes], bytes | None], words: str
) -> None:
    with visit.copy.damaged(FIGURES, change):
        visit.opens()
        wait_until_ready(visit.page)
        corrupt = Figure(visit.page, "Corrupt", "corrupt")
        visit.page.locator("#corrupt").scroll_into_view_if_needed()
        expect(visit.panel).to_contain_text("The Python of the figures could not be loaded")
        expect(visit.panel).to_contain_text(words)
        hero = Figure(visit.page)
        hero.come_into_view()
        visit.page.evaluate(ASKED)
        visit.panel.get_by_role("button", name="Dismiss").click()
        hero.scrub(3)
        assert visit.page.locator("#corrupt[data-open]").count() == 0
    corrupt.wait_until_open()  # as soon as a reader comes by again
    visit.is_untroubled()
