"""The numbers beside the picture."""

from __future__ import annotations

import math

from page.browser.dom import by_id, set_text
from page.widgets.numbers import percent, short
from unerase import Frame, Schedule, sign_accuracy, signal_left, snr, snr_db

# Below this signal-to-noise ratio at T a start from pure noise is close enough to x_T.
NOISE_SNR = 0.01


class Readouts:
    """Writes what the engine computed for the frame that is shown."""

    def __init__(self, prefix: str) -> None:
        self._out = {
            name: by_id(f"{prefix}-out-{name}")
            for name in ("t", "abar", "snr", "signal", "mse", "ms")
        }

    def show(self, frame: Frame, steps: int, error: float, step_ms: float | None) -> None:
        """Show the numbers of `frame`, of a way of `steps` steps."""
        ratio = snr(frame.alpha_bar)
        decibel = "" if math.isinf(ratio) or ratio == 0 else f" ({snr_db(frame.alpha_bar):+.1f} dB)"
        texts = {
            "t": f"{frame.t} of {steps}",
            "abar": short(frame.alpha_bar),
            "snr": short(ratio) + decibel.replace("-", "−"),
            "signal": percent(signal_left(frame.alpha_bar)),
            "mse": short(error),
            "ms": "–" if step_ms is None else f"{step_ms:.2f}",
        }
        for name, text in texts.items():
            set_text(self._out[name], text)


def schedule_notice(schedule: Schedule) -> str:
    """A plain warning when the schedule stops long before noise, else an empty text."""
    alpha_bar = schedule.at(schedule.steps)
    if snr(alpha_bar) < NOISE_SNR:
        return ""
    return (
        f"This schedule stops long before noise: after its last step, {schedule.steps}, "
        f"ᾱ is still {short(alpha_bar)}, so {percent(signal_left(alpha_bar))} of the signal is "
        f"left and {percent(sign_accuracy(alpha_bar))} of the cells keep the right sign. "
        "A walk that starts from pure noise would go wrong under it."
    )
