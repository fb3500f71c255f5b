"""Roles and accessible names, as assistive technology gets them from the markup."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from support.dom.elements import Element

_BY_NAME = {
    "button": "button",
    "details": "group",
    "fieldset": "group",
    "figure": "figure",
    "output": "status",
    "progress": "progressbar",
    "select": "combobox",
    "textarea": "textbox",
}
_BY_TYPE = {
    "checkbox": "checkbox",
    "number": "spinbutton",
    "radio": "radio",
    "range": "slider",
    "text": "textbox",
}


def role_of(tag: Tag) -> str | None:
    """The role of an element, given or its own."""
    if given := tag.get("role"):
        return str(given)
    if tag.name == "input":
        return _BY_TYPE.get(str(tag.get("type", "text")))
    return _BY_NAME.get(tag.name)


def name_of(element: Element) -> str:
    """The accessible name: given, or from labels, the legend, or the contents of a button."""
    tag = element.tag
    if given := tag.get("aria-label"):
        return str(given)
    if others := tag.get("aria-labelledby"):
        document = element.document
        return " ".join(_words(document.getElementById(other).tag) for other in str(others).split())
    if tag.name == "button":
        return _words(tag)
    if tag.name == "fieldset":
        legend = tag.find("legend", recursive=False)
        return _words(legend) if isinstance(legend, Tag) else ""
    label = tag.find_parent("label")
    return _words(label, without=tag) if label else ""


def visible(element: Element) -> bool:
    """Whether the markup hides it nowhere. (What style sheets hide, only a browser knows.)"""
    below: Tag | None = None
    for above in element.ancestors():
        tag = above.tag
        if above.hidden or tag.get("aria-hidden") == "true":
            return False
        if (
            tag.name == "details"
            and not above.open
            and below is not None
            and below.name != "summary"
        ):
            return False
        below = tag
    return True


def enabled(element: Element) -> bool:
    """Whether a visitor can use it."""
    if element.ariaDisabled == "true":
        return False
    return not any(above.disabled for above in element.ancestors() if above.tag.name != "option")


def with_role(within: Element, role: str, name: str, exact: bool) -> Iterator[Element]:
    """Every element that has the role and the name and is not hidden."""
    for tag in within.tag.descendants:
        if isinstance(tag, Tag) and role_of(tag) == role:
            element = within.document.element(tag)
            found = name_of(element)
            if (found == name if exact else name in found) and visible(element):
                yield element


def _words(tag: Tag, without: Tag | None = None) -> str:
    parts = [
        str(text)
        for text in tag.find_all(string=True)
        if not any(
            parent is without or parent.get("aria-hidden") == "true" or parent.name == "select"
            for parent in text.parents
            if parent is not tag
        )
    ]
    return " ".join("".join(parts).split())
