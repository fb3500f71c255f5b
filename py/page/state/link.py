"""The hero's keys in the link, and the link as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from page.denoisers import LABELS
from page.figures import catalogue
from page.state import curve
from page.state.mangled import pairs
from page.state.schedules import NAMES
from page.state.settings import PHASES, Settings
from page.state.shelf import read_shelf, write_shelf
from page.state.table import (
    KEYS,
    Property,
    Table,
    begins_a_key,
    one_of,
    packed,
    whole,
    write_packed,
)
from unerase.noise import MAX_SEED
from unerase.samplers import SAMPLERS
from unerase.schedules import MAX_STEPS

DRAWING_BYTES = 128

read_drawing = packed(
    "1024 bits in base64url, 171 characters", lambda data: len(data) == DRAWING_BYTES
)

read_curve = packed(
    f"2 … {curve.MOST_POINTS} points of a falling curve in base64url, two bytes each", curve.fits
)


def _mend(settings: Settings) -> tuple[Settings, str]:
    t, start, steps = settings.timestep, settings.start, settings.steps
    if t > steps:
        rest = replace(settings.at_rest(), start=start if start < steps else 0)
        return rest, f"timestep={t}, which must be at most {steps}"
    if start and start >= steps:
        return replace(settings, start=0), f"from={start}, which must be below {steps}"
    return settings, ""


HERO: Table[Settings] = Table(
    "",
    Settings(),
    (
        Property("schedule", "schedule", one_of(*NAMES)),
        Property("steps", "steps", whole(1, MAX_STEPS)),
        Property("sampler", "sampler", one_of(*SAMPLERS)),
        Property("seed", "seed", whole(0, MAX_SEED)),
        Property("walk", "walk_seed", whole(1, MAX_SEED)),
        Property("phase", "phase", one_of(*PHASES)),
        Property("timestep", "timestep", whole(0, MAX_STEPS)),
        Property("drawing", "drawing", read_drawing, write_packed),
        Property("curve", "curve", read_curve, write_packed),
        Property("shelf", "shelf", read_shelf, write_shelf),
        Property("denoiser", "denoiser", one_of(*LABELS)),
        Property("from", "start", whole(0, MAX_STEPS - 1)),
    ),
    _mend,
)


VERSION = 1
"""The version of the links that the page writes; docs/links.md documents it."""


@dataclass(frozen=True)
class PageState:
    """version: that of the link. figure: the one to be shown first, the hero where it is empty."""

    version: int = VERSION
    figure: str = ""


def _version(page: PageState) -> tuple[PageState, str]:
    if page.version <= VERSION:
        return page, ""
    newer = f"v={page.version}, which is newer than this page: what it does not know is left out"
    return replace(page, version=VERSION), newer


class Whole(Table[PageState]):
    """The page's keys; it speaks for the link as a whole, too."""

    def decode(
        self, given: Mapping[str, str], source: str = "The link"
    ) -> tuple[PageState, list[str]]:
        """Say when the link ends within a key, and when no key of it is known."""
        page, complaints = super().decode(given, source)
        last = [*given][-1] if given else ""
        if last and not given[last] and last not in KEYS and begins_a_key(last):
            complaints.append(f"{source} ends in “{last}”: it was cut off. Copy all of it.")
        elif given and KEYS.isdisjoint(given):
            complaints.append(f"{source} says nothing that this page understands. Copy all of it.")
        return page, complaints


PAGE = Whole(
    "",
    PageState(),
    (
        Property("v", "version", whole(1, 9999)),
        Property("figure", "figure", one_of(*catalogue.NAMES)),
    ),
    _version,
)


def parts(text: str) -> dict[str, str]:
    """The texts by key of a link, without the #."""
    return dict(pairs(text))


def joined(texts: Mapping[str, str]) -> str:
    """The link, without the #, of texts by key."""
    return urlencode(texts)
