"""Numbers as a reader wants them."""

from __future__ import annotations

import math
import random
import re

import pytest

from page.widgets.numbers import percent, short

MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (math.inf, "∞"),
        (-math.inf, f"{MINUS}∞"),
        (1.0, "1.00"),
        (0.81678, "0.817"),
        (-0.5, f"{MINUS}0.500"),
        (12.345, "12.3"),
        (-123.4, f"{MINUS}123"),
        (4.46, "4.46"),
        # What rounds up to the next power of ten keeps three digits, not four.
        (0.0099996, "0.0100"),
        (0.099949, "0.0999"),
        (0.09996, "0.100"),
        (0.9996, "1.00"),
        (9.996, "10.0"),
        (99.96, "100"),
        (999.6, "1000"),
        # Powers of ten below 0.001 …
        (0.001, "0.00100"),
        (0.0009996, "0.00100"),
        (0.000999, "9.99×10⁻⁴"),
        (4.0358e-05, "4.04×10⁻⁵"),
        (-4.0358e-05, f"{MINUS}4.04×10⁻⁵"),
        (1e-310, "1.00×10⁻³¹⁰"),
        # … and from a million on; whole numbers below it are given whole.
        (1234.5, "1234"),
        (12345.6, "12,346"),
        (999499.0, "999,499"),
        (999999.0, "1.00×10⁶"),
        (1e6, "1.00×10⁶"),
        (-2.5e12, f"{MINUS}2.50×10¹²"),
        (1.23456e98, "1.23×10⁹⁸"),
    ],
)
def test_short_worked_by_hand(value: float, text: str) -> None:
    assert short(value) == text


@pytest.mark.parametrize(
    ("digits", "text"), [(1, "0.8"), (2, "0.82"), (3, "0.817"), (4, "0.8168"), (5, "0.81678")]
)
def test_short_with_other_digits(digits: int, text: str) -> None:
    assert short(0.816784, digits) == text


def read(text: str) -> float:
    """The number that a text of `short` stands for."""
    table = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-", ",")
    mantissa, _, power = text.partition("×10")
    return float(mantissa.translate(table)) * 10.0 ** int(power.translate(table) or 0)


def test_short_is_near_the_value_and_has_enough_digits() -> None:
    dice = random.Random(8)
    for _ in range(5000):
        value = dice.choice([1, -1]) * 10 ** dice.uniform(-12, 12)
        text = short(value)
        assert math.isclose(read(text), value, rel_tol=0.00501)
        assert "-" not in text
        assert "e" not in text
        mantissa = text.partition("×")[0]
        digits = re.sub(r"^0+", "", re.sub(r"\D", "", mantissa))
        assert len(digits) == 3 or (len(digits) in (4, 5, 6) and "." not in mantissa)
        assert ("×" in text) == (abs(value) < 0.0009995 or abs(value) >= 999500)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0%"),
        (1.0, "100%"),
        (0.9038, "90%"),
        (0.9995, "100%"),
        (0.9949, "99%"),
        (0.5, "50%"),
        (0.1, "10%"),
        (0.09951, "10%"),
        (0.0996, "10%"),
        (0.09949, "9.9%"),
        (0.05, "5.0%"),
        (0.0101, "1.0%"),
        (0.00999, "1.0%"),
        (0.00635, "0.64%"),
        (0.0099996, "1.0%"),
        (0.0001, "0.010%"),
        (0.000004, "4.0×10⁻⁴%"),
        (-0.5, f"{MINUS}50%"),
        (-0.00635, f"{MINUS}0.64%"),
        (9.0, "900%"),
        (-math.inf, f"{MINUS}∞%"),
    ],
)
def test_percent_worked_by_hand(share: float, text: str) -> None:
    assert percent(share) == text


def test_percent_never_runs_backwards() -> None:
    shown = [read(percent(i / 20000).removesuffix("%")) for i in range(20001)]
    assert shown == sorted(shown)
    assert (shown[0], shown[-1]) == (0, 100)


@pytest.mark.parametrize(("share", "text"), [(math.inf, "∞%"), (-0.0, "0%")])
def test_percent_of_what_short_can_say(share: float, text: str) -> None:
    assert percent(share) == text
