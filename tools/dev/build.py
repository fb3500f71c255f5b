"""The site while it is edited: a folder in which only what has changed is written again."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path
from threading import Lock

import bundle
from article import INLINE
from build_site import (
    ROOT,
    RUNTIME_MANIFEST,
    address,
    python_sources,
    site_files,
    visible_files,
)
from config import read_config
from dev.archives import Archives, Files, compiled, edited, packed, shipped
from dev.render import Renderer

PAGE = "index.html"
PICTURES = ("assets/posters", "assets/icons")
BROKEN = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Unerase cannot be put together</title></head>
<body><pre>{}</pre></body></html>
"""

Stamps = dict[Path, tuple[int, int]]


class Site:
    """The site of `root` in the folder `out`, without the slow parts of a build."""

    def __init__(self, root: Path, out: Path, renderer: Renderer) -> None:
        """Begin anew; raises RuntimeSetupError when the Python of `root` cannot be imported."""
        self._root, self._out, self._renderer = root, out, renderer
        self._lock = Lock()
        self._copied: Stamps = {}
        self._parts: Stamps = {}
        self._page = ""
        self._sources: Files = {}
        self._archives: Archives = {}
        shutil.rmtree(out, ignore_errors=True)
        packages = read_config(root).packages
        with ThreadPoolExecutor() as pool:
            coming = pool.submit(compiled, python_sources(root), packages, ROOT)
            self._copy_built(packages)
            self._render()
            self._compiled = coming.result()
        self.refresh()

    def refresh(self) -> bool:
        """Bring the folder up to date, and say whether anything had changed.

        Raises SiteError or OSError when a file of the site is missing.
        """
        with self._lock:
            return any([self._copy(), self._pack(), self._render()])

    def _copy_built(self, packages: Sequence[str]) -> None:
        """Take over what is made once: the interpreter, and the pictures of a finished site."""
        manifest = self._out / RUNTIME_MANIFEST
        (manifest.parent / bundle.PACKED_WASM).parent.mkdir(parents=True)
        shutil.copyfile(self._root / RUNTIME_MANIFEST, manifest)
        interpreter = packed(bundle.interpreter(ROOT))
        bundle.ship(self._out, {bundle.PACKED_WASM: interpreter}, {"packages": packages})
        finished = [self._root / "dist" / name for name in PICTURES]
        if all(folder.is_dir() for folder in finished):
            for name, folder in zip(PICTURES, finished, strict=True):
                shutil.copytree(folder, self._out / name)
        else:
            self._renderer.pictures(self._out / "assets")

    def _copy(self) -> bool:
        made = {self._root / PAGE, self._root / RUNTIME_MANIFEST}
        before, now = self._copied, stamps(p for p in site_files(self._root) if p not in made)
        for path in before.keys() - now.keys():
            self._target(path).unlink(missing_ok=True)
        for path in now:
            if before.get(path) != now[path]:
                self._target(path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, self._target(path))
        self._copied = now
        return before != now

    def _target(self, path: Path) -> Path:
        return self._out / address(self._root, path)

    def _pack(self) -> bool:
        sources = python_sources(self._root)
        if sources == self._sources:
            return False
        before, now = self._archives, edited(self._compiled, sources)
        changed = {name: shipped(files) for name, files in now.items() if before.get(name) != files}
        bundle.ship(self._out, changed)
        self._renderer.stale |= bool(before)
        self._sources, self._archives = sources, now
        return True

    def _render(self) -> bool:
        """Render the page when its parts have changed; or one that tells why that cannot be."""
        folders = ("article", "assets/css", INLINE)
        parts = [path for folder in folders for path in visible_files(self._root, folder)]
        now = stamps([self._root / PAGE, *parts])
        if now == self._parts:
            return False
        try:
            page, self._parts = self._renderer.page(), now
        except Exception:
            page, self._parts = BROKEN.format(escape(traceback.format_exc())), {}
        before, self._page = self._page, page
        (self._out / PAGE).write_text(page, encoding="utf-8")
        return before != page


def stamps(paths: Iterable[Path]) -> Stamps:
    """What tells that a file has changed."""
    found = ((path, path.stat()) for path in paths)
    return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in found}
