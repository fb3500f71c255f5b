"""Links as messengers leave them. A text that the page wrote itself reads as it stands.

The early sketch finds the drawing in the same texts, in one expression: assets/boot/sketch.mjs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_plus

# "?" and "#" only where another pair begins behind them; an address pasted twice, or between.
_BETWEEN = re.compile(r"&|[?#](?=[\w.-]+=)|https?://[^&#?=]*", re.ASCII)
_KEY = re.compile(r"[a-z][\w.-]*", re.ASCII | re.IGNORECASE)
_TRACKING = re.compile(r"utm_\w+|[a-z]*clid|mc_[ce]id|igshid", re.ASCII)
_SOFT_BREAK = re.compile("=(?:\r?\n|(?:%0D)?%0A)", re.IGNORECASE)  # of quoted-printable
_ENCODED_SIGN = re.compile("=|%(?:25)*3D", re.IGNORECASE)
DEEPEST = 3
"""How often a whole link may have been percent-encoded."""

# Blanks, breaks, what nobody sees, Markdown's backslashes and quoted-printable's "=".
_INSIDE = re.compile(
    "(?:=20|=0[AD]|[\\s\\\\=\x00-\x1f\x7f\xad\u034f\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff])+"
)
_BELONGS = re.compile(r"[\w.,;:!*~/-]+", re.ASCII)
_OPENING, _CLOSING = "\"'“”„‘’‚«»‹›([{<", ".,;:!*~/"
_MARKS = "_-"
"""What may end a value, or be the end of what somebody wrote around the link."""
_MOST_MARKS = 4
# What autocorrection makes of one hyphen, or of two.
_DASHES = (
    str.maketrans({"‐": "-", "‑": "-", "−": "-", "–": "-", "—": "--"}),
    str.maketrans({"–": "--", "—": "---"}),
)


def is_state(text: str) -> bool:
    """Whether a text after # has a key and a value, however it is encoded."""
    return bool(_ENCODED_SIGN.search(text))


def pairs(text: str, deeper: int = DEEPEST) -> Iterator[tuple[str, str]]:
    """Key and value of each pair of a link without its #, but those that only track."""
    for piece in filter(None, _BETWEEN.split(_SOFT_BREAK.sub("", text))):
        key, _, value = piece.partition("=")
        # A pair of ours has one "=" and a value; one that has not may be several, encoded again.
        if deeper and (not value or "=" in value) and (plain := unquote(piece)) != piece:
            yield from pairs(plain, deeper - 1)
        elif not _TRACKING.fullmatch(bare := _bare_key(key)):
            yield bare, unquote_plus(value)


def _bare_key(text: str) -> str:
    """A key without what an escaped "&amp;" and the like have left before it."""
    words = _KEY.findall(_INSIDE.sub("", unquote_plus(text)))
    return words[-1] if words else ""


def readings(text: str) -> Iterator[str]:
    """What a value may have been: first as it stands, then without what cannot belong to it."""
    yield text
    for dashes in _DASHES:
        plain = _INSIDE.sub("", unquote(text).translate(dashes)).lstrip(_OPENING)
        belongs = _BELONGS.match(plain)
        value = belongs[0].rstrip(_CLOSING) if belongs else ""
        for _ in range(_MOST_MARKS):
            if not value:
                break
            yield value
            yield value.removeprefix("3D")  # quoted-printable's "="
            if value[-1] not in _MARKS:
                break
            value = value[:-1].rstrip(_CLOSING)
        if not ("–" in text or "—" in text):
            break
