"""pyscript.toml, as far as the build goes by it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from bundle import RUNTIME
from runtime.errors import RuntimeSetupError
from runtime.lock import PARTS

NAME = "pyscript.toml"


@dataclass(frozen=True)
class Config:
    """What the file asks for.

    interpreter: a file of the site that exports `loadPyodide`. packages: names of Python packages
    that a start provides.
    """

    interpreter: str
    packages: tuple[str, ...]


def read_config(root: Path) -> Config:
    """Read the file of the repository `root`.

    Raises RuntimeSetupError when it is missing, is not TOML, or asks for what a start cannot
    provide.
    """
    try:
        given = tomllib.loads((root / NAME).read_text("utf-8"))
    except FileNotFoundError:
        raise RuntimeSetupError(f"{NAME} is missing.") from None
    except tomllib.TOMLDecodeError as error:
        raise RuntimeSetupError(f"{NAME} is not TOML: {error}.") from None
    config = Config(str(given.get("interpreter", "")), tuple(given.get("packages", ())))
    if not config.interpreter.startswith("./") or not (root / config.interpreter).is_file():
        raise RuntimeSetupError(
            f"{NAME}: interpreter is {config.interpreter!r}, which must be a file of this site, "
            "written as ./assets/…"
        )
    for package in config.packages:
        if not package_archive(root, package).is_file():
            raise RuntimeSetupError(
                f"{NAME} asks for the package {package!r}, which the runtime does not have. "
                f"Add {PARTS}{package}.zip to tools/runtime.lock.json, or take it off the list."
            )
    return config


def package_archive(root: Path, package: str) -> Path:
    """Where the runtime keeps the modules of a package."""
    return root / RUNTIME / PARTS / f"{package}.zip"
