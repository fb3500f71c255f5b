"""The kinds of file on offer, and how each is made of an album."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from page.export import tables
from page.export.making import Making

if TYPE_CHECKING:
    from page.export.album import Album


@dataclass(frozen=True)
class Format:
    """label: in the menu. ending, kind: of the file. scales: whether pixels can be enlarged.

    Only pictures can be, and only they need Pillow.
    """

    label: str
    ending: str
    kind: str
    make: Callable[[Album, int], Making[bytes]]
    scales: bool = False


# What needs Pillow is imported when it runs, as Pillow is fetched only when it is asked for.


def _png(album: Album, scale: int) -> Making[bytes]:
    from page.export.images import png

    yield 0.0
    return png(album.paint(album.shown), scale, album.state)


def _gif(album: Album, scale: int) -> Making[bytes]:
    from page.export.images import gif

    return gif(album.count, album.paint, scale)


def _apng(album: Album, scale: int) -> Making[bytes]:
    from page.export.images import apng

    return apng(album.count, album.paint, scale, album.state)


def _strip(album: Album, scale: int) -> Making[bytes]:
    from page.export.images import png
    from page.export.strip import strip

    picture = yield from strip(album, scale)
    return png(picture, scale, album.state)


def _csv(album: Album, _scale: int) -> Making[bytes]:
    return tables.csv(album)


def _npz(album: Album, _scale: int) -> Making[bytes]:
    return tables.npz(album)


def _python(album: Album, _scale: int) -> Making[bytes]:
    yield 1.0
    return album.script.encode()


FORMATS: dict[str, Format] = {
    "png": Format("PNG: the picture shown", ".png", "image/png", _png, scales=True),
    "gif": Format("GIF: all steps, animated", ".gif", "image/gif", _gif, scales=True),
    "apng": Format("APNG: all steps, animated", "-film.png", "image/apng", _apng, scales=True),
    "strip": Format("Filmstrip (PNG)", "-strip.png", "image/png", _strip, scales=True),
    "csv": Format("CSV: the numbers", ".csv", "text/csv", _csv),
    "npz": Format("NPZ: the numbers for numpy", ".npz", "application/zip", _npz),
    "python": Format("Python: a script", ".py", "text/x-python", _python),
}
