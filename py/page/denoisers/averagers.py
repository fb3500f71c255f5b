"""Wiener filters of shelves, which take long to make: in slices, and the last few are kept."""

from __future__ import annotations

from collections.abc import Callable

from page.state.shelf import Shelf
from unerase import Wiener
from unerase.denoisers.slices import Slices, whole

KEPT = 3

_made: dict[Shelf, Wiener] = {}
_making: dict[Shelf, Slices[Wiener]] = {}


def make(shelf: Shelf, in_time: Callable[[], bool]) -> bool:
    """Go on making the filter of this shelf while there is time; whether it is made."""
    while shelf not in _made:
        if not in_time():
            return False
        slices = _making.setdefault(shelf, Wiener.in_slices(shelf.examples))
        try:
            next(slices)
        except StopIteration as end:
            _keep(shelf, end.value)
    return True


def averager(shelf: Shelf) -> Wiener:
    """The filter of this shelf, made to its end at once if it is not made."""
    if shelf not in _made:
        _keep(shelf, whole(_making.pop(shelf, Wiener.in_slices(shelf.examples))))
    return _made[shelf]


def _keep(shelf: Shelf, made: Wiener) -> None:
    _making.clear()  # of another shelf, which is not in use any more
    _made[shelf] = made
    for oldest in list(_made)[:-KEPT]:
        del _made[oldest]
