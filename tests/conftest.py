"""For all tests: which of them run (`--figure`), and how many examples a property gets."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# The engine's matrices are small: threads of OpenBLAS mostly wait for one another, and an answer of
# the learner takes a hundred times as long where the cores are busy. Before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from page.figures.catalogue import NAMES

# No example may depend on the speed of the machine, and a failure must be the same everywhere.
settings.register_profile("test", deadline=None, derandomize=True, database=None, max_examples=40)
settings.register_profile("soak", settings.get_profile("test"), max_examples=1000)
settings.load_profile("test")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--figure", choices=sorted(NAMES), help="run only what concerns this figure, by its name"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests of other figures, and of none; and of memory, in a site built without."""
    figure, memory = config.getoption("figure"), os.environ.get("MEMORY") != "0"
    wanted: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in items:
        concerns = figure is None or _concerns(item, figure)
        here = memory or not item.get_closest_marker("memory")
        (wanted if concerns and here else others).append(item)
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = wanted


def _concerns(item: pytest.Item, figure: str) -> bool:
    """Whether the test's file is named after the figure, or the test is given its name."""
    if item.path.stem.startswith(f"test_{figure}"):
        return True
    call = getattr(item, "callspec", None)
    return call is not None and figure in map(str, call.params.values())
