"""The engine is numpy and the standard library, nothing of the browser; and it explains itself."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import unerase
from unerase import training

DOORS = (unerase, training)
"""Where a program finds what the engine has to offer."""
SOURCE = Path(unerase.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
RARE = {"argparse", "zipfile", "importlib.resources", "importlib.metadata"}
"""What would slow the browser's start, and hardly anyone needs."""
BROWSER = {"js", "pyscript", "pyodide", "pyodide_js", "page", "main"}


def imported_by(path: Path) -> Iterator[str]:
    """The full name of every module that the file imports, at whatever depth."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.endswith(("__import__", "import_module")):
                yield ast.unparse(node)


def test_the_walk_finds_the_engine() -> None:
    assert len(FILES) >= 10
    found = {name for path in FILES for name in imported_by(path)}
    assert {"numpy", "math", "unerase.samplers"} <= found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_only_numpy_and_the_standard_library(path: Path) -> None:
    allowed = (sys.stdlib_module_names | {"numpy", "unerase"}) - BROWSER
    strangers = {name for name in imported_by(path) if name.split(".")[0] not in allowed}
    assert strangers == set()


def test_importing_the_engine_loads_nothing_else() -> None:
    """In a fresh interpreter where only the standard library, numpy and unerase can be found."""
    script = f"""
import sys
import numpy, numpy.random

class Wall:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in sys.stdlib_module_names and top not in ("numpy", "unerase"):
            raise ImportError("not here: " + name)

sys.meta_path.insert(0, Wall())
before = {{name.partition(".")[0] for name in sys.modules}}
sys.path.insert(0, {str(SOURCE.parent)!r})
import unerase
x0 = unerase.to_signal(unerase.preset("heart"))
experiment = unerase.Experiment(x0, unerase.linear(20), unerase.Oracle(x0), unerase.ddpm)
assert len(list(experiment.reverse())) == 21
after = {{name.partition(".")[0] for name in sys.modules}}
print(*sorted(after - before - set(sys.stdlib_module_names)))
print(*sorted(after & {BROWSER!r}))
print(*sorted({RARE!r} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["unerase", "", ""]


@pytest.mark.parametrize("door", DOORS)
def test_every_public_name_exists(door: ModuleType) -> None:
    assert sorted(set(door.__all__)) == sorted(door.__all__)
    assert [name for name in door.__all__ if not hasattr(door, name)] == []


def explained(thing: object, name: str) -> bool:
    """Whether the thing has words of its own (a dataclass without any gets its signature)."""
    words = getattr(thing, "__doc__", None) or ""
    return bool(words.strip()) and not words.startswith(f"{name}(")


@pytest.mark.parametrize("door", DOORS)
def test_every_public_function_and_class_is_explained(door: ModuleType) -> None:
    silent = []
    for name in door.__all__:
        thing = getattr(door, name)
        if not (inspect.isfunction(thing) or inspect.isclass(thing)):
            continue
        if not explained(thing, name):
            silent.append(name)
        members = vars(thing).items() if inspect.isclass(thing) else ()
        for member, value in members:
            speaks = inspect.isfunction(value) or isinstance(value, property)
            promised = getattr(training.Target, member, None)
            if speaks and not member.startswith("_") and not explained(promised or value, member):
                silent.append(f"{name}.{member}")
    assert silent == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_is_explained(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
