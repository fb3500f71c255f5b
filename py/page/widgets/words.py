"""Words that several figures use for the same thing."""

from __future__ import annotations

SCHEDULE_LABELS = {
    "linear": "Linear",
    "cosine": "Cosine",
    "literal": "Linear, 20 literal betas",
}
"""The article's figures have 20 steps throughout."""
