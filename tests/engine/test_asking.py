"""Parts of one's own that break their contract, in the middle of a walk: each is named."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from unerase import (
    Denoiser,
    Experiment,
    Frame,
    Guided,
    NoiseSource,
    Oracle,
    ddim,
    ddpm,
    heun,
    linear,
    preset,
    to_signal,
)
from unerase.answers import WrongAnswer
from unerase.denoisers import Locked, ask
from unerase.samplers import SAMPLERS

Picture = NDArray[np.float32]

SHAPE = (4, 6)
START = NoiseSource(1).normal(SHAPE)
PLAN = linear(20)
WRONG_AT = 12

every_method = pytest.mark.parametrize("method", SAMPLERS)


def grey(x_t: Picture, alpha_bar: float, /) -> Picture:
    return np.zeros_like(x_t)


def spoilt(x: Picture, value: float, count: int) -> Picture:
    answer = x.copy()
    answer.flat[:count] = value
    return answer


WRONG: dict[str, tuple[Callable[[Picture], Any], str]] = {
    "float64": (lambda x: x.astype(np.float64), "float64"),
    "float16": (lambda x: x.astype(np.float16), "float16"),
    "the other end first": (lambda x: x.astype(">f4"), ">f4"),
    "bits": (lambda x: x > 0, "bool"),
    "NaN": (lambda x: spoilt(x, np.nan, 3), "3 of 24 numbers that are NaN or infinite"),
    "infinite": (lambda x: spoilt(x, -np.inf, 1), "1 of 24 numbers that are NaN or infinite"),
    "one row": (lambda x: x[:1].copy(), "shape (1, 6)"),
    "one column": (lambda x: x[:, :1].copy(), "shape (4, 1)"),
    "flat": (lambda x: x.ravel().copy(), "shape (24,)"),
    "one number": (lambda x: x.mean(), "shape ()"),
    "a number of Python's": (lambda x: 0.0, "a value of type float"),
    "None": (lambda x: None, "None"),
    "list": (lambda x: x.tolist(), "a value of type list"),
    "masked": (lambda x: np.ma.masked_array(x, x > 0), "a value of type MaskedArray"),
    "subclass": (lambda x: x.view(np.matrix), "a value of type matrix"),
}
WRITING: dict[str, Callable[[Picture], object]] = {
    "item": lambda x: x.__setitem__((0, 0), 1),
    "in place": lambda x: x.__imul__(2),
    "out": lambda x: np.clip(x, -1, 1, out=x),
    "sort": lambda x: x.sort(),
    "fill": lambda x: x.fill(0),
    "copyto": lambda x: np.copyto(x, 0),
    "view": lambda x: x.reshape(-1)[::2].__iadd__(1),
}

MUST = "it must answer a numpy array of float32, shape (4, 6), with finite numbers only."


class Late:
    """Answers well until the walk has come to a step."""

    def __init__(self, answer: Callable[[Picture], Any]) -> None:
        self.answer = answer

    def __call__(self, x_t: Picture, alpha_bar: float, /) -> Any:
        return self.answer(x_t) if alpha_bar >= PLAN.at(WRONG_AT) else grey(x_t, alpha_bar)


def said(denoiser: Denoiser, method: str, start: Picture = START) -> str:
    """The refusal, at the first frame that would have shown the answer; not a step earlier."""
    walk = SAMPLERS[method](denoiser, PLAN, start, NoiseSource(1, 1))
    assert [next(walk).t for _ in range(20 - WRONG_AT)] == list(range(20, WRONG_AT, -1))
    with pytest.raises(WrongAnswer) as caught:
        next(walk)
    assert isinstance(caught.value, ValueError)
    return str(caught.value)


@pytest.mark.parametrize(("answer", "did"), WRONG.values(), ids=WRONG)
@every_method
def test_a_wrong_answer_is_named(method: str, answer: Callable[[Picture], Any], did: str) -> None:
    assert said(Late(answer), method) == f"The denoiser Late answered {did} at step 12; {MUST}"


@pytest.mark.parametrize("write", WRITING.values(), ids=WRITING)
@every_method
def test_who_writes_to_the_picture_is_named(
    method: str, write: Callable[[Picture], object]
) -> None:
    def careless(x: Picture) -> Picture:
        write(x)
        return x

    before = START.copy()
    assert said(Late(careless), method) == (
        "The denoiser Late wrote to a read-only array at step 12; "
        "it must leave x_t as it is and change a copy."
    )
    assert np.array_equal(START, before)


@pytest.mark.parametrize(("answer", "did"), WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("wrapper", ["locked", "guided", "guided, other", "both"])
def test_one_within_another_is_named(
    wrapper: str, answer: Callable[[Picture], Any], did: str
) -> None:
    late = Late(answer)
    everywhere = np.ones(SHAPE, bool)
    wrapped: dict[str, Denoiser] = {
        "locked": Locked(late, grey(START, 0), everywhere),
        "guided": Guided(late, grey, 2.0),
        "guided, other": Guided(grey, late, 2.0),
        "both": Locked(Guided(grey, late, 0.0), grey(START, 0), ~everywhere),
    }
    assert said(wrapped[wrapper], "ddim") == f"The denoiser Late answered {did} at step 12; {MUST}"


def test_writing_within_another_has_numpys_error_for_its_cause() -> None:
    def careless(x_t: Picture, alpha_bar: float, /) -> Picture:
        x_t *= 2
        return x_t

    with pytest.raises(WrongAnswer, match=r"denoiser careless wrote to .* at step 20") as caught:
        next(ddim(Guided(careless, grey, 2.0), PLAN, START, NoiseSource(1)))
    assert str(caught.value.__cause__) == "output array is read-only"
    with pytest.raises(WrongAnswer, match=r"careless wrote to a read-only array; it must"):
        Guided(careless, grey, 2.0)(START, 0.5)


def test_names() -> None:
    class Denoised:
        def double(self, x_t: Picture, alpha_bar: float, /) -> Any:
            return 2.0 * x_t.astype(np.float64)

        __call__ = double

    def scaled(x_t: Picture, alpha_bar: float, by: float) -> Any:
        return [by]

    parts: list[tuple[Any, str]] = [
        (Denoised(), "Denoised"),
        (Denoised().double, "double"),
        (partial(scaled, by=2), "scaled"),
        (partial(partial(scaled), by=2), "scaled"),
        (lambda x_t, _: None, "<lambda>"),
    ]
    for denoiser, name in parts:
        with pytest.raises(WrongAnswer, match=f"^The denoiser {name} answered .* at step 3; "):
            ask(denoiser, START, 0.5, 3)


def test_errors_of_the_denoisers_own_stay_its_own() -> None:
    def broken(x_t: Picture, alpha_bar: float, /) -> Picture:
        raise error

    for error in (ValueError("no such thing"), ZeroDivisionError(), KeyError("read-only")):
        with pytest.raises(type(error)) as caught:
            next(ddpm(broken, PLAN, START, NoiseSource(1)))
        assert caught.value is error


def test_the_error_travels() -> None:
    wrong = WrongAnswer("denoiser grey", "answered None", "answer", 3)
    assert str(pickle.loads(pickle.dumps(wrong))) == str(wrong)


@every_method
def test_frames_cannot_be_written_to(method: str) -> None:
    start, answer = START.copy(), np.zeros(SHAPE, np.float32)
    for frame in SAMPLERS[method](lambda x_t, _: answer, PLAN, start, NoiseSource(1, 1)):
        for array in (frame.x_t, frame.x0_hat):
            with pytest.raises(ValueError, match="read-only"):
                array[...] = 0
    # They stay what they were to whoever made them.
    assert start.flags.writeable
    assert answer.flags.writeable


@every_method
def test_an_answer_in_a_buffer_is_kept(method: str) -> None:
    class Reusing:
        """Answers in one array, and spoils it afterwards."""

        def __init__(self) -> None:
            self._buffer = np.empty(SHAPE, np.float32)

        def __call__(self, x_t: Picture, alpha_bar: float, /) -> Picture:
            np.tanh(x_t, out=self._buffer)
            return self._buffer

    def tanh(x_t: Picture, alpha_bar: float, /) -> Picture:
        return np.tanh(x_t)

    def walk(denoiser: Denoiser) -> list[Frame]:
        return list(SAMPLERS[method](denoiser, PLAN, START, NoiseSource(1, 1)))

    for one, other in zip(walk(Reusing()), walk(tanh), strict=True):
        assert np.array_equal(one.x_t, other.x_t)
        assert np.array_equal(one.x0_hat, other.x0_hat)


@every_method
def test_a_denoiser_may_answer_what_it_was_shown(method: str) -> None:
    *_, last = SAMPLERS[method](lambda x_t, _: x_t, PLAN, START, NoiseSource(1, 1))
    assert last.calls > 0


def test_pictures_of_a_single_number() -> None:
    for method in SAMPLERS.values():
        *_, last = method(
            lambda x_t, _: 0.5 * x_t, PLAN, np.array(1.0, np.float32), NoiseSource(1, 1)
        )
        assert last.x_t.shape == ()


@pytest.mark.parametrize(("answer", "did"), WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("method", [name for name, one in SAMPLERS.items() if one.stochastic])
def test_noise_is_checked_too(method: str, answer: Callable[[Picture], Any], did: str) -> None:
    class Dice(NoiseSource):
        def __init__(self) -> None:
            super().__init__(1)
            self.draws = 0

        def normal(self, shape: tuple[int, ...]) -> Any:
            self.draws += 1
            drawn = super().normal(shape)
            return drawn if self.draws <= 20 - WRONG_AT else answer(drawn)

    walk = SAMPLERS[method](grey, PLAN, START, Dice())
    with pytest.raises(WrongAnswer) as caught:
        list(walk)
    assert str(caught.value) == f"The noise source Dice answered {did} at step 12; {MUST}"


def test_an_experiment_names_them_too() -> None:
    x0 = to_signal(preset("heart"))
    walk = Experiment(x0, PLAN, lambda x_t, _: x_t.astype(float), heun).reverse(5)
    with pytest.raises(WrongAnswer, match=r"answered float64 at step 5; .*shape \(32, 32\)"):
        next(walk)
    assert [frame.t for frame in Experiment(x0, PLAN, Oracle(x0), heun).reverse(1)] == [1, 0]
