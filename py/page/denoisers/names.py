"""What links, menus and measurements call the denoisers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ORACLE, PRESETS = "oracle", "presets"
MEMORISER, AVERAGER, IMPROVISER = "memoriser", "averager", "improviser"
WEAVER, LEARNER = "weaver", "learner"

LABELS: Mapping[str, str] = MappingProxyType(
    {
        ORACLE: "Oracle (remembers your drawing)",
        PRESETS: "Knows only the presets",
        MEMORISER: "Memoriser (your shelf)",
        AVERAGER: "Averager (your shelf)",
        IMPROVISER: "Improviser (your shelf)",
        WEAVER: "Weaver (patches of your drawing)",
        LEARNER: "Learner (trained)",
    }
)
"""Every denoiser by its name in links, with its name in menus."""

MEASURED_AS: Mapping[str, str] = MappingProxyType(
    {
        ORACLE: "oracle",
        PRESETS: "posterior mean",
        MEMORISER: "posterior mean",
        AVERAGER: "wiener",
        IMPROVISER: "local score",
        WEAVER: "weaver",
        LEARNER: "learner",
    }
)
"""What their steps are called in measurements: by the algorithm."""

SHELVED = frozenset({MEMORISER, AVERAGER, IMPROVISER})
"""Those that know the shelf, and nothing else."""
