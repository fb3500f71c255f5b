"""The service worker keeps every file of the site, each sealed by its hash."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

import build_site
from build_site import SiteError, add_service_worker

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
ENTRY = re.compile(r'\{url:"([^"]+)",revision:"\w+",integrity:"sha256-([^"]+)"\}')


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def unpacked(name: str) -> str:
    """What the worker keeps a file as: the interpreter and the memory ready for use."""
    return name.replace(".wasm.xz", ".wasm").replace(".bin.xz", ".bin")


def test_every_file_is_kept_but_the_worker_itself() -> None:
    kept = [url for url, _ in ENTRY.findall((DIST / "sw.js").read_text("utf-8"))]
    assert len(kept) == len(set(kept))
    assert set(kept) == set(map(unpacked, files(DIST) - {"sw.js", ".nojekyll"}))


def test_each_file_is_sealed_by_its_hash() -> None:
    packed = {unpacked(name): name for name in files(DIST)}
    for url, sealed in ENTRY.findall((DIST / "sw.js").read_text("utf-8")):
        digest = hashlib.sha256((DIST / packed[url]).read_bytes()).digest()
        assert base64.b64encode(digest).decode() == sealed, url


def test_the_worker_stands_alone() -> None:
    text = (DIST / "sw.js").read_text("utf-8")
    assert not re.search(r"importScripts|sourceMappingURL", text)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "index.html").write_text("<!doctype html>")
    (site / "a" / "data").write_bytes(bytes(3_000_000))
    return site


def test_the_same_files_give_the_same_worker(small: Path) -> None:
    add_service_worker(ROOT, small)
    first = (small / "sw.js").read_bytes()
    again = small.with_name("again")
    shutil.copytree(small, again)
    (again / "sw.js").unlink()
    add_service_worker(ROOT, again)
    assert (again / "sw.js").read_bytes() == first
    assert [url for url, _ in ENTRY.findall(first.decode())] == ["a/data", "index.html"]
    (again / "index.html").write_text("another")
    add_service_worker(ROOT, again)
    assert (again / "sw.js").read_bytes() != first


def test_a_worker_that_cannot_be_written_fails_the_build(small: Path) -> None:
    (small / "sw.js").mkdir()
    with pytest.raises(SiteError, match=r"service worker was not written: .*Error"):
        add_service_worker(ROOT, small)


def test_no_node_no_worker(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", absent)
    with pytest.raises(SiteError, match="Node is needed"):
        build_site.add_service_worker(ROOT, small)


# What an installed page looks like.


def test_the_manifest_has_the_colours_of_the_page() -> None:
    manifest = json.loads((DIST / "manifest.webmanifest").read_text("utf-8"))
    css = (ROOT / "assets/css/tokens.css").read_text("utf-8")
    ground = re.search(r"--ground: light-dark\((#\w+), (#\w+)\)", css)
    assert ground
    assert [manifest["background_color"], manifest["theme_color"]] == [ground[1]] * 2
    page = (DIST / "index.html").read_text("utf-8")
    assert re.findall(r'name="theme-color" content="(#\w+)"', page) == list(ground.groups())


def test_the_icons_are_what_the_manifest_says() -> None:
    icons = json.loads((DIST / "manifest.webmanifest").read_text("utf-8"))["icons"]
    for icon in icons:
        if icon["type"] == "image/png":
            with Image.open(DIST / icon["src"]) as image:
                assert "{}x{}".format(*image.size) == icon["sizes"]
                clear = image.convert("RGBA").getpixel((0, 0))
                # Only the icon that will be cut to shape reaches into the corners.
                assert (clear == (250, 247, 240, 255)) == (icon.get("purpose") == "maskable")
        else:
            assert (DIST / icon["src"]).is_file()
