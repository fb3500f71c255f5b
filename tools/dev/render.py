"""index.html, rendered in a process that stays: what the engine fills in takes seconds the first
time."""

from __future__ import annotations

import signal
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path

from build_site import render_icons, render_page, render_posters


class Renderer:
    """Renders the page, and pictures for it, with the Python that was there when it began.

    `stale` says that there is newer Python. A page that comes about without it is good enough: the
    figures replace what was filled in.
    """

    def __init__(self, root: Path) -> None:
        self.stale = False
        self._root = root
        self._process = begun()

    def page(self) -> str:
        """The page; raises whatever keeps it from being rendered."""
        try:
            return self._process.apply(render_page, (self._root,))
        except Exception:
            if not self.stale:
                raise
        self.close()
        self._process, self.stale = begun(), False
        return self._process.apply(render_page, (self._root,))

    def pictures(self, assets: Path) -> None:
        """Write the posters and the icons into folders of `assets`."""
        self._process.apply(render_posters, (self._root, assets / "posters"))
        self._process.apply(render_icons, (self._root, assets / "icons"))

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()


def begun() -> Pool:
    """One process; spawned, not forked, so that it has imported nothing yet."""
    return get_context("spawn").Pool(1, prepare)


def prepare() -> None:
    """What the process does first. Ctrl-C is for its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
