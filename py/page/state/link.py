"""The one table that says how settings are spelled after the # of a link.

Unknown keys are ignored; a bad value falls back to the default and is reported.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from page.state.settings import PHASES, Settings
from unerase import SAMPLERS, SCHEDULES
from unerase.noise import MAX_SEED
from unerase.schedules import MAX_STEPS


@dataclass(frozen=True)
class Property:
    """One key of the link: the settings field it stands for, and how its value is read and written.

    `read` raises ValueError, with what is allowed as its message, when the text is no such value.
    """

    key: str
    field: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        # Ten digits hold the largest seed; int() refuses very long ones with words of its own.
        if not (re.fullmatch("[0-9]{1,10}", text) and low <= int(text) <= high):
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text)

    return read


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"one of {', '.join(allowed)}")
        return text

    return read


def _read_drawing(text: str) -> bytes:
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        packed = b""
    if len(packed) != 128:
        raise ValueError("1024 bits in base64url, 171 characters")
    return packed


def _write_drawing(drawing: bytes) -> str:
    return base64.urlsafe_b64encode(drawing).decode().rstrip("=")


PROPERTIES = (
    Property("schedule", "schedule", _one_of(*SCHEDULES)),
    Property("steps", "steps", _whole(1, MAX_STEPS)),
    Property("sampler", "sampler", _one_of(*SAMPLERS)),
    Property("seed", "seed", _whole(0, MAX_SEED)),
    Property("walk", "walk_seed", _whole(1, MAX_SEED)),
    Property("phase", "phase", _one_of(*PHASES)),
    Property("timestep", "timestep", _whole(0, MAX_STEPS)),
    Property("drawing", "drawing", _read_drawing, _write_drawing),
)


def encode(settings: Settings) -> str:
    """The link of these settings, without the #; what stands at its default is left out."""
    default = Settings()
    return urlencode(
        {
            p.key: p.write(value)
            for p in PROPERTIES
            if (value := getattr(settings, p.field)) != getattr(default, p.field)
        }
    )


def decode(text: str, source: str = "The link") -> tuple[Settings, list[str]]:
    """The settings that a text spells, and one sentence for each value that could not be used.

    `source` begins these sentences: it says where the text came from.
    """
    given = dict(parse_qsl(text, keep_blank_values=True))
    values: dict[str, Any] = {}
    complaints: list[str] = []
    for p in PROPERTIES:
        if p.key in given:
            try:
                values[p.field] = p.read(given[p.key])
            except ValueError as allowed:
                shown = given[p.key] if len(given[p.key]) <= 24 else given[p.key][:24] + "…"
                complaints.append(f"{source} says {p.key}={shown}, which must be {allowed}.")
    settings = Settings(**values)
    if settings.timestep > settings.steps:
        complaints.append(
            f"{source} says timestep={settings.timestep}, which must be at most {settings.steps}."
        )
        settings = settings.at_rest()
    return settings, complaints
