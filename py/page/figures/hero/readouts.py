"""The numbers beside the picture."""

from __future__ import annotations

import math

from page.browser.dom import by_id, set_text
from page.widgets.numbers import percent, short
from unerase import Frame
from unerase.metrics import signal_left, snr, snr_db


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
