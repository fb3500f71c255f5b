"""`js`, `pyodide.ffi` and `pyodide_js` for the time of a test module, and no longer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from support.dom.window import Window

OURS = ("js", "pyodide", "pyodide.ffi", "pyodide_js")
_before: list[set[str]] = []
"""For each window that is installed, the modules that were there before."""


class JsException(Exception):
    """An error of JavaScript's."""


class Proxy:
    """A Python function for JavaScript, until it is destroyed."""

    def __init__(self, action: Callable[..., object]) -> None:
        self._action: Callable[..., object] | None = action

    def __call__(self, *args: object) -> object:
        assert self._action is not None, "a proxy was called that had been destroyed"
        return self._action(*args)

    def destroy(self) -> None:
        assert self._action is not None, "a proxy was destroyed twice"
        self._action = None


class _Js(ModuleType):
    """Looks everything up in the window."""

    def __init__(self, window: Window) -> None:
        super().__init__("js")
        vars(self)["_window"] = window

    def __getattr__(self, name: str) -> Any:
        try:
            return getattr(vars(self)["_window"], name)
        except AttributeError:
            raise AttributeError(f"the stand-in for the browser has no js.{name}") from None


@contextmanager
def installed(window: Window) -> Iterator[None]:
    """Let the page's modules find this window. They are imported anew, and forgotten at the end.

    Another one may be installed meanwhile: afterwards the first goes on.
    """
    ffi: Any = ModuleType("pyodide.ffi")
    ffi.create_proxy, ffi.JsException = Proxy, JsException
    packages: Any = ModuleType("pyodide_js")
    packages.loadPackage = lambda _name, **_options: window.unerase.more("a package")
    outer = _taken_out(_ours()) if _before else {}
    _before.append(set(sys.modules))
    sys.modules.update(zip(OURS, (_Js(window), ModuleType("pyodide"), ffi, packages), strict=True))
    try:
        yield
    finally:
        _taken_out(_ours())
        _before.pop()
        sys.modules.update(outer)


def _ours() -> list[str]:
    """What has been imported since the latest window was installed, and is bound to it."""
    return [
        name
        for name in sys.modules
        if name in OURS or (name.startswith("page.") and name not in _before[-1])
    ]


def _taken_out(names: Iterable[str]) -> dict[str, ModuleType]:
    """Remove modules, from their packages too."""
    found = {}
    for name in names:
        found[name] = sys.modules.pop(name)
        package, _, last = name.rpartition(".")
        vars(sys.modules.get(package, found[name])).pop(last, None)
    return found
