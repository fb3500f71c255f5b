"""The page's own Python in one archive: its source, and the bytecode that saves compiling it."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from runtime.bytecode import compiled
from runtime.lock import Entry

RUNTIME = "assets/runtime"
ARCHIVE = "unerase.zip"
# The page's first script is fetched by its tag.
SCRIPT = "py/main.py"


def bundle(sources: Mapping[str, bytes], tools: Path) -> bytes:
    """The archive of `sources`, by their paths below py/; compiled by the Pyodide below `tools`.

    Raises RuntimeSetupError when one of them is not Python.
    """
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as writing:
        for name, content in sources.items():
            writing.writestr(name, content)
    return compiled("page", plain.getvalue(), tools)


def ship(site: Path, archive: bytes) -> None:
    """Write `archive` into the site, and its size and digest into the list of the runtime."""
    folder = site / RUNTIME
    (folder / ARCHIVE).write_bytes(archive)
    listed = folder / "manifest.json"
    manifest = json.loads(listed.read_text("utf-8"))
    entry = Entry.of("", archive)
    manifest["files"][ARCHIVE] = {"bytes": entry.size, "sha256": entry.sha256}
    listed.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
