"""A shelf as one file that people can read and keep, and as few bytes that fit into a link.

The file is JSON, in UTF-8:

    {
      "format": "unerase-shelf",
      "version": 1,
      "side": 32,
      "sketches": [
        {"name": "A, bold", "label": "A", "bits": "AAAA…"},
        …
      ]
    }

`bits` is base64url (RFC 4648, §5) of the 128 bytes of `pack_bits`: row by row, first pixel in the
highest bit. Further keys are ignored, so that other programs may add what they like.

The bytes are a 1, the version, and then, compressed by zlib (RFC 1950): the number of sketches, the
128 bytes of each, and after them the name and the label of each, a byte with its length before its
UTF-8. A label as long as nothing is the name again.
"""

from __future__ import annotations

import base64
import contextlib
import json
import zlib
from collections.abc import Sequence
from typing import Any

from unerase.pixels import pack_bits, unpack_bits
from unerase.presets import SIDE
from unerase.shelves.sketch import MAX_NAME, MAX_SKETCHES, MIN_SKETCHES, Sketch

FORMAT, VERSION = "unerase-shelf", 1
"""What a file says of itself."""

MAX_IN_LINK = 30
"""The most sketches that `to_bytes` packs."""

MAX_TEXT = 4_000_000
"""The most characters of a file that is read."""

_PACKED = SIDE * SIDE // 8
_ENCODED = -(-_PACKED * 4 // 3)  # characters of base64url, without padding
_MAX_RAW = 1 + MAX_IN_LINK * (_PACKED + 2 * (1 + 4 * MAX_NAME))
MAX_PACKED = 1 + _MAX_RAW + 1024  # zlib makes nothing much longer than it was
"""The most bytes that `from_bytes` reads, and `to_bytes` makes."""


def to_json(sketches: Sequence[Sketch], fewest: int = MIN_SKETCHES) -> str:
    """The shelf as the text of a file, one sketch a line.

    At most 1000. A shelf that is still being filled may have fewer than a denoiser needs: `fewest`
    says how few.
    """
    _check_count(len(sketches), MAX_SKETCHES, fewest)
    lines = (
        json.dumps(
            {"name": each.name, "label": each.label, "bits": _encode(pack_bits(each.bits))},
            ensure_ascii=False,
        )
        for each in sketches
    )
    head = f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION},\n  "side": {SIDE},\n'
    return head + '  "sketches": [\n    ' + ",\n    ".join(lines) + "\n  ]\n}\n"


def from_json(text: str, fewest: int = MIN_SKETCHES) -> tuple[Sketch, ...]:
    """The shelf in the text of a file that `to_json` wrote, or a person after it.

    Raises ValueError, and nothing else, for text that is no such file: it says what was wrong, and
    with which sketch.
    """
    if not isinstance(text, str):
        raise ValueError(f"text was a {type(text).__name__}; it must be the text of a shelf")
    if len(text) > MAX_TEXT:
        raise ValueError(f"text had {len(text)} characters; a shelf has at most {MAX_TEXT}")
    try:
        found = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as wrong:
        raise ValueError(
            f"text was no JSON: {wrong.msg} in line {wrong.lineno}, column {wrong.colno}"
        ) from None
    except (ValueError, RecursionError):  # a number, or a nest, beyond all measure
        raise ValueError("text was no JSON that can be read") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ValueError(f'text was another kind of file; a shelf says "format": "{FORMAT}"')
    for key, known in (("version", VERSION), ("side", SIDE)):
        value = found.get(key)
        if type(value) is not int or value != known:
            raise ValueError(f"{key} was {_shown(value)}; it must be {known}")
    rows = found.get("sketches")
    if not isinstance(rows, list):
        raise ValueError(f"sketches was {_shown(rows)}; it must be a list")
    _check_count(len(rows), MAX_SKETCHES, fewest)
    return tuple(_numbered(number, row) for number, row in enumerate(rows, 1))


def to_bytes(sketches: Sequence[Sketch]) -> bytes:
    """The shelf in as few bytes as a link can take.

    3 to 30 sketches. Other releases of zlib may find other bytes, which `from_bytes` reads as well.
    """
    _check_count(len(sketches), MAX_IN_LINK)
    raw = bytearray([len(sketches)])
    for each in sketches:
        raw += pack_bits(each.bits)
    for each in sketches:
        for text in (each.name, "" if each.label == each.name else each.label):
            encoded = text.encode()
            raw.append(len(encoded))
            raw += encoded
    return bytes([VERSION]) + zlib.compress(bytes(raw), 9)


def from_bytes(data: bytes) -> tuple[Sketch, ...]:
    """The shelf that `to_bytes` packed.

    Never unpacks more than a shelf can hold, whatever the bytes promise. Raises ValueError, and
    nothing else, for bytes that are no shelf.
    """
    if not isinstance(data, bytes):
        raise ValueError(f"data was a {type(data).__name__}; it must be bytes")
    if not data or data[0] != VERSION:
        version = data[0] if data else "missing"
        raise ValueError(f"version was {version}; it must be {VERSION}")
    raw = _Reader(_decompress(data[1:]))
    (count,) = raw.take(1)
    _check_count(count, MAX_IN_LINK)
    packed = [raw.take(_PACKED) for _ in range(count)]
    sketches = []
    for number, bits in enumerate(packed, 1):
        name, label = raw.text(), raw.text()
        try:
            sketches.append(Sketch(name, unpack_bits(bits, SIDE), label or name))
        except ValueError as wrong:
            raise ValueError(f"sketch {number}: {wrong}") from None
    if raw.left:
        raise ValueError(f"data had {raw.left} bytes after its last sketch; it must end there")
    return tuple(sketches)


class _Reader:
    """Bytes that are taken from the front, as long as there are any."""

    def __init__(self, raw: bytes) -> None:
        self._raw, self._at = raw, 0

    @property
    def left(self) -> int:
        return len(self._raw) - self._at

    def take(self, count: int) -> bytes:
        if count > self.left:
            raise ValueError("data ended in the middle of a shelf")
        self._at += count
        return self._raw[self._at - count : self._at]

    def text(self) -> str:
        (length,) = self.take(1)
        try:
            return self.take(length).decode()
        except UnicodeDecodeError:
            raise ValueError("data held a name that is no UTF-8") from None


def _decompress(data: bytes) -> bytes:
    if len(data) > MAX_PACKED:
        raise ValueError(f"data had {len(data)} bytes; a shelf has at most {MAX_PACKED}")
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(data, _MAX_RAW + 1)
    except zlib.error:
        raise ValueError("data was damaged: zlib cannot unpack it") from None
    if len(raw) > _MAX_RAW:
        raise ValueError(f"data unpacked to more than {_MAX_RAW} bytes; a shelf has no more")
    if not unpacker.eof:
        raise ValueError("data ended too early")
    if unpacker.unused_data:
        raise ValueError(f"data had {len(unpacker.unused_data)} bytes after its end")
    return raw


def _check_count(count: int, most: int, fewest: int = MIN_SKETCHES) -> None:
    if not fewest <= count <= most:
        raise ValueError(f"the shelf had {count} sketches; it must have {fewest} to {most}")


def _numbered(number: int, row: Any) -> Sketch:
    """A sketch from its row of the file; refusals say which it was."""
    try:
        if not isinstance(row, dict):
            raise ValueError(f"it was {_shown(row)}; it must have a name, a label and bits")
        for key in ("name", "label", "bits"):
            if not isinstance(row.get(key), str):
                raise ValueError(f"{key} was {_shown(row.get(key))}; it must be text")
        return Sketch(row["name"], unpack_bits(_decode(row["bits"]), SIDE), row["label"])
    except ValueError as wrong:
        raise ValueError(f"sketch {number}: {wrong}") from None


def _shown(value: Any) -> str:
    """A value of a file for a message, cut short."""
    if value is None:
        return "missing"
    if isinstance(value, (dict, list)):
        return "a list" if isinstance(value, list) else "an object"
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _encode(packed: bytes) -> str:
    return base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def _decode(text: str) -> bytes:
    bare = text.rstrip("=")
    packed = b""
    with contextlib.suppress(ValueError):
        packed = base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    # Decoding skips what is no base64, so what was there is compared with what should have been.
    if len(packed) != _PACKED or _encode(packed) != bare:
        raise ValueError(
            f"bits had {len(bare)} characters; they must be {_ENCODED} of base64url, "
            f"for {_PACKED} bytes"
        )
    return packed
