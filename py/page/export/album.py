"""What a figure hands over to be saved: pictures, numbers, and the script that makes them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from page.denoisers import waits
from page.widgets.palette import Rgba

T = TypeVar("T")

Making: TypeAlias = Generator[float, None, T]
"""Makes a T in small pieces, and yields after each how much is done, 0 … 1."""

KEY = "unerase"
"""Under this name PNG and NPZ files say which link they belong to."""

Rgb: TypeAlias = NDArray[np.uint8]
"""A picture, shape (height, width, 3)."""


class CannotSave(ValueError):
    """Nothing to save, or too much for a browser's memory; the message says what to do."""


NOT_HERE = "The learner’s weights have not arrived. Wait for them, or choose another denoiser."


def check_here(denoiser: str) -> None:
    """Raise CannotSave for a denoiser that cannot be made yet."""
    if waits(denoiser):
        raise CannotSave(NOT_HERE)


class Colours(Protocol):
    """The present theme: tables for tones, shape (256, 4), and hex or rgb() colours by name."""

    signal: Rgba
    noise: Rgba
    estimate: Rgba
    colours: dict[str, str]


@dataclass(frozen=True, eq=False)
class Series:
    """Values step by step, float32 of shape (n, …), and which step each of them is of."""

    name: str
    values: NDArray[np.float32]
    t: tuple[int, ...]
    alpha_bar: NDArray[np.float64]


def recorded(
    fields: Iterable[str],
    views: Sequence[object],
    t: tuple[int, ...],
    alpha_bar: NDArray[np.float64],
) -> tuple[Series, ...]:
    """A series for each of these fields of a scene's views, which are of the steps `t`."""
    return tuple(
        Series(field, np.stack([getattr(view, field) for view in views]), t, alpha_bar)
        for field in fields
    )


@dataclass(frozen=True, eq=False)
class Album:
    """One figure as it stands.

    name: of the files, without what says which kind they are. count, paint: the frames of the film
    in the order in which they are shown; each is painted when it is needed, as all together may be
    large. shown: the one that the visitor sees. rows: the frames of the filmstrip, row by row.
    extra: what else is known, by name. state: the link to all this, without the #.
    """

    name: str
    count: int
    paint: Callable[[int], Rgb]
    shown: int
    rows: tuple[range, ...]
    series: tuple[Series, ...]
    extra: Mapping[str, NDArray[Any]]
    script: str
    state: str


GAP_COLOUR = np.array((128, 128, 128), dtype=np.uint8)
"""Grey: to be told from paper and ink in either theme."""


def beside(*pictures: Rgba, gap: int = 2) -> Rgb:
    """Pictures of one height in a row, with grey lines between them."""
    line = np.tile(GAP_COLOUR, (len(pictures[0]), gap, 1))
    parts: list[Rgb] = []
    for picture in pictures:
        parts += [picture[..., :3], line]
    return np.concatenate(parts[:-1], axis=1)


def within(making: Making[T], start: float, end: float) -> Making[T]:
    """The same as a part of more: what it yields runs from `start` to `end`."""
    while True:
        try:
            yield start + (end - start) * next(making)
        except StopIteration as stop:
            result: T = stop.value
            return result


def finished(making: Making[T]) -> T:
    """The whole of it at once, for whoever may wait."""
    while True:
        try:
            next(making)
        except StopIteration as stop:
            result: T = stop.value
            return result
