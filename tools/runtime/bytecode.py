"""Archives of Python that start without compiling: more than half of a start is otherwise that."""

import json
import subprocess
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from runtime.errors import RuntimeSetupError

HERE = Path(__file__).parent
PYODIDE = "node_modules/pyodide"


@dataclass(frozen=True)
class Recipe:
    """What becomes of an archive.

    at: the folder it lies in for Python, which stands in tracebacks. only: the file that lists the
    modules to compile, where not all of them are worth their size. drop: patterns of names.
    keep: whether the source stays, beside its bytecode.
    """

    at: str
    only: str = ""
    drop: tuple[str, ...] = ()
    keep: bool = False


RECIPES = {
    # What a start imports is compiled; the rest stays source, which is smaller.
    "stdlib": Recipe("/lib/python314.zip/", only="startup_modules.txt"),
    # Stubs and the wrapper of Fortran compilers have no use in a browser.
    "numpy": Recipe(
        "/lib/python3.14/site-packages/", drop=(r"\.pyi$", r"^numpy/(f2py|_pyinstaller)/")
    ),
    # Our own: people read it, and tracebacks quote it.
    "page": Recipe("/home/pyodide/", keep=True),
}


def compiled(recipe: str, archive: bytes, root: Path) -> bytes:
    """The zip `archive` with its modules as bytecode, made by the Pyodide in `root`."""
    wanted = RECIPES[recipe]
    only = (HERE / wanted.only).read_text("utf-8").split() if wanted.only else None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given, made, how = folder / "given.zip", folder / "made.zip", folder / "recipe.json"
        given.write_bytes(archive)
        how.write_text(json.dumps({**asdict(wanted), "only": only}))
        script = HERE / "compile.mjs"
        done = subprocess.run(
            ["node", str(script), str(root / PYODIDE), str(given), str(made), str(how)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise RuntimeSetupError(f"Python could not be compiled for the browser ({last}).")
        return made.read_bytes()
