"""The pages that a benchmark opens: ours as it is built, and the others put together beside it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from runtime import wheel
from runtime.bytecode import zipped

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
BUILT = ROOT / "build" / "bench"
PYODIDE = ROOT / "node_modules" / "pyodide"
PYSCRIPT = ROOT / "node_modules" / "@pyscript" / "core" / "dist"
PUBLISHED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
# Where numpy lies as it was published (see tools/runtime.lock.json).
CARRIER, FOLDER = "open-webui==0.12.4", "open_webui/frontend/pyodide/"


def site() -> Path:
    """The built site."""
    return ROOT / "dist"


def plain() -> Path:
    """The page that does the hero's work in JavaScript."""
    return HERE / "plain"


def engine() -> Path:
    """Pyodide as published, numpy, and the source of the engine: neither PyScript nor our page."""
    folder = BUILT / "engine"
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*PUBLISHED, "pyodide-lock.json"):
        shutil.copy2(PYODIDE / name, folder / name)
    shutil.copy2(ROOT / "assets" / "runtime" / "parts" / "numpy.zip", folder / "numpy.zip")
    files = [*(ROOT / "py" / "unerase").rglob("*.py"), *(ROOT / "py" / "unerase").rglob("*.npz")]
    sources = {
        file.relative_to(ROOT / "py").as_posix(): file.read_bytes() for file in sorted(files)
    }
    (folder / "unerase.zip").write_bytes(zipped(sources))
    shutil.copy2(HERE / "plain" / "steps.mjs", folder / "steps.mjs")
    (folder / "index.html").write_text('<!doctype html><link rel="icon" href="data:,">')
    return folder


def stock() -> Path:
    """The plainest self-hosted PyScript page, all of it as published.

    Raises RuntimeError when numpy is not the file that Pyodide's list demands.
    """
    folder = BUILT / "stock"
    shutil.copytree(HERE / "stock", folder, dirs_exist_ok=True)
    shutil.copytree(
        PYSCRIPT, folder / "pyscript", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.map")
    )
    pyodide = folder / "pyodide"
    pyodide.mkdir(exist_ok=True)
    for name in (*PUBLISHED, "pyodide-lock.json"):
        shutil.copy2(PYODIDE / name, pyodide / name)
    listed = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["packages"]["numpy"]
    numpy = pyodide / listed["file_name"]
    if not numpy.is_file():
        data = wheel.read_member(CARRIER, FOLDER + numpy.name)
        if hashlib.sha256(data).hexdigest() != listed["sha256"]:
            raise RuntimeError(f"{numpy.name} is not the file that Pyodide was published with.")
        numpy.write_bytes(data)
    return folder
