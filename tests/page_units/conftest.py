"""The learner's weights are not here, unless a test brings them (`support.learner.learner`)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.learner import learner


@pytest.fixture(autouse=True, scope="module")
def no_weights() -> Iterator[None]:
    """Whatever another module has left."""
    with learner(here=False):
        yield
