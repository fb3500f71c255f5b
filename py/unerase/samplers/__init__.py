"""Samplers: generators that walk from x_T to x_0 and yield every stop as a frozen Frame."""

from unerase.samplers.ddim import ddim
from unerase.samplers.ddpm import ddpm
from unerase.samplers.frame import Frame

__all__ = ["Frame", "ddim", "ddpm"]
