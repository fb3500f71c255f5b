"""The real page on a stand-in for the browser: started once a module, at its defaults each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.learner import learner
from support.wired import Page, opened


@pytest.fixture(scope="module")
def started() -> Iterator[Page]:
    """The page of this module, to which no weights have come yet."""
    with learner(here=False), opened() as page:
        yield page


@pytest.fixture
def hero(started: Page) -> Iterator[Page]:
    """The started page at the default settings."""
    started.refresh()
    yield started
    assert started.window.unerase.losses == []
