"""The little server: types, sub-paths, and a clear word when the port is taken."""

import http.client
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from serve import serving

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "index.html").write_text("home")
    for name in ("a.wasm", "a.mjs", "a.js", "a.woff2", "a.css", "a.toml", "a.json", "sub/a.js"):
        (tmp_path / name).write_text(name)
    return tmp_path


class Answer:
    """What the server said to one request."""

    def __init__(self, base: str, path: str, method: str = "GET") -> None:
        connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
        try:
            connection.request(method, path)
            response = connection.getresponse()
            self.status, self.version = response.status, response.version
            self.headers, self.body = response.headers, response.read().decode()
        finally:
            connection.close()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.wasm", "application/wasm"),
        ("a.mjs", "text/javascript"),
        ("a.js", "text/javascript"),
        ("a.woff2", "font/woff2"),
        ("a.css", "text/css"),
        ("a.json", "application/json"),
        ("a.toml", "application/toml"),
        ("index.html", "text/html; charset=utf-8"),
    ],
)
def test_types(folder: Path, name: str, kind: str) -> None:
    with serving(folder) as base:
        answer = Answer(base, f"/{name}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


def test_the_browser_asks_each_time(folder: Path) -> None:
    with serving(folder) as base:
        assert Answer(base, "/").headers["Cache-Control"] == "no-cache"


def test_other_sites_may_read_it(folder: Path) -> None:
    """As from GitHub Pages: a sandboxed frame has no origin of its own."""
    with serving(folder) as base:
        assert Answer(base, "/").headers["Access-Control-Allow-Origin"] == "*"


def test_one_connection_serves_many_requests(folder: Path) -> None:
    with serving(folder) as base:
        connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=10)
        for _ in range(3):
            connection.request("GET", "/a.js")
            response = connection.getresponse()
            assert (response.version, response.read()) == (11, b"a.js")
            assert not response.will_close
        connection.close()


@pytest.mark.parametrize("prefix", ["/unerase/", "unerase", "/deep/er/"])
def test_a_sub_path_and_nothing_outside_it(folder: Path, prefix: str) -> None:
    inner = f"/{prefix.strip('/')}/"
    with serving(folder, prefix) as base:
        assert urlsplit(base).path == inner
        assert Answer(base, inner).body == "home"
        assert Answer(base, f"{inner}sub/a.js?x=1").body == "sub/a.js"
        assert Answer(base, "/a.js").status == 404
        assert Answer(base, "/").status == 404
        for without_slash in (inner.rstrip("/"), f"{inner}sub"):
            moved = Answer(base, without_slash)
            assert moved.status == 301
            assert urlsplit(moved.headers["Location"]).path == f"{without_slash}/"


def test_no_listing_and_no_way_out(folder: Path) -> None:
    (folder.parent / "secret").write_text("secret")
    with serving(folder) as base:
        assert Answer(base, "/sub/").status == 404
        assert Answer(base, "/../secret").status == 404
        assert Answer(base, "/%2e%2e/secret").status == 404


def test_head_has_the_length_and_no_body(folder: Path) -> None:
    with serving(folder) as base:
        answer = Answer(base, "/a.js", "HEAD")
    assert (answer.headers["Content-Length"], answer.body) == ("4", "")


def test_the_port_is_free_again_afterwards(folder: Path) -> None:
    with serving(folder) as base:
        port = urlsplit(base).port
    assert port
    with serving(folder, port=port) as again:
        assert Answer(again, "/").status == 200


def command(folder: Path, *options: str) -> list[str]:
    return [sys.executable, str(ROOT / "tools/serve.py"), str(folder), *options]


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_taken_port_is_one_clear_line(folder: Path, host: str) -> None:
    with socket.create_server((host, 0)) as other:
        port = other.getsockname()[1]
        done = subprocess.run(
            command(folder, "--port", str(port)),
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert f"port {port} is taken" in done.stderr
    assert f"make serve PORT={port + 1}" in done.stderr


def test_a_missing_folder_is_one_clear_line(tmp_path: Path) -> None:
    done = subprocess.run(
        command(tmp_path / "none"), capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "make site" in done.stderr


def test_it_prints_its_address_and_stops_cleanly(folder: Path) -> None:
    with subprocess.Popen(
        command(folder, "--port", "0", "--prefix", "/unerase/"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs this in the background has its children ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        address = next(word for word in line.split() if word.startswith("http://localhost:"))
        assert Answer(address, urlsplit(address).path).body == "home"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        assert process.stdout.read() == ""
        assert process.stderr.read() == ""
