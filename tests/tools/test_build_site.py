"""The site: complete, relative, and built whole or not at all."""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

import build_site
from build_site import SiteError, build

TOML = """
packages = ["numpy"]
[files]
"./py/unerase/rng.py" = "./unerase/rng.py"
"py/unerase/__init__.py" = "./unerase/__init__.py"
"""
EDITORS = ("codemirror", "xterm", "py-editor", "py-terminal", "py-game", "donkey", "mpy-")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository."""
    files = {
        "index.html": "<!doctype html>",
        "pyscript.toml": TOML,
        "LICENSE": "MIT",
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
        "assets/runtime/manifest.json": "{}",
        "assets/runtime/licenses/NOTICE.txt": "",
    }
    for name, text in files.items():
        path = tmp_path / "root" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "root"


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
        "pyscript.toml",
        "LICENSE",
        "py/main.py",
        "py/unerase/__init__.py",
        "py/unerase/rng.py",
        "assets/style.css",
        "assets/runtime/manifest.json",
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


def test_a_file_of_the_table_that_is_absent_is_named(root: Path, dist: Path) -> None:
    (root / "py/unerase/rng.py").unlink()
    with pytest.raises(SiteError, match=r"py/unerase/rng\.py"):
        build(root, dist)


def test_python_that_the_table_forgets_is_named(root: Path, dist: Path) -> None:
    (root / "py/unerase/new.py").touch()
    with pytest.raises(SiteError, match=r"lacks: py/unerase/new\.py"):
        build(root, dist)


def test_the_script_of_the_page_need_not_be_in_the_table(root: Path, dist: Path) -> None:
    build(root, dist)
    assert "py/main.py" in names(dist)


@pytest.mark.parametrize("name", ["index.html", "pyscript.toml", "LICENSE", "assets/runtime"])
def test_what_is_missing_is_named(root: Path, dist: Path, name: str) -> None:
    (root / name).rename(root / "elsewhere")
    with pytest.raises(SiteError, match=re.escape(name)):
        build(root, dist)


def test_a_table_that_cannot_be_read_is_named(root: Path, dist: Path) -> None:
    (root / "pyscript.toml").write_text("[files")
    with pytest.raises(SiteError, match=r"pyscript\.toml cannot be read"):
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


def test_the_configuration_names_no_host(site: Path) -> None:
    text = (site / "pyscript.toml").read_text("utf-8")
    values = re.findall(r'=\s*"([^"]*)"', re.sub(r"(?m)^\s*#.*$", "", text))
    assert values
    assert [value for value in values if not is_relative(value)] == []


def test_no_source_maps_no_editors_no_caches(site: Path) -> None:
    for name in names(site):
        assert not name.endswith((".map", ".pyc"))
        assert not Path(name).name.startswith(EDITORS)
        assert not Path(name).name.startswith(".") or name == ".nojekyll"


def test_licences_travel_with_the_site(site: Path) -> None:
    assert {"LICENSE", "assets/runtime/licenses/NOTICE.txt"} <= names(site)
