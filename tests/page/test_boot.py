"""The start as a person sees it: what is there before Python, and that nothing changes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Page
from support.browser import Guard, opened, wait_until_ready
from support.figure import SIDE, Figure
from support.served import Tap, tapped

DIST = Path(__file__).resolve().parent.parent.parent / "dist"
WASM, NUMPY = ".wasm.xz", "start.zip.xz"
# A stroke, and the cells it has to mark even when the browser tells of its two ends only.
START, END = (2, 3), (29, 20)
LINE = np.zeros((SIDE, SIDE), dtype=bool)
for _row in range(START[0], END[0] + 1):
    _done = (_row - START[0]) / (END[0] - START[0])
    LINE[_row, round(START[1] + _done * (END[1] - START[1]))] = True
# When the article was painted first, and when the first file of Python was asked for, in ms.
FIRST = """() => [
    performance.getEntriesByName('first-contentful-paint')[0].startTime,
    Math.min(...performance.getEntriesByType('resource')
        .filter(({ name }) => /\\.(wasm|gz|xz|py)$|pyodide|pyscript\\//.test(name))
        .map(({ fetchStart }) => fetchStart)),
]"""
BLANK = "drawing=" + "A" * 171

# Notes what the progress line says, each time it says something else.
WATCH_PROGRESS = """
    window.said = [];
    new MutationObserver(([{ target }]) => target.id === 'boot-label' && said.push(
        [target.textContent, Number(target.getAttribute('aria-valuenow'))]
    )).observe(document, { subtree: true, attributeFilter: ['aria-valuetext'] });
"""
BOXES = """() => Object.fromEntries(
    ['h1', '#hero-sheet', '.hero-tools', '.hero-transport', '.hero-side', '#hero-film',
     '#hero-next', '#hero-more', '.prose h2'].map(selector => {
        const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
        return [selector, [x, y + scrollY, width, height]];
    })
)"""
CONTROLS = ("button", "combobox", "slider", "spinbutton")

Boxes = dict[str, list[float]]


def poster(name: str, scheme: str) -> NDArray[np.uint8]:
    """The colours of a poster of the built site."""
    with Image.open(DIST / f"assets/posters/hero-{name}-{scheme}.png") as image:
        return np.asarray(image.convert("RGB"))


def wait_for_label(page: Page, pattern: str) -> None:
    """Wait until the progress line says something that matches."""
    page.wait_for_function(
        "text => new RegExp(text).test(document.querySelector('#boot-label').textContent)",
        arg=pattern,
    )


def box_of_everything(page: Page) -> Boxes:
    """Where things are, once the fonts are there."""
    page.evaluate("() => document.fonts.ready.then(() => true)")
    boxes: Boxes = page.evaluate(BOXES)
    return boxes


@dataclass
class Start:
    """One start of the page, held up in the middle, and what was seen of it."""

    page: Page
    guard: Guard
    site: str
    scheme: str
    answers: list[tuple[str, int]] = field(default_factory=list)
    app: str | None = None
    readable: list[bool] = field(default_factory=list)
    posters: list[dict[str, Any]] = field(default_factory=list)
    enabled: list[str] = field(default_factory=list)
    progress_seen: bool = False
    before: Boxes = field(default_factory=dict)
    after: Boxes = field(default_factory=dict)
    said: list[tuple[str, int]] = field(default_factory=list)
    first: tuple[float, float] = (0.0, 0.0)

    def look_while_booting(self) -> None:
        """Note what a visitor has before Python is there."""
        page = self.page
        self.app = page.locator("html").get_attribute("data-app")
        for name in ("Unerase", "What is real here, and what is cheating"):
            self.readable.append(page.get_by_role("heading", name=name).is_visible())
        self.posters = page.locator(".hero :is(.poster, .film-poster) img").evaluate_all(
            """images => images.filter(image => image.checkVisibility()).map(image => ({
                decoded: image.complete, width: image.naturalWidth, source: image.currentSrc,
                seen: image.checkVisibility() && image.getBoundingClientRect().width > 0,
            }))"""
        )
        figure = page.get_by_role("figure", name="Unerase", exact=True)
        for role in CONTROLS:
            for control in figure.get_by_role(role).all():  # type: ignore[arg-type]
                if control.is_enabled():
                    self.enabled.append(str(control))
        self.progress_seen = page.get_by_role("progressbar", name="Loading").is_visible()
        self.before = box_of_everything(page)


def run_slowly(start: Start, tap: Tap) -> None:
    """Let the page start, its two large downloads in steps."""
    page = start.page
    tap.hold(WASM, 0.3)
    tap.hold(NUMPY, 0.3)
    page.goto(start.site)
    wait_for_label(page, "runtime, [^0]")
    start.look_while_booting()
    tap.hold(WASM, 0.6)
    wait_for_label(page, "runtime, 2")
    tap.hold(WASM, 0.9)
    wait_for_label(page, "runtime, 2.[6-9]")
    tap.hold(WASM, 1)
    wait_for_label(page, "numpy")
    tap.hold(NUMPY, 0.6)
    size = (DIST / "assets" / "runtime" / NUMPY).stat().st_size
    wait_for_label(page, f"numpy, {0.6 * size / 1e6:.1f}")
    tap.release()
    wait_until_ready(page)
    start.after = box_of_everything(page)
    start.first = page.evaluate(FIRST)
    start.said = [(text, percent) for text, percent in page.evaluate("said")]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((1280, 1000, "light"), id="wide and light"),
        pytest.param((390, 844, "dark"), id="phone and dark", marks=pytest.mark.soak),
    ],
)
def start(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Start]:
    """A start that was watched from the first byte to the end."""
    width, height, scheme = request.param
    options = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
    with tapped() as tap, opened(browser, site, memory=False, **options) as (page, guard):
        seen = Start(page, guard, site, scheme)
        page.on("response", lambda answer: seen.answers.append((answer.url, answer.status)))
        page.add_init_script(WATCH_PROGRESS)
        run_slowly(seen, tap)
        yield seen


def test_the_article_reads_and_the_posters_show_before_python(start: Start) -> None:
    assert start.app == "booting"
    assert start.readable == [True, True]
    assert len(start.posters) == 3
    assert all(image["seen"] and image["decoded"] for image in start.posters)
    assert [image["width"] for image in start.posters[:2]] == [SIDE, SIDE]
    assert all(f"-{start.scheme}.png" in image["source"] for image in start.posters)


@pytest.mark.soak
def test_the_article_is_painted_before_any_python_is_asked_for(start: Start) -> None:
    painted, asked = start.first
    assert 0 < painted < asked


def test_nothing_can_be_pressed_before_python(start: Start) -> None:
    assert start.enabled == []


def test_the_progress_line_names_what_is_loading(start: Start) -> None:
    assert start.progress_seen
    names = [re.sub(r", [\d.]+ of [\d.]+ MB$", "", text) for text, _ in start.said]
    # Python may have started by the time that numpy is here.
    assert [name for name, _ in groupby(names) if name != "Starting Python"] == [
        "Loading the Python runtime",
        "Loading numpy",
        "Loading the page's own Python",
        "Starting the engine",
    ]


@pytest.mark.parametrize(
    ("name", "patterns"),
    [
        ("the Python runtime", ["pyodide/*.wasm.xz", "python.zip.xz"]),
        ("numpy", ["start.zip.xz"]),
    ],
)
def test_the_megabytes_rise_to_the_total(start: Start, name: str, patterns: list[str]) -> None:
    runtime = DIST / "assets" / "runtime"
    sizes = [path.stat().st_size for each in patterns for path in runtime.glob(each)]
    assert len(sizes) == len(patterns)
    total = round(sum(sizes) / 1e6, 1)
    pattern = re.compile(rf"Loading {name}, ([\d.]+) of ([\d.]+) MB")
    shown = [found.groups() for text, _ in start.said if (found := pattern.fullmatch(text))]
    arrived = [float(part) for part, _ in shown]
    assert {float(whole) for _, whole in shown} == {total}
    assert arrived == sorted(arrived)
    assert arrived[0] < total / 2
    # The next thing is named as soon as this one is complete.
    assert arrived[-1] > 0.8 * total


def test_the_progress_line_never_goes_back_and_then_goes_away(start: Start) -> None:
    percents = [percent for _, percent in start.said]
    assert percents == sorted(percents)
    assert start.page.get_by_role("progressbar").count() == 0


def test_nothing_moves_when_python_takes_over(start: Start) -> None:
    assert start.before.keys() == start.after.keys()
    for name, box in start.before.items():
        assert start.after[name] == pytest.approx(box, abs=1), name


@pytest.mark.parametrize(("canvas", "name"), [("picture", "sheet"), ("estimate", "estimate")])
def test_the_first_picture_is_the_poster(start: Start, canvas: str, name: str) -> None:
    np.testing.assert_array_equal(Figure(start.page).pixels(canvas), poster(name, start.scheme))


def test_the_start_asks_only_for_files_of_the_site(start: Start) -> None:
    assert start.guard.seen == []
    root = urlsplit(start.site).path
    for url, status in start.answers:
        path = urlsplit(url).path
        assert path.startswith(root)
        assert status < 400, url
        assert (DIST / (path.removeprefix(root) or "index.html")).is_file(), url


# What others do to a page, first of all, now and then while it starts, and at last: an extension's
# rejection, which shows nothing to the page, and another one; the browser's word on observers.
STRAYS = """
    window.stray = () => {
        const reasons = [undefined, 'Receiving end does not exist.', new Error('from nowhere')];
        for (const reason of reasons) {
            const promise = new Promise(() => {});
            dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise, reason }));
        }
        dispatchEvent(new ErrorEvent('error', { filename: location.href, error: null,
            message: 'ResizeObserver loop completed with undelivered notifications.' }));
    };
    window.shown = [];
    stray();
    new MutationObserver(changes => {
        const panel = document.getElementById('trouble');
        if (panel && !panel.hidden) shown.push(panel.innerText);
        if (changes.some(({ attributeName }) => attributeName !== 'hidden')) stray();
    }).observe(document, { subtree: true, attributeFilter: [
        'data-theme', 'aria-valuetext', 'hidden',  // by first.js, the progress line, the panel
    ] });
    for (const type of ['DOMContentLoaded', 'load']) addEventListener(type, stray);
"""


def test_errors_of_others_neither_end_the_start_nor_raise_the_panel(
    browser: Browser, site: str
) -> None:
    with opened(browser, site) as (page, _guard):
        page.add_init_script(STRAYS)
        page.goto(site)
        wait_until_ready(page)
        page.evaluate("stray()")
        assert page.evaluate("shown") == []
        assert page.locator("#trouble").is_hidden()


@dataclass(frozen=True)
class Held:
    """A page whose start is held up until the test lets it go on."""

    page: Page
    guard: Guard
    site: str
    tap: Tap

    def open(self, link: str = "") -> Figure:
        self.page.goto(self.site + link)
        wait_for_label(self.page, "Loading")
        return Figure(self.page)

    def stored(self, text: str) -> None:
        """Have the browser remember `text` from an earlier visit."""
        self.page.add_init_script(f"localStorage.unerase ??= {text!r}")


@pytest.fixture
def held(browser: Browser, site: str) -> Iterator[Held]:
    """A new page, not yet opened, whose Python will be long in coming."""
    with tapped() as tap, opened(browser, site, memory=False) as (page, guard):
        tap.hold(WASM, 0.5)
        yield Held(page, guard, site, tap)
        assert guard.seen == []


def ink(colours: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which cells of a picture on light paper are dark."""
    return np.asarray(colours.mean(axis=2) < 127)


def test_strokes_made_while_python_loads_are_shown_and_kept(held: Held) -> None:
    before = ink(poster("sheet", "light"))
    figure = held.open()
    figure.stroke(START, END, moves=1)
    shown = figure.pixels()
    drawn = ink(shown)
    assert not before[START]
    np.testing.assert_array_equal(drawn, before | LINE)

    held.page.reload()
    wait_for_label(held.page, "Loading")
    np.testing.assert_array_equal(figure.pixels(), shown, "after a reload in the middle")

    held.tap.release()
    wait_until_ready(held.page)
    np.testing.assert_array_equal(figure.drawing(), drawn)
    taken_over = figure.pixels().astype(int)
    assert np.abs(taken_over - shown).max() <= 2, "the colours jump"


def test_a_stroke_begun_before_python_is_finished_after_it(held: Held) -> None:
    figure = held.open(f"#{BLANK}")
    mouse = held.page.mouse
    mouse.move(*figure.point(10, 3))
    mouse.down()
    mouse.move(*figure.point(10, 12))
    held.tap.release()
    wait_until_ready(held.page)
    mouse.move(*figure.point(10, 28))
    mouse.up()
    mouse.move(*figure.point(20, 28))
    row = np.zeros((SIDE, SIDE), dtype=bool)
    row[10, 3:29] = True
    np.testing.assert_array_equal(figure.drawing(), row)


@pytest.mark.soak
def test_what_changes_during_a_stroke_is_in_the_link_after_it(held: Held) -> None:
    """Even one that has nothing more to draw: it was all there before Python."""
    figure = held.open(f"#{BLANK}")
    page = held.page
    page.mouse.move(*figure.point(10, 3))
    page.mouse.down()
    held.tap.release()
    wait_until_ready(page)
    # Another finger, or a key, while the pointer is down.
    figure.number("Seed").evaluate(
        "field => { field.value = 7; field.dispatchEvent(new Event('input')) }"
    )
    page.wait_for_function("localStorage.getItem(storageKey('unerase'))?.includes('seed=7')")
    assert "seed=7" not in page.url
    page.mouse.up()
    page.wait_for_function("location.hash.includes('seed=7')")
