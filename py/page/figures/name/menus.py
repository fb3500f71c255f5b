"""The menus of the figure "Ask by name": what is asked for, of the one denoiser or the other."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

from page.browser.dom import fill_select, on_click
from page.denoisers import LEARNER
from page.figures.figure import Figure
from page.figures.name import words
from page.figures.name.scene import label_in, labels_of
from page.figures.name.settings import NameSettings
from page.state.shelf import Shelf
from page.widgets.fields import Choice
from unerase.shapes import PAIRS


class ChangingChoice(Choice):
    """A menu whose options follow from other choices."""

    _options: Mapping[str, str] | None = None

    def offer(self, options: Mapping[str, str], value: str) -> None:
        """Offer these (label by value), and stand at `value`."""
        if self._options != options:
            self._options = options
            fill_select(self.element, options.items())
        self.show(value)


class Menus:
    """Kind, style and label, and the button that picks a name."""

    def __init__(self, figure: Figure[NameSettings, Any]) -> None:
        self._figure = figure
        self._names = {
            field: ChangingChoice(f"{figure.prefix}-{field}", (), partial(self._set, field))
            for field in ("kind", "style", "label")
        }
        on_click(figure.part("surprise"), self._surprise)

    def show(self, s: NameSettings, shelf: Shelf) -> None:
        """Stand at the settings."""
        by_name = s.denoiser == LEARNER
        for field, there in {"kind": by_name, "style": by_name, "label": not by_name}.items():
            self._figure.part(f"of-{field}").hidden = not there
        self._names["kind"].offer(words.kinds(s.style), s.kind)
        self._names["style"].offer(words.styles(s.kind), s.style)
        if not by_name:
            labels = {label: label for label in labels_of(shelf)}
            self._names["label"].offer(labels, label_in(shelf, s.label))

    def _set(self, field: str, value: str) -> None:
        self._figure.set(**{field: value})

    def _surprise(self) -> None:
        """Ask for something else, picked at random."""
        s, shelf = self._figure.settings, self._figure.subject.shelf
        if s.denoiser == LEARNER:
            pairs = [pair for pair in PAIRS if pair != (s.kind, s.style)]
            kind, style = random.choice(pairs)
            self._figure.set(kind=kind, style=style)
        else:
            others = [label for label in labels_of(shelf) if label != label_in(shelf, s.label)]
            self._figure.set(label=random.choice(others or [s.label]))
