"""What there is to say of a denoiser: all of it at one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from page.denoisers.known import DRAWING, Known
from page.state.subject import Subject
from unerase import Denoiser

InTime = Callable[[], bool]

# Shelves come and go with every sketch that is put on one; only the last few are of use.
KEPT = 3


@dataclass(frozen=True)
class Asked:
    """How a denoiser is asked, as far as that matters to it.

    window: how many pixels wide improviser and weaver see, odd. kind, style: what the learner is
    asked for by name; empty for anything. guidance: how strongly, 0 … 20.
    """

    window: int = 13
    kind: str = ""
    style: str = ""
    guidance: float = 1.5


PLAIN = Asked()


@dataclass(frozen=True, eq=False)
class DenoiserSpec:
    """One denoiser of the page. Menus, links, walks, sentences and scripts follow from it.

    name: in links. label: in menus. measured: what measurements call its steps, by the algorithm.
    knows: what it knows, and what its answers are compared with. make: makes it, of a subject with
    nothing but that; it may raise ValueError for a shelf that is not usable. script: the same as a
    Python expression of `x0`, the drawing, or `examples`, the drawings that it knows. heeds: the
    fields of `Asked` that matter to both. here: whether it can be made yet; `make` raises
    LookupError while a file is on its way. prepare: makes what takes long while there is time;
    whether it is made. of_visit: what has to be done in this visit before there is one, because no
    link brings it; empty for most. about: a sentence on what it knows; racing: another one for a
    race of samplers, where there is more to say.
    """

    name: str
    label: str
    measured: str
    knows: Known
    make: Callable[[Subject, Asked], Denoiser]
    script: Callable[[Asked], str]
    about: str
    racing: str = ""
    heeds: tuple[str, ...] = ()
    of_visit: str = ""
    here: Callable[[], bool] = lambda: True
    prepare: Callable[[Subject, InTime], bool] = lambda _subject, _in_time: True

    @property
    def sketches(self) -> bool:
        """Whether it says anything to name the sketch that its answer is most like."""
        return self.knows is not DRAWING

    @property
    def short(self) -> str:
        """What it is called in sentences and legends."""
        return self.label.partition(" (")[0]

    @cached_property
    def kept(self) -> Callable[[Subject, Asked], Denoiser]:
        """`make`, which keeps the last few."""
        return lru_cache(KEPT)(self.make)

    def forget(self) -> None:
        """Make it anew when it is wanted again, because `make` gives another one now."""
        vars(self).pop("kept", None)

    def of(self, subject: Subject, asked: Asked = PLAIN) -> Denoiser:
        """The denoiser for this subject, asked like that; it raises what `make` does."""
        return self.kept(self.knows.of(subject), self.heeded(asked))

    def heeded(self, asked: Asked) -> Asked:
        """What matters of it to this denoiser."""
        if not self.heeds:
            return PLAIN
        return replace(PLAIN, **{field: getattr(asked, field) for field in self.heeds})
