"""Samplers: generators that walk from x_T to x_0 and yield every stop as a frozen Frame."""

from collections.abc import Mapping
from types import MappingProxyType

from unerase.samplers.ddim import ddim
from unerase.samplers.ddpm import ddpm
from unerase.samplers.frame import Frame, Sampler

SAMPLERS: Mapping[str, Sampler] = MappingProxyType({"ddpm": ddpm, "ddim": ddim})
"""The samplers by the name under which links and menus know them; ddim is deterministic here."""

__all__ = ["SAMPLERS", "Frame", "Sampler", "ddim", "ddpm"]
