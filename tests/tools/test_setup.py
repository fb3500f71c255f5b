"""The set-up that runs before there is anything: one clear line when something is absent."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The script in an empty repository, as it replaces the virtual environment it finds."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "tools/setup.sh", tmp_path / "tools/setup.sh")
    return tmp_path


def set_up(copy: Path, what: str, **environment: str) -> str:
    """Run the set-up, which must fail, with an empty `bin` for a path; return what it said."""
    clean = {k: v for k, v in os.environ.items() if k != "PYTHON"}
    done = subprocess.run(
        [str(copy / "tools/setup.sh"), what],
        cwd=copy,
        env={**clean, "PATH": str(copy / "bin"), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    return done.stderr


def stub(copy: Path, name: str, body: str) -> None:
    path = copy / "bin" / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def test_no_python(copy: Path) -> None:
    assert "Python 3.11 or later is needed" in set_up(copy, "venv")


def test_an_old_python_is_no_python(copy: Path) -> None:
    stub(copy, "python3", "exit 1")
    assert "Python 3.11 or later is needed" in set_up(copy, "venv")


def test_the_python_that_was_named_is_the_one(copy: Path) -> None:
    stub(copy, "python3", "exit 0")
    stub(copy, "mine", "exit 1")
    assert "PYTHON=mine is not" in set_up(copy, "venv", PYTHON="mine")


def test_no_node(copy: Path) -> None:
    assert "Node 20 or later is needed" in set_up(copy, "node")


def test_an_old_node_is_no_node(copy: Path) -> None:
    stub(copy, "node", "exit 1")
    assert "Node 20 or later is needed" in set_up(copy, "node")


def test_no_npm(copy: Path) -> None:
    stub(copy, "node", "exit 0")
    assert "npm is needed" in set_up(copy, "node")


def test_npm_that_fails_asks_for_a_network(copy: Path) -> None:
    stub(copy, "node", "exit 0")
    stub(copy, "npm", "exit 1")
    assert "network connection" in set_up(copy, "node")
