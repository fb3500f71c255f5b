"""The folder itself: check what lies there, replace what is wrong, remove what is not ours."""

import os
import tempfile
from pathlib import Path

from runtime.errors import RuntimeSetupError
from runtime.lock import MANIFEST, Entry, Lock, digest, manifest_text
from runtime.sources import Read


def assemble(folder: Path, lock: Lock, read: Read) -> list[str]:
    """Make `folder` hold exactly what `lock` says; return the names of the files written."""
    written = []
    for name, entry in lock.items():
        if not holds(folder / name, entry):
            write_atomically(folder / name, checked(name, entry, read(entry.source)))
            written.append(name)
    manifest = manifest_text(lock).encode()
    if not holds(folder / MANIFEST, Entry.of("", manifest)):
        write_atomically(folder / MANIFEST, manifest)
        written.append(MANIFEST)
    remove_strays(folder, {*lock, MANIFEST})
    return written


def holds(path: Path, entry: Entry) -> bool:
    """Whether `path` is the locked file; the size is compared first, as it costs nothing."""
    try:
        return path.stat().st_size == entry.size and entry.fits(path.read_bytes())
    except OSError:
        return False


def checked(name: str, entry: Entry, data: bytes) -> bytes:
    """Return `data` if it is what the lock expects, and say what differs otherwise."""
    if not entry.fits(data):
        raise RuntimeSetupError(
            f"{name}, from {entry.source}, is not the file that was locked: "
            f"expected sha256 {entry.sha256}, got {digest(data)}."
        )
    return data


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside `path` and rename, so that an interrupted run leaves no half file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".partial-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes private files; these are to be served.
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def remove_strays(folder: Path, wanted: set[str]) -> None:
    """Remove files the lock does not name, and folders left empty."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
