"""How much time a scene is given: as much as it wants, or a few steps of it."""

from __future__ import annotations

from collections.abc import Callable


def always() -> bool:
    return True


def few(count: int) -> Callable[[], bool]:
    """Time for so many steps, slices or questions."""
    left = iter(range(count))
    return lambda: next(left, None) is not None
