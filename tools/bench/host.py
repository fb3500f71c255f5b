"""A server like GitHub Pages: it compresses what shrinks, and lets the browser keep it a while."""

from __future__ import annotations

import functools
import gzip
import io
from contextlib import AbstractContextManager
from http import HTTPStatus
from pathlib import Path
from typing import Any

from serve import Handler, serving

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


def hosting(folder: Path) -> AbstractContextManager[str]:
    """Serve `folder` from a thread; yields its address."""
    return serving(folder, answering=_Handler)
