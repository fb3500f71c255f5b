"""The article's tables, filled by the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping

TABLES: Mapping[str, Callable[[], str]] = {}
