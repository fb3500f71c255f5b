"""Arrays out of the bytes of an .npz file that nobody vouches for."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_BYTES = 64_000_000
"""More than this, unpacked, is not read."""

_BROKEN = (
    *(ValueError, OSError, EOFError, KeyError, TypeError, NotImplementedError, RuntimeError),
    *(MemoryError, OverflowError, zipfile.BadZipFile, zlib.error),
)


def load(
    data: bytes, what: str, wanted: Callable[[str], bool] = lambda _name: True
) -> dict[str, NDArray[Any]]:
    """The arrays of an .npz file, by name, of which those are read that are `wanted`.

    The checksums of the archive vouch for each; nothing is unpickled, and nothing is unpacked
    before its size is known. Raises ValueError, and nothing else, for bytes that are no such file:
    it says that they must be `what`.
    """
    if not isinstance(data, bytes):
        raise ValueError(f"data was a {type(data).__name__}; it must be the bytes of {what}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {one.filename.removesuffix(".npy"): one for one in archive.infolist()}
            members = {name: one for name, one in members.items() if wanted(name)}
            if sum(one.file_size for one in members.values()) > MOST_BYTES:
                raise ValueError(f"more than {MOST_BYTES} bytes unpacked")
            return {name: _array(archive.read(one)) for name, one in members.items()}
    except _BROKEN as error:
        raise ValueError(
            f"data had {len(data)} bytes that could not be read ({error}); "
            f"it must be the bytes of {what}"
        ) from None


def _array(content: bytes) -> NDArray[Any]:
    """An array in numpy's format, whose header may promise no more than there is."""
    file = io.BytesIO(content)
    version = np.lib.format.read_magic(file)
    read_header = {
        (1, 0): np.lib.format.read_array_header_1_0,
        (2, 0): np.lib.format.read_array_header_2_0,
    }[version]
    shape, _fortran, dtype = read_header(file)
    size = dtype.itemsize
    for length in shape:
        size *= length
    if size != len(content) - file.tell():
        raise ValueError(f"a header promises {size} bytes")
    file.seek(0)
    array: NDArray[Any] = np.lib.format.read_array(file, allow_pickle=False)
    return array
