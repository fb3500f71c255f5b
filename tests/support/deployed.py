"""Versions of the site that replace each other on a server, and pages that may keep them."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from serve import serving
from support.served import Copy

ROOT = Path(__file__).resolve().parent.parent.parent
DIST = ROOT / "dist"
KEPT_MS = 60_000

# Where each part of the site says which version it is of: the page, its first script, its Python.
_MARKS = {
    "index.html": ("<html ", '<html data-page="{}" '),
    "assets/boot/boot.mjs": ("", 'document.documentElement.dataset.script = "{}";\n'),
}
_PYTHON_MARK = "\n\nimport js\njs.document.documentElement.dataset.python = '{}'\n"


class Deployment(Copy):
    """A copy of the site whose parts say of which version they are, on a server of its own."""

    def __init__(self, folder: Path) -> None:
        Copy.make(DIST, folder)
        self.folder = folder
        self._server = ExitStack()
        self._port = 0
        super().__init__(DIST, folder, self.start())

    def deploy(self, version: str) -> None:
        """Put another version in the place of the one that is there."""
        for path, (before, mark) in _MARKS.items():
            text, new = (DIST / path).read_text(encoding="utf-8"), mark.format(version)
            changed = text.replace(before, new, 1) if before else text + new
            self.damage(path, lambda _old, changed=changed: changed.encode())  # type: ignore[misc]
        app = (ROOT / "py/page/app.py").read_text(encoding="utf-8")
        self.rewrite("page/app.py", app + _PYTHON_MARK.format(version))
        (self.folder / "sw.js").unlink()
        write_worker(self.folder)

    def start(self) -> str:
        """Serve it, always at the same address."""
        address = self._server.enter_context(serving(self.folder, "/unerase/", self._port))
        self._port = urlsplit(address).port or 0
        return address

    def stop(self) -> None:
        """Take the server away."""
        self._server.close()


def write_worker(folder: Path) -> None:
    """Write sw.js for the files of `folder`, as the build does."""
    node = shutil.which("node")
    assert node is not None
    subprocess.run([node, ROOT / "tools" / "service_worker.mjs", folder], check=True)


def versions(page: Page) -> set[str]:
    """The versions that the parts of a started page say they are of; None for a silent part."""
    said = page.evaluate(
        """() => ['page', 'script', 'python'].map(part => document.documentElement.dataset[part])"""
    )
    return set(said)


def mark(page: Page) -> Locator:
    """The place that says whether the page is ready offline."""
    return page.locator(".offline-mark")


def wait_until_kept(page: Page) -> None:
    """Wait until the page says that it is ready offline."""
    expect(mark(page)).to_have_text("Ready offline", timeout=KEPT_MS)


def offer(page: Page) -> Locator:
    """The offer of a newer version."""
    return page.get_by_role("status").locator(".update", has_text="A new version is here.")


def update(page: Page) -> str:
    """Have the browser look for a newer version; what has become of its worker then."""
    return str(
        page.evaluate(
            """async () => {
                const registration = await navigator.serviceWorker.getRegistration();
                const outcome = new Promise(done => {
                    registration.onupdatefound = () => {
                        const worker = registration.installing;
                        worker.onstatechange = () => done(worker.state);
                    };
                });
                await registration.update();
                return outcome;
            }"""
        )
    )
