"""The page's Python while it is edited: archives in which what has changed is source.

The browser compiles that at every start. It is little; compiling it here would take a Pyodide.
"""

from __future__ import annotations

import lzma
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import bundle
from runtime.bytecode import zipped

HOME = "home/pyodide/"
SOURCE = f"{HOME}source/"

Files = Mapping[str, bytes]
Archives = Mapping[str, Files]
"""The files of each archive, by name."""


def compiled(sources: Files, packages: Sequence[str], tools: Path) -> Archives:
    """The archives as the site has them; arguments and errors as in bundle.bundle."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        bundle.sort_into(made, sources, packages, tools)
        return {each: members(made / Path(each).stem) for each in bundle.ARCHIVES}


def members(archive: Path) -> Files:
    """The files of a zip archive, by name."""
    with zipfile.ZipFile(archive) as reading:
        return {name: reading.read(name) for name in reading.namelist()}


def edited(archives: Archives, sources: Files) -> Archives:
    """The archives with changed modules as source in the place of bytecode, and without deleted
    ones. A new module comes with the start: nothing knows yet who imports it."""
    after = {name: dict(files) for name, files in archives.items()}
    kept = after[bundle.FIGURES]
    before = {name[len(SOURCE) :]: kept[name] for name in kept if name.startswith(SOURCE)}
    for module in before.keys() | sources.keys():
        if before.get(module) == sources.get(module):
            continue
        bytecode = f"{HOME}{module}c"
        home = next((files for files in after.values() if bytecode in files), after[bundle.START])
        home.pop(bytecode, None)
        kept.pop(SOURCE + module, None)
        if module in sources:
            home[HOME + module] = kept[SOURCE + module] = sources[module]
    return after


def packed(content: bytes) -> bytes:
    """Packed so that the page can unpack it, and in no time."""
    return lzma.compress(content, check=lzma.CHECK_CRC32, preset=0)


def shipped(files: Files) -> bytes:
    """An archive as the page fetches it."""
    return packed(zipped(files))
