"""Serves the site as tools/serve.py does, with a script in the page that is told of changes."""

from __future__ import annotations

import io
import threading
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any

import serve

SCRIPT, CHANGES = "dev/reload.js", "dev/changes"
TAG = '<head>\n  <script src="{}" data-version="{}"></script>'


class Changes:
    """The version of the site that is served: a time, so that it differs from that of yesterday."""

    def __init__(self) -> None:
        self._turned = threading.Condition()
        self.version = time.time_ns()

    def publish(self) -> None:
        """Say that the site has changed."""
        with self._turned:
            self.version = time.time_ns()
            self._turned.notify_all()

    def after(self, version: int) -> int:
        """Wait for another version than this one."""
        with self._turned:
            self._turned.wait_for(lambda: self.version != version)
            return self.version


class Handler(serve.Handler):
    """Adds the script to the page, and tells it of changes by server-sent events."""

    def __init__(self, *arguments: Any, changes: Changes, **options: Any) -> None:
        self._changes = changes
        super().__init__(*arguments, **options)

    @property
    def _name(self) -> str:
        return self.path.partition("?")[0].removeprefix(self.prefix)

    def do_GET(self) -> None:
        """Answer a request."""
        if self._name == CHANGES:
            self._tell()
        else:
            super().do_GET()

    def send_head(self) -> Any:
        """Answer with the page, or with any other file."""
        if self._name not in ("", "index.html"):
            return super().send_head()
        # Asked for first: a page that is older than it says would not be loaded again.
        tag = TAG.format(SCRIPT, self._changes.version)
        page = Path(self.directory, "index.html").read_text("utf-8").replace("<head>", tag, 1)
        content = page.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def translate_path(self, path: str) -> str:
        """The file that `path` stands for."""
        if self._name == SCRIPT:
            return str(Path(__file__).with_name("reload.js"))
        return super().translate_path(path)

    def _tell(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        version = 0
        while True:
            version = self._changes.after(version)
            self.wfile.write(f"data: {version}\n\n".encode())
