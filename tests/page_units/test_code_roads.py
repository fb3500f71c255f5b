"""No road leads from an address, storage, a file or a message to running code (docs/code.md)."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from page.code import contract, running
from page.figures.catalogue import ALL
from page.figures.code.texts import Texts
from page.state import yours
from page.state.yours import KINDS

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "py").rglob("*.py"))
RUNS = ("exec", "eval", "compile", "__import__")
"""The builtins that run a text, or make something that runs of it."""
HOSTILE = "import sys\nsys.modules['hostile'] = sys\ndef s(n):\n    return n\n"


def named(path: Path) -> Iterator[str]:
    """The names that a file uses."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Attribute):
            yield f".{node.attr}"


def those_with(*names: str) -> list[str]:
    found = (path for path in SOURCES if not set(names).isdisjoint(named(path)))
    return [path.relative_to(ROOT / "py").as_posix() for path in found]


def test_one_file_runs_texts() -> None:
    # watch.py names two of them in order to refuse them.
    assert those_with(*RUNS) == ["page/code/running.py", "page/code/watch.py"]
    assert those_with(".run_js", ".eval_code", ".runPython", ".eval", ".Function") == []
    assert those_with("pickle", "marshal", ".allow_pickle") == []


def test_two_files_call_it_and_one_figure_calls_them() -> None:
    assert those_with("page.code.running.run") == ["page/code/contract.py", "page/code/scratch.py"]
    assert those_with("page.code.running") == []
    assert those_with("page.code.contract.made_of", "page.code.scratch.run_cell") == [
        "page/figures/code/code.py"
    ]
    figure = ast.parse((ROOT / "py/page/figures/code/code.py").read_text("utf-8"))
    calls = {
        one.name: {ast.unparse(node.func) for node in ast.walk(one) if isinstance(node, ast.Call)}
        for one in ast.walk(figure)
        if isinstance(one, ast.FunctionDef)
    }
    running_ones = {name for name, called in calls.items() if called & {"made_of", "run_cell"}}
    assert running_ones == {"run", "_run_cell"}
    bound = [
        ast.unparse(node)
        for node in ast.walk(figure)
        if isinstance(node, ast.Call) and "self.run" in map(ast.unparse, node.args)
    ]
    assert bound == [
        "Editor(self.part('text'), self._on_text, self.run)",
        "on_click(self.part('run'), self.run)",
    ]


def test_the_pages_javascript_evaluates_nothing_that_it_is_given() -> None:
    for path in [*(ROOT / "assets/boot").rglob("*.*js"), *(ROOT / "assets/editor").rglob("*.*js")]:
        text = path.read_text("utf-8")
        assert not re.search(r"\beval\(|new Function\([^)]|pyimport", text), path
        for code in re.findall(r"runPython\((.*)", text):
            assert code.startswith(("BYTECODE_FIRST)", '"import importlib', '"import random')), path


@pytest.mark.parametrize("key", ["code.part", "code.text", "code.code", "code", "yours", "text"])
def test_an_address_carries_no_code(key: str) -> None:
    for entry in ALL:
        entry.table.decode({key: HOSTILE, "schedule": HOSTILE, "code.part": HOSTILE})
    assert "hostile" not in sys.modules
    assert not any(map(yours.here, KINDS))


def test_what_is_kept_is_read_and_not_run() -> None:
    texts = Texts(lambda: json.dumps({"cosine": HOSTILE}), lambda _text: True)
    assert texts.get("cosine") == HOSTILE
    assert "hostile" not in sys.modules


def test_the_text_would_run_if_the_visitor_ran_it() -> None:
    """So the tests above would see it."""
    try:
        running.run(HOSTILE, "", {})
        assert "hostile" in sys.modules
    finally:
        sys.modules.pop("hostile", None)
    assert contract.ENDINGS.keys() == set(KINDS)
