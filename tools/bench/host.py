"""A server like GitHub Pages: it compresses what shrinks, and lets the browser keep it a while."""

from __future__ import annotations

import functools
import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

from serve import HOST, Handler, Server

PACKED = {".gz", ".png", ".whl", ".woff2", ".zip"}
"""What gzip would not make smaller."""
KEPT_S = 600


@functools.cache
def _gzipped(path: str, changed: float) -> bytes:
    return gzip.compress(Path(path).read_bytes(), compresslevel=6)


class _Handler(Handler):
    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file() or path.suffix in PACKED:
            return super().send_head()
        data = _gzipped(str(path), path.stat().st_mtime)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Cache-Control":
            value = f"max-age={KEPT_S}"
        super().send_header(keyword, value)


@contextmanager
def hosting(folder: Path) -> Iterator[str]:
    """Serve `folder` from a thread; yields its address."""
    server = Server((HOST, 0), functools.partial(_Handler, prefix="/", directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
