"""Serve a folder on localhost: `python tools/serve.py dist --port 8000 [--prefix /unerase/]`."""

import argparse
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
TYPES = {
    **SimpleHTTPRequestHandler.extensions_map,
    # Spelt out, because the tables of the operating systems differ.
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".py": "text/x-python; charset=utf-8",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}


class Handler(SimpleHTTPRequestHandler):
    """Static files below a prefix, with the types a browser insists on."""

    protocol_version = "HTTP/1.1"
    extensions_map = TYPES

    def __init__(self, *arguments: Any, prefix: str, directory: str) -> None:
        """`prefix` is the sub-path, with a slash at both ends."""
        self.prefix = prefix
        super().__init__(*arguments, directory=directory)

    def send_head(self) -> Any:
        """Answer outside the prefix with 404, as a site below a sub-path would."""
        path, query, rest = self.path.partition("?")
        if path + "/" == self.prefix:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", self.prefix + query + rest)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        if not path.startswith(self.prefix):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def translate_path(self, path: str) -> str:
        """The file that `path` stands for, once the prefix is taken off."""
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def list_directory(self, path: Any) -> None:
        """No listings: a static host has none."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Let the browser keep files, but ask each time: an edit must show.

        Other sites may read them, as from GitHub Pages: so may a sandboxed frame, which has no
        origin of its own.
        """
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server whose visitors may leave in the middle of an answer."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what is wrong with us, not a browser that closed its tab."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class PortError(Exception):
    """A port cannot be had: one line that names another."""


Answering = Callable[..., Handler]


def make_server(folder: Path, prefix: str, port: int, answering: Answering = Handler) -> Server:
    """A server for `folder`, bound but not yet running."""
    handler = partial(answering, prefix=normal_prefix(prefix), directory=str(folder))
    return Server((HOST, port), handler)


def normal_prefix(prefix: str) -> str:
    """`prefix` with one slash at each end."""
    inner = prefix.strip("/")
    return f"/{inner}/" if inner else "/"


@contextmanager
def serving(
    folder: Path, prefix: str = "/", port: int = 0, answering: Answering = Handler
) -> Iterator[str]:
    """Serve `folder` from a thread; yields the base URL, which ends in a slash."""
    server = make_server(folder, prefix, port, answering)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}{normal_prefix(prefix)}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def open_server(
    folder: Path, prefix: str, port: int, target: str, answering: Answering = Handler
) -> Server:
    """`make_server` for `make <target>`; raises PortError when the port is another's."""
    if not 0 <= port <= 65535:
        raise PortError(f"{port} is not a port (0 to 65535).")
    try:
        if taken(port):
            raise OSError("something answers there")
        return make_server(folder, prefix, port, answering)
    except OSError as error:
        other = port + 1 if port < 65535 else 8000
        raise PortError(
            f"port {port} is taken or not allowed ({error.strerror or error}); "
            f"try another: make {target} PORT={other}"
        ) from None


def taken(port: int) -> bool:
    """Whether something answers on localhost already, whichever address family it listens on."""
    if port == 0:
        return False
    try:
        socket.create_connection(("localhost", port), timeout=1).close()
    except OSError:
        return False
    return True


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--prefix", default="/", help="serve below this sub-path")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"unerase: there is no folder {options.folder}; run make site.", file=sys.stderr)
        return 1
    try:
        server = open_server(options.folder, options.prefix, options.port, "serve")
    except PortError as error:
        print(f"unerase: {error}", file=sys.stderr)
        return 1
    address = f"http://localhost:{server.server_port}{normal_prefix(options.prefix)}"
    print(f"Serving {options.folder} at {address} (Ctrl-C to stop)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
