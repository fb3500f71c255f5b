"""The exercises can be solved, by what the code does; what they begin with is no solution."""

from __future__ import annotations

import pytest

from page.code.contract import made_of
from page.figures.code.exercises import EXERCISES
from page.figures.code.parts import text_of
from page.figures.code.settings import HALF_DICE, HALF_POWER, LEFT_HALF, kind_of
from page.state.subject import DEFAULT_SUBJECT

STEP = "return Step(of_x0, math.sqrt(alpha) * left, sigma)"
HALF = """sigma *= 0.5
    of_x = math.sqrt(max(0.0, 1 - alpha_bar_prev - sigma**2) / (1 - alpha_bar))
    return Step(math.sqrt(alpha_bar_prev) - of_x * math.sqrt(alpha_bar), of_x, sigma)"""
POWER = "1 - (t / steps) ** 4"
COPY = 'self.x0 = checks.picture("x0", x0).copy()'
SOLUTIONS = (
    (HALF_POWER, lambda text: text.replace("** 4", "** 1")),
    (
        HALF_POWER,
        lambda text: text.replace("1 - (t / steps) ** 4", "np.cos(t / steps * np.pi / 2) ** 2"),
    ),
    (HALF_DICE, lambda text: text.replace(STEP, HALF)),
    (
        HALF_DICE,
        lambda _text: (
            "from unerase import ddim\n\ndef half(*given):\n    return ddim(*given, eta=0.5)\n"
        ),
    ),
    (LEFT_HALF, lambda text: text.replace(COPY, f"{COPY}\n        self.x0[:, 16:] = 0")),
)
NOT_YET = (
    (HALF_POWER, lambda text: text.replace("** 4", "** 2")),
    (
        HALF_DICE,
        lambda text: text.replace(STEP, STEP.replace("sigma", "sigma / 2")),
    ),
    (LEFT_HALF, lambda text: text.replace(COPY, f"{COPY}\n        self.x0[:, 20:] = 0")),
    (LEFT_HALF, lambda text: text.replace(COPY, f"{COPY}\n        self.x0[:, 8:] = 0")),
)


def solved(part: str, text: str) -> bool:
    subject = DEFAULT_SUBJECT
    made = made_of(kind_of(part), text, subject.x0, subject.shelf.examples)  # type: ignore[arg-type]
    good, said = EXERCISES[part].check(made.make)
    assert said.endswith(".")
    return good


@pytest.mark.parametrize(("part", "change"), SOLUTIONS)
def test_a_solution_is_one(part: str, change: object) -> None:
    text = change(text_of(part))  # type: ignore[operator]
    assert text != text_of(part)
    assert solved(part, text)


@pytest.mark.parametrize("part", EXERCISES)
def test_what_an_exercise_begins_with_is_none(part: str) -> None:
    assert not solved(part, text_of(part))


@pytest.mark.parametrize(("part", "change"), NOT_YET)
def test_what_is_nearly_one_is_none(part: str, change: object) -> None:
    text = change(text_of(part))  # type: ignore[operator]
    assert text != text_of(part)
    assert not solved(part, text)
