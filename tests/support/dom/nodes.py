"""The small parts of elements: inline styles, data attributes and text."""

from __future__ import annotations

from collections.abc import Callable

from bs4 import Tag
from bs4.element import NavigableString


class Style:
    """The inline styles that the page sets."""

    __slots__ = ("_custom", "height", "left", "top", "transform", "visibility", "width")

    def __init__(self) -> None:
        self.left = self.top = self.width = self.height = self.transform = self.visibility = ""
        self._custom: dict[str, str] = {}

    def setProperty(self, name: str, value: str) -> None:
        """Set a custom property."""
        assert name.startswith("--")
        self._custom[name] = value


class Dataset:
    """The data attributes of an element."""

    __slots__ = ("_tag",)
    _tag: Tag

    def __init__(self, tag: Tag) -> None:
        object.__setattr__(self, "_tag", tag)

    def __getattr__(self, name: str) -> str:
        try:
            return str(self._tag.attrs["data-" + name])
        except KeyError:
            raise AttributeError(f"<{self._tag.name}> has no data-{name}") from None

    def __setattr__(self, name: str, value: object) -> None:
        assert name.islower()  # others would be spelled with hyphens
        self._tag["data-" + name] = str(value)


class Text:
    """A text node; `changed` hears of another text."""

    __slots__ = ("_changed", "_string", "nodeType")

    def __init__(self, string: NavigableString, changed: Callable[[], None]) -> None:
        self._string, self._changed, self.nodeType = string, changed, 3

    @property
    def data(self) -> str:
        return str(self._string)

    @data.setter
    def data(self, text: str) -> None:
        new = NavigableString(text)
        self._string.replace_with(new)
        self._string = new
        self._changed()
