"""The chunks of a PNG (PNG, third edition, section 5): how they are written, and taken apart."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_AROUND = 12  # length and kind before the content, a checksum after it


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk, with its length and its checksum."""
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def chunks(file: bytes) -> Iterator[tuple[bytes, memoryview, memoryview]]:
    """Kind, content and the whole of each chunk up to IEND; the last may be cut off."""
    view, at, kind = memoryview(file), len(SIGNATURE), b""
    while at + 8 <= len(file) and kind != b"IEND":
        (length,) = struct.unpack_from(">I", file, at)
        kind = file[at + 4 : at + 8]
        whole = view[at : at + _AROUND + length]
        yield kind, whole[8 : 8 + length], whole
        at += len(whole)
