"""Ends code that never ends: a watch that looks at the clock, and refuses what is far too large.

`weave` writes the calls of these into a syntax tree; nobody else needs them.
"""

from __future__ import annotations

import functools
import itertools
import math
import operator
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import Any

import numpy as np

LIMIT_S = 3.0
"""So long may one slice take: what runs between two turns of the browser."""
MOST_CELLS = 20_000_000
"""So many numbers may one numpy call read or make, which nobody can stop: half a second of adding
them up in WebAssembly, and a tenth of its memory."""
MOST_WORK = 1_000_000_000
"""So many multiplications may one product of matrices take."""
MOST_AXES = 8
"""A longer tuple is no shape."""
MOST_DIGITS = 1_000_000
"""So many bits may a whole number have."""


class Endless(BaseException):
    """The slice has taken too long. Not an Exception, which visitors' code may catch."""

    def __str__(self) -> str:
        return (
            f"It was stopped after {LIMIT_S:g} seconds. Does a loop, or a function that calls "
            "itself, come to an end?"
        )


class TooLarge(ValueError):
    """One step of the code would take too long to be stopped."""


_deadline = math.inf


@contextmanager
def slice_of_time() -> Iterator[None]:
    """The watched code that is called inside has LIMIT_S; a slice within another has its rest."""
    global _deadline
    before = _deadline
    if before == math.inf:
        _deadline = time.perf_counter() + LIMIT_S
    try:
        yield
    finally:
        _deadline = before


def tick() -> bool:
    """True, or Endless if the time is over."""
    if time.perf_counter() > _deadline:
        raise Endless
    return True


def ticking(given: Any) -> Any:
    """An iterator that looks at the clock each time it is asked; anything else as it is."""
    if not isinstance(given, Iterator):
        return given

    def watched() -> Iterator[Any]:
        for each in given:
            tick()
            yield each

    return watched()


# What asks an iterator for all it has, in C, where no loop of the visitor's looks at the clock.
_CONSUMERS: frozenset[Any] = frozenset(
    (
        *(list, tuple, set, frozenset, dict, bytes, bytearray, sum, max, min, any, all, sorted),
        *(zip, map, filter, enumerate, deque, Counter, functools.reduce, np.fromiter),
        *(math.prod, math.fsum),
    )
)
# What runs other texts, where nobody has woven anything, or lets the whole page sleep.
_UNWATCHED: dict[Any, str] = {
    eval: "eval(…) runs code that cannot be stopped; write it out",
    exec: "exec(…) runs code that cannot be stopped; write it out",
    time.sleep: "time.sleep(…) would let the whole page sleep",
}


def call(function: Any, /, *given: Any, **named: Any) -> Any:
    """Call it, unless that would take too long to be stopped."""
    tick()
    try:
        known = function in _UNWATCHED
        consumes = function in _CONSUMERS
    except TypeError:  # without a hash
        known = consumes = False
    if known:
        raise TooLarge(_UNWATCHED[function])
    for one in itertools.chain(given, named.values()):
        if type(one) is tuple and len(one) <= MOST_AXES:  # it may be the shape of what is made
            _refuse_cells(_cells(one))
    module = getattr(function, "__module__", None) or ""
    if consumes or module == "itertools" or _is_join(function):
        for one in given:
            _refuse_length(one)
        given = tuple(map(ticking, given))
        if function in (bytes, bytearray) and given and isinstance(given[0], int):
            _refuse_cells(given[0])
    elif module.startswith("numpy") or isinstance(function, np.ufunc) or _is_method(function):
        _refuse_work(function, given, named)
    elif function is pow and len(given) == 2:
        binary("**", *given)
    elif function in (math.factorial, math.comb, math.perm) and given:
        _refuse_digits(float(abs(given[0])) if isinstance(given[0], int) else 0.0)
    return function(*given, **named)


def _is_join(function: Any) -> bool:
    owner = getattr(function, "__self__", None)
    return isinstance(owner, (str, bytes)) and getattr(function, "__name__", "") == "join"


def _is_method(function: Any) -> bool:
    return isinstance(getattr(function, "__self__", None), np.ndarray)


OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "**": operator.pow,
    "*": operator.mul,
    "@": operator.matmul,
    "<<": operator.lshift,
    "+": operator.add,
    "-": operator.sub,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
}
"""The operators whose result may be large, by how they are written."""


def binary(sign: str, left: Any, right: Any) -> Any:
    """`left sign right`, unless that is far too large."""
    return OPERATORS[sign](left, checked(sign, left, right))


def checked(sign: str, left: Any, right: Any) -> Any:
    """`right`, if `left sign right` is not far too large."""
    if isinstance(left, np.ndarray) or isinstance(right, np.ndarray):
        if sign == "@":
            _refuse_product([np.shape(left), np.shape(right)])
        else:
            _refuse_broadcast([np.shape(left), np.shape(right)])
    elif isinstance(left, int) and isinstance(right, int):
        if sign == "**":
            _refuse_digits(left.bit_length() * float(max(right, 0)))
        elif sign == "<<":
            _refuse_digits(left.bit_length() + float(max(right, 0)))
    elif sign == "*":
        for one, times in ((left, right), (right, left)):
            if isinstance(one, Sized) and isinstance(times, int):
                _refuse_cells(len(one) * times)
    return right


_MADE_BY_SHAPE: frozenset[Any] = frozenset(
    (np.zeros, np.ones, np.empty, np.full, np.indices, np.identity, np.broadcast_to, np.resize)
)
_MADE_BY_LENGTH: frozenset[Any] = frozenset(
    (np.eye, np.tri, np.linspace, np.logspace, np.geomspace)
)
_PRODUCTS: frozenset[Any] = frozenset((np.matmul, np.dot, np.inner, np.vdot))
_OF_EACH_WITH_EACH: frozenset[Any] = frozenset((np.outer, np.kron, np.convolve, np.correlate))
_MANY_TIMES: frozenset[Any] = frozenset((np.repeat, np.tile))


def _refuse_work(function: Any, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Estimate what a numpy call reads, makes and multiplies; raise TooLarge above the bounds."""
    values = [*given, *named.values()]
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ndarray):  # a method does what the function of its name does
        values.insert(0, owner)
        function = getattr(np, function.__name__, function)
    arrays = [np.shape(one) for one in _flattened(values) if isinstance(one, np.ndarray)]
    _refuse_cells(sum(map(math.prod, arrays)))
    try:
        known = function if hash(function) is not None else None
    except TypeError:
        known = None
    numbers = [one for one in values if isinstance(one, (int, np.integer))]
    if known in _MADE_BY_SHAPE:
        shapes = [one for one in values if isinstance(one, (tuple, list, int, np.integer))]
        _refuse_cells(max((_cells(shape) for shape in shapes), default=0))
    elif known in _MADE_BY_LENGTH:
        # The sides of np.eye and np.tri; ends of a line are numbers of which nothing follows.
        square = known in (np.eye, np.tri)
        sides = numbers[:2] if square else [named.get("num", *given[2:3] or [50])]
        _refuse_cells(math.prod(map(int, (sides * 2)[:2] if square else sides)))
    elif known is np.arange:
        bounds = (0, *given) if len(given) == 1 else given
        start, stop, step, *_ = (*map(float, bounds), 1.0, 1.0, 1.0)
        _refuse_cells(abs((stop - start) / (step or 1.0)))
    elif known in _PRODUCTS:
        _refuse_product(arrays)
    elif known is np.einsum and given and isinstance(given[0], str):
        _refuse_einsum(given[0], arrays)
    elif known in _OF_EACH_WITH_EACH:
        _refuse_cells(math.prod(map(math.prod, arrays)))
    elif known in _MANY_TIMES:
        times = [one for one in values if isinstance(one, (int, np.integer, tuple, list))]
        _refuse_cells(sum(map(math.prod, arrays)) * max(map(_cells, times), default=1))
    elif getattr(function, "__module__", "") == "numpy.linalg":
        _refuse(sum(max(shape, default=0) ** 3 for shape in arrays), MOST_WORK)
    elif isinstance(function, np.ufunc) or known in (np.where, np.clip):
        _refuse_broadcast(arrays)


def _flattened(values: Iterable[Any]) -> Iterator[Any]:
    """The values, and what is in lists and tuples of them."""
    for one in values:
        if isinstance(one, (list, tuple)):
            yield from one
        else:
            yield one


def _cells(shape: Any) -> int:
    if isinstance(shape, (int, np.integer)):
        return abs(int(shape))
    return math.prod(abs(int(side)) for side in shape if isinstance(side, (int, np.integer)))


def _refuse_broadcast(shapes: Iterable[tuple[int, ...]]) -> None:
    """Sides of 1 are stretched: the result may be far larger than all that it is made of."""
    sides = itertools.zip_longest(*(reversed(shape) for shape in shapes), fillvalue=1)
    _refuse_cells(math.prod(max(each) for each in sides))


def _refuse_product(shapes: list[tuple[int, ...]]) -> None:
    if len(shapes) == 2 and all(shapes):
        summed = shapes[0][-1]
        _refuse(math.prod(shapes[0]) * math.prod(shapes[1]) // max(summed, 1), MOST_WORK)


def _refuse_einsum(what: str, shapes: list[tuple[int, ...]]) -> None:
    sides: dict[str, int] = {}
    for letters, shape in zip(what.partition("->")[0].split(","), shapes, strict=False):
        sides |= zip(letters.strip(), shape, strict=False)
    _refuse(math.prod(sides.values()), MOST_WORK)


def _refuse_length(given: Any) -> None:
    if isinstance(given, Sized) and not isinstance(given, np.ndarray):
        _refuse_cells(len(given))


def _refuse_cells(cells: float) -> None:
    _refuse(cells, MOST_CELLS)


def _refuse_digits(digits: float) -> None:
    if digits > MOST_DIGITS:
        raise TooLarge("this whole number would have far too many digits")


def _refuse(amount: float, most: int) -> None:
    if amount > most:
        raise TooLarge(
            f"this one step would go through {amount:,.0f} numbers, and could not be stopped; "
            f"at most {most:,} are allowed"
        )
