"""`make dev`: what changed is written again, and nothing else, and the page is told."""

from __future__ import annotations

import hashlib
import http.client
import json
import lzma
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from support.served import members

import bundle
from dev import build, render
from dev.archives import Archives, Files, edited
from dev.build import Site
from dev.render import Renderer
from dev.server import Changes, Handler
from serve import serving

LAB, HERO = "page/lab.py", "page/hero.py"
SOURCES = {HERO: b"hero", LAB: b"lab"}


def compiled(sources: Files, _packages: object = (), _tools: Path = Path()) -> Archives:
    """What Pyodide would make of them: the start is the first figure."""
    bytecode = {name: {f"home/pyodide/{name}c": b"bytecode"} for name in sources}
    return {
        "python.zip.xz": {"lib/python3.14/re.pyc": b"re"},
        "start.zip.xz": bytecode[HERO],
        "figures.zip.xz": bytecode[LAB] | {f"home/pyodide/source/{n}": sources[n] for n in sources},
    }


def test_a_module_that_has_changed_is_source_where_its_bytecode_was() -> None:
    before = compiled(SOURCES)
    assert edited(before, SOURCES | {HERO: b"new"}) == {
        "python.zip.xz": before["python.zip.xz"],
        "start.zip.xz": {f"home/pyodide/{HERO}": b"new"},
        "figures.zip.xz": {
            f"home/pyodide/{LAB}c": b"bytecode",
            f"home/pyodide/source/{LAB}": b"lab",
            f"home/pyodide/source/{HERO}": b"new",
        },
    }


def test_a_new_module_comes_with_the_start() -> None:
    before = compiled(SOURCES)
    after = edited(before, SOURCES | {"page/new.py": b"new"})
    assert after["start.zip.xz"] == {**before["start.zip.xz"], "home/pyodide/page/new.py": b"new"}
    assert after["figures.zip.xz"] == {
        **before["figures.zip.xz"],
        "home/pyodide/source/page/new.py": b"new",
    }


def test_a_module_that_is_gone_is_gone_everywhere() -> None:
    after = edited(compiled(SOURCES), {HERO: b"hero"})
    assert not [name for files in after.values() for name in files if "lab" in name]


def test_a_change_that_is_taken_back_leaves_what_was_compiled() -> None:
    before = compiled(SOURCES)
    edited(before, SOURCES | {HERO: b"new"})
    assert edited(before, SOURCES) == before


class Rendered(Renderer):
    """Renders the page in this process; what opens a brace needs newer Python."""

    def __init__(self, root: Path) -> None:
        self.stale = False
        self._root = root

    def page(self) -> str:
        folders = [self._root / folder for folder in ("article", "assets/boot/inline")]
        parts = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
        parts = [self._root / "index.html", *parts]
        text = " ".join(path.read_text() for path in parts)
        if "{{" in text and not self.stale:
            raise ValueError("<an open brace>")
        return text

    def pictures(self, assets: Path) -> None:
        (assets / "posters").mkdir()


class Edits:
    """A small repository, and its site, which is up to date."""

    def __init__(self, folder: Path) -> None:
        self.root, self.out = folder / "root", folder / "out"
        for name, text in {
            "index.html": "<head>",
            "LICENSE": "MIT",
            "pyscript.toml": 'interpreter = "./assets/boot/boot.mjs"',
            "article/idea.html": "idea",
            "assets/boot/boot.mjs": "boot",
            "assets/runtime/manifest.json": '{"files": {}}',
            "py/main.py": "main",
            f"py/{HERO}": "hero",
            f"py/{LAB}": "lab",
        }.items():
            self.save(name, text)
        self.renderer = Rendered(self.root)
        self.site = Site(self.root, self.out, self.renderer)
        self._before = self._files()

    def save(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def written(self) -> set[str]:
        """Bring the site up to date; return the files that were written since last time."""
        changed = self.site.refresh()
        before, self._before = self._before, self._files()
        names = before.keys() | self._before.keys()
        found = {name for name in names if before.get(name) != self._before.get(name)}
        assert changed == bool(found)
        return found

    def read(self, name: str) -> str:
        return (self.out / name).read_text()

    def archive(self, name: str) -> dict[str, bytes]:
        return members(lzma.decompress((self.out / bundle.RUNTIME / name).read_bytes()))

    def _files(self) -> dict[str, tuple[int, bytes]]:
        return {
            path.relative_to(self.out).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
            for path in self.out.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edits:
    monkeypatch.setattr(build, "compiled", compiled)
    monkeypatch.setattr(bundle, "interpreter", lambda _tools: b"wasm")
    return Edits(tmp_path)


def runtime(*names: str) -> set[str]:
    return {f"{bundle.RUNTIME}/{name}" for name in names}


def test_nothing_is_written_when_nothing_has_changed(edits: Edits) -> None:
    assert edits.written() == set()


def test_a_module_is_packed_with_what_lies_in_its_archive(edits: Edits) -> None:
    edits.save(f"py/{LAB}", "a syntax error (")
    assert edits.written() == runtime("figures.zip.xz", "manifest.json")
    assert edits.archive("figures.zip.xz")[f"home/pyodide/{LAB}"] == b"a syntax error ("
    edits.save(f"py/{HERO}", "new")
    assert edits.written() == runtime("start.zip.xz", "figures.zip.xz", "manifest.json")


def test_the_manifest_vouches_for_what_is_packed_and_knows_no_memory(edits: Edits) -> None:
    edits.save(f"py/{HERO}", "new")
    edits.written()
    manifest = json.loads(edits.read(f"{bundle.RUNTIME}/manifest.json"))
    assert manifest.keys() == {"files", "packages"}
    assert manifest["files"].keys() == {*compiled(SOURCES), bundle.PACKED_WASM}
    for name, entry in manifest["files"].items():
        content = (edits.out / bundle.RUNTIME / name).read_bytes()
        assert entry == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


@pytest.mark.parametrize("name", ["assets/boot/boot.mjs", "assets/new.svg", "py/main.py"])
def test_a_file_is_copied(edits: Edits, name: str) -> None:
    edits.save(name, "edited")
    assert edits.written() == {name}
    assert edits.read(name) == "edited"


def test_a_file_that_is_gone_is_gone_from_the_site(edits: Edits) -> None:
    (edits.root / "assets/boot/boot.mjs").unlink()
    assert edits.written() == {"assets/boot/boot.mjs"}


@pytest.mark.parametrize(
    "name",
    ["index.html", "article/idea.html", "article/new.html", "assets/boot/inline/address.js"],
)
def test_a_part_of_the_page_renders_it(edits: Edits, name: str) -> None:
    edits.save(name, "other words")
    assert edits.written() == {"index.html"}
    assert "other words" in edits.read("index.html")


def test_a_page_that_cannot_be_rendered_says_why_until_it_can(edits: Edits) -> None:
    edits.save("article/idea.html", "{{")
    assert edits.written() == {"index.html"}
    assert "ValueError: &lt;an open brace&gt;" in edits.read("index.html")
    assert "<head>" in edits.read("index.html")
    edits.save("article/idea.html", "closed")
    assert edits.written() == {"index.html"}
    assert edits.read("index.html") == "<head> closed"


def test_a_page_that_cannot_be_rendered_is_tried_again_when_anything_changes(edits: Edits) -> None:
    edits.save("article/idea.html", "{{ new }}")
    edits.written()
    edits.save(f"py/{LAB}", "new = 1")
    assert "index.html" in edits.written()
    assert edits.read("index.html") == "<head> {{ new }}"


def test_what_renders_the_page_is_told_that_python_has_changed(edits: Edits) -> None:
    assert not edits.renderer.stale
    edits.save(f"py/{LAB}", "new")
    edits.written()
    assert edits.renderer.stale


def test_the_pictures_are_those_of_a_finished_site(edits: Edits) -> None:
    for name in ("posters/a.png", "icons/b.png"):
        edits.save(f"dist/assets/{name}", name)
    Site(edits.root, edits.out, edits.renderer)
    assert edits.read("assets/posters/a.png") == "posters/a.png"
    assert edits.read("assets/icons/b.png") == "icons/b.png"


class Process:
    """Stands in for the one that renders: with the Python of its time."""

    def __init__(self, python: str) -> None:
        self._python = python

    def apply(self, *_given: object) -> str:
        if self._python == "old":
            raise KeyError("a new number")
        return self._python

    def terminate(self) -> None:
        """Nothing runs."""

    def join(self) -> None:
        """Nothing runs."""


def test_a_page_that_needs_newer_python_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pythons = iter(["old", "new"])
    monkeypatch.setattr(render, "begun", lambda: Process(next(pythons)))
    renderer = Renderer(Path())
    with pytest.raises(KeyError):
        renderer.page()
    renderer.stale = True
    assert renderer.page() == "new"
    assert not renderer.stale


def test_the_page_is_rendered_in_another_process(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("{{ 6 * 7 }}")
    renderer = Renderer(tmp_path)
    assert renderer.page() == "42"
    (tmp_path / "index.html").write_text("{{ 6 * }}")
    with pytest.raises(Exception, match="cannot be put together"):
        renderer.page()
    renderer.close()


class Client:
    """A browser of the served site."""

    def __init__(self, base: str, changes: Changes) -> None:
        self._base, self.changes = urlsplit(base), changes

    @contextmanager
    def get(self, path: str) -> Iterator[http.client.HTTPResponse]:
        connection = http.client.HTTPConnection(self._base.netloc, timeout=10)
        with closing(connection):
            connection.request("GET", self._base.path + path)
            with connection.getresponse() as answer:
                yield answer

    def text(self, path: str) -> str:
        with self.get(path) as answer:
            return answer.read().decode()

    def version(self) -> str:
        """The one that the page says it is."""
        (found,) = re.findall(r'data-version="(.*?)"', self.text(""))
        return str(found)


@pytest.fixture(params=["/", "/unerase/"])
def client(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Client]:
    (tmp_path / "index.html").write_text("<html><head><title>x</title></head></html>")
    changes = Changes()
    with serving(tmp_path, request.param, answering=partial(Handler, changes=changes)) as base:
        yield Client(base, changes)


def event_of(stream: http.client.HTTPResponse) -> str:
    """The next thing that the page is told."""
    data, end = stream.readline().decode(), stream.readline()
    assert end == b"\n"
    return data.removeprefix("data: ").rstrip()


def test_only_the_served_page_has_the_script(client: Client) -> None:
    assert client.text("").startswith('<html><head>\n  <script src="dev/reload.js" ')
    assert client.text("index.html") == client.text("")
    assert "EventSource" in client.text("dev/reload.js")


def test_the_page_is_told_of_a_change(client: Client) -> None:
    with client.get("dev/changes") as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        assert event_of(stream) == client.version()
        client.changes.publish()
        told = event_of(stream)
    assert told == client.version()


def test_a_page_that_was_loaded_before_a_change_is_told_when_it_asks(client: Client) -> None:
    version = client.version()
    client.changes.publish()
    with client.get("dev/changes") as stream:
        assert event_of(stream) != version
