"""Packages of Pyodide that only some visitors need, fetched from this site when they do."""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import Any

import js
import pyodide_js
from pyodide.ffi import create_proxy

from page.browser.archives import REST
from page.browser.dom import shown
from page.browser.fetching import Needed

AGAIN = "Check the connection and try again."


class Package(Needed):
    """One package, which brings `module`. Pyodide checks what arrives against its lock."""

    def __init__(self, name: str, module: str) -> None:
        super().__init__()
        self._name, self._module = name, module
        self._said: list[str] = []
        self._here = False

    def fetch(self) -> None:
        if self._here:
            self.end()
            return
        self._said = []
        # Packages import more of Python's library than the page does.
        REST.need(self._load, lambda why: self.end(f"{why} {AGAIN}"))

    @cached_property
    def _hear(self) -> Any:
        return create_proxy(lambda text: self._said.append(str(text)))

    def _load(self) -> None:
        loading = pyodide_js.loadPackage(
            self._name, messageCallback=self._hear, errorCallback=self._hear
        )
        loading.then(shown(self._ended), shown(self._ended))

    def _ended(self, _outcome: Any) -> None:
        # Pyodide does not say in one way whether it went well: the import does.
        importlib.invalidate_caches()
        try:
            importlib.import_module(self._module)
        except ImportError as error:
            js.console.info(f"{self._name}: {error}; {' '.join(self._said)}")
            lost = "which reads and writes pictures, did not arrive, or arrived damaged."
            self.end(f"{self._name.capitalize()}, {lost} {AGAIN}")
        else:
            self._here = True
            self.end()


PILLOW = Package("pillow", "PIL.Image")
