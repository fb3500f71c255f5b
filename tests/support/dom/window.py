"""The window: everything that the page's Python finds in `js`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from build_site import FETCHED
from support.dom.canvas import ImageData
from support.dom.canvas import Path as CanvasPath
from support.dom.clock import Clock
from support.dom.document import Document
from support.dom.elements import Element
from support.dom.events import Target
from support.dom.history import History, Location
from support.dom.performance import Performance
from support.dom.sight import ResizeWatcher, Sight
from support.dom.storage import Clipboard, Storage
from support.dom.unerase import Unerase
from support.dom.values import Blob, Bytes, Function, Items, Maker, Promise, channel

ROOT = Path(__file__).resolve().parents[3]
Answer = Callable[[str, Promise], object]


class Window(Target):
    """One visit, maybe beside another. What is not defined is an AttributeError for the page."""

    __slots__ = (
        "Array",
        "Blob",
        "ImageData",
        "IntersectionObserver",
        "MessageChannel",
        "Object",
        "Option",
        "Path2D",
        "ResizeObserver",
        "URL",
        "Uint8Array",
        "_colours",
        "_schemes",
        "answer",
        "clearTimeout",
        "clock",
        "console",
        "devicePixelRatio",
        "document",
        "frameElement",
        "history",
        "localStorage",
        "location",
        "navigator",
        "parent",
        "performance",
        "printed",
        "reduced_motion",
        "scrollY",
        "sight",
        "storageKey",
        "unerase",
        "window",
    )

    def __init__(
        self, markup: str, colours: dict[str, str], address: str, beside: Window | None = None
    ) -> None:
        super().__init__()
        self.window = self
        self.parent: Any = self
        self.frameElement: Any = None
        self.clock = clock = Clock()
        self.sight = Sight(clock)
        self.document = Document(markup, self, clock)
        self.location = Location(address)
        self.history = History(self.location, lambda url: self._moved(url))
        self.localStorage: Storage = Storage(
            lambda: self.clock.soon(lambda: self.document.dispatch(self, "storage")),
            beside.localStorage if beside else None,
        )
        self.storageKey = lambda name: f"{name} {self.location.pathname}"
        self.performance = Performance(clock)
        self.navigator = SimpleNamespace(clipboard=Clipboard(clock))
        self.unerase = Unerase(clock)
        self.printed: list[str] = []
        self.console = SimpleNamespace(info=self.printed.append, error=self.printed.append)
        self.devicePixelRatio = 1
        self.reduced_motion, self.scrollY = True, 0  # nothing plays before a test lets it
        self.answer: Answer = _from_the_site
        self._colours, self._schemes = colours, Target()
        self.clearTimeout = clock.call_off
        self._constructors()

    def _constructors(self) -> None:
        self.Object = Maker(SimpleNamespace)
        self.Array = SimpleNamespace(of=lambda *items: Items(items))
        self.ImageData, self.Path2D = Maker(ImageData), Maker(CanvasPath)
        self.Option = Maker(self.document.new_option)
        self.Blob, self.Uint8Array = Maker(Blob), Maker(lambda size: Bytes(bytes(size)))
        self.MessageChannel = Maker(lambda: channel(self.clock))
        self.IntersectionObserver = Maker(self.sight.watcher)
        self.ResizeObserver = Maker(ResizeWatcher)
        self.URL = SimpleNamespace(
            createObjectURL=self._address_of, revokeObjectURL=Function(self.document.blobs.pop)
        )

    def setTimeout(self, action: Callable[[], object], delay: float) -> int:
        return self.clock.after(delay, action)

    def requestAnimationFrame(self, action: Callable[[float], object]) -> int:
        return self.clock.on_frame(action)

    def matchMedia(self, query: str) -> Any:
        if query == "(prefers-reduced-motion: reduce)":
            return SimpleNamespace(matches=self.reduced_motion)
        assert query == "(prefers-color-scheme: dark)"
        return self._schemes

    def getComputedStyle(self, _element: Element) -> Any:
        def value(name: str) -> str:
            return "1.5" if name == "--strip-scale" else self._colours[name.removeprefix("--")]

        return SimpleNamespace(getPropertyValue=value)

    def fetch(self, path: str) -> Promise:
        promise = Promise(self.clock)
        self.answer(path, promise)
        return promise

    def _address_of(self, blob: Blob) -> str:
        address = f"blob:{id(blob)}"
        self.document.blobs[address] = blob
        return address

    def _moved(self, url: str) -> None:
        event = {"newURL": url}
        self.clock.soon(lambda: self.document.dispatch(self, "hashchange", **event))


def body(promise: Promise, data: bytes) -> None:
    """Answer with this file."""
    whole = Promise(promise._clock).keep(Bytes(data))
    promise.keep(SimpleNamespace(ok=True, arrayBuffer=lambda: whole))


def _from_the_site(path: str, promise: Promise) -> None:
    (source,) = (source for source, address in FETCHED.items() if address == path)
    body(promise, (ROOT / source).read_bytes())
