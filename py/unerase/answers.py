"""The door to parts of your own: what they are shown, and whether their answers can be used."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from unerase.arrays import Picture

_FLOAT32 = np.dtype(np.float32)


class WrongAnswer(ValueError):
    """A denoiser or a source of noise broke its contract; the sentence names it and the step."""

    def __init__(self, part: str, did: str, must: str, t: int | None = None) -> None:
        super().__init__(part, did, must, t)
        self.part, self.did, self.must, self.t = part, did, must, t

    def __str__(self) -> str:
        step = "" if self.t is None else f" at step {self.t}"
        return f"The {self.part} {self.did}{step}; it must {self.must}."

    def at(self, t: int | None) -> WrongAnswer:
        """This error with its step, which a part within another part does not know."""
        return WrongAnswer(self.part, self.did, self.must, t if self.t is None else self.t)


def read_only(array: Picture) -> Picture:
    """A view of the array that cannot be written to. Its owner can still write to the array."""
    if not array.flags.writeable:
        return array
    view = array.view()
    view.flags.writeable = False
    return view


def accepted(
    kind: str, part: object, answer: Any, shape: tuple[int, ...], t: int | None
) -> Picture:
    """The answer of a part, for good and not to be written to, or raise WrongAnswer.

    What can be written to is copied: many a part answers in one array each time.
    """
    if isinstance(answer, np.generic):  # what numpy makes of arrays without an axis
        answer = np.asarray(answer)
    if (
        type(answer) is np.ndarray
        and answer.dtype == _FLOAT32
        and answer.shape == shape
        and np.isfinite(answer).all()
    ):
        single: Picture = answer
        if single.flags.writeable:
            single = single.copy(order="K")
            single.flags.writeable = False
        return single
    must = f"answer a numpy array of float32, shape {shape}, with finite numbers only"
    raise WrongAnswer(f"{kind} {name_of(part)}", f"answered {_fault(answer, shape)}", must, t)


def name_of(part: object) -> str:
    """The name of a function, or of the class of anything else."""
    while isinstance(part, partial):
        part = part.func
    return str(getattr(part, "__name__", type(part).__name__))


def _fault(answer: Any, shape: tuple[int, ...]) -> str:
    if answer is None:
        return "None"
    if type(answer) is not np.ndarray:
        return f"a value of type {type(answer).__name__}"
    if answer.dtype != _FLOAT32:
        return str(answer.dtype)
    if answer.shape != shape:
        return f"shape {answer.shape}"
    bad = answer.size - np.count_nonzero(np.isfinite(answer))
    return f"{bad} of {answer.size} numbers that are NaN or infinite"
