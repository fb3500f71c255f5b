"""The engine's argument checks: each names the argument, what it was and what is allowed."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from unerase.arrays import Bits, Picture


def integer(name: str, value: Any, low: int, high: int) -> int:
    """Return `value` as an int in low … high, or raise ValueError."""
    try:
        whole = operator.index(value)
    except TypeError:
        whole = None
    if whole is None or isinstance(value, bool) or not low <= whole <= high:
        raise ValueError(f"{name} was {value!r}; it must be a whole number from {low} to {high}")
    return whole


def number(name: str, value: Any, low: float, high: float) -> float:
    """Return `value` as a float in [low, high], or raise ValueError (NaN included)."""
    # Asking an abstract class is slow, and nearly every number is one of Python's own.
    real = type(value) is float or (isinstance(value, Real) and not isinstance(value, bool))
    if not (real and low <= value <= high):  # compared before float(): large integers overflow it
        raise ValueError(f"{name} was {value!r}; it must be a number from {low} to {high}")
    return float(value)


def fraction(name: str, value: Any) -> float:
    """Return `value` as a float in [0, 1], or raise ValueError (NaN included)."""
    return number(name, value, 0, 1)


def fractions(name: str, value: Any) -> list[float]:
    """Return `value`, a row of at least one number, as floats in [0, 1], or raise ValueError."""
    row = numbers(name, value, "a row of numbers from 0 to 1")
    if row.ndim != 1 or row.size == 0:
        raise ValueError(f"{name} had shape {row.shape}; it must be a row of at least one number")
    return [fraction(name, each) for each in row.tolist()]


def one_of(name: str, value: Any, allowed: Iterable[str]) -> str:
    """Return `value` when it is among `allowed`, or raise ValueError."""
    known = tuple(allowed)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} was {value!r}; it must be one of {', '.join(known)}")
    return value


def picture(name: str, value: ArrayLike, shape: tuple[int, ...] | None = None) -> Picture:
    """Return `value` as a finite float32 array, of `shape` if given, or raise ValueError.

    Bits are refused: 0 and 1 are not the engine's paper and ink (`to_signal` makes -1 and +1).
    """
    if type(value) is np.ndarray and value.dtype == np.float32:  # what it nearly always is
        single: Picture = value
    else:
        array = numbers(name, value, "an array of real numbers")
        if array.dtype == bool:
            raise ValueError(
                f"{name} held bits; it must hold numbers: pass it through to_signal first"
            )
        with np.errstate(over="ignore"):
            single = array.astype(np.float32, copy=False)
    if single.size == 0:
        raise ValueError(f"{name} had shape {single.shape}; it must not be empty")
    _check_shape(name, single, shape)
    bad = single.size - np.count_nonzero(np.isfinite(single))
    if bad:
        raise ValueError(
            f"{name} held {bad} value(s) that are NaN, infinite or too large; "
            "all must be finite float32 numbers"
        )
    return single


def items(name: str, value: ArrayLike) -> Picture:
    """Return `value` as `picture` does if its first axis counts items, or raise ValueError."""
    row = picture(name, value)
    if row.ndim == 0:
        raise ValueError(f"{name} had shape {row.shape}; it must be a row of items")
    return row


def bits(name: str, value: ArrayLike, shape: tuple[int, ...] | None = None) -> Bits:
    """Return `value` as a boolean array, of `shape` if given, or raise ValueError."""
    array = _array(value)
    if array.dtype != bool:
        raise ValueError(f"{name} held {array.dtype} values; it must hold bits (True or False)")
    _check_shape(name, array, shape)
    return array


def _check_shape(name: str, array: NDArray[Any], shape: tuple[int, ...] | None) -> None:
    if shape is not None and array.shape != shape:
        raise ValueError(f"{name} had shape {array.shape}; it must have shape {shape}")


def _array(value: ArrayLike) -> NDArray[Any]:
    try:
        return np.asarray(value)
    except ValueError:  # rows of different lengths
        return np.asarray(None)


def numbers(name: str, value: ArrayLike, allowed: str) -> NDArray[Any]:
    """Return `value` as an array of real numbers, or raise ValueError."""
    array = _array(value)
    if array.dtype.kind not in "biuf":
        kind = type(value).__name__
        raise ValueError(f"{name} was a {kind}; it must be {allowed}")
    return array
