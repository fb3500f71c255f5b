"""Arrays out of the bytes of an .npz file that nobody vouches for."""

from __future__ import annotations

import io
import math
import re
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import zipfile

MOST_BYTES = 64_000_000
"""More than this, unpacked, is not read."""

_BROKEN = (
    *(ValueError, OSError, EOFError, KeyError, TypeError, NotImplementedError, RuntimeError),
    *(MemoryError, OverflowError, zlib.error),
)
_START = b"\x93NUMPY\x01\x00"
"""What begins an array in version 1.0 of numpy's format; two bytes follow, the header's length."""
_HEADER = re.compile(
    rb"{'descr': '([<|][a-zA-Z]\d{1,6})', 'fortran_order': (False|True), "
    rb"'shape': \(((?:\d{1,9}, )*(?:\d{1,9},?)?)\), } *\n"
)
"""The header as numpy writes it. numpy's own reader evaluates it as Python, which raises much."""


def load(
    data: bytes, what: str, wanted: Callable[[str], bool] = lambda _name: True
) -> dict[str, NDArray[Any]]:
    """The arrays of an .npz file, by name, of which those are read that are `wanted`.

    The checksums of the archive vouch for each. Nothing is unpickled or evaluated, and no more is
    unpacked than the archive's directory promises, nor anything if that is too much. Raises
    ValueError, and nothing else, for bytes that are no such file: it says that they must be `what`.
    """
    import zipfile  # rarely needed, and slow to import

    if not isinstance(data, bytes):
        raise ValueError(f"data was a {type(data).__name__}; it must be the bytes of {what}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {one.filename.removesuffix(".npy"): one for one in archive.infolist()}
            members = {name: one for name, one in members.items() if wanted(name)}
            if sum(one.file_size for one in members.values()) > MOST_BYTES:
                raise ValueError(f"more than {MOST_BYTES} bytes unpacked")
            return {name: _array(_content(archive, one)) for name, one in members.items()}
    except (*_BROKEN, zipfile.BadZipFile) as error:
        raise ValueError(
            f"data had {len(data)} bytes that could not be read ({error}); "
            f"it must be the bytes of {what}"
        ) from None


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member, unpacked up to the size that the directory tells."""
    if member.compress_type not in (0, 8):  # stored or deflated; others unpack without a bound
        raise ValueError(f"compression {member.compress_type}")
    with archive.open(member) as file:
        return file.read(member.file_size)


def _array(content: bytes) -> NDArray[Any]:
    """An array in numpy's format, not to be written to, whose header promises what there is."""
    if not content.startswith(_START):
        raise ValueError("no array of numpy's")
    first = len(_START) + 2
    start = first + int.from_bytes(content[first - 2 : first], "little")
    header = _HEADER.fullmatch(content[first:start])
    if header is None:
        raise ValueError("an array of which numbers are unknown")
    kind, by_column, lengths = (part.decode() for part in header.groups())
    dtype, shape = np.dtype(kind), tuple(int(one) for one in re.findall(r"\d+", lengths))
    size = math.prod(shape) * dtype.itemsize
    if size != len(content) - start:
        raise ValueError(f"a header promises {size} bytes")
    flat: NDArray[Any] = np.frombuffer(content, dtype, offset=start)
    return flat.reshape(shape, order="F" if by_column == "True" else "C")
