"""Shelves: the visitor's own, the ready ones, and those that travel in links."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from page.figures.hero.settings import TABLE as HERO
from page.figures.hero.settings import HeroSettings
from page.shelves.own import CannotPut, OwnShelf
from page.shelves.sheet import GAP, TILE, columns_for, sheet_of, tile_at
from page.shelves.shelves import LOST, NOT_KEPT, Shelves
from page.state.shelf import GIVEN, OWN, Shelf, ready
from page.widgets.palette import ramp
from unerase import preset
from unerase.shelves import MAX_SKETCHES, READY, Sketch, letters

STAR, HOUSE, MOON = (preset(name) for name in ("star", "house", "moon"))


def numbered(number: int) -> NDArray[np.bool_]:
    """A drawing that no other number has."""
    bits = np.zeros((32, 32), dtype=bool)
    bits[0, :11] = [number >> place & 1 for place in range(11)]
    bits[31, 31] = True
    return bits


class Page:
    """What the page does with shelves: it remembers which is in use, and what was kept."""

    def __init__(self, kept: str = "", keeps: bool = True) -> None:
        self.in_use = ready("letters")
        self.kept = kept
        self._keeps = keeps
        self.shelves = Shelves(lambda: self.kept, self._use, self._keep)

    def _use(self, shelf: Shelf) -> None:
        self.in_use = shelf

    def _keep(self, text: str) -> bool:
        self.kept = text if self._keeps else self.kept
        return self._keeps


def test_sketches_are_put_named_moved_and_removed() -> None:
    own = OwnShelf()
    for bits in (STAR, HOUSE, MOON):
        own.put(bits)
    assert [sketch.name for sketch in own.sketches] == ["Sketch 1", "Sketch 2", "Sketch 3"]
    own.rename(1, "  My  house ")
    assert own.move(1, -1) == 0
    assert own.move(0, -1) == 0  # it stands at the end already
    assert own.move(2, +5) == 2
    assert [sketch.name for sketch in own.sketches][1:] == ["Sketch 1", "Sketch 3"]
    assert np.array_equal(own.sketches[0].bits, HOUSE)
    own.remove(1)
    assert [sketch.bits.sum() for sketch in own.sketches] == [HOUSE.sum(), MOON.sum()]
    own.put(numbered(5))
    assert own.sketches[2].name == "Sketch 4"  # 3 is taken


def test_every_change_can_be_taken_back() -> None:
    own = OwnShelf(letters()[:4])
    own.put(STAR)
    own.remove(0)
    own.empty()
    assert len(own) == 0
    for count in (4, 5, 4):
        own.undo()
        assert len(own) == count
    assert not own.can_undo
    assert own.sketches == letters()[:4]


@pytest.mark.parametrize("plain", [np.zeros((32, 32), bool), np.ones((32, 32), bool)])
def test_a_blank_and_a_full_sheet_say_nothing_and_are_refused(plain: NDArray[np.bool_]) -> None:
    own = OwnShelf()
    with pytest.raises(CannotPut, match="draw something"):
        own.put(plain)
    assert len(own) == 0


def test_a_duplicate_is_refused_by_name_and_merged_from_a_file() -> None:
    own = OwnShelf()
    own.put(STAR, "My star")
    with pytest.raises(CannotPut, match="as “My star”"):
        own.put(STAR, "Another")
    assert own.add([Sketch("Star again", STAR, "x"), Sketch("House", HOUSE, "x")]) == 1
    assert [sketch.name for sketch in own.sketches] == ["My star", "House"]


def test_a_thousand_and_not_one_more() -> None:
    own = OwnShelf(Sketch(f"S {n}", numbered(n), "s") for n in range(MAX_SKETCHES))
    with pytest.raises(CannotPut, match=f"takes {MAX_SKETCHES}"):
        own.put(STAR)
    with pytest.raises(CannotPut, match="Remove some"):
        own.add(letters()[:2])
    assert len(own) == MAX_SKETCHES
    own.remove(7)
    own.put(STAR)
    assert len(own) == MAX_SKETCHES


def test_ones_own_shelf_is_used_from_three_sketches_on() -> None:
    page = Page()
    assert "can use it once it has 3" in page.shelves.put(STAR)
    page.shelves.put(HOUSE)
    assert page.in_use is ready("letters")
    assert OWN not in dict(page.shelves.choices())
    page.shelves.put(MOON)
    assert page.in_use.name == OWN
    assert len(page.in_use.sketches) == 3
    assert dict(page.shelves.choices())[OWN] == "Your own"
    page.shelves.change(lambda own: own.remove(0))
    assert page.in_use.name == "letters"


def test_what_was_kept_comes_back() -> None:
    page = Page()
    for bits in (STAR, HOUSE):
        page.shelves.put(bits)
    again = Page(page.kept)
    assert again.shelves.complaint == ""
    assert again.shelves.own.sketches == page.shelves.own.sketches


def test_damage_is_said_and_a_browser_that_keeps_nothing_too() -> None:
    assert Page("{").shelves.complaint == LOST
    page = Page(keeps=False)
    assert page.shelves.put(STAR).endswith(NOT_KEPT)


def test_a_link_carries_a_small_shelf() -> None:
    sent = Shelf(OWN, letters()[5:9])
    texts = HERO.encode(HeroSettings(shelf=sent))
    settings, complaints = HERO.decode(texts)
    assert complaints == []
    assert settings.shelf.name == GIVEN
    assert settings.shelf.sketches == sent.sketches


def test_a_large_shelf_stays_at_home_and_says_so() -> None:
    texts = HERO.encode(HeroSettings(shelf=Shelf(OWN, letters()[:31])))
    assert texts == {"shelf": OWN}
    settings, complaints = HERO.decode(texts)
    assert complaints == []
    shelf, said = Page().shelves.settle(settings.shelf)
    assert shelf is ready("letters")
    assert "too large" in said


@pytest.mark.parametrize("text", ["", ".", ".AAAA", "nothing", "own own", ".eJwDAAAAAAE"])
def test_a_damaged_shelf_falls_back_and_says_so(text: str) -> None:
    settings, complaints = HERO.decode({"shelf": text})
    assert settings.shelf is ready("letters")
    assert len(complaints) == 1
    assert "shelf=" in complaints[0]


def test_a_shelf_from_a_link_stands_beside_ones_own() -> None:
    page = Page()
    for bits in (STAR, HOUSE, MOON):
        page.shelves.put(bits)
    before = page.shelves.own.sketches
    given = Shelf(GIVEN, letters()[:3])
    assert page.shelves.settle(given) == (given, "")
    assert {OWN, GIVEN} <= set(dict(page.shelves.choices()))
    page.shelves.put(numbered(3))
    assert page.shelves.own.sketches[:3] == before
    page.shelves.choose(GIVEN)
    assert page.in_use is given


def test_ones_own_shelf_in_a_link_is_ones_own() -> None:
    page = Page()
    for bits in (STAR, HOUSE, MOON):
        page.shelves.put(bits)
    settings, _ = HERO.decode(HERO.encode(HeroSettings(shelf=page.in_use)))
    shelf, said = page.shelves.settle(settings.shelf)
    assert (shelf.name, said) == (OWN, "")


def test_ready_shelves_are_drawn_when_they_are_asked_for() -> None:
    for name, made in READY.items():
        assert ready(name).usable
        assert ready(name).sketches is made.make()
        assert ready(name).examples.shape == (len(made.make()), 32, 32)
        assert set(np.unique(ready(name).examples)) == {-1.0, 1.0}


def test_the_sheet_has_every_sketch_where_a_pointer_finds_it() -> None:
    bits, table = np.stack([sketch.bits for sketch in letters()]), ramp("#ffffff", "#000000")
    columns = columns_for(len(bits))
    sheet = sheet_of(bits, columns, table)
    assert sheet.shape == (-(-108 // columns) * TILE, columns * TILE, 4)
    for number in (0, columns - 1, columns, 107):
        row, column = divmod(number, columns)
        top, left = row * TILE + GAP // 2, column * TILE + GAP // 2
        tile = sheet[top : top + 32, left : left + 32]
        assert np.array_equal(tile[..., 0] < 128, bits[number])
        assert tile_at(left + 16, top + 16, columns, 108) == number
    assert tile_at(-1, 5, columns, 108) is None
    assert tile_at(columns * TILE + 1, 5, columns, 108) is None
    assert tile_at(5, 10_000, columns, 108) is None


# Two tabs.


def two_tabs(kept: str = "") -> tuple[Page, Page]:
    """Two pages at one storage."""
    one, other = Page(kept), Page(kept)
    other.shelves = Shelves(lambda: one.kept, other._use, one._keep)
    return one, other


def drawings(page: Page) -> list[bytes]:
    return [sketch.bits.tobytes() for sketch in page.shelves.own.sketches]


def test_each_tab_puts_its_sketches_beside_those_of_the_other() -> None:
    one, other = two_tabs()
    one.shelves.put(STAR)
    other.shelves.put(HOUSE)
    one.shelves.put(MOON)
    other.shelves.follow()
    assert drawings(one) == drawings(other) == [bits.tobytes() for bits in (STAR, HOUSE, MOON)]
    assert other.shelves.choices()[-1][0] == OWN
    with pytest.raises(CannotPut, match="already has it"):
        other.shelves.put(MOON)


def test_a_sketch_that_another_tab_took_off_stays_off() -> None:
    one, other = two_tabs()
    for bits in (STAR, HOUSE, MOON):
        one.shelves.put(bits)
    other.shelves.change(lambda own: own.remove(1))
    one.shelves.put(numbered(1))
    assert drawings(one) == [bits.tobytes() for bits in (STAR, MOON, numbered(1))]


def test_undo_takes_nothing_back_that_another_tab_did() -> None:
    one, other = two_tabs()
    for bits in (STAR, HOUSE, MOON):
        one.shelves.put(bits)
    other.shelves.put(numbered(1))
    other.shelves.change(lambda own: own.rename(1, "My house"))
    other.shelves.change(lambda own: own.remove(0))
    one.shelves.change(lambda own: own.undo())  # the moon
    assert drawings(one) == [HOUSE.tobytes(), numbered(1).tobytes()]
    assert one.shelves.own.sketches[0].name == "My house"
    other.shelves.follow()
    assert drawings(other) == drawings(one)


def test_undo_never_fills_the_shelf_beyond_its_end() -> None:
    own = OwnShelf(Sketch(str(i), numbered(i), "yours") for i in range(MAX_SKETCHES))
    own.remove(0)
    own.follow((*own.sketches, Sketch("elsewhere", STAR, "yours")))
    own.undo()
    assert len(own) == MAX_SKETCHES
    assert own.sketches[-1].name == "elsewhere"


def test_the_shelf_in_use_follows_another_tab() -> None:
    one, other = two_tabs()
    for bits in (STAR, HOUSE, MOON):
        one.shelves.put(bits)
    other.shelves.follow()
    other.shelves.choose(OWN)
    one.shelves.put(numbered(1))
    other.shelves.follow()
    assert other.in_use.name == OWN
    assert len(other.in_use.sketches) == 4
    one.shelves.change(lambda own: own.empty())
    other.shelves.follow()
    assert other.in_use is ready("letters")


def test_where_the_browser_takes_nothing_the_tab_goes_by_its_own() -> None:
    page = Page(keeps=False)
    for bits in (STAR, HOUSE, MOON):
        page.shelves.put(bits)
    page.kept = ""
    page.shelves.follow()
    assert len(page.shelves.own) == 3
    assert not page.shelves.kept


@pytest.mark.parametrize("text", ["{", "null", "[]"])
def test_what_is_no_shelf_is_not_followed(text: str) -> None:
    page = Page()
    page.shelves.put(STAR)
    page.kept = text
    page.shelves.follow()
    page.shelves.put(HOUSE)
    assert drawings(page) == [STAR.tobytes(), HOUSE.tobytes()]


def test_a_sketch_is_found_wherever_it_has_gone() -> None:
    own = OwnShelf()
    for bits in (STAR, HOUSE, MOON):
        own.put(bits)
    house = own.sketches[1]
    own.move(1, 1)
    assert own.place_of(house) == 2
    own.remove(2)
    with pytest.raises(CannotPut, match="no longer on your shelf"):
        own.place_of(house)
