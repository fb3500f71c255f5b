"""The article's numbers, computed again in the visitor's browser."""

from __future__ import annotations

import js

from page.article.facts import FACTS
from page.browser.dom import set_text


def fill_facts() -> None:
    """Write every fact into the places of the article that name it."""
    for element in js.document.querySelectorAll("[data-fact]"):
        set_text(element, FACTS[str(element.dataset.fact)]())
