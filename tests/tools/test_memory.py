"""The memory that a repeat visit goes on from is made of the site's own files, always the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from support.served import members

import bundle
from runtime.bytecode import PYODIDE, in_node, zipped
from runtime.errors import RuntimeSetupError

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "dist" / bundle.RUNTIME


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    """What the site's list says of the memory."""
    said: dict[str, Any] = json.loads((SITE / "manifest.json").read_text("utf-8"))["again"]
    return said


@pytest.fixture(scope="module")
def again() -> bytes:
    return bundle.unpacked(bundle.AGAIN, (SITE / bundle.AGAIN).read_bytes())


def made(folder: Path, archives: dict[str, bytes]) -> tuple[bytes, dict[str, int]]:
    """The memory of a Python that has imported the modules of these archives, and its details."""
    for name, content in archives.items():
        (folder / name).write_bytes(content)
    memory, details = folder / "memory", folder / "details.json"
    paths = [folder / name for name in archives]
    in_node("snapshot.mjs", "It went wrong", ROOT / PYODIDE, *paths, memory, details)
    return memory.read_bytes(), json.loads(details.read_text("utf-8"))


def length_of_header(memory: bytes) -> int:
    """What Pyodide writes before memory: a magic number, this length, and what it restores."""
    return int.from_bytes(memory[4:8], "little")


def test_elsewhere_and_at_another_time_the_same_memory_is_made(
    again: bytes, listed: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"HOME": str(tmp_path), "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    archives = {
        Path(name).stem: bundle.unpacked(name, (SITE / name).read_bytes())
        for name in ("python.zip.gz", "start.zip.zst")
    }
    memory, details = made(tmp_path, archives)
    assert memory == again[listed["files"] :]
    assert details.items() <= listed.items()


def test_the_list_describes_it(again: bytes, listed: dict[str, Any]) -> None:
    assert listed["bytes"] == len(again)
    assert listed["sha256"] == hashlib.sha256(again).hexdigest()


def test_memory_lies_where_pyodide_can_read_it(again: bytes, listed: dict[str, Any]) -> None:
    """Its header says how long it is itself, and which Pyodide wrote it."""
    assert listed["files"] % 4 == 0
    memory = again[listed["files"] :]
    header = length_of_header(memory)
    assert 48 < header < listed["below"]
    assert b"hiwireKeys" in memory[:header].replace(b"\0", b"")


def test_the_stack_is_left_out_and_nothing_else(again: bytes, listed: dict[str, Any]) -> None:
    """STACK_SIZE of this Pyodide is 10 MB; next to nothing of it is in use between two calls."""
    memory = again[listed["files"] :]
    left_out = listed["above"] - (listed["below"] - length_of_header(memory))
    assert 10 * 2**20 * 0.99 < left_out < 10 * 2**20 * 1.01
    assert any(memory[listed["below"] - 16 : listed["below"]])
    assert any(memory[listed["below"] : listed["below"] + 16])
    assert any(memory[-16:])


def test_nothing_is_in_it_twice(again: bytes, listed: dict[str, Any]) -> None:
    """What has been imported is in memory; what is linked, read or written anew is beside it."""
    names = members(again[: listed["files"]]).keys()
    assert any(name.endswith(".so") for name in names)
    assert all(not name.endswith(".pyc") or "/__pycache__/" in name for name in names)


def test_a_module_that_cannot_be_imported_fails_the_build(tmp_path: Path) -> None:
    archives = {
        "python.zip": bundle.unpacked("python.zip.gz", (SITE / "python.zip.gz").read_bytes()),
        "start.zip": zipped({"home/pyodide/broken.pyc": b"no bytecode"}),
    }
    with pytest.raises(RuntimeSetupError, match=r"It went wrong for the browser .*broken"):
        made(tmp_path, archives)
