"""Archives compiled for the browser's Python: the same bytes each time, and nothing lost."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from runtime import bytecode
from runtime.bytecode import RECIPES, Recipe, compiled
from runtime.errors import RuntimeSetupError

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = ROOT / "assets" / "runtime" / "pyodide"
FILES = {
    "thing/__init__.py": "NAMES = {'a', 'b', 'c'}\n",
    "thing/stub.pyi": "NAMES: set[str]\n",
    "thing/data.txt": "as it is",
    "thing-1.dist-info/RECORD": "thing/__init__.py,sha256=old,3\n",
}


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setitem(RECIPES, "small", Recipe("/there/", drop=(r"\.pyi$",)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as writing:
        for name, text in FILES.items():
            writing.writestr(name, text)
    return out.getvalue()


def test_modules_become_bytecode_that_needs_no_source(archive: bytes) -> None:
    made = compiled("small", archive, ROOT)
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        assert opened.namelist() == [
            "thing/__init__.pyc",
            "thing/data.txt",
            "thing-1.dist-info/RECORD",
        ]
        code = opened.read("thing/__init__.pyc")
        assert opened.read("thing/data.txt") == b"as it is"
        assert b"sha256=old" not in opened.read("thing-1.dist-info/RECORD")
        assert b"thing/__init__.pyc,,\n" in opened.read("thing-1.dist-info/RECORD")
    # PEP 552: a hash-based file that is not checked against a source.
    assert code[2:4] == b"\r\n"
    assert struct.unpack("<I", code[4:8]) == (1,)
    assert b"/there/thing/__init__.py" in code
    assert compiled("small", archive, ROOT) == made


def test_source_is_kept_where_it_is_wanted(archive: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RECIPES, "small", Recipe("/there/", drop=(r"^thing-1",), keep=True))
    with zipfile.ZipFile(io.BytesIO(compiled("small", archive, ROOT))) as opened:
        assert opened.namelist() == [
            "thing/__init__.py",
            "thing/__pycache__/__init__.cpython-314.pyc",
            "thing/data.txt",
            "thing/stub.pyi",
        ]
        assert opened.read("thing/__init__.py") == FILES["thing/__init__.py"].encode()


def test_what_is_not_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as writing:
        writing.writestr("thing.py", "def (:\n")
    monkeypatch.setitem(RECIPES, "small", Recipe("/there/"))
    with pytest.raises(RuntimeSetupError, match=r"SyntaxError.*thing\.py"):
        compiled("small", out.getvalue(), ROOT)


def test_a_folder_without_pyodide_is_named(archive: bytes, tmp_path: Path) -> None:
    with pytest.raises(RuntimeSetupError, match="could not be compiled for the browser"):
        compiled("small", archive, tmp_path)


def test_the_runtime_has_what_a_start_imports_as_bytecode() -> None:
    wanted = (Path(bytecode.__file__).parent / RECIPES["stdlib"].only).read_text("utf-8").split()
    with zipfile.ZipFile(RUNTIME / "python_stdlib.zip") as stdlib:
        names = set(stdlib.namelist())
    assert {f"{name}c" for name in wanted} <= names
    assert len(names) > len(wanted) + 300  # the rest is there too, as source
    (wheel,) = RUNTIME.glob("numpy-*.whl")
    with zipfile.ZipFile(wheel) as numpy:
        assert not [name for name in numpy.namelist() if name.endswith((".py", ".pyi"))]
        assert "numpy/__init__.pyc" in numpy.namelist()
