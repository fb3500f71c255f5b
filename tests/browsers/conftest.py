"""The built site in Firefox and in WebKitGTK: `make browsers` runs these tests, nothing else does.

Each test is somebody's first visit with a browser of their own.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from support import failed
from support.driven import Visitor, firefox, webkit

from serve import Handler, serving

ROOT = Path(__file__).resolve().parents[2]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep what the page of a failed test shows."""
    report = yield
    visitor = item.funcargs.get("visitor")
    if report.when == "call" and report.failed and isinstance(visitor, Visitor):
        with suppress(Exception):  # a browser that has died shows nothing
            visitor.driver.save_screenshot(str(failed.place(item.nodeid, "png")))
    return report


class Brief(Handler):
    """Connections end with their answer: a server that has stopped answers nobody."""

    protocol_version = "HTTP/1.0"


@pytest.fixture
def server() -> Iterator[ExitStack]:
    """What closes when the server is to stop."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def site(server: ExitStack) -> str:
    """The address of the built site, which lies under a sub-path as on GitHub Pages."""
    dist = ROOT / "dist"
    assert (dist / "index.html").exists(), "dist/ is missing: run `make site` first"
    return server.enter_context(serving(dist, prefix="/unerase/", answering=Brief))


@pytest.fixture(params=[firefox, webkit], ids=["firefox", "webkit"])
def visitor(request: pytest.FixtureRequest, tmp_path: Path, site: str) -> Iterator[Visitor]:
    """Somebody whose page is ready; the test fails if it complains or asks elsewhere."""
    with request.param(tmp_path) as one:
        one.opens(site)
        yield one
        one.check(site)
