"""The memory that a repeat visit goes on from is made of the site's own files, always the same."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from support.served import members

import bundle
from runtime.bytecode import PYODIDE, in_node, zipped
from runtime.errors import RuntimeSetupError

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "dist" / bundle.RUNTIME


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


def test_elsewhere_and_at_another_time_the_same_memory_is_made(
    again: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"HOME": str(tmp_path), "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    archives = {
        Path(name).stem: bundle.unpacked(name, (SITE / name).read_bytes())
        for name in ("python.zip.gz", "start.zip.zst")
    }
    memory, details = made(tmp_path, archives)
    assert memory == members(again)["memory"]
    assert details == json.loads(members(again)["memory.json"])


def test_the_list_describes_it(again: bytes) -> None:
    listed = json.loads((SITE / "manifest.json").read_text("utf-8"))["again"]
    assert listed["bytes"] == len(again)
    assert listed["sha256"] == hashlib.sha256(again).hexdigest()
    assert listed["memory"] == len(members(again)["memory"])


def test_memory_comes_first_where_the_page_and_pyodide_want_it(again: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        first = archive.infolist()[0]
    at = 30 + len("memory")  # after the local header, see the ZIP specification, 4.3.7
    assert (first.filename, first.header_offset, at % 4) == ("memory", 0, 0)
    assert again[at : at + first.file_size] == members(again)["memory"]


def test_nothing_is_in_it_twice(again: bytes) -> None:
    """What has been imported is in memory; what is linked, read or written anew is beside it."""
    names = members(again).keys() - {"memory", "memory.json"}
    assert any(name.endswith(".so") for name in names)
    assert all(not name.endswith(".pyc") or "/__pycache__/" in name for name in names)


def test_a_module_that_cannot_be_imported_fails_the_build(tmp_path: Path) -> None:
    archives = {
        "python.zip": bundle.unpacked("python.zip.gz", (SITE / "python.zip.gz").read_bytes()),
        "start.zip": zipped({"home/pyodide/broken.pyc": b"no bytecode"}),
    }
    with pytest.raises(RuntimeSetupError, match=r"It went wrong for the browser .*broken"):
        made(tmp_path, archives)
