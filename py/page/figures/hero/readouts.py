"""The numbers beside the picture."""

from __future__ import annotations

import math

from page.widgets.numbers import percent, short
from unerase import Frame
from unerase.metrics import signal_left, snr, snr_db


def readouts(frame: Frame, steps: int, error: float) -> dict[str, str]:
    """What the engine computed for a frame, of a way of `steps` steps, by place."""
    ratio = snr(frame.alpha_bar)
    decibel = "" if math.isinf(ratio) or ratio == 0 else f" ({snr_db(frame.alpha_bar):+.1f} dB)"
    return {
        "t": f"{frame.t} of {steps}",
        "abar": short(frame.alpha_bar),
        "snr": short(ratio) + decibel.replace("-", "−"),
        "signal": percent(signal_left(frame.alpha_bar)),
        "mse": short(error),
    }
