"""Every refusal names the argument, what it was given and what is allowed."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from support.refusal import Call, refusal

from unerase import (
    Experiment,
    NoiseSource,
    Oracle,
    PosteriorMean,
    cosine,
    ddim,
    ddpm,
    diffuse,
    linear,
    mse,
)
from unerase.denoisers import (
    eps_from_v,
    eps_from_x0,
    score_from_x0,
    v_from_x0,
    x0_from_eps,
    x0_from_score,
    x0_from_v,
)
from unerase.forward import chain, diffuse_all, transition
from unerase.metrics import amplification, expected_mse, sign_accuracy, signal_left, snr, snr_db
from unerase.pixels import unpack_bits
from unerase.schedules import linear_literal

X = np.ones((4, 5), dtype=np.float32)
TOP = 2**32 - 1
BELOW, ABOVE = "one below the range", "one above the range"
HUGE = pytest.param(10**400, id="10**400")


def walk_ddpm(x: Any = X, start: Any = None) -> object:
    return next(ddpm(Oracle(X), linear(20), x, NoiseSource(0), start))


def walk_ddim(x: Any = X, start: Any = None, eta: Any = 0.0) -> object:
    return next(ddim(Oracle(X), linear(20), x, NoiseSource(0), start, eta))


def posterior_mean(x_t: Any, alpha_bar: Any = 0.5) -> object:
    return PosteriorMean(X[np.newaxis])(x_t, alpha_bar)


def shares_of(x_t: Any, alpha_bar: Any = 0.5) -> object:
    return PosteriorMean(X[np.newaxis]).weights(x_t, alpha_bar)


def experiment(x0: Any = X, **others: Any) -> Experiment:
    return Experiment(x0, linear(20), Oracle(X), ddpm, **others)


WHOLE_NUMBERS: list[tuple[str, Call, str, int, int]] = [
    ("linear", linear, "steps", 1, 1000),
    ("linear_literal", linear_literal, "steps", 1, 1000),
    ("cosine", cosine, "steps", 1, 1000),
    ("Schedule.at", lambda t: linear(20).at(t), "t", 0, 20),
    ("NoiseSource seed", NoiseSource, "seed", 0, TOP),
    ("NoiseSource stream", lambda stream: NoiseSource(0, stream), "stream", 0, TOP),
    ("ddpm", lambda start: walk_ddpm(start=start), "start", 0, 20),
    ("ddim", lambda start: walk_ddim(start=start), "start", 0, 20),
    ("diffuse_all first", lambda t: diffuse_all(X, linear(20), X, first=t), "first", 0, 21),
    ("diffuse_all end", lambda t: diffuse_all(X, linear(20), X, end=t), "end", 0, 21),
    ("Experiment seed", lambda seed: experiment(seed=seed), "seed", 0, TOP),
    ("Experiment walk_seed", lambda seed: experiment(walk_seed=seed), "walk_seed", 1, TOP),
    ("Experiment.forward first", lambda t: experiment().forward(first=t), "first", 0, 21),
    ("Experiment.forward end", lambda t: experiment().forward(end=t), "end", 0, 21),
    ("Experiment.at", lambda t: experiment().at(t), "t", 0, 20),
    ("Experiment.reverse", lambda start: experiment().reverse(start), "start", 0, 20),
    ("unpack_bits", lambda side: unpack_bits(b"", side), "side", 1, 4096),
]

NONE_IS_THE_LAST = ("start", "end")

FRACTIONS: list[tuple[str, Call, str]] = [
    ("signal_left", signal_left, "alpha_bar"),
    ("snr", snr, "alpha_bar"),
    ("snr_db", snr_db, "alpha_bar"),
    ("sign_accuracy", sign_accuracy, "alpha_bar"),
    ("diffuse", lambda alpha_bar: diffuse(X, alpha_bar, X), "alpha_bar"),
    ("eps_from_x0", lambda alpha_bar: eps_from_x0(X, X, alpha_bar), "alpha_bar"),
    ("v_from_x0", lambda alpha_bar: v_from_x0(X, X, alpha_bar), "alpha_bar"),
    ("x0_from_v", lambda alpha_bar: x0_from_v(X, X, alpha_bar), "alpha_bar"),
    ("eps_from_v", lambda alpha_bar: eps_from_v(X, X, alpha_bar), "alpha_bar"),
    ("amplification", amplification, "alpha_bar"),
    ("expected_mse", lambda alpha_bar: expected_mse(X, alpha_bar), "alpha_bar"),
    ("Schedule.crossing", lambda level: linear(20).crossing(level), "level"),
    ("transition", lambda beta: transition(X, beta, X), "beta"),
    ("PosteriorMean", lambda alpha_bar: posterior_mean(X, alpha_bar), "alpha_bar"),
    ("PosteriorMean.weights", lambda alpha_bar: shares_of(X, alpha_bar), "alpha_bar"),
    ("ddim", lambda eta: walk_ddim(eta=eta), "eta"),
    ("cosine s", lambda s: cosine(20, s=s), "s"),
    ("cosine beta_max", lambda beta_max: cosine(20, beta_max=beta_max), "beta_max"),
]

# The one end of [0, 1] that these refuse, and why.
HALF_OPEN: list[tuple[str, Call, float, str]] = [
    ("score_from_x0", lambda ab: score_from_x0(X, X, ab), 1, "below 1 for a score to exist"),
    ("x0_from_eps", lambda ab: x0_from_eps(X, X, ab), 0, "above 0 for a picture to follow"),
    ("x0_from_score", lambda ab: x0_from_score(X, X, ab), 0, "above 0 for a picture to follow"),
]

PICTURES: list[tuple[str, Call, str]] = [
    ("transition x", lambda x: transition(x, 0.5, X), "x"),
    ("transition z", lambda z: transition(X, 0.5, z), "z"),
    ("chain", lambda x: next(chain(x, linear(3), NoiseSource(0))), "x0"),
    ("expected_mse", lambda x: expected_mse(x, 0.5), "x0"),
    ("PosteriorMean examples", PosteriorMean, "examples"),
    ("PosteriorMean x_t", lambda x: posterior_mean(x), "x_t"),
    ("PosteriorMean.weights", lambda x: shares_of(x), "x_t"),
    ("diffuse x0", lambda x: diffuse(x, 0.5, X), "x0"),
    ("diffuse eps", lambda x: diffuse(X, 0.5, x), "eps"),
    ("diffuse_all x0", lambda x: diffuse_all(x, linear(3), X), "x0"),
    ("diffuse_all eps", lambda x: diffuse_all(X, linear(3), x), "eps"),
    ("mse a", lambda x: mse(x, X), "a"),
    ("mse b", lambda x: mse(X, x), "b"),
    ("Oracle", Oracle, "x0"),
    ("ddpm", walk_ddpm, "x_start"),
    ("ddim", walk_ddim, "x_start"),
    ("Experiment", experiment, "x0"),
]

PARTNERS: list[tuple[str, Call, str]] = [
    ("diffuse", lambda x: diffuse(X, 0.5, x), "eps"),
    ("diffuse_all", lambda x: diffuse_all(X, linear(3), x), "eps"),
    ("mse", lambda x: mse(X, x), "b"),
    ("transition", lambda z: transition(X, 0.5, z), "z"),
    ("Oracle", lambda x: Oracle(X)(x, 0.5), "x_t"),
]


def names(cases: list[Any]) -> list[str]:
    return [case[0] for case in cases]


@pytest.mark.parametrize(
    "value", [BELOW, ABOVE, True, np.True_, 2.5, 3.0, "3", math.nan, [3], b"3"]
)
@pytest.mark.parametrize(
    ("call", "name", "low", "high"),
    [case[1:] for case in WHOLE_NUMBERS],
    ids=names(WHOLE_NUMBERS),
)
def test_whole_numbers(call: Call, name: str, low: int, high: int, value: Any) -> None:
    value = low - 1 if value is BELOW else high + 1 if value is ABOVE else value
    message = refusal(call, value)
    assert message == f"{name} was {value!r}; it must be a whole number from {low} to {high}"


@pytest.mark.parametrize(
    ("call", "name"),
    [case[1:3] for case in WHOLE_NUMBERS if case[2] not in NONE_IS_THE_LAST],
    ids=[case[0] for case in WHOLE_NUMBERS if case[2] not in NONE_IS_THE_LAST],
)
def test_none_is_no_whole_number(call: Call, name: str) -> None:
    assert refusal(call, None).startswith(f"{name} was None; it must be a whole number from ")


@pytest.mark.parametrize(
    ("call", "low", "high"),
    [(call, low, high) for _, call, name, low, high in WHOLE_NUMBERS if name != "side"],
    ids=[case[0] for case in WHOLE_NUMBERS if case[2] != "side"],
)
def test_the_ends_and_numpy_integers_are_allowed(call: Call, low: int, high: int) -> None:
    for value in (low, high, np.int64(low), np.uint32(high)):
        call(value)


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, False, np.True_, "half", "0.5", b"1", [0.5], 0.5j, HUGE),
        *(math.nan, math.inf, -math.inf, -0.001, 1.001, 2.5, np.float32(1.5)),
    ],
)
@pytest.mark.parametrize(("call", "name"), [case[1:] for case in FRACTIONS], ids=names(FRACTIONS))
def test_fractions(call: Call, name: str, value: Any) -> None:
    assert refusal(call, value) == f"{name} was {value!r}; it must be a number from 0 to 1"


@pytest.mark.parametrize("value", [0, 1, 0.5, np.float32(0.5), np.float64(1), Fraction(1, 3)])
@pytest.mark.parametrize("call", [case[1] for case in FRACTIONS], ids=names(FRACTIONS))
def test_any_real_number_is_a_fraction(call: Call, value: Any) -> None:
    call(value)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 1e39, -1e39])
@pytest.mark.parametrize(("call", "name"), [case[1:] for case in PICTURES], ids=names(PICTURES))
def test_pictures_are_finite(call: Call, name: str, bad: float) -> None:
    spoilt = X.astype(np.float64)  # 1e39 fits here, but not into float32
    spoilt[1, 2] = spoilt[3, 0] = bad
    assert refusal(call, spoilt) == (
        f"{name} held 2 value(s) that are NaN, infinite or too large; "
        "all must be finite float32 numbers"
    )


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        pytest.param("drawing", "str", id="text"),
        pytest.param("1", "str", id="text of a number"),
        pytest.param(["1", "2"], "list", id="list of text"),
        pytest.param(b"1", "bytes", id="bytes"),
        pytest.param([[1.0], [1.0, 2.0]], "list", id="ragged"),
        pytest.param([1.0, 1j], "list", id="complex"),
        pytest.param([1.0, None], "list", id="None within"),
        pytest.param([10**400], "list", id="10**400"),
        pytest.param({"x": 1}, "dict", id="dict"),
        pytest.param(object(), "object", id="object"),
        pytest.param(None, "NoneType", id="None"),
    ],
)
@pytest.mark.parametrize(("call", "name"), [case[1:] for case in PICTURES], ids=names(PICTURES))
def test_pictures_are_arrays_of_numbers(call: Call, name: str, value: Any, kind: str) -> None:
    assert refusal(call, value) == f"{name} was a {kind}; it must be an array of real numbers"


@pytest.mark.parametrize("dtype", [np.complex64, object, "U4", "S4", "M8[s]"], ids=str)
@pytest.mark.parametrize(("call", "name"), [case[1:] for case in PICTURES], ids=names(PICTURES))
def test_arrays_of_anything_else_are_no_pictures(call: Call, name: str, dtype: Any) -> None:
    message = refusal(call, np.ones((4, 5), np.int64).astype(dtype))
    assert message.startswith(f"{name} was a")
    assert message.endswith("; it must be an array of real numbers")


@pytest.mark.parametrize("value", [X > 0, [[True, False]], True], ids=["array", "list", "scalar"])
@pytest.mark.parametrize(("call", "name"), [case[1:] for case in PICTURES], ids=names(PICTURES))
def test_pictures_are_not_bits(call: Call, name: str, value: Any) -> None:
    assert refusal(call, value) == (
        f"{name} held bits; it must hold numbers: pass it through to_signal first"
    )


@pytest.mark.parametrize("dtype", [np.int8, np.uint16, np.int64, np.float16, np.float64], ids=str)
@pytest.mark.parametrize("call", [case[1] for case in PICTURES], ids=names(PICTURES))
def test_any_real_numbers_are_a_picture(call: Call, dtype: Any) -> None:
    call(X.astype(dtype))
    call(X.astype(dtype).tolist())


@pytest.mark.parametrize(("call", "name"), [case[1:] for case in PICTURES], ids=names(PICTURES))
def test_pictures_are_not_empty(call: Call, name: str) -> None:
    empty = np.zeros((0, 5), dtype=np.float32)
    assert refusal(call, empty) == f"{name} had shape (0, 5); it must not be empty"


@pytest.mark.parametrize("shape", [(5, 4), (4, 1), (20,), (1, 4, 5)])
@pytest.mark.parametrize(("call", "name"), [case[1:] for case in PARTNERS], ids=names(PARTNERS))
def test_partners_have_one_shape(call: Call, name: str, shape: tuple[int, ...]) -> None:
    message = refusal(call, np.ones(shape, dtype=np.float32))
    assert message == f"{name} had shape {shape}; it must have shape (4, 5)"


@pytest.mark.parametrize("value", [None, True, "half", HUGE, math.nan, math.inf, -0.001, 1.001])
@pytest.mark.parametrize("call", [case[1] for case in HALF_OPEN], ids=names(HALF_OPEN))
def test_half_open_fractions(call: Call, value: Any) -> None:
    assert refusal(call, value) == f"alpha_bar was {value!r}; it must be a number from 0 to 1"


@pytest.mark.parametrize(
    ("call", "end", "why"), [case[1:] for case in HALF_OPEN], ids=names(HALF_OPEN)
)
def test_the_end_that_half_open_fractions_refuse(call: Call, end: float, why: str) -> None:
    for value in (end, float(end), np.float32(end)):
        assert refusal(call, value) == f"alpha_bar was {float(end)}; it must be {why}"
    call(1 - end)
    call(0.5)


@pytest.mark.parametrize(
    "value", [None, True, "0.1", [0.1], 1j, HUGE, math.nan, math.inf, -math.inf, -1e-9, 1000.001]
)
def test_bandwidths(value: Any) -> None:
    message = refusal(lambda h: PosteriorMean(X, h), value)
    assert message == f"bandwidth was {value!r}; it must be a number from 0 to 1000"


@pytest.mark.parametrize("value", [0, 1000, 0.5, np.float32(0.5), Fraction(1, 3)])
def test_any_real_number_is_a_bandwidth(value: Any) -> None:
    assert PosteriorMean(X, value).bandwidth == float(value)


@pytest.mark.parametrize("value", [1.0, np.float32(1)])
def test_one_number_is_no_row_of_examples(value: Any) -> None:
    assert refusal(PosteriorMean, value) == "examples had shape (); it must be a row of items"


@pytest.mark.parametrize("shape", [(), (5,), (4,), (20,), (5, 4), (4, 5, 1), (4, 1), (3, 1, 5)])
@pytest.mark.parametrize("call", [posterior_mean, shares_of])
def test_what_is_shown_ends_in_an_item(call: Call, shape: tuple[int, ...]) -> None:
    message = refusal(call, np.ones(shape, np.float32))
    assert message == f"x_t had shape {shape}; it must end in the axes (4, 5)"


@pytest.mark.parametrize("shape", [(-1,), (2, -3), (-2, -3), (0, -1), (-(2**70),)], ids=str)
def test_no_negative_length_of_noise(shape: tuple[int, ...]) -> None:
    source = NoiseSource(1)
    message = refusal(source.normal, shape)
    assert message == f"shape was {shape}; it must hold no negative length"
    # Nothing was drawn for it.
    assert np.array_equal(source.normal((4,)), NoiseSource(1).normal((4,)))
