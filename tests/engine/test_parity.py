"""Every sampler that diffusers has a trace of: equal to it at every step, in its own coordinates.

DDPM with beta-tilde and DDIM have their parity, and more, in test_samplers.py.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import (
    Denoiser,
    Frame,
    NoiseSource,
    Oracle,
    Schedule,
    ddim,
    ddpm,
    dpmpp_2m,
    dpmpp_2m_sde,
    dpmpp_3m,
    heun,
    renoise,
    unipc,
)

Traces = Mapping[str, NDArray[np.float64]]
Picture = NDArray[np.float32]
TOLERANCE = 1e-5


@dataclass(frozen=True)
class Trace:
    """Which of our samplers has to follow, and the coordinates that diffusers' states are in.

    vp: x = √ᾱ·x0 + √(1-ᾱ)·n; ve: x = x0 + σ·n; flow: x = (1-s)·x0 + s·n.
    """

    sampler: Callable[..., Iterator[Frame]]
    space: str = "vp"
    calls: int = 20
    noisy_end: bool = False


CONFIGURATIONS = {
    # diffusers adds noise to the last picture, where ours ends on x0_hat.
    "ddpm_lin1000_trailing_fixed_large": Trace(partial(ddpm, variance="beta"), noisy_end=True),
    "ddpm_literal20_fixed_large": Trace(partial(ddpm, variance="beta")),
    "ddpm_cosine20_fixed_large": Trace(partial(ddpm, variance="beta")),
    # Four names of one algorithm.
    "dpmpp1_lin1000_trailing": Trace(ddim),
    "euler_lin1000_trailing": Trace(ddim, "ve"),
    "euler_karras": Trace(ddim, "ve"),
    "flow_euler_shift1": Trace(ddim, "flow"),
    # And two of another.
    "euler_ancestral_lin1000_trailing": Trace(partial(ddim, eta=1.0), "ve"),
    "dpmpp2m_midpoint_lin1000_trailing": Trace(dpmpp_2m),
    "dpmpp2m_midpoint_lin1000_linspace": Trace(dpmpp_2m),
    "dpmpp2m_karras": Trace(dpmpp_2m),
    "heun_lin1000_trailing": Trace(heun, "ve", calls=39),
    "flow_euler_stochastic": Trace(renoise, "flow"),
    "dpmpp2m_sde_lin1000_trailing": Trace(dpmpp_2m_sde),
    "dpmpp2m_sde_karras": Trace(dpmpp_2m_sde),
    "dpmpp2m_sde_flow": Trace(dpmpp_2m_sde, "flow"),
    "dpmpp3m_lin1000_trailing": Trace(dpmpp_3m),
    "dpmpp3m_karras": Trace(dpmpp_3m),
    "dpmpp3m_flow": Trace(dpmpp_3m, "flow"),
    "unipc_lin1000_trailing": Trace(unipc),
    "unipc_karras": Trace(unipc),
    "unipc_flow": Trace(unipc, "flow"),
}


class Replay(NoiseSource):
    """Noise that was drawn by somebody else."""

    def __init__(self, draws: NDArray[np.float64]) -> None:
        self._draws = iter(draws.astype(np.float32))

    def normal(self, shape: tuple[int, ...]) -> Picture:
        return np.asarray(next(self._draws))


def tanh(x_t: Picture, alpha_bar: float, /) -> Picture:
    """The exact posterior mean of independent ±1 pixels."""
    return np.asarray(np.tanh(math.sqrt(alpha_bar) * x_t / (1 - alpha_bar)))


def stops(config: str, traces: Traces) -> tuple[Schedule, NDArray[np.float64]]:
    """The schedule that diffusers walked, and its states as multiples of ours, from the start."""
    given = traces[f"{config}/abar"]
    if config.startswith("heun"):  # each inner stop stands there twice: once for the predictor
        given = np.concatenate((given[:1], given[1::2]))
    descending = np.append(given, 1.0)
    scale = np.ones(len(descending))
    if CONFIGURATIONS[config].space == "ve":
        scale = 1 / np.sqrt(descending)
    if CONFIGURATIONS[config].space == "flow":
        s = traces[f"{config}/sigmas"]
        scale = np.sqrt((1 - s) ** 2 + s**2)
        descending = (1 - s) ** 2 / scale**2
    return Schedule(config, descending[::-1]), scale


def states(config: str, answerer: str, traces: Traces) -> NDArray[np.float64]:
    """The states before the first step and after each."""
    found = traces[f"{config}/{answerer}/x"]
    if config.startswith("heun"):
        found = np.concatenate((found[:-1:2], found[-1:]))
    return found


@pytest.mark.parametrize("answerer", ["oracle_x0", "tanh"])
@pytest.mark.parametrize("config", CONFIGURATIONS)
def test_every_step_follows_diffusers(config: str, answerer: str, traces: Traces) -> None:
    trace, (schedule, scale) = CONFIGURATIONS[config], stops(config, traces)
    theirs = states(config, answerer, traces)
    x0 = traces["x0"].astype(np.float32)
    denoiser: Denoiser = Oracle(x0) if answerer == "oracle_x0" else tanh
    start = (theirs[0] / scale[0]).astype(np.float32)
    frames = list(trace.sampler(denoiser, schedule, start, Replay(traces["zs"])))
    assert len(frames) == len(theirs) == 21
    for frame, state, factor in zip(frames, theirs, scale, strict=True):
        assert frame.x_t.dtype == np.float32
        if trace.noisy_end and frame.t == 0:
            assert np.array_equal(frame.x_t, frames[-2].x0_hat)
            continue
        off = np.abs(factor * frame.x_t - state).max()
        assert off <= TOLERANCE * max(1.0, np.abs(state).max()), f"t = {frame.t}"
    assert frames[-1].calls == trace.calls


def test_the_reference_is_not_satisfied_by_another_sampler(traces: Traces) -> None:
    """What the tolerance can tell apart: first order from second, one variance from the other."""
    for config, wrong in {
        "heun_lin1000_trailing": ddim,
        "dpmpp2m_midpoint_lin1000_trailing": ddim,
        "dpmpp2m_karras": heun,
        "dpmpp2m_sde_karras": partial(ddim, eta=1.0),
        "dpmpp3m_lin1000_trailing": dpmpp_2m,
        "unipc_lin1000_trailing": dpmpp_2m,
        "ddpm_cosine20_fixed_large": ddpm,
        "flow_euler_stochastic": partial(ddim, eta=1.0),
    }.items():
        schedule, scale = stops(config, traces)
        theirs = states(config, "tanh", traces)
        sampler: Any = wrong
        start = (theirs[0] / scale[0]).astype(np.float32)
        frames = list(sampler(tanh, schedule, start, Replay(traces["zs"])))
        off = [
            np.abs(factor * frame.x_t - state).max() / max(1.0, np.abs(state).max())
            for frame, state, factor in zip(frames, theirs, scale, strict=True)
        ]
        assert max(off) > 100 * TOLERANCE, config
