"""The memory that a visit goes on from is made of the site's own files, always the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.served import members

import bundle
from runtime.bytecode import PYODIDE, in_node, zipped
from runtime.errors import RuntimeSetupError
from runtime.xz import unpacked

pytestmark = pytest.mark.memory
ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "dist" / bundle.RUNTIME
STACK = 10 * 2**20
"""STACK_SIZE of this Pyodide, in bytes."""


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    """What the site's list says of the memory."""
    said: dict[str, Any] = json.loads((SITE / "manifest.json").read_text("utf-8"))["memory"]
    return said


@pytest.fixture(scope="module")
def frames(listed: dict[str, Any]) -> list[bytes]:
    """The parts of memory, and what is beside it."""
    content, cut = unpacked((SITE / bundle.MEMORY).read_bytes()), []
    for part in listed["parts"]:
        cut.append(content[: part["bytes"]])
        content = content[part["bytes"] :]
    return [*cut, content]


def archive(name: str) -> bytes:
    """One archive of the site, unpacked."""
    return unpacked((SITE / name).read_bytes())


def made(folder: Path, archives: dict[str, bytes]) -> tuple[bytes, dict[str, Any]]:
    """The memory of a Python that has imported the modules of these archives, and its details."""
    for name, content in archives.items():
        (folder / name).write_bytes(content)
    image, details = folder / "image", folder / "details.json"
    paths = [folder / name for name in archives]
    in_node(bundle.SNAPSHOT, "It went wrong", ROOT / PYODIDE, *paths, image, details)
    return image.read_bytes(), json.loads(details.read_text("utf-8"))


def test_elsewhere_and_at_another_time_the_same_memory_is_made(
    frames: list[bytes],
    listed: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in {"HOME": str(tmp_path), "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    image, details = made(
        tmp_path, {Path(name).stem: archive(name) for name in bundle.ARCHIVES[:2]}
    )
    assert image == b"".join(frames[:-1])
    assert details == listed


def test_the_stack_and_what_webassembly_holds_are_left_out(
    frames: list[bytes], listed: dict[str, Any]
) -> None:
    """Nothing is in use of the stack between two calls. The first 3 MB are constants of C."""
    below, above = listed["parts"]
    assert below["address"] > 3e6
    assert below["address"] + below["bytes"] < above["address"] - STACK
    assert above["address"] + above["bytes"] <= listed["room"]
    for frame in frames[:-1]:
        assert any(frame[:16])
        assert any(frame[-16:])


def test_nothing_is_in_it_twice(frames: list[bytes]) -> None:
    """What has been imported is in memory; what is linked, read or written anew is beside it."""
    names = members(frames[-1]).keys()
    assert any(name.endswith(".so") for name in names)
    assert all(not name.endswith(".pyc") or "/__pycache__/" in name for name in names)


def test_a_module_that_cannot_be_imported_fails_the_build(tmp_path: Path) -> None:
    archives = {
        "python.zip": archive(bundle.INTERPRETER),
        "start.zip": zipped({"home/pyodide/broken.pyc": b"no bytecode"}),
    }
    with pytest.raises(RuntimeSetupError, match=r"It went wrong for the browser .*broken"):
        made(tmp_path, archives)
