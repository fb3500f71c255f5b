"""The site's Python, packed: the interpreter, and archives sorted by when a visit needs them
(runtime/pack.py says how).

python.zip.xz is what the interpreter itself imports while it starts; start.zip.xz is numpy and the
page's own Python as far as the first figure needs them; figures.zip.xz is the rest of the page's
Python, and its source; library.zip.xz and numpy.zip.xz are what hardly a visit needs of Python's
library and of numpy. memory.bin.xz is the memory of a Python that has imported what a start
imports: a visit may go on from there instead, which takes more bytes and less time.
"""

import json
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType

from runtime.bytecode import PYODIDE, compiled, in_node, zipped
from runtime.lock import PARTS, Entry
from runtime.xz import packed, unpacked

RUNTIME = "assets/runtime"
# The page's first script is fetched by its tag.
SCRIPT = "py/main.py"
INTERPRETER, START, FIGURES = "python.zip.xz", "start.zip.xz", "figures.zip.xz"
ARCHIVES = (
    INTERPRETER,
    START,
    FIGURES,
    "library.zip.xz",
    "numpy.zip.xz",
)
MEMORY = "memory.bin.xz"
WASM = "pyodide.asm.wasm"
PACKED_WASM = f"pyodide/{WASM}.xz"
SNAPSHOT = "../../assets/boot/memory/snapshot.mjs"
IMAGE, DETAILS = "image", "image.json"
"""What `SNAPSHOT` writes."""


def bundle(
    sources: Mapping[str, bytes], packages: Sequence[str], tools: Path, memory: bool = True
) -> tuple[dict[str, bytes], dict[str, object]]:
    """The packed files by name, and what the site's list says of them; from `sources` by
    their paths below py/, and the Python `packages` that a start provides.

    `tools` is the repository whose Pyodide and runtime are used; `memory` says whether there is to
    be one. Raises RuntimeSetupError when a source is not Python, or cannot be imported.
    """
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        sort_into(made, sources, packages, tools)
        contents = {each: (made / Path(each).stem).read_bytes() for each in ARCHIVES}
        contents[PACKED_WASM] = interpreter(tools)
        described: dict[str, object] = {"packages": [*packages]}
        if memory:
            started = [made / Path(each).stem for each in ARCHIVES[:2]]
            contents[MEMORY], described["memory"] = remembered(made, started, tools)
        with ThreadPoolExecutor() as pool:
            largest_first = sorted(contents, key=lambda name: -len(contents[name]))
            coming = {
                name: pool.submit(packed, contents[name], of_words=name == MEMORY)
                for name in largest_first
            }
        return {name: one.result() for name, one in coming.items()}, described


def remembered(made: Path, started: Sequence[Path], tools: Path) -> tuple[bytes, object]:
    """The memory of a Python that has imported the archives of a start, and its details."""
    in_node(
        SNAPSHOT,
        "Python's memory could not be made",
        *(tools / PYODIDE, *started, made / IMAGE, made / DETAILS),
    )
    details: object = json.loads((made / DETAILS).read_text("utf-8"))
    return (made / IMAGE).read_bytes() + beside(started), details


def sort_into(
    made: Path, sources: Mapping[str, bytes], packages: Sequence[str], tools: Path
) -> None:
    """Write the archives, not yet packed, into the folder `made`: arguments and errors as above."""
    plain = zipped(sources)
    with tempfile.TemporaryDirectory() as name:
        given = Path(name)
        parts = tools / RUNTIME / PARTS
        for part in ("stdlib", *packages):
            (given / f"{part}.zip").write_bytes((parts / f"{part}.zip").read_bytes())
        (given / "page.zip").write_bytes(compiled("page", plain, tools))
        (given / "sources.zip").write_bytes(plain)
        in_node("pack.mjs", "Python could not be packed", tools / PYODIDE, given, made, *packages)


def interpreter(tools: Path) -> bytes:
    """The interpreter, not yet packed."""
    return (tools / RUNTIME / PARTS / WASM).read_bytes()


def beside(started: Sequence[Path]) -> bytes:
    """What is not in memory of the archives of a start, as a zip archive: what it links, reads or
    may write anew."""
    files = {}
    for archive in started:
        with zipfile.ZipFile(archive) as reading:
            for name in reading.namelist():
                if not name.endswith(".pyc"):
                    files[name] = reading.read(name)
    return zipped(files)


def ship(
    site: Path,
    files: Mapping[str, bytes],
    described: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Write packed files into the site, and their sizes and digests into its list, with what is
    `described` of them, and that of the unpacked memory, as the service worker keeps it."""
    folder = site / RUNTIME
    listed = folder / "manifest.json"
    manifest = json.loads(listed.read_text("utf-8"))
    contents = dict(files)
    for name, content in files.items():
        (folder / name).write_bytes(content)
        if name == MEMORY:
            contents[name.removesuffix(".xz")] = unpacked(content)
    for name, content in contents.items():
        entry = Entry.of("", content)
        manifest["files"][name] = {"bytes": entry.size, "sha256": entry.sha256}
    manifest.pop("memory", None)
    manifest |= described
    listed.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
