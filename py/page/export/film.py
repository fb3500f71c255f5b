"""What a figure hands over to be saved: its arrays, each named once, its reels and its script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from page.export.making import Making
from page.figures.walks import Walk
from page.widgets.palette import Rgba
from unerase import Frame, Schedule
from unerase.pixels import tone

Rgb: TypeAlias = NDArray[np.uint8]
"""A picture, shape (height, width, 3)."""


class Colours(Protocol):
    """The present theme: tables for tones, shape (256, 4), and hex or rgb() colours by name."""

    signal: Rgba
    noise: Rgba
    estimate: Rgba
    colours: dict[str, str]


@dataclass(frozen=True, eq=False)
class Array:
    """An array under its name in files, and what it is in the script; there it is left out without.

    A series has values step by step: float32 of shape (n, …), with the step and alpha_bar of each.
    """

    name: str
    values: NDArray[Any]
    code: str = ""
    t: Sequence[int] = ()
    alpha_bar: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True, eq=False)
class Reel:
    """Frames of a film: the step that each is of, and how one is painted."""

    t: Sequence[int]
    paint: Callable[[Colours, int], Rgb]


@dataclass(frozen=True, eq=False)
class Film:
    """One figure as it stands, at step `t` of its last reel, or of the one that is `shown`.

    seed: that of its noise, which stands in the names of files. code: the lines of the script that
    make what the arrays are there.
    """

    title: str
    seed: int
    code: str
    arrays: Sequence[Array]
    reels: Sequence[Reel]
    t: int
    shown: int = -1


def series(
    name: str, values: Iterable[ArrayLike], t: Sequence[int], schedule: Schedule, code: str
) -> Array:
    """Values at the steps t of a schedule."""
    return Array(name, np.stack([*values]), code, t, schedule.alpha_bar[[*t]])


def numbers(**values: object) -> Iterator[Array]:
    """Settings that belong to the arrays."""
    return (Array(name, np.array(value)) for name, value in values.items())


def of_walk(name: str, frames: Sequence[Frame], code: str) -> Iterator[Array]:
    """What a walk was, and what its denoiser said, at every step; `code` has its frames."""
    t, alpha_bar = [frame.t for frame in frames], np.array([frame.alpha_bar for frame in frames])
    for part in ("x_t", "x0_hat"):
        values = np.stack([getattr(frame, part) for frame in frames])
        said = f"np.stack([frame.{part} for frame in {code}])"
        yield Array(f"{part}_{name}", values, said, t, alpha_bar)


def of_walks(walks: Mapping[str, Sequence[Frame]]) -> list[Array]:
    """A part of several walks, step by step; the script has them in `walks` by their names."""
    found: list[Array] = []
    for name, frames in walks.items():
        found += of_walk(name, frames, f'walks["{name}"]')
    return found


def walked(walks: Mapping[str, Walk]) -> Making[dict[str, list[Frame]]]:
    """All frames of some walks, made one after another, by the names that their arrays have."""
    for done, walk in enumerate(walks.values()):
        while not walk.over:
            walk.step()
            yield (done + len(walk.frames) / (walk.frames[0].t + 1)) / len(walks)
    return {name: walk.frames for name, walk in walks.items()}


def side_by_side(*shots: tuple[Array, str]) -> Reel:
    """Series beside one another, each in the colours of that name."""

    def paint(colours: Colours, i: int) -> Rgb:
        return beside(*(getattr(colours, name)[tone(one.values[i])] for one, name in shots))

    return Reel(shots[0][0].t, paint)


GAP = 2
GAP_COLOUR = np.array((128, 128, 128), dtype=np.uint8)
"""Grey: to be told from paper and ink in either theme."""


def beside(*pictures: Rgba) -> Rgb:
    """Pictures of one height in a row, with grey lines between them."""
    line = np.tile(GAP_COLOUR, (len(pictures[0]), GAP, 1))
    parts: list[Rgb] = []
    for picture in pictures:
        parts += [picture[..., :3], line]
    return np.concatenate(parts[:-1], axis=1)
