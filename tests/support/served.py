"""The site as a bad day serves it: files missing, damaged, late or broken off in the middle."""

from __future__ import annotations

import io
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import bundle
from runtime.bytecode import zipped
from runtime.xz import packed, unpacked
from serve import Handler

CHUNK = 1 << 16
HOME = "home/pyodide/"


class Copy:
    """A copy of the site, made of links to the real files, that a test may break."""

    def __init__(self, dist: Path, folder: Path, address: str) -> None:
        self._dist, self._folder = dist, folder
        self.address = address

    @staticmethod
    def make(dist: Path, folder: Path) -> None:
        """Fill `folder`."""
        shutil.copytree(dist, folder, copy_function=lambda a, b: Path(b).symlink_to(a))

    def read(self, path: str) -> bytes:
        """The real file."""
        return (self._dist / path).read_bytes()

    def damage(self, path: str, change: Callable[[bytes], bytes | None]) -> None:
        """Serve `change` of the file instead of the file; None takes it away."""
        broken = change((self._dist / path).read_bytes())
        (self._folder / path).unlink()
        if broken is not None:
            (self._folder / path).write_bytes(broken)

    @contextmanager
    def damaged(self, path: str, change: Callable[[bytes], bytes | None]) -> Iterator[None]:
        """The same for a while."""
        self.damage(path, change)
        try:
            yield
        finally:
            self.repair(path)

    def repair(self, path: str) -> None:
        """Serve the real file again."""
        (self._folder / path).unlink(missing_ok=True)
        (self._folder / path).symlink_to(self._dist / path)

    def rewrite(self, module: str, text: str | None) -> None:
        """Serve the page's own Python with another `text` of a module; None takes it away."""
        for archive in bundle.ARCHIVES:
            content = (self._dist / bundle.RUNTIME / archive).read_bytes()
            files = members(unpacked(content))
            if files.pop(f"{HOME}{module}c", None) is not None:
                break
        else:
            raise AssertionError(f"no archive has {module}")
        if text is not None:
            files[HOME + module] = text.encode()
        for path in (f"{bundle.RUNTIME}/{archive}", f"{bundle.RUNTIME}/manifest.json"):
            (self._folder / path).unlink()  # a link to the real file
            (self._folder / path).write_bytes((self._dist / path).read_bytes())
        # Without the memory, which is that of the real Python.
        bundle.ship(self._folder, {archive: packed(zipped(files))})


def members(archive: bytes) -> dict[str, bytes]:
    """The files of a zip archive, by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


class Tap:
    """Holds back files while they are being sent; the ones it was told nothing about run freely."""

    def __init__(self) -> None:
        self._shares: dict[str, float] = {}
        self._cut: set[str] = set()
        self._turned = threading.Condition()
        self.sent = 0  # bytes of files so far

    def hold(self, ending: str, share: float = 0.0) -> None:
        """Send only this share (0 … 1) of files whose path ends so."""
        with self._turned:
            self._shares[ending] = share
            self._turned.notify_all()

    def cut(self, ending: str) -> None:
        """Let the connection break off in the middle of files whose path ends so."""
        self._cut.add(ending)

    def release(self) -> None:
        """Send everything."""
        with self._turned:
            self._shares.clear()
            self._turned.notify_all()

    def send(self, path: str, content: bytes, out: Any) -> None:
        """Write `content` as the tap allows."""
        sent = 0
        while sent < len(content):
            end = min(self._more_than(sent, path, len(content)), sent + CHUNK)
            out.write(content[sent:end])
            with self._turned:
                self.sent += end - sent
            sent = end
            if sent > len(content) / 2 and path.endswith(tuple(self._cut)):
                raise ConnectionAbortedError

    def _more_than(self, sent: int, path: str, size: int) -> int:
        """Wait until more than `sent` bytes may go; return how many that are."""
        with self._turned:
            self._turned.wait_for(lambda: self._allowed(path, size) > sent)
            return self._allowed(path, size)

    def _allowed(self, path: str, size: int) -> int:
        shares = [share for ending, share in self._shares.items() if path.endswith(ending)]
        return int(size * min(shares, default=1.0))


@contextmanager
def tapped() -> Iterator[Tap]:
    """Put a tap on the servers of this process."""
    tap = Tap()

    def copyfile(handler: Handler, source: Any, out: Any) -> None:
        tap.send(handler.path.partition("?")[0], source.read(), out)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Handler, "copyfile", copyfile)
        yield tap
        tap.release()
