"""The site: complete, relative, and built whole or not at all."""

import hashlib
import json
import re
import sys
import tomllib
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from support.served import members

import build_site
import bundle
from build_site import SiteError, build
from runtime import xz
from runtime.errors import RuntimeSetupError

EDITORS = ("codemirror", "xterm", "py-editor", "py-terminal", "py-game", "donkey", "mpy-")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository."""
    files = {
        "index.html": "<!doctype html>",
        "LICENSE": "MIT",
        "pyscript.toml": 'interpreter = "./assets/boot/interpreter.mjs"\npackages = ["numpy"]',
        "assets/boot/interpreter.mjs": "",
        "README.md": "not shipped",
        "tools/serve.py": "not shipped",
        "py/main.py": "",
        "py/unerase/__init__.py": "",
        "py/unerase/rng.py": "",
        "py/unerase/py.typed": "",
        "py/unerase/__pycache__/rng.cpython-314.pyc": "",
        "assets/style.css": "",
        "assets/.hidden": "",
        "assets/.cache/file": "",
        "assets/code.js.map": "",
        "assets/runtime/manifest.json": '{"files": {"a.js": {"bytes": 1, "sha256": "0"}}}',
        "assets/runtime/licenses/NOTICE.txt": "",
        "assets/runtime/parts/numpy.zip": "not shipped",
    }
    for name, text in files.items():
        path = tmp_path / "root" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "root"


@pytest.fixture(autouse=True)
def unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare each small site the seconds of a Pyodide; the real site has its own tests below."""
    monkeypatch.setattr(
        bundle,
        "bundle",
        lambda sources, packages, _tools, memory: (
            {"start.zip.xz": " ".join(sources).encode()},
            {"packages": packages} | ({"memory": {"room": 1}} if memory else {}),
        ),
    )


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    return tmp_path / "dist"


def names(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_the_site_holds_what_it_needs_and_nothing_else(root: Path, dist: Path) -> None:
    build(root, dist)
    assert names(dist) == {
        ".nojekyll",
        "index.html",
        "LICENSE",
        "pyscript.toml",
        "py/main.py",
        "assets/boot/interpreter.mjs",
        "assets/style.css",
        "assets/runtime/manifest.json",
        "assets/runtime/start.zip.xz",
        "assets/runtime/licenses/NOTICE.txt",
    }


def test_the_manifest_and_the_icon_are_shipped_when_present(root: Path, dist: Path) -> None:
    (root / "manifest.webmanifest").touch()
    (root / "favicon.svg").touch()
    build(root, dist)
    assert {"manifest.webmanifest", "favicon.svg"} <= names(dist)


def test_the_service_worker_is_written_last_of_all(
    root: Path, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[str]] = []
    monkeypatch.setattr(
        build_site, "add_service_worker", lambda _root, site: seen.append(names(site))
    )
    build(root, dist)
    assert seen == [names(dist)]


def test_a_second_build_replaces_the_first(root: Path, dist: Path) -> None:
    build(root, dist)
    (dist / "stray").touch()
    (root / "index.html").write_text("new")
    build(root, dist)
    assert "stray" not in names(dist)
    assert (dist / "index.html").read_text() == "new"
    assert [path.name for path in dist.parent.iterdir() if path.name.startswith("dist")] == ["dist"]


def test_the_pages_python_is_packed_and_the_manifest_vouches_for_it(root: Path, dist: Path) -> None:
    build(root, dist)
    archive = (dist / "assets/runtime/start.zip.xz").read_bytes()
    assert archive == b"unerase/__init__.py unerase/rng.py"
    listed = json.loads((dist / "assets/runtime/manifest.json").read_text())
    assert listed["files"] == {
        "a.js": {"bytes": 1, "sha256": "0"},
        "start.zip.xz": {"bytes": len(archive), "sha256": hashlib.sha256(archive).hexdigest()},
    }
    assert listed["memory"] == {"room": 1}


def test_a_site_may_be_built_without_memory(root: Path, dist: Path) -> None:
    build(root, dist, memory=False)
    assert "memory" not in json.loads((dist / "assets/runtime/manifest.json").read_text())


def test_python_that_cannot_be_compiled_fails_the_build(
    root: Path, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise RuntimeSetupError("SyntaxError in rng.py")

    monkeypatch.setattr(bundle, "bundle", refuse)
    with pytest.raises(SiteError, match=r"SyntaxError in rng\.py"):
        build(root, dist)
    assert not dist.exists()


@pytest.mark.parametrize("name", ["index.html", "LICENSE", "assets/runtime", "py/main.py"])
def test_what_is_missing_is_named(root: Path, dist: Path, name: str) -> None:
    (root / name).rename(root / "elsewhere")
    with pytest.raises(SiteError, match=re.escape(name)):
        build(root, dist)


def test_a_failed_build_leaves_the_old_site(
    root: Path, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(root, dist)
    before = names(dist)
    (root / "assets/new.css").touch()

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(build_site, "render_posters", fail)
    with pytest.raises(RuntimeError):
        build(root, dist)
    assert names(dist) == before


def test_posters_are_rendered_into_the_site(
    root: Path, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posters = ModuleType("posters")
    posters.render = lambda out: (out / "hero.png").write_bytes(b"png")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "posters", posters)
    monkeypatch.setattr(sys, "path", [*sys.path])
    (root / "tools/posters.py").touch()
    build(root, dist)
    assert "assets/posters/hero.png" in names(dist)


# The real site, as `make site` left it.


@pytest.fixture(scope="module")
def site() -> Path:
    folder = build_site.ROOT / "dist"
    assert folder.is_dir(), "run make site first; make test does"
    return folder


def test_all_modules_that_a_start_needs_are_asked_for_at_once(site: Path) -> None:
    asked = re.findall(r'rel="modulepreload" href="(.*?)"', (site / "index.html").read_text())
    boot = {path.relative_to(site).as_posix() for path in site.glob("assets/boot/*.mjs")}
    # One begins by its own tag, and one is PyScript's to import.
    others = ("early.mjs", "interpreter.mjs")
    assert boot - set(asked) == {f"assets/boot/{name}" for name in others}


class Addresses(HTMLParser):
    """Collects what the page fetches by itself; a link that a reader follows is not that."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag != "a" and given.get("rel") != "canonical":
            keys = ("src", "href", "config", "poster", "data")
            self.found += [value for key in keys if (value := given.get(key))]


def is_relative(address: str) -> bool:
    return not re.match(r"/|[a-z][a-z0-9+.-]*:(?!.*;base64,)(?!image/svg)", address)


@pytest.mark.parametrize(
    ("address", "relative"),
    [
        ("./a.js", True),
        ("a/b.css", True),
        ("#x", True),
        ("data:image/png;base64,AA", True),
        ("data:image/svg+xml,%3Csvg", True),
        ("/a.js", False),
        ("//host/a.js", False),
        ("https://host/a.js", False),
    ],
)
def test_is_relative(address: str, relative: bool) -> None:
    assert is_relative(address) == relative


def test_the_page_fetches_relative_addresses_only(site: Path) -> None:
    page = Addresses()
    page.feed((site / "index.html").read_text("utf-8"))
    assert page.found
    assert [address for address in page.found if not is_relative(address)] == []


def test_what_the_page_names_is_shipped(site: Path) -> None:
    page = Addresses()
    page.feed((site / "index.html").read_text("utf-8"))
    paths = {re.split("[?#]", a)[0] for a in page.found if not a.startswith("data:")}
    assert [path for path in sorted(paths) if not (site / path).exists()] == []


def test_style_sheets_fetch_relative_addresses_that_are_shipped(site: Path) -> None:
    for sheet in (site / "assets").rglob("*.css"):
        for address in re.findall(r"""url\(\s*["']?([^"')]+)""", sheet.read_text("utf-8")):
            if address.startswith(("#", "data:")):
                continue
            assert is_relative(address), f"{sheet.name}: {address}"
            assert (sheet.parent / address).is_file(), f"{sheet.name}: {address}"


def test_the_script_tag_names_pyscript_toml_and_the_site_has_what_that_asks_for(
    site: Path,
) -> None:
    (tag,) = re.findall(r"<script [^>]*config=[^>]*>", (site / "index.html").read_text())
    config, interpreter = (re.search(rf'{each}="(.*?)"', tag) for each in ("config", "version"))
    assert config
    assert interpreter
    given = tomllib.loads((site / config[1]).read_text())
    assert given["packages"] == ["numpy"]
    # PyScript looks for it from where its own core lies.
    core = site / "assets/runtime/pyscript"
    assert is_relative(interpreter[1])
    assert (core / interpreter[1]).resolve() == (site / given["interpreter"]).resolve()
    assert (site / given["interpreter"]).is_file()
    listed = json.loads((site / "assets/runtime/manifest.json").read_text())
    assert listed["packages"] == given["packages"]


def archives(site: Path) -> dict[str, dict[str, bytes]]:
    """The files of the archives of Python, by archive and name."""
    runtime = site / "assets" / "runtime"
    return {name: members(xz.unpacked((runtime / name).read_bytes())) for name in bundle.ARCHIVES}


def test_every_module_of_the_page_is_shipped_once_as_bytecode_and_with_its_source(
    site: Path,
) -> None:
    py = build_site.ROOT / "py"
    modules = {path.relative_to(py).as_posix() for path in py.rglob("*.py")} - {"main.py"}
    _, start, figures, library, numpy = archives(site).values()
    shipped = [name for part in (start, figures, library) for name in part]
    assert not [name for name in numpy if "/numpy" not in name]
    for module in modules:
        assert shipped.count(f"home/pyodide/{module}c") == 1, module
        assert figures[f"home/pyodide/source/{module}"] == (py / module).read_bytes()


def test_the_learners_weights_are_beside_the_archives_and_in_none(site: Path) -> None:
    ((source, address),) = build_site.FETCHED.items()
    assert (site / address).read_bytes() == (build_site.ROOT / source).read_bytes()
    assert not [name for part in archives(site).values() for name in part if ".npz" in name]


def test_all_of_the_library_and_numpy_is_shipped_once(site: Path) -> None:
    parts = build_site.ROOT / bundle.RUNTIME / "parts"
    wanted = {
        **{f"lib/python3.14/{name}": 1 for name in members((parts / "stdlib.zip").read_bytes())},
        **{
            f"lib/python3.14/site-packages/{name}": 1
            for name in members((parts / "numpy.zip").read_bytes())
        },
    }
    shipped = Counter(name for part in archives(site).values() for name in part)
    assert {name: number for name, number in shipped.items() if name.startswith("lib/")} == wanted


def test_a_start_brings_no_figure_and_little_of_the_library(site: Path) -> None:
    interpreter, start, _, library, numpy = archives(site).values()
    assert "lib/python3.14/site-packages/numpy/_core/multiarray.pyc" in start
    assert "home/pyodide/page/figures/hero/hero.pyc" in start
    assert "home/pyodide/page/figures/lab/lab.pyc" not in start
    assert not [name for name in start if name.endswith("/poster.pyc")]
    assert len(interpreter) < 200 < len(library)
    equations = "_umath_linalg.cpython-314-wasm32-emscripten.so"
    assert [name for name in start if name.endswith(".so")] == [
        "lib/python3.14/site-packages/numpy/_core/"
        "_multiarray_umath.cpython-314-wasm32-emscripten.so"
    ]
    assert f"lib/python3.14/site-packages/numpy/linalg/later/{equations}" in numpy
    listed = {
        archive: set(start[f"home/pyodide/{archive}.txt"].decode().split())
        for archive in ("figures", "library", "numpy")
    }
    assert "difflib" in listed["library"]
    assert {"numpy.fft", "numpy.linalg.later"} <= listed["numpy"]
    assert {"page.figures.lab.lab", "page.article.facts"} <= listed["figures"]


def test_no_source_maps_no_editors_no_caches(site: Path) -> None:
    for name in names(site):
        assert not name.endswith((".map", ".pyc"))
        ours = name.startswith(("assets/runtime/codemirror/", "assets/runtime/licenses/"))
        assert ours or not Path(name).name.startswith(EDITORS)  # PyScript's own copies
        assert not Path(name).name.startswith(".") or name == ".nojekyll"


def test_licences_travel_with_the_site(site: Path) -> None:
    assert {"LICENSE", "assets/runtime/licenses/NOTICE.txt"} <= names(site)
