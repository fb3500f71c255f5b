"""Archives compiled for the browser's Python: the same bytes each time, and nothing lost."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from runtime.bytecode import RECIPES, Recipe, compiled, zipped
from runtime.errors import RuntimeSetupError

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / "assets" / "runtime" / "parts"
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


def test_bytecode_has_no_docstrings_and_where_it_is_bare_no_lines_and_assertions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (
        '"""Words of the module."""\nfrom __future__ import annotations\n'
        'def f(x):\n    """Words."""\n    assert x, "demand"\n    return [x for x in x]\n'
        'class C:\n    """Words alone."""\n'
        "add_newdoc('thing', 'g', 'Words of another.')\n"
    )
    plain = zipped({"thing.py": text.encode()})
    sizes = []
    for bare in (False, True):
        monkeypatch.setitem(RECIPES, "small", Recipe("/there/", bare=bare))
        with zipfile.ZipFile(io.BytesIO(compiled("small", plain, ROOT))) as opened:
            code = opened.read("thing.pyc")
        assert b"Words" not in code
        assert (b"demand" in code) is not bare
        sizes.append(len(code))
    assert sizes[1] < sizes[0]


def test_an_extension_module_can_wait_for_what_is_asked_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {"thing/__init__.py": b"", "thing/_fast.cpython.so": b"code", "thing/_slow.py": b""}
    monkeypatch.setitem(RECIPES, "small", Recipe("/there/", later=(r"/_fast\.",)))
    with zipfile.ZipFile(io.BytesIO(compiled("small", zipped(files), ROOT))) as opened:
        assert opened.namelist() == [
            "thing/__init__.pyc",
            "thing/_fast.pyc",
            "thing/_slow.pyc",
            "thing/later/__init__.pyc",
            "thing/later/_fast.cpython.so",
        ]
        assert opened.read("thing/later/_fast.cpython.so") == b"code"


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


@pytest.mark.parametrize("part", ["stdlib.zip", "numpy.zip"])
def test_the_parts_of_the_runtime_are_bytecode(part: str) -> None:
    with zipfile.ZipFile(PARTS / part) as opened:
        names = opened.namelist()
    assert not [name for name in names if name.endswith((".py", ".pyi"))]
    assert {"stdlib.zip": "difflib.pyc", "numpy.zip": "numpy/__init__.pyc"}[part] in names
