"""Everything that can be dragged, under several pointers that come and go in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.wired import Control, Figure, Page

MOUSE, FINGER, SECOND, PEN = 1, 2, 3, 4
KINDS = {MOUSE: "mouse", FINGER: "touch", SECOND: "touch", PEN: "pen"}
Place = tuple[float, float]
START, WAY, END = (0.31, 0.42), (0.45, 0.55), (0.6, 0.7)


@dataclass
class Surface:
    """Something that can be dragged on.

    `seen()` is all that a drag changes, `data()` what *Undo* brings back, where there is such a
    button.
    """

    figure: Figure
    control: Control
    seen: Callable[[], object]
    data: Callable[[], object] | None = None
    down: dict[int, str] = field(default_factory=dict)
    """The pointers that are down, and their kinds."""

    def happens(self, event: str, pointer: int, place: Place = START) -> None:
        """One event of a pointer, as a browser has it."""
        captured = self.figure.page.document.captured
        if event == "pointerdown":
            others = [kind for kind in self.down.values() if kind == "touch"]
            self.down[pointer] = KINDS[pointer]
            self._tell(event, pointer, place, isPrimary=not (others and KINDS[pointer] == "touch"))
            return
        self._tell(event, pointer, place)
        if event in ("pointerup", "pointercancel"):
            del self.down[pointer]
            if captured.pop(pointer, None):
                self._tell("lostpointercapture", pointer, place)
        elif event == "lostpointercapture":
            del captured[pointer]

    def _tell(self, event: str, pointer: int, place: Place, **more: Any) -> None:
        told: dict[str, Any] = {"pointerId": pointer, "pointerType": KINDS[pointer], **more}
        self.control.point(event, *place, **told)

    def press(self, pointer: int = MOUSE, place: Place = START) -> None:
        self.happens("pointerdown", pointer, place)

    def move(self, pointer: int = MOUSE, place: Place = END) -> None:
        self.happens("pointermove", pointer, WAY)
        self.happens("pointermove", pointer, place)

    def lift(self, pointer: int = MOUSE) -> None:
        self.happens("pointerup", pointer, END)

    def stroke(self, pointer: int = MOUSE) -> None:
        self.press(pointer)
        self.move(pointer)
        self.lift(pointer)


def opened(page: Page, name: str, prefix: str) -> Figure:
    figure = Figure(page, name, prefix)
    figure.wait_until_open()
    return figure


def hero_sheet(page: Page) -> Surface:
    figure = Figure(page)
    figure.button("Clear").click()
    seen = lambda: figure.drawing().tobytes()  # noqa: E731
    return Surface(figure, figure.grid, seen, seen)


def cloth_sheet(page: Page) -> Surface:
    figure = opened(page, "More cloth", "cloth")
    grid = figure.itself.role("grid", "Pattern grid")
    seen = lambda: figure.pixels("picture").tobytes()  # noqa: E731
    return Surface(figure, grid, seen, seen)


def plane(page: Page) -> Surface:
    figure = opened(page, "Points", "points")
    figure.choice("Preset").choose(label="Ring")
    figure.scrub(30)
    control = figure.itself.role("application", "Plane")

    def data() -> object:
        return figure.readout("Points placed"), figure.choice("Preset").value

    def seen() -> object:
        return data(), figure.strokes("marks"), figure.timestep.value

    return Surface(figure, control, seen, data)


def handle(page: Page) -> Surface:
    figure = opened(page, "Schedule lab", "lab")

    handles = [figure.part(f"handle-{i}") for i in range(4)]

    def seen() -> object:
        return [one.attribute("aria-valuetext") for one in handles]

    return Surface(figure, handles[1], seen)


def chart(page: Page) -> Surface:
    figure = opened(page, "Two schedules", "schedules")

    def seen() -> object:
        figure.settle()
        return figure.timestep.value

    return Surface(figure, figure.part("power-chart"), seen)


SURFACES = [hero_sheet, cloth_sheet, plane, handle, chart]
surfaces = pytest.mark.parametrize("make", SURFACES, ids=lambda make: make.__name__)


@pytest.fixture
def surface(make: Callable[[Page], Surface], hero: Page) -> Iterator[Surface]:
    yield make(hero)
    hero.document.visibilityState = "visible"


@contextmanager
def nothing_left(surface: Surface) -> Iterator[None]:
    """What happens meanwhile leaves no trace, and a plain stroke works afterwards."""
    before, data = surface.seen(), surface.data and surface.data()
    yield
    assert surface.seen() == before
    for pointer in list(surface.down):
        surface.move(pointer, WAY)
        assert surface.seen() == before, "a pointer that is left over draws"
        surface.lift(pointer)
    surface.stroke()
    assert surface.seen() != before
    if surface.data:
        surface.figure.button("Undo").click()
        assert surface.data() == data, "there is something else to be undone"


@surfaces
def test_a_second_finger_withdraws_the_stroke(surface: Surface) -> None:
    with nothing_left(surface):
        surface.press(FINGER)
        surface.move(FINGER)
        surface.press(SECOND, (0.8, 0.8))


@surfaces
@pytest.mark.parametrize("pointer", [MOUSE, FINGER, PEN])
def test_a_stroke_that_is_cancelled_is_withdrawn(surface: Surface, pointer: int) -> None:
    with nothing_left(surface):
        surface.press(pointer)
        surface.move(pointer)
        surface.happens("pointercancel", pointer)


@surfaces
@pytest.mark.parametrize("pointer", [FINGER, PEN])
@pytest.mark.parametrize("how", ["lostpointercapture", "hidden"])
def test_a_finger_that_is_taken_away_is_withdrawn(surface: Surface, pointer: int, how: str) -> None:
    with nothing_left(surface):
        surface.press(pointer)
        surface.move(pointer)
        take_away(surface, pointer, how)


def take_away(surface: Surface, pointer: int, how: str) -> None:
    document = surface.figure.page.document
    if how == "hidden":
        document.visibilityState = "hidden"
        document.dispatch(surface.figure.page.window, "visibilitychange")
        document.visibilityState = "visible"
    else:
        surface.happens(how, pointer)


@surfaces
@pytest.mark.parametrize("how", ["lostpointercapture", "hidden"])
def test_a_mouse_that_is_taken_away_has_drawn(surface: Surface, how: str) -> None:
    before = surface.seen()
    surface.press()
    surface.move()
    drawn = surface.seen()
    take_away(surface, MOUSE, how)
    surface.move(place=WAY)
    assert surface.seen() == drawn != before


@surfaces
def test_a_pen_draws_although_a_hand_rests_on_the_screen(surface: Surface) -> None:
    before = surface.seen()
    surface.press(FINGER, (0.8, 0.8))
    surface.press(PEN)
    surface.move(FINGER, (0.9, 0.9))
    surface.move(PEN)
    drawn = surface.seen()
    surface.press(SECOND, (0.85, 0.8))
    surface.lift(FINGER)
    surface.lift(SECOND)
    surface.lift(PEN)
    assert surface.seen() == drawn != before
    if surface.data:
        surface.figure.button("Undo").click()
        surface.stroke(PEN)
        assert surface.seen() == drawn, "the hand has left marks"


@surfaces
def test_without_capture_a_stroke_ends_where_the_pointer_is_lifted(
    surface: Surface, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, before = surface.figure.page, surface.seen()
    monkeypatch.setattr(page.document, "refuses_capture", True)
    elsewhere = page.find("hero-undo")
    surface.press()
    surface.move()
    there: dict[str, Any] = {"pointerId": MOUSE, "pointerType": "mouse"}
    elsewhere.point("pointermove", 0.62, 0.72, **there)
    elsewhere.point("pointerup", 0.62, 0.72, **there)
    surface.down.clear()
    drawn = surface.seen()
    assert drawn != before
    surface.move(place=(0.2, 0.2))
    assert surface.seen() == drawn


@surfaces
def test_a_button_that_was_released_unseen_ends_the_stroke(surface: Surface) -> None:
    surface.press()
    surface.move()
    drawn = surface.seen()
    surface.control.point("pointermove", *START, buttons=0)
    surface.move(place=WAY)
    assert surface.seen() == drawn
    surface.press()
    surface.press()
    surface.lift()
    after = surface.seen()
    surface.move(place=(0.2, 0.2))
    assert surface.seen() == after


@surfaces
def test_a_figure_that_is_hidden_meanwhile_is_left_alone(
    surface: Surface, monkeypatch: pytest.MonkeyPatch
) -> None:
    surface.press()
    surface.move()
    drawn = surface.seen()
    nowhere = SimpleNamespace(left=0.0, top=0.0, width=0.0, height=0.0)
    with monkeypatch.context() as patch:
        kind = type(surface.control.element)
        patch.setattr(kind, "getBoundingClientRect", lambda _element: nowhere)
        surface.move(place=WAY)
    assert surface.seen() == drawn
    surface.lift()


# Any order.

places = st.tuples(*[st.integers(1, 30).map(lambda i: (i + 0.5) / 32)] * 2)
events = st.sampled_from(
    ["pointerdown"] * 2
    + ["pointermove"] * 3
    + ["pointerup", "pointercancel", "lostpointercapture", "hidden"]
)
orders = st.lists(st.tuples(events, st.sampled_from(sorted(KINDS)), places), max_size=14)


def outcome(
    open_: int | None, event: str, pointer: int, down: dict[int, str]
) -> tuple[str, int | None]:
    """What an event means to the stroke of pointer `open_`, and whose stroke is open then."""
    kind = KINDS.get(open_ or 0, "")
    if event == "pointerdown":
        if open_ is None or kind == "touch":
            zooms = KINDS[pointer] == "touch" and "touch" in down.values()
            return "withdrawn" if open_ else "", None if zooms else pointer
    elif event == "hidden" and open_:
        return "ended" if kind == "mouse" else "withdrawn", None
    elif open_ == pointer and event != "pointermove":
        taken = event == "pointercancel" or (event != "pointerup" and kind != "mouse")
        return "withdrawn" if taken else "ended", None
    return "", open_


@surfaces
@settings(max_examples=min(300, settings().max_examples))
@given(order=orders, refused=st.booleans())
def test_pointers_in_any_order(
    started: Page,
    make: Callable[[Page], Surface],
    order: list[tuple[str, int, Place]],
    refused: bool,
) -> None:
    started.refresh()
    if make in (cloth_sheet, handle):
        started.clock.look_ms = 20.0  # walks need not come to their end
    surface, document = make(started), started.document
    document.captured.clear()
    document.refuses_capture = refused
    open_: int | None = None
    strokes = 0
    data = surface.data and surface.data()
    before = shown = surface.seen()
    try:
        for event, pointer, place in [*order, *[("pointerup", one, END) for one in KINDS]]:
            if event == "hidden":
                then, after = outcome(open_, event, pointer, surface.down)
                take_away(surface, pointer, event)
            elif (event == "pointerdown") == (pointer in surface.down):
                continue  # it is down already, or not down
            elif event == "lostpointercapture" and pointer not in document.captured:
                continue
            else:
                then, after = outcome(open_, event, pointer, surface.down)
                surface.happens(event, pointer, place)
            now = surface.seen()
            if then == "withdrawn" and after is None:
                assert now == before
            elif then == "ended":
                strokes += now != before
            elif after in (None, open_) and after != pointer:
                assert now == shown
            if after != open_:
                before = before if then == "withdrawn" else shown
            open_, shown = after, now
        for _ in range(strokes if surface.data else 0):
            surface.figure.button("Undo").click()
        assert surface.data is None or surface.data() == data
        document.refuses_capture = False
        before = surface.seen()
        surface.press()
        surface.move()
        if surface.seen() == before:  # it can go no further
            surface.move(place=(0.05, 0.05))
        assert surface.seen() != before, "a plain stroke afterwards"
    finally:
        document.refuses_capture = False
        for pointer in list(surface.down):
            surface.lift(pointer)
