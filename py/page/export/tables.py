"""The numbers of an album as files: a table of text, and numpy's archive."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from page.export.making import KEY, Making

if TYPE_CHECKING:
    from page.export.album import Album


def csv(album: Album) -> Making[bytes]:
    """A row for each step of each series: its name, t, ᾱ, and the values, row by row.

    Each is written with as many digits as it takes to read the same float32 back.
    """
    width = max(one.values[0].size for one in album.series)
    lines = [",".join(["series", "t", "alpha_bar", *(f"v{i}" for i in range(width))])]
    total = sum(len(one.t) for one in album.series)
    for one in album.series:
        for t, alpha_bar, values in zip(one.t, one.alpha_bar.tolist(), one.values, strict=True):
            texts = values.reshape(-1).astype("U24").tolist()
            lines.append(",".join([one.name, str(t), repr(alpha_bar), *texts]))
            yield (len(lines) - 1) / total
    return ("\n".join(lines) + "\n").encode()


def npz(album: Album) -> Making[bytes]:
    """All arrays by name, each series with its steps (`…_t`), and the link as `unerase`."""
    arrays: dict[str, NDArray[Any]] = {one.name: one.values for one in album.film.arrays}
    for one in album.series:
        arrays[f"{one.name}_t"] = np.array(one.t, dtype=np.int64)
    arrays[KEY] = np.array(album.state)
    file = BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    yield 1.0
    return file.getvalue()
