"""Where the runtime's files come from.

A source is written `kind:rest`:

- `npm:package/path`          a file of an installed npm package
- `repo:path`                 a file of this repository
- `dist:package!name`         a licence file of an installed Python package
- `wheel:package==v!member`   a member of a wheel on the package index, taken without the rest
- `inside:file!member`        a member of another file of the runtime, itself a zip archive
- `bundled:script`              the module that a script of tools/runtime makes of npm packages
- `compiled:recipe!source`    the archive at another source, its Python compiled (`bytecode`)
- `shipped:source`            Pyodide's list of packages at another source, cut down to ours

None of them names a host: npm and pip know their own indexes.
"""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Collection
from importlib import metadata
from pathlib import Path
from typing import Any

from runtime.bytecode import compiled, in_node
from runtime.errors import RuntimeSetupError
from runtime.lock import digest

Read = Callable[[str], bytes]


class Sources:
    """Reads a source, given the repository's root and two ways to reach further."""

    def __init__(
        self,
        root: Path,
        names: Collection[str],
        read_entry: Read,
        read_wheel: Callable[[str, str], bytes],
    ):
        """`names` are the runtime's files. `read_entry` reads one of them, `read_wheel` a member
        of a wheel."""
        self._root = root
        self._names = names
        self.read_entry = read_entry
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
                return _read_member(self.read_entry(name), member, source)
            case "bundled":
                return bundled(rest)
            case "compiled":
                return compiled(name, self.read(member), self._root)
            case "shipped":
                return self._shipped(json.loads(self.read(rest)))
            case _:
                raise RuntimeSetupError(f"{source}: unknown kind of source.")

    def _shipped(self, packages: dict[str, Any]) -> bytes:
        """The list with the packages whose files the runtime has, as these files are."""
        ours = {}
        for name, package in packages["packages"].items():
            file = f"pyodide/{package['file_name']}"
            if file in self._names:
                ours[name] = package | {"sha256": digest(self.read_entry(file))}
        return json.dumps(packages | {"packages": ours}, indent=1).encode()


def _read_file(path: Path, source: str, remedy: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise RuntimeSetupError(f"{source} is missing; {remedy}.") from None


def bundled(script: str) -> bytes:
    """What a script of this folder writes into the file that it is given."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "bundle.js"
        in_node(script, f"{script} could not make its module", made)
        return made.read_bytes()


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
