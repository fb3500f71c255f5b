"""What the figure "Corrupt" says in numbers."""

from __future__ import annotations

import math

from page.figures.corrupt.scene import Scene


def readings(scene: Scene, t: int) -> dict[str, str]:
    """The weights and the statistics of step t, by the names of their places."""
    weights = {name: f"{getattr(scene.schedule, name)[t]:.3f}" for name in ("signal", "noise")}
    return weights | {
        f"{row}-{name}": _short(getattr(found, name))
        for row, found in scene.moments(t).items()
        for name in ("ink", "paper", "variance")
    }


def _short(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}".replace("-", "−")
