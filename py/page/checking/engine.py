"""What the engine claims: each check makes it true or false here, by numbers."""

from __future__ import annotations

import hashlib
import math
import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from page.checking.expected import DIFFUSERS, Expected
from page.checking.finding import Finding
from page.denoisers import DENOISERS
from page.samplers import SAMPLER_SPECS
from page.state.schedules import NAMES
from page.state.subject import DEFAULT_SUBJECT
from page.state.yours import YOURS
from unerase import Experiment, NoiseSource, Oracle, Schedule, ddpm, linear
from unerase.arrays import Picture
from unerase.samplers import SAMPLERS

SCHEDULE_NAMES = tuple(name for name in NAMES if name != YOURS)
STEPS = 20
NEAR = 1e-5
"""How far float32 may be from the exact value after a walk of so many steps."""
BUDGET_MS = 50.0
SLICE_S = 0.012
NOISES = 64
DEVIATIONS = 5.0
"""A mean or a variance may be off by so many standard errors; the noise is the same every time."""

Check = Callable[[Expected], Iterator[Finding | None]]
"""Yields None where the browser may have its turn, and findings."""


def told(check: Check, expected: Expected) -> Iterator[Finding | None]:
    """What a check finds; one that breaks off does not hold."""
    try:
        yield from check(expected)
    except Exception as error:
        words = f"{type(error).__name__}: {error}"
        yield Finding(f"{(check.__doc__ or '').splitlines()[0]}", False, words)


def oracle_walks_home(_expected: Expected) -> Iterator[Finding | None]:
    """The oracle's walk ends on x0, to the last bit."""
    x0, home = DEFAULT_SUBJECT.x0, []
    for name in SCHEDULE_NAMES:
        schedule = DEFAULT_SUBJECT.schedule(name, STEPS)
        for sampler in SAMPLERS.values():
            *_, last = Experiment(x0, schedule, Oracle(x0), sampler).reverse()
            home.append(np.array_equal(last.x_t, x0))
        yield None
    yield Finding(
        "The oracle walks home exactly, under every schedule and with every sampler.",
        all(home),
        f"{sum(home)} of {len(home)} walks end on the drawing.",
    )


def deterministic_walks_retrace(_expected: Expected) -> Iterator[Finding | None]:
    """With the oracle a walk without dice goes back through the frames of the way into noise."""
    x0, off, walks = DEFAULT_SUBJECT.x0, 0.0, 0
    for name in SCHEDULE_NAMES:
        schedule = DEFAULT_SUBJECT.schedule(name, STEPS)
        for sampler in SAMPLERS.values():
            if not sampler.stochastic:
                run = Experiment(x0, schedule, Oracle(x0), sampler)
                forward = run.forward()
                off = max(off, *(_far(frame.x_t, forward[frame.t]) for frame in run.reverse()))
                walks += 1
        yield None
    yield Finding(
        "Deterministic walks retrace the frames of the way into noise.",
        off <= NEAR,
        f"{walks} walks, at most {off:.1e} off.",
    )


def bytes_are_those_of_cpython(expected: Expected) -> Iterator[Finding | None]:
    """The same seed gives the same bytes, in any browser and outside."""
    for what, data in {"noise": noise(), "walk": walk()}.items():
        digest = sha256(data)
        yield Finding(
            f"{CLAIMED[what]} has the same bytes as under CPython.",
            np.array_equal(digest, expected[what]),
            f"SHA-256 {digest.tobytes().hex()[:16]} …",
        )


CLAIMED = {"noise": "The noise", "walk": "A whole DDPM walk"}


def noise() -> bytes:
    """Some noise."""
    return NoiseSource(0).normal((NOISES, *DEFAULT_SUBJECT.x0.shape)).tobytes()


def walk() -> bytes:
    """All frames of a stochastic walk."""
    x0 = DEFAULT_SUBJECT.x0
    run = Experiment(x0, linear(STEPS), Oracle(x0), ddpm)
    return b"".join(frame.x_t.tobytes() for frame in run.reverse())


def sha256(data: bytes) -> NDArray[np.uint8]:
    """The digest, shape (32,)."""
    return np.frombuffer(hashlib.sha256(data).digest(), dtype=np.uint8)


class _Replay(NoiseSource):
    """Noise that was drawn by somebody else."""

    def __init__(self, draws: NDArray[np.float32]) -> None:
        self._draws = iter(draws)

    def normal(self, shape: tuple[int, ...]) -> Picture:
        return next(self._draws)


def _independent(x_t: Picture, alpha_bar: float, /) -> Picture:
    """The exact posterior mean of independent ±1 pixels."""
    return np.asarray(np.tanh(math.sqrt(alpha_bar) * x_t / (1 - alpha_bar)))


def samplers_follow_diffusers(expected: Expected) -> Iterator[Finding | None]:
    """Each state of a walk agrees with that of Hugging Face diffusers at the same step."""
    schedule = Schedule("diffusers", np.append(expected["alpha_bar"], 1.0)[::-1])
    for name in DIFFUSERS:
        theirs = expected[name]
        frames = SAMPLERS[name](
            _independent, schedule, theirs[0], _Replay(expected["draws"].astype(np.float32))
        )
        off = max(_far(frame.x_t, state) for frame, state in zip(frames, theirs, strict=True))
        yield Finding(
            f"The sampler {SAMPLER_SPECS[name].short} agrees with diffusers at every step.",
            off <= NEAR * max(1.0, float(np.abs(theirs).max())),
            f"At most {off:.1e} off in {len(theirs) - 1} steps.",
        )


def forward_has_its_moments(_expected: Expected) -> Iterator[Finding | None]:
    """x_t is N(√ᾱ·x0, 1 - ᾱ) in each pixel (Ho et al. 2020, equation 4)."""
    x0, alpha_bar = DEFAULT_SUBJECT.x0, linear(STEPS).at(STEPS // 2)
    noisy = np.stack(
        [
            Experiment(x0, linear(STEPS), Oracle(x0), ddpm, seed).at(STEPS // 2)
            for seed in range(NOISES)
        ]
    )
    rest = (noisy - math.sqrt(alpha_bar) * x0).astype(np.float64)
    mean, variance = float(rest.mean()), float(np.square(rest).mean())
    spread = 1 - alpha_bar
    mean_limit = DEVIATIONS * math.sqrt(spread / rest.size)
    variance_limit = DEVIATIONS * spread * math.sqrt(2 / rest.size)
    yield Finding(
        "The mean of the way into noise is √ᾱ·x₀.",
        abs(mean) <= mean_limit,
        f"{mean:+.4f} off in {rest.size} values, where {mean_limit:.4f} may be.",
    )
    yield Finding(
        "Its variance is 1 - ᾱ.",
        abs(variance - spread) <= variance_limit,
        f"{variance:.4f} for {spread:.4f}, where {variance_limit:.4f} may be off.",
    )


def steps_are_in_time(_expected: Expected) -> Iterator[Finding | None]:
    """A denoise-and-step of each denoiser that is here, as the figures ask for it."""
    for spec in DENOISERS.values():
        if spec.name == YOURS or not spec.here():
            continue
        while not spec.prepare(DEFAULT_SUBJECT, _slice()):
            yield None
        x0 = DEFAULT_SUBJECT.x0
        steps = Experiment(x0, linear(STEPS), spec.of(DEFAULT_SUBJECT), ddpm).reverse()
        next(steps)
        times = []
        for _ in range(STEPS // 2):
            start = time.perf_counter()
            next(steps)
            times.append(1000 * (time.perf_counter() - start))
            yield None
        usual = statistics.median(times)
        yield Finding(
            f"A step of the denoiser “{spec.label}” takes less than {BUDGET_MS:g} ms.",
            usual < BUDGET_MS,
            f"{usual:.1f} ms.",
        )


def _slice() -> Callable[[], bool]:
    """True until the browser should have its turn."""
    end = time.perf_counter() + SLICE_S
    return lambda: time.perf_counter() < end


def _far(one: Picture, other: Picture) -> float:
    return float(np.abs(one - other).max())


CHECKS: tuple[Check, ...] = (
    oracle_walks_home,
    deterministic_walks_retrace,
    bytes_are_those_of_cpython,
    samplers_follow_diffusers,
    forward_has_its_moments,
    steps_are_in_time,
)
