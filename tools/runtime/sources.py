"""Where the runtime's files come from.

A source is written `kind:rest`:

- `npm:package/path`          a file of an installed npm package
- `repo:path`                 a file of this repository
- `dist:package!name`         a licence file of an installed Python package
- `wheel:package==v!member`   a member of a wheel on the package index, taken without the rest
- `inside:file!member`        a member of another file of the runtime, itself a zip archive

None of them names a host: npm and pip know their own indexes.
"""

import io
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from runtime.errors import RuntimeSetupError

Read = Callable[[str], bytes]


class Sources:
    """Reads a source, given the repository's root and two ways to reach further."""

    def __init__(self, root: Path, read_entry: Read, read_wheel: Callable[[str, str], bytes]):
        """`read_entry` reads another file of the runtime, `read_wheel` a member of a wheel."""
        self._root = root
        self._read_entry = read_entry
        self._read_wheel = read_wheel

    def read(self, source: str) -> bytes:
        """The bytes that `source` stands for."""
        kind, _, rest = source.partition(":")
        name, _, member = rest.partition("!")
        match kind:
            case "npm":
                return _read_file(self._root / "node_modules" / rest, source, "run npm ci")
            case "repo":
                return _read_file(self._root / rest, source, "restore it")
            case "dist":
                return _read_licence(name, member)
            case "wheel":
                return self._read_wheel(name, member)
            case "inside":
                return _read_member(self._read_entry(name), member, source)
            case _:
                raise RuntimeSetupError(f"{source}: unknown kind of source.")


def _read_file(path: Path, source: str, remedy: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise RuntimeSetupError(f"{source} is missing; {remedy}.") from None


def _read_licence(package: str, name: str) -> bytes:
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if ".dist-info" in str(file) and file.name == name:
            return Path(str(file.locate())).read_bytes()
    raise RuntimeSetupError(f"dist:{package}!{name} is not installed; run make clean, then again.")


def _read_member(archive: bytes, member: str, source: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            return opened.read(member)
    except (KeyError, zipfile.BadZipFile):
        raise RuntimeSetupError(f"{source}: no such member.") from None
