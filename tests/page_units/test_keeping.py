"""Several tabs at one storage, and links: what each may write, and what it has to leave alone."""

from __future__ import annotations

import base64

import pytest

from page.keeping import Keeping, settled
from page.link import joined, parts


def spelt(number: int) -> str:
    """A drawing that no other number has, as a link spells it."""
    return base64.urlsafe_b64encode(bytes([number]) * 128).decode().rstrip("=")


A, B, C = map(spelt, (1, 2, 3))


class Browser:
    """What it keeps for the page, if it takes it."""

    def __init__(self, **kept: str) -> None:
        self.kept: str | None = joined(kept) if kept else None
        self.takes = True
        self.writes = 0

    def save(self, text: str) -> bool:
        if self.takes:
            self.writes += 1
            self.kept = text
        return self.takes

    @property
    def texts(self) -> dict[str, str]:
        return parts(self.kept or "")


class Tab:
    """A page, from its start; what is not named does not change."""

    def __init__(self, browser: Browser, link: str = "", drawn: bool = False) -> None:
        self.keeping = Keeping(lambda: browser.kept, browser.save)
        self.follow_link(link or browser.kept or "", bool(link), drawn)

    def follow_link(self, link: str, linked: bool = True, drawn: bool = False) -> None:
        self.shown = settled(parts(link))
        self.keeping.show(self.shown, linked, drawn)

    def change(self, **texts: str) -> bool:
        self.shown |= texts
        return self.leave()

    def leave(self) -> bool:
        return self.keeping.keep(self.shown)

    def hear(self) -> None:
        self.shown, keys = self.keeping.news(self.shown)
        self.keeping.agree(self.shown, keys)


# Two tabs.


def test_an_untouched_tab_writes_nothing_when_it_is_left() -> None:
    browser = Browser(drawing=A, seed="1")
    older, newer = Tab(browser), Tab(browser)
    newer.change(drawing=B)
    older.leave()
    assert browser.texts == {"drawing": B, "seed": "1"}
    assert browser.writes == 1


def test_a_tab_writes_only_what_its_visitor_has_changed() -> None:
    browser = Browser(drawing=A)
    older, newer = Tab(browser), Tab(browser)
    newer.change(drawing=B)
    older.change(seed="7")
    assert browser.texts == {"drawing": B, "seed": "7"}


def test_a_default_is_a_change_like_any_other() -> None:
    browser = Browser(drawing=A, seed="1", steps="9")
    tab, other = Tab(browser), Tab(browser)
    other.change(steps="8")
    del tab.shown["seed"]
    tab.leave()
    assert browser.texts == {"drawing": A, "steps": "8"}


def test_what_two_tabs_changed_fits_together() -> None:
    browser = Browser(steps="50")
    tab, other = Tab(browser), Tab(browser)
    tab.change(**{"from": "40"})
    other.change(steps="10")
    assert browser.texts == {"steps": "10"}, "no walk of ten steps starts at the fortieth"


def test_an_untouched_tab_follows_at_once() -> None:
    browser = Browser(drawing=A)
    tab, other = Tab(browser), Tab(browser)
    other.change(**{"drawing": B, "lab.scale": "snr"})
    tab.hear()
    assert tab.shown == {"drawing": B, "lab.scale": "snr"}
    tab.leave()
    assert browser.writes == 1


def test_a_touched_tab_keeps_what_its_visitor_changed_and_takes_the_rest() -> None:
    browser = Browser(drawing=A)
    tab, other = Tab(browser), Tab(browser)
    tab.change(drawing=C)
    other.change(drawing=B, seed="5")
    tab.hear()
    assert tab.shown == {"drawing": C, "seed": "5"}
    tab.leave()
    assert browser.texts["drawing"] == B


def test_what_has_not_been_kept_yet_is_kept_before_the_news_are_shown() -> None:
    browser = Browser(drawing=A)
    tab, other = Tab(browser), Tab(browser)
    other.change(drawing=B)
    tab.shown["drawing"] = C  # a stroke that is under way
    tab.hear()
    assert tab.shown["drawing"] == browser.texts["drawing"] == C
    assert browser.texts["former"] == B


def test_a_drawing_of_another_tab_is_not_lost_to_the_next_stroke() -> None:
    browser = Browser(drawing=A)
    tab, other = Tab(browser), Tab(browser)
    tab.change(drawing=C)
    other.change(drawing=B)
    tab.hear()
    tab.change(drawing=spelt(4))
    assert tab.keeping.former == browser.texts["former"] == B


def test_time_that_passes_elsewhere_passes_there_only() -> None:
    browser = Browser(drawing=A)
    tab, other = Tab(browser), Tab(browser)
    other.change(**{"points.timestep": "4", "points.phase": "reverse"})
    tab.hear()
    assert tab.shown == {"drawing": A}


def test_a_storage_that_was_emptied_is_filled_again_by_the_next_change() -> None:
    browser = Browser(drawing=A)
    tab = Tab(browser)
    browser.kept = None
    tab.hear()
    assert tab.shown == {"drawing": A}
    tab.leave()
    assert browser.kept is None
    tab.change(seed="2")
    assert browser.texts == {"drawing": A, "seed": "2"}


# A link.


def test_a_link_that_is_looked_at_leaves_no_trace() -> None:
    browser = Browser(drawing=A)
    tab = Tab(browser, f"drawing={B}&points.phase=reverse")
    tab.change(**{"corrupt.timestep": "3"})  # time passes
    tab.leave()
    tab.hear()
    assert browser.texts == {"drawing": A}
    assert tab.shown["drawing"] == B
    assert tab.keeping.former == ""


@pytest.mark.parametrize("change", [{"drawing": C}, {"seed": "3"}])
def test_with_the_first_change_it_is_the_visitors_and_their_own_drawing_is_kept_beside(
    change: dict[str, str],
) -> None:
    browser = Browser(drawing=A, steps="9")
    tab = Tab(browser, f"drawing={B}&schedule=cosine")
    tab.change(**change)
    assert browser.texts == {"drawing": B, "schedule": "cosine", **change, "former": A}
    assert tab.keeping.former == A
    tab.change(drawing=spelt(4))
    assert browser.texts["former"] == A, "as long as this visit lasts"


def test_a_link_with_the_same_drawing_takes_no_drawing_away() -> None:
    browser = Browser(drawing=A)
    tab = Tab(browser, f"drawing={A}&seed=3")
    tab.change(drawing=C)
    assert browser.texts == {"drawing": C, "seed": "3"}


def test_a_link_takes_only_the_place_of_what_it_has_itself() -> None:
    own = {"curve": "ANJQlqBa8Bc", "points.points": "AAAA", "cloth.pattern": "drawing"}
    browser = Browser(drawing=A, **own)
    Tab(browser, "cloth.pattern=maze&seed=5").change(drawing=B)
    assert browser.texts == own | {
        "cloth.pattern": "maze",
        "seed": "5",
        "drawing": B,
        "former": A,
    }


def test_who_has_drawn_nothing_yet_loses_nothing() -> None:
    browser = Browser(seed="4")
    Tab(browser, f"drawing={B}").change(seed="5")
    assert browser.texts == {"drawing": B, "seed": "5"}


def test_a_link_without_a_drawing_shows_one_too() -> None:
    browser = Browser(drawing=A)
    Tab(browser, "seed=1").change(seed="2")
    assert browser.texts == {"seed": "2", "former": A}


def test_the_address_of_ones_own_page_is_no_strange_link() -> None:
    browser = Browser(drawing=A, seed="1")
    tab, other = Tab(browser, f"seed=1&drawing={A}&timestep=9"), Tab(browser)
    other.change(steps="9")
    tab.hear()
    assert tab.shown["steps"] == "9"


def test_a_second_link_and_the_way_back() -> None:
    browser = Browser(drawing=A)
    tab = Tab(browser)
    tab.follow_link(f"drawing={B}")
    tab.change(drawing=C)
    assert tab.keeping.former == A
    tab.follow_link(f"drawing={A}")
    tab.leave()
    assert browser.texts == {"drawing": C, "former": A}
    tab.change(seed="1")
    assert browser.texts == {"drawing": A, "seed": "1", "former": C}


# The former drawing.


def test_what_was_brought_back_is_no_former_drawing() -> None:
    browser = Browser(drawing=A)
    tab = Tab(browser, f"drawing={B}")
    tab.change(seed="3")
    tab.change(drawing=A)
    assert tab.keeping.former == ""
    assert browser.texts == {"drawing": A, "seed": "3"}


def test_another_visit_finds_it_and_with_its_first_stroke_it_goes() -> None:
    browser = Browser(drawing=B, former=A)
    tab = Tab(browser)
    assert tab.keeping.former == A
    tab.change(seed="3")
    assert browser.texts["former"] == A
    tab.change(drawing=C)
    assert tab.keeping.former == ""
    assert browser.texts == {"drawing": C, "seed": "3"}


def test_what_was_drawn_before_python_was_there_belongs_to_this_visit() -> None:
    browser = Browser(drawing=B, former=A)  # kept by the early sketch
    tab = Tab(browser, f"drawing={B}", drawn=True)
    tab.change(drawing=C)
    assert browser.texts == {"drawing": C, "former": A}


@pytest.mark.parametrize("bad", ["zz", "", "<b>"])
def test_a_former_drawing_that_is_none_is_forgotten(bad: str) -> None:
    tab = Tab(Browser(drawing=B, former=bad))
    assert tab.keeping.former == ""


def test_no_link_brings_one_along() -> None:
    browser = Browser(drawing=A)
    tab = Tab(browser, f"drawing={A}&former={B}")
    tab.change(seed="1")
    assert browser.texts == {"drawing": A, "seed": "1"}


# A browser that keeps nothing.


def test_what_was_not_taken_is_tried_again() -> None:
    browser = Browser(drawing=A)
    browser.takes = False
    tab = Tab(browser, f"drawing={B}")
    assert tab.leave(), "there is nothing to keep yet"
    assert not tab.change(drawing=C)
    assert tab.keeping.former == "", "it is where it was"
    browser.takes = True
    assert tab.change(seed="1")
    assert browser.texts == {"drawing": C, "seed": "1", "former": A}


def test_news_do_not_replace_what_was_not_taken() -> None:
    browser = Browser(drawing=A)
    tab, other = Tab(browser), Tab(browser)
    other.change(drawing=B)
    browser.takes = False
    tab.change(drawing=C)
    tab.hear()
    assert tab.shown == {"drawing": C}
    browser.takes = True
    tab.leave()
    assert browser.texts == {"drawing": C, "former": B}


def test_what_is_bad_in_it_is_gone_with_the_next_change() -> None:
    browser = Browser(drawing=A, seed="[]", figure="walk", colour="red")
    tab = Tab(browser)
    tab.leave()
    assert browser.writes == 0
    tab.change(steps="3")
    assert browser.texts == {"drawing": A, "steps": "3"}
