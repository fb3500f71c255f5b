"""Every number in the article's sentences, computed by the engine.

Written into the page when the site is built, so that it reads without Python, and again by the
engine in the visitor's own browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

FACTS: Mapping[str, Callable[[], str]] = {}
