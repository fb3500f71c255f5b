"""Parts of the visitor's own: each wrong answer is said in words that name what was expected."""

from __future__ import annotations

import numpy as np
import pytest
from support.yours import TEXTS

from page.code.contract import made_of
from page.state.subject import DEFAULT_SUBJECT
from page.state.yours import Broken, Kind, Yours
from unerase import NoiseSource, Oracle, ddim, linear

X0, EXAMPLES = DEFAULT_SUBJECT.x0, DEFAULT_SUBJECT.shelf.examples
SAMPLER = "def walk(denoiser, schedule, x_start, noise, start=None):\n"
FRAME = "from unerase import Frame\n" + SAMPLER

WRONG: tuple[tuple[Kind, str, int, str], ...] = (
    ("schedule", "x = 1", 0, "The text defines nothing. It must end with a function of the number"),
    ("schedule", "def s(steps:", 1, "SyntaxError"),
    (
        "schedule",
        "def s(steps):\n    a = 1\n    return b",
        3,
        "NameError: name 'b' is not defined.",
    ),
    ("schedule", "def s(steps):\n    a = 1", 0, "returned None (is a return missing?)"),
    ("schedule", "def s(steps):\n    return [1, 0]", 0, "a value of type list. It must return a S"),
    (
        "schedule",
        "from unerase import cosine\ndef s(steps):\n    return cosine(20)",
        0,
        "s(1) returned a schedule of 20 steps. It must have 1",
    ),
    (
        "schedule",
        "from unerase import Schedule\ndef s(steps):\n    return Schedule('s', [1, float('nan')])",
        3,
        "it must begin at exactly 1 and stay within 0 and 1",
    ),
    ("denoiser", "def d(x0, examples):\n    return x0", 0, "an array of float32, shape (32, 32)"),
    ("denoiser", "def d(x0):\n    return x0", 0, "TypeError"),
    (
        "denoiser",
        "def d(x0, examples):\n    return lambda x_t, a: x_t.astype('float64')",
        0,
        "answered float64; it must answer a numpy array of float32, shape (32, 32), with finite "
        "numbers only. Write .astype(np.float32) at its end.",
    ),
    (
        "denoiser",
        "def d(x0, examples):\n    return lambda x_t, a: x_t[0]",
        0,
        "answered shape (32,)",
    ),
    ("denoiser", "def d(x0, examples):\n    return lambda x_t, a: None", 0, "answered None"),
    (
        "denoiser",
        "import math\ndef d(x0, examples):\n    return lambda x_t, a: x_t * math.nan",
        0,
        "answered 1024 of 1024 numbers that are NaN or infinite",
    ),
    (
        "denoiser",
        "def d(x0, examples):\n    def change(x_t, a):\n        x_t[:] = 0\n        return x_t\n"
        "    return change",
        3,
        "read-only",
    ),
    ("sampler", SAMPLER + "    return None", 0, "is a yield missing, or a return before walk(…)?"),
    ("sampler", SAMPLER + "    yield 1", 0, "yielded a value of type int. It must yield a Frame."),
    ("sampler", SAMPLER + "    yield from ()", 0, "yielded nothing at step 20. It must go on to"),
    ("sampler", FRAME + "    yield Frame(3, 0.5, x_start, x_start, 0)", 0, "step 3 instead of st"),
    (
        "sampler",
        FRAME + "    yield Frame(schedule.steps, 0.5, x_start * 1.0, x_start.astype(float), 0)",
        0,
        "answered float64",
    ),
    (
        "sampler",
        FRAME + "    for t in [*range(schedule.steps, -1, -1), 0]:\n"
        "        yield Frame(t, 0.5, x_start, x_start, 0)",
        0,
        "yielded once more after step 0",
    ),
)


@pytest.mark.parametrize(("kind", "text", "line", "said"), WRONG)
def test_what_is_wrong_is_said(kind: Kind, text: str, line: int, said: str) -> None:
    with pytest.raises(Broken) as broken:
        made_of(kind, text, X0, EXAMPLES)
    assert said in broken.value.what
    assert (broken.value.kind, broken.value.line) == (kind, line)
    assert str(broken.value).startswith(f"Line {line}: " if line else broken.value.what)


def made(kind: Kind) -> Yours:
    return made_of(kind, TEXTS[kind], X0, EXAMPLES)


def test_a_schedule_is_the_texts() -> None:
    schedule = made("schedule").make(8)
    assert schedule.alpha_bar.tolist() == [1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125, 0]
    assert schedule.name == "yours"


def test_a_denoiser_is_the_texts() -> None:
    answer = made("denoiser").make(X0, EXAMPLES)(np.zeros_like(X0), 0.5)
    assert np.allclose(answer, (X0 + EXAMPLES.mean(axis=0)) / 2)


def test_a_sampler_is_the_texts() -> None:
    one, start = NoiseSource(3, 1), NoiseSource(3).normal(X0.shape)
    mine = [*made("sampler").make(Oracle(X0), linear(7), start, one)]
    right = [*ddim(Oracle(X0), linear(7), start, NoiseSource(3, 1))]
    assert [frame.t for frame in mine] == [7, 6, 5, 4, 3, 2, 1, 0]
    assert all(np.array_equal(a.x_t, b.x_t) for a, b in zip(mine, right, strict=True))


def test_what_stands_last_is_used() -> None:
    text = TEXTS["schedule"] + "\n\ndef other(steps):\n    return even(steps)\n"
    assert made_of("schedule", text, X0, EXAMPLES).name == "other"


def test_two_runs_do_not_know_each_other() -> None:
    first = "count = []\n" + TEXTS["schedule"] + "    count.append(1)\n"
    made_of("schedule", first, X0, EXAMPLES)
    with pytest.raises(Broken, match="count"):
        made_of("schedule", "def s(steps):\n    return count", X0, EXAMPLES)


def test_the_engine_is_as_it_was() -> None:
    text = "import unerase\n" + TEXTS["schedule"].replace("even(", "linear(")
    made_of("schedule", text, X0, EXAMPLES)
    assert linear(20).name == "linear"


def test_a_text_that_is_far_too_long_is_not_read() -> None:
    with pytest.raises(Broken, match="at most 100,000 characters"):
        made_of("schedule", "#" * 100_001, X0, EXAMPLES)
