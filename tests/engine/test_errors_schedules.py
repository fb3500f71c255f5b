"""Refusals of tables that are no schedule."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from support.refusal import refusal

from unerase import Schedule

ROW = "it must be one row of at least 2 numbers"
SPAN = "it must begin at exactly 1 and stay within 0 and 1"


@pytest.mark.parametrize(
    ("table", "given", "allowed"),
    [
        ([], "had shape (0,)", ROW),
        ([1.0], "had shape (1,)", ROW),
        ([[1.0, 0.5]], "had shape (1, 2)", ROW),
        (0.5, "had shape ()", ROW),
        ("cosine", "was a str", ROW),
        ([1.0, "half"], "was a list", ROW),
        ([[1.0], [1.0, 0.5]], "was a list", ROW),
        ([1.0, 0.5j], "was a list", ROW),
        ({1.0: 0.5}, "was a dict", ROW),
        ([0.9, 0.5], "began at 0.9 with a minimum of 0.5", SPAN),
        ([1.1, 0.5], "began at 1.1 with a minimum of 0.5", SPAN),
        ([math.nan, 0.5], "began at nan with a minimum of nan", SPAN),
        ([1.0, -0.1], "began at 1.0 with a minimum of -0.1", SPAN),
        ([1.0, math.nan], "began at 1.0 with a minimum of nan", SPAN),
        ([1.0, -math.inf], "began at 1.0 with a minimum of -inf", SPAN),
        ([1.0, 0.5, 0.6], "rose from 0.5 to 0.6 at step 2", "it must never rise"),
        ([1.0, 0.5, 0.4, 0.41, 0.42], "rose from 0.4 to 0.41 at step 3", "it must never rise"),
        ([1.0, 1.5], "rose from 1.0 to 1.5 at step 1", "it must never rise"),
    ],
    ids=str,
)
def test_schedule_tables(table: Any, given: str, allowed: str) -> None:
    message = refusal(lambda alpha_bar: Schedule("bad", alpha_bar), table)
    assert message == f"alpha_bar {given}; {allowed}"


@pytest.mark.parametrize(
    "table",
    [None, ["1", "0.5"], np.array(["1", "0.5"]), np.array([1.0, 0.5j]), [1.0, 10**400]],
    ids=["None", "text of numbers", "array of text", "complex array", "10**400"],
)
def test_schedule_tables_hold_real_numbers(table: Any) -> None:
    message = refusal(lambda alpha_bar: Schedule("bad", alpha_bar), table)
    assert message.startswith("alpha_bar ")
    assert message.endswith(f"; {ROW}")


def test_an_infinite_table_is_refused() -> None:
    message = refusal(lambda alpha_bar: Schedule("bad", alpha_bar), [1.0, math.inf])
    assert message.startswith("alpha_bar ")
    assert "inf" in message
