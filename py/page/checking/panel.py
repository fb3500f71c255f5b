"""*Check this page*, in the small print."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial

import js
import numpy as np

from page.browser.clipboard import copy_shown
from page.browser.clock import now
from page.browser.dom import Element, by_id, on_click, set_text, shown
from page.browser.fetching import WEIGHTS, Fetched
from page.browser.work import SLICE_MS
from page.checking import engine, expected, here
from page.checking.expected import Expected
from page.checking.finding import Finding, verdict


class CheckPanel:
    """Runs all checks when it is asked to, and lists what they find.

    `texts` gives all settings of the page, by key.
    """

    def __init__(self, texts: Callable[[], Mapping[str, str]]) -> None:
        self._texts = texts
        self._button, self._said, self._list = by_id("check"), by_id("checks"), by_id("check-list")
        self._report, self._copy = by_id("check-report"), by_id("check-copy")
        self._copied = by_id("check-copied")
        self._expected: Expected | None = None
        self._fetched = Fetched(expected.PATH, "What to expect", self._take)
        self._findings: list[Finding] = []
        on_click(self._copy, self._on_copy)

    def run(self) -> None:
        """Check everything, unless that is going on."""
        if self._button.ariaDisabled == "true":
            return
        self._button.ariaDisabled = "true"
        self._findings = []
        self._list.replaceChildren()
        self._copy.hidden = self._report.hidden = True
        set_text(self._copied, "")
        self._fetched.need(self._need_weights, self._stop)

    def _take(self, data: bytes) -> None:
        self._expected = expected.read(data)

    def _need_weights(self) -> None:
        WEIGHTS.need(self._begin, self._begin)

    def _begin(self, lost: str = "") -> None:
        asyncio.ensure_future(self._run(lost)).add_done_callback(shown(lambda done: done.result()))

    def _stop(self, sentence: str) -> None:
        self._button.ariaDisabled = "false"
        set_text(self._said, sentence)

    async def _run(self, lost: str) -> None:
        started = now()
        async for finding in self._all(lost):
            self._findings.append(finding)
            self._list.append(_item(finding))
            set_text(self._said, f"Checking. So far {verdict(self._findings)}")
        words = f"Checked in {(now() - started) / 1000:.1f} s: {verdict(self._findings)}"
        set_text(self._said, words)
        software = f"Python {platform.python_version()}, numpy {np.__version__}"
        lines = [f"Unerase. {words}", f"{software}, {js.navigator.userAgent}"]
        self._report.value = "\n".join([*lines, *map(str, self._findings)])
        self._copy.hidden = self._report.hidden = False
        self._button.ariaDisabled = "false"

    async def _all(self, lost: str) -> AsyncIterator[Finding]:
        assert self._expected is not None
        yield Finding("The learner’s weights can be fetched.", not lost, lost or "They are here.")
        paused = now()
        for check in engine.CHECKS:
            for finding in engine.told(check, self._expected):
                if finding:
                    yield finding
                if now() - paused > SLICE_MS:
                    await asyncio.sleep(0)
                    paused = now()
        yield here.link_survives(self._texts())
        yield here.storage_keeps()
        for coming in (here.offline_copy, here.fonts_have_come, here.files_are_whole):
            yield await coming()

    def _on_copy(self) -> None:
        copy_shown(self._report.value, partial(set_text, self._copied))


def _item(finding: Finding) -> Element:
    item, measured = js.document.createElement("li"), js.document.createElement("span")
    item.className = "" if finding.holds else "fails"
    item.textContent = f"{finding.mark} {finding.claim} "
    measured.textContent = finding.measured
    item.append(measured)
    return item
