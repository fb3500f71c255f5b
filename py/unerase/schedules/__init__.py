"""Noise schedules: how much of the picture is left at each step, by the names of their papers."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from unerase.schedules.betas import (
    BETA_FIRST,
    BETA_LAST,
    linear,
    linear_literal,
    scaled_linear,
)
from unerase.schedules.curves import BETA_CAP, COSINE_S, cosine, laplace, polynomial, sigmoid
from unerase.schedules.custom import LOG_SNR_RANGE, custom
from unerase.schedules.schedule import MAX_STEPS, Schedule
from unerase.schedules.sigmas import karras, rectified_flow
from unerase.schedules.terminal import zero_terminal_snr

SCHEDULES: Mapping[str, Callable[[int], Schedule]] = MappingProxyType(
    {
        "linear": linear,
        "cosine": cosine,
        "literal": linear_literal,
        "scaled": scaled_linear,
        "sigmoid": sigmoid,
        "poly": polynomial,
        "laplace": laplace,
        "karras": karras,
        "flow": rectified_flow,
    }
)
"""The schedules by the name under which links and menus know them."""

__all__ = [
    "BETA_CAP",
    "BETA_FIRST",
    "BETA_LAST",
    "COSINE_S",
    "LOG_SNR_RANGE",
    "MAX_STEPS",
    "SCHEDULES",
    "Schedule",
    "cosine",
    "custom",
    "karras",
    "laplace",
    "linear",
    "linear_literal",
    "polynomial",
    "rectified_flow",
    "scaled_linear",
    "sigmoid",
    "zero_terminal_snr",
]
