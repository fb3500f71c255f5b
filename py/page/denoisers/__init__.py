"""The denoisers on offer: their names, what each is made of, and how a script makes it again."""

from page.denoisers.making import Asked, denoiser_of, prepared, waits
from page.denoisers.names import (
    AVERAGER,
    IMPROVISER,
    LABELS,
    LEARNER,
    MEASURED_AS,
    MEMORISER,
    ORACLE,
    PRESETS,
    SHELVED,
    WEAVER,
)

__all__ = [
    "AVERAGER",
    "IMPROVISER",
    "LABELS",
    "LEARNER",
    "MEASURED_AS",
    "MEMORISER",
    "ORACLE",
    "PRESETS",
    "SHELVED",
    "WEAVER",
    "Asked",
    "denoiser_of",
    "prepared",
    "waits",
]
