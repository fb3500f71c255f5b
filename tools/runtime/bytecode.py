"""Archives of Python that start without compiling: more than half of a start is otherwise that."""

import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from runtime.errors import RuntimeSetupError

HERE = Path(__file__).parent
PYODIDE = "node_modules/pyodide"
NEVER_CHANGED = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Recipe:
    """What becomes of an archive.

    at: the folder it lies in for Python, which stands in tracebacks. drop: patterns of names.
    bare: without assertions and line numbers. later: patterns of the names of extension modules
    that are imported when something is first asked of them.
    """

    at: str
    drop: tuple[str, ...] = ()
    bare: bool = False
    later: tuple[str, ...] = ()


RECIPES = {
    "stdlib": Recipe("/lib/python3.14/", bare=True),
    # Stubs, and what compiles against numpy, have no use in a browser.
    "numpy": Recipe(
        "/lib/python3.14/site-packages/",
        drop=(r"\.(pyi|a|h|pxd|c|in|ini|pc)$", r"^numpy/(f2py|_pyinstaller|tests)/", r"/tests/"),
        bare=True,
        # numpy imports it whoever asks: a megabyte, for solving equations.
        later=(r"/_umath_linalg\.",),
    ),
    # Our own: tracebacks quote its source, which comes with the figures.
    "page": Recipe("/home/pyodide/source/"),
}


def compiled(recipe: str, archive: bytes, root: Path) -> bytes:
    """The zip `archive` with its modules as bytecode, made by the Pyodide in `root`."""
    wanted = RECIPES[recipe]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given, made, how = folder / "given.zip", folder / "made.zip", folder / "recipe.json"
        given.write_bytes(archive)
        how.write_text(json.dumps(asdict(wanted)))
        in_node("compile.mjs", "Python could not be compiled", root / PYODIDE, given, made, how)
        return made.read_bytes()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of `files`, by name, not compressed; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as writing:
        for name, content in files.items():
            writing.writestr(zipfile.ZipInfo(name, NEVER_CHANGED), content)
    return out.getvalue()


def in_node(script: str, failure: str, *arguments: Path | str) -> None:
    """Run a script in Node, which runs Pyodide; `failure` begins what went wrong.

    `script` is its path from this folder.

    Raises RuntimeSetupError with the last line that it printed.
    """
    done = subprocess.run(
        ["node", HERE / script, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise RuntimeSetupError(f"{failure} for the browser ({last}).")
