"""Long computations in slices, with time for something else in between."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

Slices = Generator[float, None, T]
"""Yields, after each slice, the share of the work that is done (0 … 1); returns the result."""


def whole(slices: Slices[T]) -> T:
    """The result of all slices, one right after the other."""
    while True:
        try:
            next(slices)
        except StopIteration as end:
            result: T = end.value
            return result
