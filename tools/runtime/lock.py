"""The lock: which files make up the runtime, their size, their sha256 and where they come from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from runtime.errors import RuntimeSetupError

LICENCES = "licenses/"
PARTS = "parts/"
"""What the site's archives are made of (tools/bundle.py); not shipped as it is."""
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Entry:
    """One file of the runtime. A fresh entry, not yet measured, has no size and no digest."""

    source: str
    size: int = 0
    sha256: str = ""

    @classmethod
    def of(cls, source: str, data: bytes) -> "Entry":
        """The entry that `data` from `source` deserves."""
        return cls(source, len(data), digest(data))

    def fits(self, data: bytes) -> bool:
        """Whether `data` is exactly the locked file."""
        return len(data) == self.size and digest(data) == self.sha256


Lock = Mapping[str, Entry]


def digest(data: bytes) -> str:
    """The sha256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_lock(path: Path) -> dict[str, Entry]:
    """Read the lock; an entry may give its source only, until `--update-lock` measures it."""
    files: dict[str, dict[str, str | int]] = json.loads(path.read_text("utf-8"))["files"]
    lock = {}
    for name, given in files.items():
        if not _stays_inside(name):
            raise RuntimeSetupError(f"{path.name}: {name} would be written outside the runtime.")
        lock[name] = Entry(
            source=str(given["source"]),
            size=int(given.get("bytes", 0)),
            sha256=str(given.get("sha256", "")),
        )
    return lock


def lock_text(lock: Lock) -> str:
    """The lock as it is written to disk."""
    files = {
        name: {"source": entry.source, "bytes": entry.size, "sha256": entry.sha256}
        for name, entry in lock.items()
    }
    return json.dumps({"files": files}, indent=2) + "\n"


def manifest_text(lock: Lock) -> str:
    """What the page's loader reads: size and digest of each file that it may fetch."""
    files = {
        name: {"bytes": entry.size, "sha256": entry.sha256}
        for name, entry in lock.items()
        if not name.startswith((LICENCES, PARTS))
    }
    return json.dumps({"files": files}, indent=2) + "\n"


def _stays_inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/") and name != MANIFEST
