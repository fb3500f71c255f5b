"""Assemble `assets/runtime` from `tools/runtime.lock.json`: PyScript, Pyodide, numpy and fonts.

To ship another file, add a line with its `source` to the lock and run this with `--update-lock`.
"""

import argparse
import functools
import sys
from pathlib import Path

from runtime import wheel
from runtime.errors import RuntimeSetupError
from runtime.lock import Entry, Lock, lock_text, read_lock
from runtime.sources import Sources
from runtime.store import assemble, holds, write_atomically

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "tools" / "runtime.lock.json"
FOLDER = ROOT / "assets" / "runtime"


def sources_for(root: Path, folder: Path, lock: Lock) -> Sources:
    """Sources that find the runtime's other files in `folder`, or else fetch them once."""

    @functools.cache
    def read_entry(name: str) -> bytes:
        entry = lock[name]
        path = folder / name
        return path.read_bytes() if holds(path, entry) else sources.read(entry.source)

    sources = Sources(root, lock.keys(), read_entry, functools.cache(wheel.read_member))
    return sources


def update_lock(path: Path, root: Path, folder: Path) -> None:
    """Measure every file anew and write the lock."""
    lock = read_lock(path)
    # Not what lies there: some files are made of others, as these are now.
    read = sources_for(root, folder / "nothing", lock).read_entry
    measured = {name: Entry.of(entry.source, read(name)) for name, entry in lock.items()}
    write_atomically(path, lock_text(measured).encode())


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update-lock", action="store_true", help="recompute sizes and digests")
    options = parser.parse_args(arguments)
    try:
        if options.update_lock:
            update_lock(LOCK, ROOT, FOLDER)
        lock = read_lock(LOCK)
        written = assemble(FOLDER, lock, sources_for(ROOT, FOLDER, lock).read)
    except RuntimeSetupError as error:
        print(f"unerase: {error}", file=sys.stderr)
        return 1
    size = sum(entry.size for entry in lock.values()) / 1e6
    print(f"Runtime: {len(lock)} files, {size:.1f} MB, {len(written) or 'none'} written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
