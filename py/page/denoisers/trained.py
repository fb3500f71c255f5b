"""The network that was trained in this visit, in the figure *Learn*, once there is one."""

from __future__ import annotations

from dataclasses import dataclass

from page.state.shelf import Shelf
from unerase import Denoiser


@dataclass(frozen=True, eq=False)
class TrainedHere:
    """A trained denoiser, and the sketches that it has seen; None if a file brought it."""

    denoiser: Denoiser
    seen: Shelf | None = None


_held: TrainedHere | None = None


def take(trained: TrainedHere) -> None:
    """Hold this one from now on."""
    global _held
    _held = trained


def here() -> bool:
    """Whether one was trained, or opened, in this visit."""
    return _held is not None


def held() -> TrainedHere:
    """The one that is held; raises LookupError if none is."""
    if _held is None:
        raise LookupError("nothing has been trained in this visit")
    return _held
