"""The learner's weights, once they are here: the page fetches them when somebody wants them."""

from __future__ import annotations

from pathlib import Path

from unerase.denoisers import learned
from unerase.denoisers.learned import Weights
from unerase.denoisers.learned.weights import FILE

PATH = "assets/weights/learner.npz"
"""Where the site has the engine's file (tools/build_site.py)."""

_held: Weights | None = None


def take(data: bytes) -> None:
    """Hold the weights of this file; raises ValueError when it is no such file."""
    global _held
    _held = Weights.read(data)
    if not (engine := Path(learned.__file__).with_name(FILE)).exists():
        engine.write_bytes(data)  # where the visitor's own code finds it, by Learned.load()


def here() -> bool:
    """Whether they have arrived."""
    return _held is not None


def held() -> Weights:
    """The weights; raises LookupError when they have not arrived."""
    if _held is None:
        raise LookupError("the learner's weights are not here yet")
    return _held
