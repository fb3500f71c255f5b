"""Argument checks shared by the engine: each names the argument, what it was and what is allowed."""

from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

_NOT_NUMBERS = (TypeError, ValueError, OverflowError)


def integer(name: str, value: Any, low: int, high: int) -> int:
    """Return `value` as an int in low … high, or raise ValueError."""
    try:
        whole = operator.index(value)
    except TypeError:
        whole = None
    if whole is None or isinstance(value, bool) or not low <= whole <= high:
        raise ValueError(f"{name} was {value!r}; it must be a whole number from {low} to {high}")
    return whole


def fraction(name: str, value: Any) -> float:
    """Return `value` as a float in [0, 1], or raise ValueError (NaN included)."""
    try:
        number = float(value)
    except _NOT_NUMBERS:
        number = math.nan
    if not 0.0 <= number <= 1.0:
        raise ValueError(f"{name} was {value!r}; it must be a number from 0 to 1")
    return number


def picture(
    name: str, value: ArrayLike, shape: tuple[int, ...] | None = None
) -> NDArray[np.float32]:
    """Return `value` as a finite float32 array, of `shape` if given, or raise ValueError."""
    try:
        array = np.asarray(value, dtype=np.float32)
    except _NOT_NUMBERS:
        kind = type(value).__name__
        raise ValueError(f"{name} was a {kind}; it must be an array of numbers") from None
    if array.size == 0:
        raise ValueError(f"{name} had shape {array.shape}; it must not be empty")
    if shape is not None and array.shape != shape:
        raise ValueError(f"{name} had shape {array.shape}; it must have shape {shape}")
    if not np.isfinite(array).all():
        bad = int(array.size - np.isfinite(array).sum())
        raise ValueError(
            f"{name} held {bad} value(s) that are NaN or infinite; all must be finite"
        )
    return array
