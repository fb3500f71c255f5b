"""The denoisers on offer: a spec for each, from which follows all that the page does with it."""

from __future__ import annotations

from collections.abc import Mapping

from page.denoisers import known
from page.denoisers.spec import Asked
from page.denoisers.specs import (
    AVERAGER,
    DENOISERS,
    GRAIN,
    IMPROVISER,
    LABELS,
    LEARNER,
    LOCAL,
    MEMORISER,
    ORACLE,
    PRESETS,
    WEAVER,
)

__all__ = [
    "AVERAGER",
    "DENOISERS",
    "GRAIN",
    "IMPROVISER",
    "LABELS",
    "LEARNER",
    "LOCAL",
    "MEASURED_AS",
    "MEMORISER",
    "ORACLE",
    "PRESETS",
    "SHELVED",
    "WEAVER",
    "Asked",
    "waits",
]

SHELVED = frozenset(name for name, spec in DENOISERS.items() if spec.knows is known.SHELF)
MEASURED_AS: Mapping[str, str] = {name: spec.measured for name, spec in DENOISERS.items()}


def waits(name: str) -> bool:
    """Whether this denoiser cannot be made yet; false for an empty name."""
    return name in DENOISERS and not DENOISERS[name].here()
