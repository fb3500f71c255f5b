"""Packages of Pyodide that only some visitors need, fetched from this site when they do."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cached_property
from typing import Any

import js
import pyodide_js
from pyodide.ffi import create_proxy

from page.browser.archives import REST
from page.browser.dom import shown


class Package:
    """One package, which brings `module`. It is asked for at most once at a time.

    Pyodide compares what arrives with the checksum in its lock.
    """

    def __init__(self, name: str, module: str) -> None:
        self._name, self._module = name, module
        self._waiting: list[tuple[Callable[[], None], Callable[[str], None]]] = []
        self._said: list[str] = []
        self._here = False

    def need(self, done: Callable[[], None], failed: Callable[[str], None]) -> None:
        """Call `done` once the package is here, or `failed` with a sentence for the visitor."""
        if self._here:
            done()
            return
        self._waiting.append((done, failed))
        if len(self._waiting) == 1:
            self._said = []
            # Packages import more of Python's library than the page does.
            REST.need(self._load, self._on_rest_lost)

    @cached_property
    def _hear(self) -> Any:
        return create_proxy(lambda text: self._said.append(str(text)))

    def _load(self) -> None:
        loading = pyodide_js.loadPackage(
            self._name, messageCallback=self._hear, errorCallback=self._hear
        )
        loading.then(shown(self._ended), shown(self._ended))

    def _on_rest_lost(self, sentence: str) -> None:
        waiting, self._waiting = self._waiting, []
        for _done, failed in waiting:
            failed(f"{sentence} Check the connection and try again.")

    def _ended(self, _outcome: Any) -> None:
        # Pyodide does not say in one way whether it went well: the import does.
        importlib.invalidate_caches()
        try:
            importlib.import_module(self._module)
        except ImportError as error:
            js.console.info(f"{self._name}: {error}; {' '.join(self._said)}")
        else:
            self._here = True
        waiting, self._waiting = self._waiting, []
        for done, failed in waiting:
            if self._here:
                done()
            else:
                failed(
                    f"{self._name.capitalize()}, which reads and writes pictures, did not arrive, "
                    "or arrived damaged. Check the connection and try again."
                )


PILLOW = Package("pillow", "PIL.Image")
