"""Every refusal names the argument, what it was given and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from unerase import (
    Experiment,
    NoiseSource,
    Oracle,
    Schedule,
    cosine,
    ddim,
    ddpm,
    diffuse,
    diffuse_all,
    eps_from_x0,
    linear,
    linear_literal,
    mse,
    preset,
    sign_accuracy,
    snr,
    snr_db,
    unpack_bits,
)

X = np.ones((4, 5), dtype=np.float32)
TOP = 2**32 - 1
BELOW, ABOVE = "one below the range", "one above the range"

# Any, because these tests hand over what the types forbid.
Call = Callable[[Any], object]


def refusal(call: Call, value: Any) -> str:
    with pytest.raises(ValueError, match=r"^\w+ (was|had|held|began|rose|must) ") as caught:
        call(value)
    return str(caught.value)


def walk_ddpm(x: Any = X, start: Any = None) -> object:
    return next(ddpm(Oracle(X), linear(20), x, NoiseSource(0), start))


def walk_ddim(x: Any = X, start: Any = None, eta: Any = 0.0) -> object:
    return next(ddim(Oracle(X), linear(20), x, NoiseSource(0), start, eta))


WHOLE_NUMBERS: list[tuple[str, Call, str, int, int]] = [
    ("linear", linear, "steps", 1, 1000),
    ("linear_literal", linear_literal, "steps", 1, 1000),
    ("cosine", cosine, "steps", 1, 1000),
    ("Schedule.at", lambda t: linear(20).at(t), "t", 0, 20),
    ("NoiseSource seed", NoiseSource, "seed", 0, TOP),
    ("NoiseSource stream", lambda stream: NoiseSource(0, stream), "stream", 0, TOP),
    ("ddpm", lambda start: walk_ddpm(start=start), "start", 0, 20),
    ("ddim", lambda start: walk_ddim(start=start), "start", 0, 20),
    ("Experiment steps", lambda steps: Experiment(X, steps=steps), "steps", 1, 1000),
    ("Experiment seed", lambda seed: Experiment(X, seed=seed), "seed", 0, TOP),
    ("Experiment walk_seed", lambda seed: Experiment(X, walk_seed=seed), "walk_seed", 1, TOP),
    ("Experiment.reverse", lambda start: Experiment(X).reverse(start), "start", 0, 20),
    ("unpack_bits", lambda side: unpack_bits(b"", side), "side", 1, 4096),
]

FRACTIONS: list[tuple[str, Call, str]] = [
    ("snr", snr, "alpha_bar"),
    ("snr_db", snr_db, "alpha_bar"),
    ("sign_accuracy", sign_accuracy, "alpha_bar"),
    ("diffuse", lambda alpha_bar: diffuse(X, alpha_bar, X), "alpha_bar"),
    ("eps_from_x0", lambda alpha_bar: eps_from_x0(X, X, alpha_bar), "alpha_bar"),
    ("ddim", lambda eta: walk_ddim(eta=eta), "eta"),
    ("cosine s", lambda s: cosine(20, s=s), "s"),
    ("cosine beta_max", lambda beta_max: cosine(20, beta_max=beta_max), "beta_max"),
]

PICTURES: list[tuple[str, Call, str]] = [
    ("diffuse x0", lambda x: diffuse(x, 0.5, X), "x0"),
    ("diffuse eps", lambda x: diffuse(X, 0.5, x), "eps"),
    ("diffuse_all x0", lambda x: diffuse_all(x, linear(3), X), "x0"),
    ("diffuse_all eps", lambda x: diffuse_all(X, linear(3), x), "eps"),
    ("mse a", lambda x: mse(x, X), "a"),
    ("mse b", lambda x: mse(X, x), "b"),
    ("Oracle", Oracle, "x0"),
    ("ddpm", walk_ddpm, "x_start"),
    ("ddim", walk_ddim, "x_start"),
    ("Experiment", Experiment, "x0"),
]

PARTNERS: list[tuple[str, Call, str]] = [
    ("diffuse", lambda x: diffuse(X, 0.5, x), "eps"),
    ("diffuse_all", lambda x: diffuse_all(X, linear(3), x), "eps"),
    ("mse", lambda x: mse(X, x), "b"),
    ("Oracle", lambda x: Oracle(X)(x, 0.5), "x_t"),
]


def names(cases: list[Any]) -> list[str]:
    return [case[0] for case in cases]


@pytest.mark.parametrize("value", [BELOW, ABOVE, True, 2.5, 3.0, "3", math.nan, [3], b"3"])
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
    [case[1:3] for case in WHOLE_NUMBERS if case[2] != "start"],
    ids=[case[0] for case in WHOLE_NUMBERS if case[2] != "start"],
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
    "value", [None, "half", math.nan, math.inf, -math.inf, -0.001, 1.001, 2.5, [0.5], 1j, 10**400]
)
@pytest.mark.parametrize(("call", "name"), [case[1:] for case in FRACTIONS], ids=names(FRACTIONS))
def test_fractions(call: Call, name: str, value: Any) -> None:
    assert refusal(call, value) == f"{name} was {value!r}; it must be a number from 0 to 1"


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize(("call", "name"), [case[1:] for case in PICTURES], ids=names(PICTURES))
def test_pictures_are_finite(call: Call, name: str, bad: float) -> None:
    spoilt = X.copy()
    spoilt[1, 2] = spoilt[3, 0] = bad
    assert refusal(call, spoilt) == (
        f"{name} held 2 value(s) that are NaN or infinite; all must be finite"
    )


@pytest.mark.parametrize(
    ("value", "kind"),
    [("drawing", "str"), ([[1.0], [1.0, 2.0]], "list"), ({"x": 1}, "dict"), (object(), "object")],
    ids=["str", "ragged", "dict", "object"],
)
@pytest.mark.parametrize(("call", "name"), [case[1:] for case in PICTURES], ids=names(PICTURES))
def test_pictures_are_arrays_of_numbers(call: Call, name: str, value: Any, kind: str) -> None:
    assert refusal(call, value) == f"{name} was a {kind}; it must be an array of numbers"


@pytest.mark.parametrize(("call", "name"), [case[1:] for case in PICTURES], ids=names(PICTURES))
def test_pictures_are_neither_none_nor_empty(call: Call, name: str) -> None:
    assert refusal(call, None).startswith(f"{name} ")
    empty = np.zeros((0, 5), dtype=np.float32)
    assert refusal(call, empty) == f"{name} had shape (0, 5); it must not be empty"


@pytest.mark.parametrize("shape", [(5, 4), (4, 1), (20,), (1, 4, 5)])
@pytest.mark.parametrize(("call", "name"), [case[1:] for case in PARTNERS], ids=names(PARTNERS))
def test_partners_have_one_shape(call: Call, name: str, shape: tuple[int, ...]) -> None:
    message = refusal(call, np.ones(shape, dtype=np.float32))
    assert message == f"{name} had shape {shape}; it must have shape (4, 5)"


@pytest.mark.parametrize("value", ["Linear", "", "sigmoid", None, 0])
def test_schedule_names(value: Any) -> None:
    message = refusal(lambda name: Experiment(X, schedule_name=name), value)
    assert message == f"schedule_name was {value!r}; it must be one of linear, cosine, literal"


@pytest.mark.parametrize("value", ["DDPM", "", "stochastic", None, 0])
def test_walk_names(value: Any) -> None:
    message = refusal(lambda walk: Experiment(X, walk=walk), value)
    assert message == f"walk was {value!r}; it must be one of ddpm, ddim"


def test_preset_slugs() -> None:
    message = refusal(preset, "Heart")
    assert message.startswith("slug was 'Heart'; it must be one of heart, ")


@pytest.mark.parametrize(("packed", "length"), [(b"", 0), (bytes(127), 127), (bytes(129), 129)])
def test_packed_length(packed: bytes, length: int) -> None:
    message = refusal(lambda given: unpack_bits(given, 32), packed)
    assert message == f"packed had {length} bytes; it must have 128"


@pytest.mark.parametrize(
    ("table", "given", "allowed"),
    [
        ([], "shape (0,)", "one row of at least 2 values"),
        ([1.0], "shape (1,)", "one row of at least 2 values"),
        ([[1.0, 0.5]], "shape (1, 2)", "one row of at least 2 values"),
        (0.5, "shape ()", "one row of at least 2 values"),
        (None, "shape ()", "one row of at least 2 values"),
        ([0.9, 0.5], "began at 0.9", "begin at exactly 1"),
        ([1.1, 0.5], "began at 1.1", "begin at exactly 1"),
        ([math.nan, 0.5], "began at nan", "begin at exactly 1"),
        ([1.0, -0.1], "minimum of -0.1", "stay within 0 and 1"),
        ([1.0, math.nan], "minimum of nan", "stay within 0 and 1"),
        ([1.0, -math.inf], "minimum of -inf", "stay within 0 and 1"),
        ([1.0, 0.5, 0.6], "rose at step 2", "must never rise"),
        ([1.0, 0.5, 0.4, 0.41, 0.42], "rose at step 3", "must never rise"),
        ([1.0, 1.5], "rose at step 1", "must never rise"),
    ],
    ids=str,
)
def test_schedule_tables(table: Any, given: str, allowed: str) -> None:
    message = refusal(lambda alpha_bar: Schedule("bad", alpha_bar), table)
    assert message.startswith("alpha_bar ")
    assert given in message
    assert allowed in message


def test_an_infinite_table_is_refused() -> None:
    message = refusal(lambda alpha_bar: Schedule("bad", alpha_bar), [1.0, math.inf])
    assert message.startswith("alpha_bar began at 1.0")
