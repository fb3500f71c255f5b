"""What a check has found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """claim: what should be so, in a sentence. holds: whether it is. measured: the number behind
    it, or what stands in the way."""

    claim: str
    holds: bool
    measured: str

    @property
    def mark(self) -> str:
        """A tick or a cross."""
        return "✓" if self.holds else "✗"

    def __str__(self) -> str:
        return f"{self.mark} {self.claim} {self.measured}"


def verdict(findings: list[Finding]) -> str:
    """How many of them hold."""
    return f"{sum(one.holds for one in findings)} of {len(findings)} hold"
