"""How much a page holds on to: JavaScript's heap, Python's memory, proxies between the two."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

from bench.endurance import FIND_PYTHON

# Pyodide tells a FinalizationRegistry of every proxy of a Python object that JavaScript holds,
# and takes back those that are destroyed.
# To be run before the page's own scripts.
COUNT = (
    """
    globalThis.liveProxies = 0;
    globalThis.FinalizationRegistry = class extends FinalizationRegistry {
        constructor(gone) { super(held => { liveProxies -= 1; gone(held); }); }
        register(...all) { liveProxies += 1; return super.register(...all); }
        unregister(token) {
            const was = super.unregister(token);
            liveProxies -= was;
            return was;
        }
    };
"""
    + FIND_PYTHON
)


@dataclass(frozen=True)
class Held:
    """Bytes of JavaScript and of Python, and the number of live proxies."""

    javascript: int
    python: int
    proxies: int

    @classmethod
    def by(cls, page: Page, devtools: CDPSession) -> Held:
        """What a page holds once everything that can go has gone."""
        page.evaluate("performance.clearMeasures()")  # of which it keeps some thousands
        for _ in range(3):  # what the first finds to finalise, the next can take away
            devtools.send("HeapProfiler.collectGarbage")
            page.evaluate("() => new Promise(done => setTimeout(done))")
        devtools.send("Performance.enable")
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        by_name = {one["name"]: one["value"] for one in metrics}
        return cls(
            int(by_name["JSHeapUsedSize"]),
            page.evaluate("pythonMemory.buffer.byteLength"),
            page.evaluate("liveProxies"),
        )
