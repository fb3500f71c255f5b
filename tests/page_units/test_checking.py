"""The page checks its engine: all holds of this one, and what is broken does not."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import count
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import expectations
from page.checking import engine
from page.checking.engine import CHECKS, Check, told
from page.checking.expected import Expected, read
from page.checking.finding import Finding, verdict
from page.denoisers import DENOISERS, ORACLE
from unerase import NoiseSource, Oracle, ddim, ddpm
from unerase.samplers import SAMPLERS


@pytest.fixture(scope="module")
def expected() -> Expected:
    return read(expectations.expected())


def found(check: Check, expected: Expected) -> list[Finding]:
    return [finding for finding in told(check, expected) if finding]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_all_of_it_holds(check: Check, expected: Expected) -> None:
    findings = found(check, expected)
    assert findings
    assert [str(one) for one in findings if not one.holds] == []


class Forgetful(Oracle):
    """An oracle that is a little off."""

    def __call__(self, x_t: Any, alpha_bar: float, /) -> Any:
        return super().__call__(x_t, alpha_bar) + np.float32(1e-4)


class Louder(NoiseSource):
    """Noise that is a little too strong, and not in the middle."""

    def normal(self, shape: tuple[int, ...]) -> Any:
        return super().normal(shape) * np.float32(1.05) + np.float32(0.05)


def with_sampler(name: str, function: Any) -> dict[str, Any]:
    return {**SAMPLERS, name: replace(SAMPLERS[name], function=function, options={})}


@pytest.mark.parametrize(
    ("check", "name", "wrong"),
    [
        (engine.oracle_walks_home, "Oracle", Forgetful),
        (engine.deterministic_walks_retrace, "SAMPLERS", with_sampler("ddim", ddpm)),
        (engine.bytes_are_those_of_cpython, "NoiseSource", Louder),
        (engine.bytes_are_those_of_cpython, "ddpm", partial(ddpm, variance="beta")),
        (engine.samplers_follow_diffusers, "SAMPLERS", with_sampler("dpmpp", ddim)),
        (engine.samplers_follow_diffusers, "SAMPLERS", with_sampler("ddpm", ddim)),
    ],
)
def test_what_is_broken_does_not_hold(
    check: Check, name: str, wrong: Any, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, name, wrong)
    assert sum(not one.holds for one in found(check, expected)) == 1


def test_steps_that_take_too_long_do_not_hold(
    expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = count(step=1.2 * engine.BUDGET_MS / 1000)
    monkeypatch.setattr(engine, "time", SimpleNamespace(perf_counter=lambda: next(ticks)))
    monkeypatch.setattr(engine, "DENOISERS", {ORACLE: DENOISERS[ORACLE]})
    assert [one.holds for one in found(engine.steps_are_in_time, expected)] == [False]


def test_a_check_that_breaks_off_does_not_hold(
    expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(engine, "linear")
    (only,) = found(engine.forward_has_its_moments, expected)
    assert not only.holds
    assert "NameError" in only.measured


def test_noise_of_another_strength_is_seen_in_mean_and_variance(
    expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "unerase.experiment.start_noise", lambda seed, shape: Louder(seed).normal(shape)
    )
    assert [one.holds for one in found(engine.forward_has_its_moments, expected)] == [False, False]


def test_a_verdict_counts() -> None:
    findings = [Finding("One.", True, "1"), Finding("Two.", False, "2")]
    assert verdict(findings) == "1 of 2 hold"
    assert [str(one)[0] for one in findings] == ["✓", "✗"]
