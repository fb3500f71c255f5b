"""What the figure "Estimate" says beside its pictures."""

from __future__ import annotations

import math

from page.figures.estimate.scene import View
from page.widgets.numbers import short

NAMES = {
    "noise": "The answer, read as noise",
    "clean": "The answer, read as the clean picture",
    "score": "The answer, read as the score, times the noise amplitude",
    "v": "The answer, read as velocity",
}
"""What the picture of the answer is called."""


def readings(view: View) -> dict[str, str]:
    """The numbers, by the names of their places."""
    return {
        "weight": f"{view.of_answer:.3f}",
        "signal": f"{view.divisor:.3f}",
        "divisor": f"{view.divisor:.3f}",
        "noise-error": short(view.noise_error),
        "clean-error": short(view.clean_error),
        "v-error": short(view.v_error),
        "measured": "–" if math.isnan(view.measured) else short(view.measured),
        "formula": short(view.formula),
        "detour": short(view.detour, 2),
    }
