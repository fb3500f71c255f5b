"""The training runs of this visit: changing a setting back finds the run where it was left."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from page.figures.learn.run import Run

KEPT = 4

_runs: OrderedDict[object, Run] = OrderedDict()


def run_of(key: object, begin: Callable[[], Run]) -> Run:
    """The run of that key, begun if there is none; the last few are kept."""
    if key not in _runs:
        _runs[key] = begin()
    _runs.move_to_end(key)
    while len(_runs) > KEPT:
        _runs.popitem(last=False)
    return _runs[key]


def known(key: object) -> Run | None:
    """The run of that key, if there is one."""
    return _runs.get(key)


def forget(key: object) -> None:
    """Let the run of that key begin anew when it is asked for."""
    _runs.pop(key, None)
