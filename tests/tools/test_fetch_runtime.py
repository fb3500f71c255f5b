"""The runtime's folder: checked, repaired, and left alone when there is nothing to do."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import fetch_runtime
from runtime import store, wheel
from runtime.errors import RuntimeSetupError
from runtime.lock import Entry, Lock, lock_text, manifest_text, read_lock
from runtime.sources import Sources

FILES = {"a/one.js": b"export {}", "b/two.wasm": b"\0asm", "licenses/NOTICE.txt": b"thanks"}


def source_of(name: str) -> str:
    return f"repo:{name}"


@pytest.fixture
def lock() -> Lock:
    return {name: Entry.of(source_of(name), data) for name, data in FILES.items()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository that holds the sources."""
    for name, data in FILES.items():
        path = tmp_path / "root" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "root"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "runtime"


def assemble(root: Path, folder: Path, lock: Lock) -> list[str]:
    return store.assemble(folder, lock, fetch_runtime.sources_for(root, folder, lock).read)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def no_source(source: str) -> bytes:
    raise AssertionError(f"{source} was fetched for nothing")


def test_first_run_writes_every_file_and_the_manifest(root: Path, folder: Path, lock: Lock) -> None:
    written = assemble(root, folder, lock)
    assert written == [*FILES, "manifest.json"]
    assert contents(folder) == {**FILES, "manifest.json": manifest_text(lock).encode()}


def test_second_run_reads_no_source_and_touches_nothing(
    root: Path, folder: Path, lock: Lock
) -> None:
    assemble(root, folder, lock)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert store.assemble(folder, lock, no_source) == []
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


@pytest.mark.parametrize("damage", [b"export []", b"", b"export {} and more"])
def test_a_corrupted_file_is_repaired(root: Path, folder: Path, lock: Lock, damage: bytes) -> None:
    assemble(root, folder, lock)
    (folder / "a/one.js").write_bytes(damage)
    assert assemble(root, folder, lock) == ["a/one.js"]
    assert (folder / "a/one.js").read_bytes() == FILES["a/one.js"]


def test_a_corrupted_manifest_is_repaired(root: Path, folder: Path, lock: Lock) -> None:
    assemble(root, folder, lock)
    (folder / "manifest.json").write_text("{}")
    assert assemble(root, folder, lock) == ["manifest.json"]


def test_a_wrong_source_is_named_and_nothing_is_written(
    root: Path, folder: Path, lock: Lock
) -> None:
    (root / "a/one.js").write_bytes(b"export 0!")
    with pytest.raises(RuntimeSetupError) as raised:
        assemble(root, folder, lock)
    expected, got = lock["a/one.js"].sha256, Entry.of("", b"export 0!").sha256
    for part in ("a/one.js", "repo:a/one.js", expected, got):
        assert part in str(raised.value)
    assert not folder.exists()


def test_a_wrong_source_does_not_replace_what_lies_there(
    root: Path, folder: Path, lock: Lock
) -> None:
    assemble(root, folder, lock)
    (folder / "a/one.js").write_bytes(b"old")
    (root / "a/one.js").write_bytes(b"export 0!")
    with pytest.raises(RuntimeSetupError):
        assemble(root, folder, lock)
    assert (folder / "a/one.js").read_bytes() == b"old"


def test_strays_and_empty_folders_are_removed(root: Path, folder: Path, lock: Lock) -> None:
    assemble(root, folder, lock)
    (folder / "old" / "deep").mkdir(parents=True)
    (folder / "old" / "deep" / "gone.js").touch()
    (folder / "a" / ".partial-xyz").touch()
    assert assemble(root, folder, lock) == []
    assert set(contents(folder)) == {*FILES, "manifest.json"}
    assert not (folder / "old").exists()


def test_an_interrupted_write_leaves_the_old_file_and_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", power_cut)
    with pytest.raises(KeyboardInterrupt):
        store.write_atomically(path, b"new")
    assert contents(tmp_path) == {"file": b"old"}


def test_written_files_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    store.write_atomically(tmp_path / "file", b"new")
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o644


def test_the_manifest_leaves_licences_out(lock: Lock) -> None:
    files = json.loads(manifest_text(lock))["files"]
    assert set(files) == {"a/one.js", "b/two.wasm"}
    assert files["b/two.wasm"] == {"bytes": 4, "sha256": lock["b/two.wasm"].sha256}


def test_the_lock_survives_a_round_trip(tmp_path: Path, lock: Lock) -> None:
    path = tmp_path / "lock.json"
    path.write_text(lock_text(lock))
    assert read_lock(path) == lock


@pytest.mark.parametrize("name", ["../out.js", "/etc/out", "a/../../b", "manifest.json"])
def test_a_lock_cannot_write_outside(tmp_path: Path, name: str) -> None:
    path = tmp_path / "lock.json"
    path.write_text(lock_text({name: Entry("repo:x")}))
    with pytest.raises(RuntimeSetupError):
        read_lock(path)


def test_update_lock_measures_every_source(tmp_path: Path, root: Path, lock: Lock) -> None:
    path = tmp_path / "lock.json"
    path.write_text(lock_text({name: Entry(source_of(name)) for name in FILES}))
    fetch_runtime.update_lock(path, root, tmp_path / "runtime")
    assert read_lock(path) == lock


def test_a_member_of_another_runtime_file(tmp_path: Path) -> None:
    archive = tmp_path / "w.whl"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("LICENSE", "be kind")
    sources = Sources(tmp_path, (), lambda _: archive.read_bytes(), lambda _p, _m: b"")
    assert sources.read("inside:w.whl!LICENSE") == b"be kind"
    with pytest.raises(RuntimeSetupError, match="no such member"):
        sources.read("inside:w.whl!GONE")


@pytest.mark.parametrize(
    "source", ["npm:nothing/here", "repo:nothing", "dist:no-such-package!LICENSE", "ftp:x"]
)
def test_a_source_that_is_not_there_is_named(tmp_path: Path, source: str) -> None:
    sources = Sources(tmp_path, (), no_source, lambda _p, _m: b"")
    with pytest.raises(RuntimeSetupError, match=re.escape(source)):
        sources.read(source)


def test_without_a_network_the_message_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(RuntimeSetupError, match=r"no-such-thing==1.*network connection"):
        wheel.read_member("no-such-thing==1", "member")


def test_ranges_that_fail_fall_back_to_the_whole_wheel(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(url: str, member: str) -> bytes:
        raise OSError(url)

    monkeypatch.setattr(wheel, "wheel_address", lambda _: "nowhere")
    monkeypatch.setattr(wheel, "_by_ranges", refuse)
    monkeypatch.setattr(wheel, "_whole", lambda requirement, member: b"whole")
    assert wheel.read_member("some==1", "member") == b"whole"
    assert "downloading all of some==1" in capsys.readouterr().err


# The real thing, as the set-up left it.


def test_the_real_runtime_is_complete_and_a_run_prints_one_line() -> None:
    before = {path: path.stat().st_mtime_ns for path in fetch_runtime.FOLDER.rglob("*")}
    done = subprocess.run(
        [sys.executable, "tools/fetch_runtime.py"],
        cwd=fetch_runtime.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count("\n") == 1
    assert "none written" in done.stdout
    assert {p: p.stat().st_mtime_ns for p in fetch_runtime.FOLDER.rglob("*")} == before


def test_packages_are_the_ones_that_pyodide_itself_locks() -> None:
    packages = json.loads((fetch_runtime.FOLDER / "pyodide/pyodide-lock.json").read_text())
    wanted = {p["file_name"]: p["sha256"] for p in packages["packages"].values()}
    lock = read_lock(fetch_runtime.LOCK)
    wheels = {Path(n).name: e.sha256 for n, e in lock.items() if n.endswith(".whl")}
    assert wheels
    for name, sha256 in wheels.items():
        assert wanted[name] == sha256


def test_no_shipped_chunk_imports_one_that_is_not_shipped() -> None:
    folder = fetch_runtime.FOLDER / "pyscript"
    imports = {
        (chunk.name, name)
        for chunk in folder.glob("*.js")
        for name in re.findall(r'(?:from|^import|;import)\s*"\./([^"]+)"', chunk.read_text("utf-8"))
    }
    assert imports
    assert [pair for pair in sorted(imports) if not (folder / pair[1]).is_file()] == []
