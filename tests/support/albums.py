"""Figures as files take them."""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeVar

from page.export.album import Album
from page.export.making import Making
from page.state.subject import DEFAULT_SUBJECT, Subject
from support.themes import Palette

T = TypeVar("T")


def finished(making: Making[T]) -> T:
    """The whole of it at once."""
    while True:
        try:
            next(making)
        except StopIteration as stop:
            result: T = stop.value
            return result


def album_of(
    figure: str,
    settings: Any,
    subject: Subject = DEFAULT_SUBJECT,
    *,
    state: str = "",
    dark: bool = False,
) -> Album:
    """All that the figure of that name hands over; the hero is its own subject."""
    if figure == "hero":
        subject = Subject.of(settings)
    film = import_module(f"page.figures.{figure}.film").film
    return Album(figure, finished(film(settings, subject)), Palette(dark), state)
