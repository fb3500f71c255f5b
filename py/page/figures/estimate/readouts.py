"""The numbers of the figure "Estimate", as they are written beside the pictures."""

from __future__ import annotations

import math

from page.figures.estimate.scene import View
from page.widgets.numbers import short


def readouts(view: View) -> dict[str, str]:
    """Text by the name of its place."""
    return {
        "weight": f"{view.of_answer:.3f}",
        "divisor": f"{view.divisor:.3f}",
        "noise-error": short(view.noise_error),
        "clean-error": short(view.clean_error),
        "measured": "–" if math.isnan(view.measured) else short(view.measured),
        "formula": short(view.formula),
        "detour": short(view.detour, 2),
    }
