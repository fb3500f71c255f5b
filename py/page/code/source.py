"""The source of what runs: the files that the interpreter compiled, and what stands in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

LINE = 80
"""An import that is longer stands in several lines."""

Definition = ast.FunctionDef | ast.ClassDef


def _here() -> None: ...


ROOT = Path(_here.__code__.co_filename).parents[2]
"""The folder of the page's own sources, as the interpreter knows it: its tracebacks quote them."""


@dataclass(frozen=True)
class Piece:
    """A function or class as it is written.

    path: of its file, below the folder of the sources. line: where it begins. text: all its lines.
    """

    name: str
    path: str
    line: int
    text: str


class Module:
    """The source of one module, by the names that it binds at its top."""

    def __init__(self, name: str) -> None:
        path = ROOT.joinpath(*name.split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        self.path = file.relative_to(ROOT).as_posix()
        self._lines = file.read_text("utf-8").splitlines(keepends=True)
        self.tree = ast.parse("".join(self._lines))

    def segment(self, node: ast.stmt) -> str:
        """The lines of a statement, decorators included."""
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
        return "".join(self._lines[first - 1 : node.end_lineno])

    @cached_property
    def bound(self) -> dict[str, int]:
        """Which of the module's statements binds a name, the last if several do."""
        return {
            name: place for place, node in enumerate(self.tree.body) for name in _names_bound(node)
        }

    def needed(self, name: str) -> list[int]:
        """The statements that a definition is made of, in their order: itself and all it uses."""
        wanted, found = [self.bound[name]], set[int]()
        while wanted:
            place = wanted.pop()
            if place not in found:
                found.add(place)
                used = _names_used(self.tree.body[place])
                wanted += [self.bound[one] for one in used if one in self.bound]
        return sorted(found)

    def piece(self, name: str) -> Piece:
        """A definition by its name."""
        node = self.tree.body[self.bound[name]]
        text = self.segment(node)
        first = node.end_lineno or node.lineno
        return Piece(name, self.path, first - text.count("\n") + 1, text)

    def pieces(self, name: str) -> Iterator[Piece]:
        """A definition, after what it uses of its own module."""
        for place in self.needed(name):
            node = self.tree.body[place]
            if isinstance(node, Definition):
                yield self.piece(node.name)

    def alone(self, name: str) -> str:
        """A text that needs nothing else of its module: imports, constants, what it uses, itself.

        All but the imports is as the module has it; what was asked for stands last.
        """
        own = self.bound[name]
        places = [*(place for place in self.needed(name) if place != own), own]
        used = set().union(*(_names_used(self.tree.body[place]) for place in places))
        blocks = []
        for place in places:
            node = self.tree.body[place]
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                blocks.append((0, _trimmed(node, used) + "\n"))
            else:
                blocks.append((1 + isinstance(node, Definition), self.segment(node)))
        text, before = "from __future__ import annotations\n", 2
        for kind, block in blocks:
            gap = {0: 0, 1: 1, 2: 2}[max(kind, before if kind else 0)]
            if before == 2 and kind == 0:
                gap = 1
            text += "\n" * gap + block
            before = kind
        return text


@cache
def module(name: str) -> Module:
    """The source of the module of that name; raises OSError if it is not here."""
    return Module(name)


def module_of(thing: Any) -> Module:
    """The source of the module in which a function or class is written."""
    return module(thing.__module__)


def _names_bound(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            if not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
                yield from (one.asname or one.name.partition(".")[0] for one in names)
        case ast.Assign(targets=targets):
            for target in targets:
                yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


def _names_used(node: ast.stmt) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _trimmed(node: ast.Import | ast.ImportFrom, used: Iterable[str]) -> str:
    """The import of only those names that are used."""
    names = [
        f"{one.name} as {one.asname}" if one.asname else one.name
        for one in node.names
        if (one.asname or one.name.partition(".")[0]) in used
    ]
    if isinstance(node, ast.Import):
        return f"import {', '.join(names)}"
    line = f"from {node.module} import {', '.join(names)}"
    if len(line) <= LINE:
        return line
    return f"from {node.module} import (\n" + "".join(f"    {name},\n" for name in names) + ")"


CITATION = re.compile(
    r"(?P<authors>[A-Z][\w’-]+(?:(?:, [A-Z][\w’-]+)* (?:&|and) [A-Z][\w’-]+| et al\.|))"
    r"(?:,)? (?P<year>(?:19|20)\d\d)(?P<which>[ab]?)\b"
)
"""Authors and year, as docstrings and the reading list write them."""


def cited(piece: Piece) -> list[tuple[str, str]]:
    """The works that a piece names, or else the module that it is part of."""
    found = citations(piece.text)
    if found or not (ROOT / piece.path).is_file():
        return found
    docstring = ast.get_docstring(module(piece.path.removesuffix(".py").replace("/", ".")).tree)
    return citations(repr(docstring or ""))


def citations(text: str) -> list[tuple[str, str]]:
    """The works that the docstrings of a text name, each once: (authors, year)."""
    said = " ".join(
        (ast.get_docstring(node, clean=True) or "")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module))
    )
    flat = re.sub(r"\s+", " ", said)
    return list(
        dict.fromkeys(
            (one["authors"], one["year"] + one["which"]) for one in CITATION.finditer(flat)
        )
    )
