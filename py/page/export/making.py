"""Files are made in small pieces, so that the page goes on answering, or not at all."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias, TypeVar

from page.denoisers import waits

T = TypeVar("T")

Making: TypeAlias = Generator[float, None, T]
"""Makes a T in small pieces, and yields after each how much is done, 0 … 1."""

KEY = "unerase"
"""Under this name PNG and NPZ files say which link they belong to."""


class CannotSave(ValueError):
    """Nothing to save, or too much for a browser's memory; the message says what to do."""


NOT_HERE = "The learner’s weights have not arrived. Wait for them, or choose another denoiser."


def check_here(denoiser: str, otherwise: str = NOT_HERE) -> None:
    """Raise CannotSave for a denoiser that cannot be made yet."""
    if waits(denoiser):
        raise CannotSave(otherwise)


def within(making: Making[T], start: float, end: float) -> Making[T]:
    """Makes it as a part of something larger: its progress runs from `start` to `end`."""
    while True:
        try:
            yield start + (end - start) * next(making)
        except StopIteration as stop:
            result: T = stop.value
            return result
