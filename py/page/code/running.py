"""Runs a visitor's text as a module of its own, and says in words what went wrong in it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType, TracebackType
from typing import Any, Literal

from page.code.watch import Endless, slice_of_time
from page.code.weave import WOVEN, woven
from page.state.yours import Broken, Kind

MOST_CHARACTERS = 100_000
"""So long may a text be: more than ten times the longest of the engine's."""


def run(text: str, kind: Kind | Literal[""], given: Mapping[str, Any]) -> ModuleType:
    """Execute a text in a new module that already holds what is `given`; raises Broken."""
    if len(text) > MOST_CHARACTERS:
        raise Broken(kind, f"This text is too long: at most {MOST_CHARACTERS:,} characters.")
    file = f"<your {kind or 'code'}>"
    module = ModuleType(f"your_{kind or 'code'}")
    with words(kind):
        tree = woven(ast.parse(text, file))
        vars(module).update(WOVEN, **given)
        sys.modules[module.__name__] = module  # dataclasses look there for their annotations
        exec(compile(tree, file, "exec"), vars(module))
    return module


@contextmanager
def words(kind: Kind | Literal[""]) -> Iterator[None]:
    """A slice of the visitor's code; whatever it raises becomes Broken."""
    try:
        with slice_of_time():
            yield
    except Broken as broken:
        if kind and not broken.kind:
            raise Broken(kind, broken.what, broken.line) from broken
        raise
    except (SystemExit, KeyboardInterrupt) as error:
        raise Broken(kind, f"The code called {type(error).__name__}.", line_of(error)) from error
    except (Exception, Endless) as error:
        raise Broken(kind, sentence(error), line_of(error)) from error


def sentence(error: BaseException) -> str:
    """The type of an error and what it says."""
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    if isinstance(error, Endless):
        return said
    if isinstance(error, RecursionError):
        said = "a function calls itself too often"
    name = type(error).__name__
    return f"{name}: {said}".rstrip(": ") + ("" if said.endswith((".", "?", "!")) else ".")


def line_of(error: BaseException) -> int:
    """The last line of a visitor's text that led to the error; 0 if none did."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    return max(_lines(error.__traceback__), default=(0, 0))[1]


def _lines(trace: TracebackType | None) -> Iterator[tuple[int, int]]:
    """How deep in the traceback, and at which line, a visitor's text stands there."""
    depth = 0
    while trace:
        depth += 1
        if trace.tb_frame.f_code.co_filename.startswith("<your "):
            yield depth, trace.tb_lineno
        trace = trace.tb_next


def last_definition(text: str) -> str:
    """The name of the function or class that stands last in a text; empty if there is none.

    The text has to be Python.
    """
    wanted = (ast.FunctionDef, ast.ClassDef)
    return next((one.name for one in reversed(ast.parse(text).body) if isinstance(one, wanted)), "")
