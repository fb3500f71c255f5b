"""Numbers as a benchmark prints them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

LABEL, COLUMN = 46, 28


@dataclass(frozen=True)
class Sample:
    """Values of one quantity from several runs."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    def share(self, share: float) -> float:
        """The value that this share of them (0 … 1) does not exceed."""
        return sorted(self.values)[int(share * (len(self.values) - 1))]

    def __str__(self) -> str:
        """As "median (least to greatest)": four digits below 0.1, two below ten, else none."""
        digits = 4 if self.median < 0.1 else 2 if self.median < 10 else 0
        low, high = min(self.values), max(self.values)
        return f"{self.median:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def ratio(ours: Sample, theirs: Sample) -> str:
    """How the medians compare."""
    return f"{ours.median / theirs.median:.2f}"


def line(label: str, *cells: str) -> str:
    """A line of a table."""
    return f"{label:<{LABEL}}" + "".join(f"{cell:>{COLUMN}}" for cell in cells)
