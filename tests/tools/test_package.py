"""The engine as pip installs it: all that the page can do without a browser, and no page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import unerase

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("pyproject.toml", "LICENSE", "docs", "py")
DRAWS = """
import unerase
from unerase import Learned, NoiseSource, ddpm, linear

start = NoiseSource(7).normal((32, 32))
*_, last = ddpm(Learned.load("heart", "filled"), linear(20), start, NoiseSource(7, 1))
print(unerase.__file__, unerase.__version__, (last.x_t > 0).sum())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: setuptools leaves its folders in the one that it builds."""
    copy = tmp_path_factory.mktemp("copy")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)
    pip("wheel", ".", "--no-build-isolation", "--wheel-dir", "made", folder=copy)
    (made,) = (copy / "made").iterdir()
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    pip("install", str(wheel), "--target", ".", folder=folder)
    return folder


def pip(command: str, *arguments: str, folder: Path) -> None:
    """Without an index: the tests' own setuptools builds, and numpy is here."""
    always = ("--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")
    subprocess.run(
        [sys.executable, "-m", "pip", command, *always, *arguments], cwd=folder, check=True
    )


def run(folder: Path, *arguments: str) -> str:
    """What Python prints with the installed engine alone."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=folder.parent,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_wheel_is_the_engine_whole_and_nothing_else(wheel: Path) -> None:
    engine = {
        path.relative_to(ROOT / "py").as_posix()
        for path in (ROOT / "py" / "unerase").rglob("*")
        if path.suffix in (".py", ".npz", ".typed")
    }
    with zipfile.ZipFile(wheel) as reading:
        found = set(reading.namelist())
    assert "unerase/denoisers/learned/learner.npz" in engine
    assert {name for name in found if ".dist-info/" not in name} == engine


def test_what_is_installed_draws_from_the_learner(installed: Path) -> None:
    file, version, ink = run(installed, "-c", DRAWS).split()
    assert Path(file).is_relative_to(installed)
    assert f"unerase-{version}.dist-info" in os.listdir(installed)
    assert version == unerase.__version__
    assert 100 < int(ink) < 700


def test_what_is_installed_runs_in_the_terminal(installed: Path) -> None:
    assert "t = 0, signal left 100%" in run(installed, "-m", "unerase", "crown")
