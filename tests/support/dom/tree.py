"""The tree of elements and their attributes, as the markup has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import soupsieve
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from support.dom.events import Target
from support.dom.nodes import Dataset, Text
from support.dom.values import Items

if TYPE_CHECKING:
    from support.dom.document import Document
    from support.dom.elements import Element


class Node(Target):
    """An element's place in the page, and what its tag says."""

    __slots__ = ("document", "tag", "unselected")

    def __init__(self, document: Document, tag: Tag) -> None:
        super().__init__()
        self.document, self.tag = document, tag
        self.unselected = False  # a <select> that was given a value which it does not have

    def ancestors(self) -> Iterator[Element]:
        """This element, and all in which it lies."""
        at: Element | None = self._wrap(self.tag)
        while at is not None:
            yield at
            at = at.parentElement

    @property
    def nodeType(self) -> int:
        return 1

    @property
    def parentElement(self) -> Element | None:
        parent = self.tag.parent
        return None if parent is None or isinstance(parent, BeautifulSoup) else self._wrap(parent)

    @property
    def childNodes(self) -> Items:
        return Items(
            self._wrap(child) if isinstance(child, Tag) else Text(child, self._told)
            for child in self.tag.contents
            if isinstance(child, Tag | NavigableString)
        )

    @property
    def textContent(self) -> str:
        return self.tag.get_text()

    @textContent.setter
    def textContent(self, text: str) -> None:
        self.tag.clear()
        self.tag.append(NavigableString(text))
        self._told()

    def _told(self) -> None:
        """Assistive technology hears a new text, if this is where it listens."""
        for element in self.ancestors():
            given = element.getAttribute("aria-live")
            if given or element.getAttribute("role") == "status":
                if given != "off" and self.textContent:
                    self.document.heard.append(self.textContent)
                return

    @property
    def innerHTML(self) -> str:
        return self.tag.decode_contents()

    @innerHTML.setter
    def innerHTML(self, markup: str) -> None:
        self.tag.clear()
        self.tag.extend(list(BeautifulSoup(markup, "html.parser").contents))

    def append(self, *children: Element | str) -> None:
        for child in children:
            self.tag.append(NavigableString(child) if isinstance(child, str) else child.tag)

    def replaceChildren(self) -> None:
        self.tag.clear()
        self.unselected = False

    def querySelector(self, selector: str) -> Element:
        """The first that matches; the page only asks for what must be there."""
        found = soupsieve.select_one(selector, self.tag)
        if found is None:
            raise LookupError(f"<{self.tag.name} id={self.tag.get('id')!r}> has no {selector}")
        return self._wrap(found)

    def querySelectorAll(self, selector: str) -> Items:
        return Items(self._wrap(tag) for tag in soupsieve.select(selector, self.tag))

    def matches(self, selector: str) -> bool:
        if selector == ":focus":
            return self.document.activeElement is self
        if selector == ":focus-visible":
            return self.document.activeElement is self and self.document.by_keyboard
        return bool(soupsieve.match(selector, self.tag))

    @property
    def options(self) -> Items:
        return self.querySelectorAll("option")

    @property
    def rows(self) -> Items:
        return self.querySelectorAll("tr")

    def _wrap(self, tag: Tag) -> Element:
        return self.document.element(tag)

    # Attributes.

    def getAttribute(self, name: str) -> str | None:
        value = self.tag.get(name)
        return value if value is None else " ".join([value] if isinstance(value, str) else value)

    def setAttribute(self, name: str, value: object) -> None:
        self.tag[name] = str(value)

    def removeAttribute(self, name: str) -> None:
        del self.tag[name]

    @property
    def dataset(self) -> Dataset:
        return Dataset(self.tag)

    def switch(self, name: str, on: bool) -> None:
        """Have the attribute, or not."""
        if on:
            self.tag[name] = ""
        else:
            del self.tag[name]
