"""Two tabs at one storage, and a friend's link: nothing that a visitor made is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import numpy as np
from support.learner import learner
from support.wired import KEY, Figure, Page, opened

from page.figures.catalogue import NAMES
from page.link import parts

LINE, OTHER, THIRD = ((1, 1), (30, 2)), ((1, 20), (30, 25)), ((5, 9), (9, 15))
BLANK = "drawing=" + "A" * 171
INK = "drawing=" + "_" * 170 + "8"
STILL_HERE = "Your earlier drawing is still here."


@contextmanager
def two_tabs(kept: str, showing: str = "hero") -> Iterator[tuple[Page, Page]]:
    """The first is older, and shows a figure."""
    with learner(here=False), opened(kept={KEY: kept}) as older:
        Figure(older, "", showing).wait_until_open()
        with opened(beside=older) as newer:
            yield older, newer


def stored(page: Page) -> dict[str, str]:
    page.rest()
    return parts(page.window.localStorage.kept[KEY])


def leave(page: Page) -> None:
    page.rest()
    page.document.dispatch(page.window, "pagehide")


def names(page: Page) -> list[str]:
    figure = Figure(page, "Without the oracle", "without")
    figure.wait_until_open()
    figure.part("more").element.open = True
    figure.settle()
    return [name.partition(". ")[2] for name in figure.choice("Sketch").options]


def test_an_untouched_tab_follows_and_writes_nothing() -> None:
    with two_tabs(f"{BLANK}&seed=3") as (older, newer):
        figure, other = Figure(older), Figure(newer)
        other.stroke(*LINE, moves=4)
        other.number("Seed").fill("5")
        after = stored(newer)
        assert after["seed"] == "5"
        older.rest()
        np.testing.assert_array_equal(figure.drawing(), other.drawing())
        assert figure.number("Seed").value == "5"
        leave(newer)
        leave(older)
        assert stored(older) == after
        figure.button("Undo").click()
        assert not figure.drawing().any(), "undo takes back what another tab has drawn"


def test_an_untouched_tab_that_slept_writes_nothing_and_follows_when_it_wakes() -> None:
    with two_tabs(BLANK) as (older, newer):
        older.window.localStorage.told = lambda: None
        other = Figure(newer)
        other.stroke(*LINE, moves=4)
        after = stored(newer)
        leave(older)
        assert stored(older) == after
        older.document.dispatch(older.window, "pageshow")
        older.rest()
        np.testing.assert_array_equal(Figure(older).drawing(), other.drawing())


def test_following_leaves_time_where_it_stands() -> None:
    with two_tabs(BLANK) as (older, newer):
        Figure(older).scrub(7)
        Figure(newer).number("Seed").fill("5")
        newer.rest()
        older.rest()
        assert Figure(older).number("Seed").value == "5"
        Figure(older).wait_for_step(7)


def test_each_tab_keeps_what_its_own_visitor_changed() -> None:
    with two_tabs(BLANK) as (older, newer):
        figure, other = Figure(older), Figure(newer)
        figure.stroke(*LINE, moves=4)
        drawn = figure.drawing()
        other.number("Seed").fill("5")
        newer.rest()
        older.rest()
        assert figure.number("Seed").value == "5"
        np.testing.assert_array_equal(figure.drawing(), drawn)
        np.testing.assert_array_equal(other.drawing(), drawn)
        other.stroke(*OTHER, moves=4)
        theirs = stored(newer)["drawing"]
        older.rest()
        np.testing.assert_array_equal(figure.drawing(), drawn)
        figure.stroke(*THIRD, moves=4)
        assert stored(older)["former"] == theirs
        assert STILL_HERE in figure.notice


def test_looking_through_the_whole_page_is_no_change() -> None:
    with learner(here=False), opened(kept={KEY: BLANK}) as page:
        page.clock.look_ms = 20.0  # what the figures show need not be computed
        for figure in NAMES:
            Figure(page, "", figure).wait_until_open()
        page.window.localStorage.kept[KEY] = INK  # of a tab that this one does not hear of
        page.document.dispatch(page.window, "resize")
        page.document.dispatch(page.window, "pagehide")
        assert page.window.localStorage.kept[KEY] == INK


# The shelf.


def test_sketches_from_two_tabs_stand_on_one_shelf() -> None:
    with two_tabs(BLANK, showing="without") as (older, newer):
        for page, preset in ((older, "heart"), (newer, "star"), (older, "house"), (newer, "moon")):
            Figure(page).choice("Preset").choose(preset)
            Figure(page).button("Keep on my shelf").click()
            page.rest()
        older.rest()
        assert names(older) == names(newer) == [f"Sketch {i}" for i in (1, 2, 3, 4)]


def test_the_sketch_that_is_selected_stays_so_when_another_tab_takes_one_off() -> None:
    with two_tabs(BLANK, showing="without") as (older, newer):
        for preset in ("heart", "star", "house", "moon", "cat"):
            Figure(older).choice("Preset").choose(preset)
            Figure(older).button("Keep on my shelf").click()
            older.rest()
        newer.rest()
        assert names(older) == names(newer)
        figure, other = (Figure(page, "Without the oracle", "without") for page in (older, newer))
        figure.choice("Sketch").choose("2")
        figure.settle()
        other.button("Remove").click()  # the first
        newer.rest()
        older.rest()
        assert figure.choice("Sketch").value == "1"
        figure.button("Remove").click()
        assert names(older) == ["Sketch 2", "Sketch 4", "Sketch 5"]


# A link.


def test_a_link_that_is_looked_at_is_not_kept() -> None:
    with learner(here=False), opened(f"{BLANK}&seed=6", {KEY: f"{INK}&seed=3"}) as page:
        figure = Figure(page)
        figure.scrub(9)
        leave(page)
        assert page.window.localStorage.kept[KEY] == f"{INK}&seed=3"
        assert page.window.localStorage.kept.keys() == {KEY}
        assert STILL_HERE not in figure.notice
        assert figure.part("bring").element.hidden


def test_the_visitors_own_drawing_can_be_had_back_by_undo() -> None:
    with learner(here=False), opened(f"{BLANK}&seed=6", {KEY: INK}) as page:
        figure = Figure(page)
        figure.stroke(*LINE, moves=4)
        assert stored(page)["seed"] == "6"
        assert STILL_HERE in figure.notice
        assert "former" not in page.hash
        figure.button("Undo").click()
        assert not figure.drawing().any()
        assert STILL_HERE in figure.notice
        figure.button("Undo").click()
        assert figure.drawing().all()
        page.rest()
        assert STILL_HERE not in figure.notice
        assert "former" not in stored(page)


def test_the_visitors_own_drawing_can_be_had_back_by_a_button() -> None:
    with learner(here=False), opened(BLANK, {KEY: INK}) as page:
        figure = Figure(page)
        figure.stroke(*LINE, moves=4)
        drawn = figure.drawing()
        figure.settle()
        figure.button("Bring back my drawing").click()
        figure.settle()
        assert figure.drawing().all()
        assert figure.part("bring").element.hidden
        assert figure.part("grid").focused
        assert stored(page) == parts(INK)
        figure.button("Undo").click()
        np.testing.assert_array_equal(figure.drawing(), drawn)


def test_a_setting_makes_the_link_the_visitors_too() -> None:
    with learner(here=False), opened(BLANK, {KEY: INK}) as page:
        figure = Figure(page)
        figure.number("Seed").fill("8")
        assert stored(page) == parts(f"{BLANK}&seed=8&former={INK.removeprefix('drawing=')}")
        figure.button("Undo").click()
        assert figure.drawing().all()


def test_another_visit_offers_it_until_the_first_stroke() -> None:
    kept = f"{BLANK}&former={INK.removeprefix('drawing=')}"
    with learner(here=False), opened(kept={KEY: kept}) as page:
        figure = Figure(page)
        assert STILL_HERE in figure.notice
        figure.stroke(*LINE, moves=4)
        assert "former" not in stored(page)
        assert STILL_HERE not in figure.notice
        figure.button("Undo").click()
        figure.button("Undo").click()
        assert figure.drawing().all(), "undo still finds it"


def test_a_former_drawing_is_all_that_was_kept() -> None:
    with opened(kept={KEY: BLANK.replace("drawing", "former")}) as page:
        assert Figure(page).notice == STILL_HERE


def test_a_link_pasted_into_the_open_page_and_back() -> None:
    with learner(here=False), opened(kept={KEY: INK}) as page:
        figure = Figure(page)
        figure.number("Seed").fill("4")  # not kept yet
        page.window.history.visit(f"{BLANK}&seed=6")
        page.settle()
        assert not figure.drawing().any()
        assert stored(page) == parts(f"{INK}&seed=4")
        page.window.history.go(-1)
        page.settle()
        assert figure.drawing().all()
        assert figure.number("Seed").value == "4"
        page.window.history.go(1)
        page.settle()
        figure.stroke(*LINE, moves=4)
        assert STILL_HERE in figure.notice
        for _ in range(2):
            figure.button("Undo").click()
        assert figure.drawing().all()


def test_back_to_the_bare_address_finds_what_was_kept() -> None:
    with learner(here=False), opened(kept={KEY: INK}) as page:
        page.window.history.visit(BLANK)
        page.settle()
        assert not Figure(page).drawing().any()
        page.window.history.go(-1)
        page.settle()
        assert Figure(page).drawing().all()


def test_an_early_stroke_on_a_link_keeps_the_former_drawing_through_the_visit() -> None:
    former = INK.removeprefix("drawing=")
    window = {KEY: f"{BLANK}&former={former}"}  # as sketch.mjs keeps them
    drawn = SimpleNamespace(drawing=BLANK.removeprefix("drawing="), stroke=None)
    with learner(here=False), opened(BLANK, window, early=drawn) as page:
        figure = Figure(page)
        assert STILL_HERE in figure.notice
        figure.stroke(*LINE, moves=4)
        assert stored(page)["former"] == former
