"""Pages of the built site, watched for what must never happen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from support import failed

BOOT_TIMEOUT_MS = 90_000
UNFORESEEN = " is imported: fetching the archive "
"""What the page says when an import waits for a module that should have been there."""

DESK: ViewportSize = {"width": 1280, "height": 1000}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 3,
}


class Guard:
    """Collects what must not happen: console errors, uncaught errors, requests to elsewhere."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.seen: list[str] = []
        self.requests: list[str] = []
        self._origin = origin
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.seen.append(f"uncaught: {error.error}"))
        context.on("request", self._on_request)

    def _on_console(self, message: Any) -> None:
        if message.type in ("error", "warning") or UNFORESEEN in message.text:
            self.seen.append(f"console {message.type}: {message.text}")

    def _on_request(self, request: Any) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self._origin, "data:", "blob:")):
            self.seen.append(f"outside request: {request.url}")


# As where workers are not allowed. (Playwright's own way of blocking them warns on the console.)
_NO_WORKERS = """if (globalThis.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register =
    () => Promise.reject(new DOMException('no', 'SecurityError'))"""
SAVE_DATA = (
    """Object.defineProperty(NetworkInformation.prototype, 'saveData', { get: () => true })"""
)


# However busy the machine is that runs the tests.
FAST_LINE = """Object.defineProperty(
    PerformanceResourceTiming.prototype, 'responseEnd', { get() { return this.responseStart } })"""
SLOW_LINE = FAST_LINE.replace("this.responseStart", "this.responseStart + 1e6")

# Private browsing gives noise for the pixels of a canvas. Tests may read them, the page may not.
_NO_READING_BACK = """for (const [kind, ...names] of [
    [CanvasRenderingContext2D, 'getImageData'], [OffscreenCanvasRenderingContext2D, 'getImageData'],
    [HTMLCanvasElement, 'toDataURL', 'toBlob', 'captureStream'], [OffscreenCanvas, 'convertToBlob'],
    [WebGLRenderingContext, 'readPixels'], [WebGL2RenderingContext, 'readPixels'],
])
    for (const name of names) {
        const read = kind.prototype[name];
        kind.prototype[name] = function (...given) {
            const limit = Error.stackTraceLimit;
            Error.stackTraceLimit = 99;  // none during the start
            const { stack } = new Error();
            Error.stackTraceLimit = limit;
            if (stack.includes('/assets/')) {
                console.error(`the page read a canvas: ${name}`);
                throw new DOMException('not here', 'SecurityError');
            }
            return read.apply(this, given);
        };
    }"""


@contextmanager
def opened(
    browser: Browser, site: str, workers: bool = False, memory: bool | None = True, **options: Any
) -> Iterator[tuple[Page, Guard]]:
    """A new page in a context of its own (nothing stored), not yet sent anywhere.

    Without `workers` no service worker fetches the whole site while something else is tested.
    Nothing plays by itself: motion is reduced, unless `reduced_motion` says otherwise.
    Python goes on from `memory`, as on a fast line, or starts from the beginning, where data is
    to be saved; None leaves that to the line.
    """
    options.setdefault("viewport", DESK)
    options.setdefault("reduced_motion", "reduce")
    context = browser.new_context(**options)
    context.add_init_script(_NO_READING_BACK)
    if not workers:
        context.add_init_script(_NO_WORKERS)
    if memory is not None:
        context.add_init_script(FAST_LINE if memory else SAVE_DATA)
    guard = Guard(context, site)
    failed.watch(context)
    try:
        yield context.new_page(), guard
    except (Exception, pytest.fail.Exception):
        failed.keep(os.environ["PYTEST_CURRENT_TEST"].rpartition(" (")[0], context)
        raise
    finally:
        context.close()


@contextmanager
def until_storage_answers(page: Page) -> Iterator[None]:
    """Do the visit in the block, and wait until the page knows that it may store something.

    Ten seconds of a clock that is put forward before that would be taken for a refusal.
    """
    with page.expect_request("**/pyscript/core.js"):
        yield


def wait_until_ready(page: Page) -> None:
    """Wait for the end of the start, whichever it is, and demand that it went well."""
    page.wait_for_function(
        "document.documentElement.dataset.app !== 'booting'", timeout=BOOT_TIMEOUT_MS
    )
    trouble = page.locator("#trouble")
    assert page.locator("html").get_attribute("data-app") == "ready", trouble.inner_text()
