"""Words that several figures use for the same thing."""

from __future__ import annotations

from unerase import Schedule
from unerase.metrics import snr

# Below this signal-to-noise ratio at T a start from pure noise is close enough to x_T.
NOISE_SNR = 0.01

WEIGHTS_COMING = "The learner’s weights are on their way."

SCHEDULE_LABELS = {
    "linear": "Linear",
    "cosine": "Cosine",
    "literal": "Linear, 20 literal betas",
    "scaled": "Scaled linear (Stable Diffusion)",
    "sigmoid": "Sigmoid",
    "poly": "Polynomial",
    "laplace": "Laplace",
    "karras": "Karras (EDM)",
    "flow": "Rectified flow",
    "custom": "Your own curve",
}
"""At 20 steps, which the article's figures have throughout."""


def schedule_labels(steps: int) -> dict[str, str]:
    """The menu's wording for each schedule at this number of steps."""
    return SCHEDULE_LABELS | {"literal": f"Linear, {steps} literal betas"}


def stops_short(schedule: Schedule) -> bool:
    """Whether its last step still leaves more of the picture than a start from noise allows."""
    return snr(schedule.at(schedule.steps)) >= NOISE_SNR


def end_label(schedule: Schedule, noise: str = "noise") -> str:
    """What stands at the far end of a timeline."""
    return f"not yet {noise}" if stops_short(schedule) else noise
