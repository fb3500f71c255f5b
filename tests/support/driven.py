"""Firefox and WebKitGTK as Selenium drives them: a browser that has visited nothing yet."""

from __future__ import annotations

import base64
import os
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.firefox.options import Options as FirefoxOptions
from selenium.webdriver.firefox.service import Service as FirefoxService
from selenium.webdriver.firefox.webdriver import WebDriver as Firefox
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service as WebKitService
from selenium.webdriver.webkitgtk.webdriver import WebDriver as WebKit

import browsers

PATIENCE_S = 90.0
WIDTH, HEIGHT = 1280, 1000
# WebKitGTK's driver tells nothing of the console. This runs while Python is starting.
LISTEN = """
    window.complaints = [];
    const complain = (kind) => (...said) => { complaints.push(`${kind}: ${said.join(' ')}`); };
    for (const kind of ['error', 'warn']) console[kind] = complain(kind);
    addEventListener('error', ({ message }) => complain('uncaught')(message));
    addEventListener('unhandledrejection', ({ reason }) => complain('uncaught')(reason));
    addEventListener('securitypolicyviolation', ({ blockedURI }) => complain('policy')(blockedURI));
"""


@dataclass(frozen=True)
class Visitor:
    """A browser, the folder of its downloads, and what its console has shown if it tells that."""

    driver: WebDriver
    downloads: Path
    heard: list[str] | None = None

    @property
    def name(self) -> str:
        """The browser and its version."""
        about = self.driver.capabilities
        return f"{about['browserName']} {about['browserVersion']}"

    def ask(self, expression: str, *arguments: Any) -> Any:
        """The value of a JavaScript expression; a promise's once it is kept."""
        return self.driver.execute_script(f"return {expression}", *arguments)

    def wait_for(self, expression: str, *arguments: Any) -> None:
        """Wait until a JavaScript expression is true; the panel of a failed page ends it."""

        def holds(_driver: WebDriver) -> bool:
            trouble = self.ask("document.querySelector('#trouble:not([hidden])')?.innerText")
            assert trouble is None, trouble
            return bool(self.ask(expression, *arguments))

        WebDriverWait(self.driver, PATIENCE_S).until(holds, expression)

    def opens(self, address: str) -> None:
        """Go to a page and wait until it is ready."""
        self.driver.get(address)
        self._starts()

    def reloads(self) -> None:
        """Reload the page as its visitor would, and wait until it is ready.

        Firefox's driver itself reloads past the service worker.
        """
        before = self.driver.find_element(By.TAG_NAME, "html")
        self.driver.execute_script("location.reload()")
        WebDriverWait(self.driver, PATIENCE_S).until(staleness_of(before))
        self._starts()

    def _starts(self) -> None:
        if self.heard is None:
            self.driver.execute_script(LISTEN)
        self.wait_for("document.documentElement.dataset.app === 'ready'")
        self.driver.execute_script("dispatchEvent(new Event('wheel'))")  # ends the opening

    def element(self, name: str) -> WebElement:
        """An element by its id."""
        return self.driver.find_element(By.ID, name)

    def press(self, name: str) -> None:
        """Press a button by its id."""
        self.element(name).click()

    def draw(self) -> None:
        """Draw a line across the sheet."""
        grid = self.element("hero-grid")
        reach = grid.size["width"] // 2 - 10
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", grid)
        pointer = ActionChains(self.driver, duration=50)
        pointer.move_to_element_with_offset(grid, -reach, reach).click_and_hold()
        pointer.move_to_element(grid).move_to_element_with_offset(grid, reach, -reach).release()
        pointer.perform()

    def wait_for_step(self, t: int, way: str) -> None:
        """Wait until the first figure shows step t on the way ("forward", "walk back")."""
        self.wait_for(
            """(([text, t, way]) => text.startsWith(`step ${t} of`) && text.endsWith(way))(
                [document.getElementById('hero-timestep').ariaValueText, ...arguments])""",
            t,
            way,
        )

    def picture(self, canvas: str) -> NDArray[np.int_]:
        """The colours of a canvas, as it stands."""
        url = self.ask("document.getElementById(arguments[0]).toDataURL()", canvas)
        with Image.open(BytesIO(base64.b64decode(url.partition(",")[2]))) as image:
            return np.asarray(image.convert("RGB"), dtype=int)

    def from_memory(self) -> bool:
        """Whether Python went on from memory in this start."""
        return bool(self.ask("performance.getEntriesByName('went on from memory').length"))

    def check(self, site: str) -> None:
        """Demand that the page has not complained, and has asked nobody but the site."""
        complaints = self.ask("complaints") if self.heard is None else self.heard
        assert complaints == [], complaints
        asked = self.ask("performance.getEntriesByType('resource').map(({ name }) => name)")
        outside = [url for url in asked if not url.startswith((site, "data:", "blob:"))]
        assert asked
        assert outside == [], outside


@contextmanager
def firefox(folder: Path, **preferences: bool) -> Iterator[Visitor]:
    """Firefox, without a window, with `preferences` whose dots are written as `_`."""
    program, driver = browsers.firefox(), browsers.geckodriver()
    if not program or not driver:
        pytest.skip("Firefox or geckodriver is not installed")
    downloads = folder / "downloads"
    downloads.mkdir()
    options = FirefoxOptions()
    options.binary_location = program
    options.add_argument("-headless")
    options.enable_bidi = True
    options.set_preference("browser.download.folderList", 2)
    options.set_preference("browser.download.dir", str(downloads))
    for name, on in preferences.items():
        options.set_preference(name.replace("_", "."), on)
    service = FirefoxService(driver, env={**os.environ, "HOME": str(folder)})
    started = Firefox(options, service)
    try:
        heard: list[str] = []

        def hear(entry: Any) -> None:
            if entry.level in ("error", "warn"):
                heard.append(f"{entry.level}: {entry.text}")

        started.script.add_console_message_handler(hear)
        started.script.add_javascript_error_handler(hear)
        started.set_window_size(WIDTH, HEIGHT)
        yield Visitor(started, downloads, heard)
    finally:
        started.quit()


@contextmanager
def webkit(folder: Path) -> Iterator[Visitor]:
    """WebKitGTK's small browser, in a display of its own."""
    driver, screen = browsers.webkit_driver(), browsers.screen()
    if not driver or not screen:
        pytest.skip("WebKitWebDriver or Xvfb is not installed")
    with displayed(screen) as display:
        # Without a folder of its own for downloads, a user's home gets them.
        environment = {**os.environ, "HOME": str(folder), "DISPLAY": display}
        service = WebKitService(driver, env=environment)
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            started = WebKit(service=service)  # it warns of Selenium's own code
        try:
            started.set_window_size(WIDTH, HEIGHT)
            yield Visitor(started, folder)
        finally:
            started.quit()


@contextmanager
def displayed(program: str) -> Iterator[str]:
    """An X display on no screen; its name."""
    ours, theirs = os.pipe()
    command = [program, "-displayfd", str(theirs), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    command += ["-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL) as server:
        os.close(theirs)
        try:
            with os.fdopen(ours) as number:
                yield f":{number.readline().strip()}"
        finally:
            server.terminate()
