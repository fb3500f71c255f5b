"""What a setting can be, said once, at its field: `timestep: Annotated[int, Time()] = 10`.

From that follow its key in links, what a link may say (`page.state.table`), and the widget that
sets and shows it (`page.figures.binding`). Modules with settings do not postpone annotations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from page import denoisers, samplers
from page.denoisers import DENOISERS
from page.state import schedules
from page.state.table import Spelled, number, one_of, switch, whole, write_number, write_switch
from page.widgets.words import SCHEDULE_LABELS
from unerase.noise import MAX_SEED

Phase = Literal["forward", "reverse"]
PHASES: tuple[Phase, Phase] = ("forward", "reverse")
"""Whether what is shown came about on the way into noise, or on a walk back from it."""

STEPS = 20
"""T, in all figures that do not say otherwise."""


class FigureSettings:
    """What the settings of all figures have; they are frozen dataclasses."""

    timestep: int

    @property
    def steps(self) -> int:
        """T, where time ends."""
        return STEPS

    @property
    def fixed(self) -> tuple[str, ...]:
        """Schedules, denoisers and samplers at work that no setting names."""
        return ()

    @property
    def pointed(self) -> bool:
        """Whether what is shown depends on the points of the figure *Points*."""
        return False

    @property
    def shelved(self) -> bool:
        """Whether what is shown depends on the shelf."""
        spec = DENOISERS.get(getattr(self, "denoiser", ""))
        return bool(spec and spec.knows.shelved)


class Control(Spelled):
    """A setting with a widget: the element #prefix-part, by the field's name if `part` is empty."""

    part = ""


class Menu(Control):
    """A menu of labels by value."""

    def __init__(
        self,
        labels: Mapping[str, str],
        part: str = "",
        missing: Callable[[str], str] | None = None,
    ) -> None:
        """`missing` tells what has to be done before a value is on offer; nothing if it is."""
        allowed = one_of(*labels)

        def read(text: str) -> str:
            value = allowed(text)
            if todo := missing and missing(value):
                raise ValueError(todo)
            return value

        super().__init__(read)
        self.labels, self.part, self.missing = labels, part, missing


class Grouped(Menu):
    """A menu of labels by value, in named groups."""

    def __init__(self, groups: Mapping[str, Mapping[str, str]], part: str = "") -> None:
        labels = {name: label for one in groups.values() for name, label in one.items()}
        super().__init__(labels, part)
        self.groups = groups


class Denoisers(Menu):
    """The menu of denoisers."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(labels, missing=denoisers.missing)


class Samplers(Menu):
    """The menu of samplers."""

    def __init__(self, labels: Mapping[str, str], part: str = "") -> None:
        super().__init__(labels, part, samplers.missing)


class Schedules(Menu):
    """The menu of schedules, whose labels tell the number of steps."""

    def __init__(self) -> None:
        super().__init__(SCHEDULE_LABELS, missing=schedules.missing)


class Segments(Control):
    """Buttons side by side, of which one is pressed."""

    def __init__(self, values: Sequence[Any], part: str = "") -> None:
        self.values, self.part = {str(value): value for value in values}, part
        allowed = one_of(*self.values)
        super().__init__(lambda text: self.values[allowed(text)])


class Switch(Control):
    """A checkbox."""

    def __init__(self, part: str = "") -> None:
        super().__init__(switch, write_switch)
        self.part = part


SINGLE = ("back", "ahead")
AHEAD = ("forward", "pause", *SINGLE)
BACK = ("reverse", "pause", *SINGLE)
BOTH = ("forward", "reverse", "pause", *SINGLE)
"""The buttons of time: for figures whose time runs towards noise, back from it, or both ways."""


class Time(Control):
    """The step: a slider 0 … T, and buttons."""

    def __init__(self, *buttons: str, most: int = STEPS) -> None:
        super().__init__(whole(0, most))
        self.buttons = buttons


class Number(Control):
    """A field for whole numbers; `label` begins what is said about wrong ones."""

    def __init__(self, label: str, low: int, high: int) -> None:
        super().__init__(whole(low, high))
        self.label, self.bounds = label, (low, high)


class Dice(Control):
    """A button that takes the next number, low … high, and begins again after the last.

    A link may say any up to `most`.
    """

    def __init__(
        self, part: str, low: int = 1, high: int = MAX_SEED, most: int = MAX_SEED, key: str = ""
    ) -> None:
        super().__init__(whole(low, most), key=key)
        self.part, self._low, self._high = part, low, high

    def after(self, value: int) -> int:
        """The next number."""
        return value + 1 if value < self._high else self._low


class Dial(Control):
    """A slider with so many notches beyond its lowest; a link may lie between two of them."""

    def __init__(self, low: float, high: float, notches: int) -> None:
        super().__init__(number(low, high), write_number)
        self._low, self._width, self.notches = low, high - low, notches

    def value(self, notch: int) -> float:
        """What a notch stands for, to two digits."""
        return round(self._low + notch * self._width / self.notches, 2)

    def notch(self, value: float) -> int:
        """The nearest notch."""
        return round((value - self._low) * self.notches / self._width)

    def words(self, value: float) -> str:
        """The value as it is shown."""
        return f"{value:.2f}"


class Choices(Control):
    """A slider over a few values, which `words` tells."""

    def __init__(self, values: Sequence[Any], words: Callable[[Any], str]) -> None:
        spelled = {write_number(value): value for value in values}
        allowed = one_of(*spelled)
        super().__init__(lambda text: spelled[allowed(text)], write_number)
        self.value, self.notch, self.words = values.__getitem__, values.index, words
        self.notches = len(values) - 1
