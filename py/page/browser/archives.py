"""The parts of the page's Python that come after the start (tools/bundle.py lists them)."""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import sys
import zipfile
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import invalidate_caches
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

import js

from page.browser.dom import shown

RUNTIME = "assets/runtime/"
HOME = Path("/home/pyodide")
LATER = ("figures", "library", "numpy")
"""Archives whose modules are listed beside the page's own since the site was built."""


class Archive:
    """One archive, asked for at most once at a time, and again after a failure."""

    def __init__(self, name: str) -> None:
        self._name = name

    def need(self, done: Callable[[], None], failed: Callable[[str], None]) -> None:
        """Call `done` once its modules can be imported, or `failed` with a sentence."""
        on_end = shown(lambda _nothing: done())
        on_failure = shown(lambda error: failed(str(error.message)))
        js.unerase.more(self._name).then(on_end, on_failure)


class LastResort:
    """Finds a module that no one foresaw to be wanted so soon: the page waits for its archive.

    That is fetched while everything stands still, which import demands.
    """

    @cached_property
    def _listed(self) -> dict[str, frozenset[str]]:
        """The modules by archive; most starts miss none, and never read them."""
        return {
            archive: frozenset((HOME / f"{archive}.txt").read_text("utf-8").split())
            for archive in LATER
        }

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where the module is, once its archive has been unpacked; None if no archive has it."""
        archive = next((each for each, names in self._listed.items() if name in names), None)
        if archive is None:
            return None
        del self._listed[archive]
        js.console.info(f"{name} is imported: fetching the archive {archive} at once.")
        unpack(fetched(f"{archive}.zip.xz"))
        return PathFinder.find_spec(name, path, target)


def look_everywhere() -> None:
    """Let an import that finds nothing else try the archives that come later."""
    finder: Any = LastResort()
    sys.meta_path.append(finder)


def fetched(name: str) -> bytes:
    """The archive, fetched at once and checked.

    Raises ImportError when it does not arrive, or is not what the site's list says.
    """
    listed = json.loads(_fetched(RUNTIME + "manifest.json"))["files"][name]
    content = _fetched(RUNTIME + name)
    if hashlib.sha256(content).hexdigest() != listed["sha256"]:
        raise ImportError(f"{name} arrived damaged.")
    return content


def unpack(packed: bytes) -> None:
    """Put the files of an archive where Python finds them."""
    with zipfile.ZipFile(io.BytesIO(lzma.decompress(packed))) as archive:
        archive.extractall("/")
    invalidate_caches()


def _fetched(url: str) -> bytes:
    request = js.XMLHttpRequest.new()
    request.open("GET", url, False)
    request.overrideMimeType("text/plain; charset=x-user-defined")
    try:
        request.send()
    except Exception as error:
        raise ImportError(f"{url} did not arrive.") from error
    if request.status != 200:
        raise ImportError(f"{url} did not arrive.")
    # Each byte came as one character, those from 128 on as U+F780 to U+F7FF.
    return bytes(ord(each) & 0xFF for each in str(request.responseText))


FIGURES = Archive("figures")
REST = Archive("library")
