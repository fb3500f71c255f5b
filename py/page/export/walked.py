"""What albums of walks share: the walks made to their end, and their frames as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from page.export.album import Making, Series
from page.figures.walks import Walk
from unerase import Frame

Frames = Mapping[str, Sequence[Frame]]
"""The frames of some walks, x_T … x_0, by the name that their arrays have in files."""


def walked(walks: Mapping[str, Walk]) -> Making[dict[str, list[Frame]]]:
    """All frames of these walks, made one after another."""
    for done, walk in enumerate(walks.values()):
        while not walk.over:
            walk.step()
            yield (done + len(walk.frames) / (walk.frames[0].t + 1)) / len(walks)
    return {name: walk.frames for name, walk in walks.items()}


def series_of(walks: Frames) -> tuple[Series, ...]:
    """What each walk was, and what its denoiser said, at every step of it."""
    found = []
    for name, frames in walks.items():
        steps = tuple(frame.t for frame in frames)
        alpha_bar = np.array([frame.alpha_bar for frame in frames])
        for field in ("x_t", "x0_hat"):
            values = np.stack([getattr(frame, field) for frame in frames])
            found.append(Series(f"{field}_{name}", values, steps, alpha_bar))
    return tuple(found)


def saved(names: Sequence[str]) -> dict[str, str]:
    """The same for a script: the arrays of its `walks`, by the name under which they are saved."""
    return {
        f"{field}_{name}": f'np.stack([frame.{field} for frame in walks["{name}"]])'
        for name in names
        for field in ("x_t", "x0_hat")
    }
