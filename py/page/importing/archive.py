"""NPZ files: nothing is unpickled, and nothing is made before its size is known."""

from __future__ import annotations

import math
import zipfile
import zlib
from io import BytesIO
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from page.export.making import KEY
from page.importing.found import INK, MAX_LINK, TOO_LONG, Found, NotUsable
from unerase.pixels import to_bits
from unerase.presets import SIDE

DAMAGED = "This archive is damaged or cut off. Save it again, or choose another file."
FOREIGN = (
    "This archive has no Unerase drawing in it. Choose an NPZ that was saved here, or a picture."
)
# A link as numpy has it, four bytes a character, and the header before it.
MAX_MEMBER = 4 * MAX_LINK + 1024


def read_archive(data: bytes) -> Found:
    """The link of one of our NPZ files, or the drawing x0 of one that a script has saved."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            state, x0 = _member(archive, KEY), _member(archive, "x0")
            sizes = {info.filename: info.file_size for info in archive.infolist()}
    except (NotImplementedError, RuntimeError) as error:  # ways to pack that we do not know
        raise NotUsable(FOREIGN) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise NotUsable(DAMAGED) from error
    too_long = sizes.get(f"{KEY}.npy", 0) > MAX_MEMBER
    if state is not None and state.dtype.kind == "U" and state.shape == ():
        link = str(state[()])
        if len(link) <= MAX_LINK:
            return Found.of_link(link)
        too_long = True
    if x0 is not None and x0.dtype == np.float32 and x0.shape == (SIDE, SIDE):
        return Found(to_bits(x0).astype(np.uint8) * INK, note=TOO_LONG if too_long else "")
    raise NotUsable(FOREIGN)


def _member(archive: zipfile.ZipFile, name: str) -> NDArray[Any] | None:
    """An array by name; None where there is none, or none that could be ours."""
    try:
        info = archive.getinfo(f"{name}.npy")
    except KeyError:
        return None
    if info.file_size > MAX_MEMBER:
        return None
    with archive.open(info) as file:
        content = file.read(MAX_MEMBER + 1)  # whatever the directory says
    stream = BytesIO(content)
    if npy.read_magic(stream) != (1, 0):
        return None
    shape, fortran, dtype = npy.read_array_header_1_0(stream)
    start = stream.tell()
    if dtype.hasobject or fortran or math.prod(shape) * dtype.itemsize != len(content) - start:
        return None
    if dtype.itemsize == 0:  # an empty text: numpy gives it no bytes
        return np.zeros(shape, dtype) if shape == () else None
    return np.frombuffer(content, dtype=dtype, offset=start).reshape(shape)
