"""The patterns fill the grid, repeat as they should, and are in balance; the ready shelves."""

from __future__ import annotations

from collections import deque
from itertools import combinations

import numpy as np
import pytest

from unerase import preset
from unerase.presets import preset_names
from unerase.shelves import READY, Sketch, letters, patterns

SHELF = patterns()

# By how many rows and columns a pattern can be moved without a change.
PERIODS = {
    "Weave": [(10, 0), (0, 10), (5, 5)],
    "Waves": [(0, 16), (32, 0)],
    "Bricks": [(12, 0), (6, 5), (0, 10)],
    "Herringbone": [(8, 0), (0, 16)],
    "Houndstooth": [(8, 0), (0, 8)],
    "Scales": [(10, 0), (0, 10), (5, 5)],
    "Honeycomb": [(14, 0), (7, 4), (0, 8)],
    "Dots": [(5, 5), (0, 10)],
}


def named(name: str) -> np.ndarray:
    (found,) = (sketch.bits for sketch in SHELF if sketch.name == name)
    return found


def test_names_are_labels_and_all_differ() -> None:
    assert len(SHELF) == 12
    assert len({sketch.name for sketch in SHELF}) == 12
    assert all(sketch.name == sketch.label for sketch in SHELF)


@pytest.mark.parametrize("sketch", SHELF, ids=lambda sketch: sketch.name)
def test_every_part_of_the_grid_has_ink_and_paper(sketch: Sketch) -> None:
    quarters = sketch.bits.reshape(4, 8, 4, 8).mean(axis=(1, 3))
    assert quarters.min() >= 0.05
    assert quarters.max() <= 0.95
    assert 0.25 <= sketch.bits.mean() <= 0.65


@pytest.mark.parametrize(
    ("name", "shift"),
    [(name, shift) for name, shifts in PERIODS.items() for shift in shifts],
    ids=str,
)
def test_what_repeats_does_so_all_over(name: str, shift: tuple[int, int]) -> None:
    bits, (down, along) = named(name), shift
    assert np.array_equal(bits[down:, along:], bits[: 32 - down, : 32 - along])


@pytest.mark.parametrize("name", sorted({sketch.name for sketch in SHELF} - set(PERIODS)))
def test_what_is_drawn_by_chance_does_not_repeat(name: str) -> None:
    bits = named(name)
    for down in range(0, 17, 2):
        for along in range(0, 17, 2):
            if (down, along) != (0, 0):
                assert np.any(bits[down:, along:] != bits[: 32 - down, : 32 - along])


def test_no_two_patterns_are_alike() -> None:
    for a, b in combinations(SHELF, 2):
        assert np.count_nonzero(a.bits ^ b.bits) >= 200, (a.name, b.name)


def test_one_can_walk_from_everywhere_to_everywhere_in_the_maze() -> None:
    """Its walls close no loop within the grid, so all of its paper hangs together."""
    paper = ~np.pad(named("Maze"), 1)  # there is a way around it
    frontier = deque([(0, 0)])
    seen = {(0, 0)}
    while frontier:
        row, column = frontier.popleft()
        for i, j in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            if 0 <= i < 34 and 0 <= j < 34 and paper[i, j] and (i, j) not in seen:
                seen.add((i, j))
                frontier.append((i, j))
    assert len(seen) == np.count_nonzero(paper)


def test_each_square_of_the_labyrinth_has_one_diagonal() -> None:
    squares = named("Labyrinth").reshape(8, 4, 8, 4).transpose(0, 2, 1, 3).reshape(-1, 4, 4)
    falling = np.array([[(i - j) % 4 < 2 for j in range(4)] for i in range(4)])
    rising = falling[:, ::-1]
    kinds = [np.array_equal(square, falling) for square in squares]
    assert 20 <= sum(kinds) <= 44
    for square, falls in zip(squares, kinds, strict=True):
        assert falls or np.array_equal(square, rising)


def test_the_ready_shelves() -> None:
    assert [(slug, shelf.label) for slug, shelf in READY.items()] == [
        ("letters", "Letters and digits"),
        ("shapes", "Shapes"),
        ("patterns", "Patterns"),
        ("presets", "Presets"),
    ]
    assert [len(shelf.make()) for shelf in READY.values()] == [108, 132, 12, 18]
    assert READY["letters"].make() is letters()
    assert READY["patterns"].make() is patterns()


def test_the_presets_are_a_shelf() -> None:
    shelf = READY["presets"].make()
    assert READY["presets"].make() is shelf
    for slug, sketch in zip(preset_names(), shelf, strict=True):
        assert sketch.name.lower().replace(" ", "-") == slug
        assert sketch.label == sketch.name
        assert np.array_equal(sketch.bits, preset(slug))
