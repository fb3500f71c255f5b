"""A film as files take it: frame by frame, in one theme's colours, with its link and its script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from page.export import scripts
from page.export.film import Array, Colours, Film, Rgb


@dataclass(frozen=True, eq=False)
class Album:
    """The film of a figure. state: the link to all this, without the #."""

    figure: str
    film: Film
    colours: Colours
    state: str

    @property
    def name(self) -> str:
        """The name of its files, without the extension."""
        return f"unerase-{self.figure}-seed{self.film.seed}"

    @property
    def count(self) -> int:
        """How many frames there are in all reels."""
        return sum(len(reel.t) for reel in self.film.reels)

    @property
    def rows(self) -> list[range]:
        """The frames of the filmstrip, row by row.

        The second reel leads back: below one another stand the same steps.
        """
        first = len(self.film.reels[0].t)
        back = range(self.count - 1, first - 1, -1)
        return [range(first), back] if back else [range(first)]

    @property
    def shown(self) -> int:
        """The frame that the visitor sees."""
        shown = self.film.reels[self.film.shown]
        before = self.film.reels[: self.film.reels.index(shown)]
        return sum(len(reel.t) for reel in before) + list(shown.t).index(self.film.t)

    @cached_property
    def series(self) -> list[Array]:
        """What there is step by step."""
        return [array for array in self.film.arrays if len(array.t)]

    @property
    def script(self) -> str:
        """Python that makes the same."""
        arrays = {array.name: array.code for array in self.film.arrays if array.code}
        return scripts.script(self.film.title, self.name, self.film.code, arrays)

    def paint(self, i: int) -> Rgb:
        """A frame, made when it is needed: all together may be large."""
        for reel in self.film.reels:
            if i < len(reel.t):
                return reel.paint(self.colours, i)
            i -= len(reel.t)
        raise IndexError(f"the film has {self.count} frames")
