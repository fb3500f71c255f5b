"""The site's Python in archives, sorted by when a visit needs it (runtime/pack.py says how).

python.zip.zst is what the interpreter itself imports while it starts; start.zip.zst is numpy and
the page's own Python as far as the first figure needs them; figures.zip.zst is the rest of the
page's Python, and its source; library.zip.zst and numpy.zip.zst are what hardly a visit needs of
Python's library and of numpy. memory.zst is the memory of a Python that has imported what a start
imports: a visit may go on from there instead, which takes more bytes and less time.
"""

import json
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from runtime.bytecode import PYODIDE, compiled, in_node, zipped
from runtime.errors import RuntimeSetupError
from runtime.lock import PARTS, Entry
from runtime.zstd import packed

RUNTIME = "assets/runtime"
# The page's first script is fetched by its tag.
SCRIPT = "py/main.py"
INTERPRETER = "python.zip.zst"
ARCHIVES = (
    INTERPRETER,
    "start.zip.zst",
    "figures.zip.zst",
    "library.zip.zst",
    "numpy.zip.zst",
)
MEMORY = "memory.zst"
IMAGE, DETAILS = "image", "image.json"
"""What runtime/snapshot.mjs writes."""
ROOM = 9_900_000
"""Bytes of the stack of C (10 MB in this Pyodide) for an archive, packed and unpacked."""
PYSCRIPT = "node_modules/@pyscript/core/src/stdlib/pyscript.js"


def bundle(sources: Mapping[str, bytes], tools: Path) -> tuple[dict[str, bytes], dict[str, object]]:
    """The archives by name, and what the site's list says of the memory; from `sources` by their
    paths below py/.

    `tools` is the repository whose Pyodide, PyScript and runtime are used. Raises
    RuntimeSetupError when a source is not Python, or cannot be imported.
    """
    plain = zipped(sources)
    parts = tools / RUNTIME / PARTS
    with tempfile.TemporaryDirectory() as name:
        given, made = Path(name, "given"), Path(name, "made")
        given.mkdir()
        made.mkdir()
        for part in ("stdlib.zip", "numpy.zip"):
            (given / part).write_bytes((parts / part).read_bytes())
        (given / "page.zip").write_bytes(compiled("page", plain, tools))
        (given / "sources.zip").write_bytes(plain)
        in_node(
            "pack.mjs", "Python could not be packed", tools / PYODIDE, tools / PYSCRIPT, given, made
        )
        started = [made / Path(each).stem for each in ARCHIVES[:2]]
        in_node(
            "snapshot.mjs",
            "Python's memory could not be made",
            *(tools / PYODIDE, *started, made / IMAGE, made / DETAILS),
        )
        details = json.loads((made / DETAILS).read_text("utf-8"))
        frames, described = memory(beside(started), (made / IMAGE).read_bytes(), details)
        archives = {each: fitting(each, (made / Path(each).stem).read_bytes()) for each in ARCHIVES}
        return archives | {MEMORY: frames}, described


def beside(started: Sequence[Path]) -> bytes:
    """What is not in memory of the archives of a start, as a zip archive: what it links, reads or
    may write anew."""
    files = {}
    for archive in started:
        with zipfile.ZipFile(archive) as reading:
            for name in reading.namelist():
                if not name.endswith(".pyc") or "/__pycache__/" in name:
                    files[name] = reading.read(name)
    return zipped(files)


def memory(files: bytes, image: bytes, details: dict[str, Any]) -> tuple[bytes, dict[str, object]]:
    """The files beside it and then each part of the image, each packed for itself, since each goes
    to a place of its own; and `details` with the sizes of all of them."""
    content = packed(files)
    described: dict[str, object] = details | {"files": len(content)}
    parts, at = [], 0
    for part in details["parts"]:
        frame = packed(image[at : at + part["bytes"]])
        parts.append({"address": part["address"], "packed": len(frame)})
        content += frame
        at += part["bytes"]
    return content, described | {"parts": parts}


def fitting(name: str, content: bytes) -> bytes:
    """The archive, packed. Raises RuntimeSetupError when the page has no room to unpack it."""
    small = packed(content)
    if len(small) + len(content) > ROOM:
        raise RuntimeSetupError(f"{name} is too large for assets/boot/zstd.mjs to unpack it.")
    return small


def ship(
    site: Path, archives: Mapping[str, bytes], described: Mapping[str, object] | None = None
) -> None:
    """Write the archives into the site, and their sizes and digests into its list; there, too, what
    it says of the memory, or nothing."""
    folder = site / RUNTIME
    listed = folder / "manifest.json"
    manifest = json.loads(listed.read_text("utf-8"))
    for name, content in archives.items():
        (folder / name).write_bytes(content)
        entry = Entry.of("", content)
        manifest["files"][name] = {"bytes": entry.size, "sha256": entry.sha256}
    manifest.pop("memory", None)
    if described:
        manifest["memory"] = dict(described)
    listed.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
