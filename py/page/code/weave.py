"""Weaves a watch into a syntax tree: loops, comprehensions, functions and calls look at the clock.

The woven names are no identifiers, so no text can name or hide them.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from page.code import watch

TICK, TICKING, CALL, BINARY, CHECKED = "<tick>", "<ticking>", "<call>", "<binary>", "<checked>"
WOVEN: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        TICK: watch.tick,
        TICKING: watch.ticking,
        CALL: watch.call,
        BINARY: watch.binary,
        CHECKED: watch.checked,
    }
)
"""What a module with woven code has to hold."""

_SIGNS: Mapping[type[ast.operator], str] = MappingProxyType(
    {
        ast.Pow: "**",
        ast.Mult: "*",
        ast.MatMult: "@",
        ast.LShift: "<<",
        ast.Add: "+",
        ast.Sub: "-",
        ast.Div: "/",
        ast.FloorDiv: "//",
        ast.Mod: "%",
    }
)
# These look at the frame that calls them, or are seen by the compiler.
_AS_THEY_ARE = ("super", "locals", "globals", "vars", "dir")


def woven(tree: ast.Module) -> ast.Module:
    """The tree with the watch in it; line numbers stay as in the text."""
    made: ast.Module = ast.fix_missing_locations(_Weaver().visit(tree))
    return made


class _Weaver(ast.NodeTransformer):
    def visit_For(self, node: ast.For) -> ast.AST:
        return self._loop(node)

    def visit_While(self, node: ast.While) -> ast.AST:
        return self._loop(node)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.AST:
        return self._loop(node)

    def _loop(self, node: ast.For | ast.While | ast.AsyncFor) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, _at(node, ast.Expr(_call(TICK))))
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        self.generic_visit(node)
        after = 0 if ast.get_docstring(node, clean=False) is None else 1
        node.body.insert(after, _at(node, ast.Expr(_call(TICK))))
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        nothing = ast.Constant(None)
        node.body = _at(node.body, ast.IfExp(_call(TICK), node.body, nothing))
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs.insert(0, _at(node.iter, _call(TICK)))
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in _AS_THEY_ARE:
            return node
        called: ast.AST = _call(CALL, node.func, *node.args, keywords=node.keywords)
        return ast.copy_location(called, node)

    def visit_Starred(self, node: ast.Starred) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            node.value = _at(node.value, _call(TICKING, node.value))
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        if any(isinstance(target, (ast.Tuple, ast.List)) for target in node.targets):
            node.value = _at(node.value, _call(TICKING, node.value))
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        node.comparators = [
            _at(one, _call(TICKING, one)) if isinstance(sign, (ast.In, ast.NotIn)) else one
            for sign, one in zip(node.ops, node.comparators, strict=True)
        ]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        sign = _SIGNS.get(type(node.op))
        if sign is None:
            return node
        joined: ast.AST = _call(BINARY, ast.Constant(sign), node.left, node.right)
        return ast.copy_location(joined, node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        sign = _SIGNS.get(type(node.op))
        if sign is not None and isinstance(node.target, ast.Name):
            before = ast.Name(node.target.id, ast.Load())
            node.value = _at(node, _call(CHECKED, ast.Constant(sign), before, node.value))
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:  # annotations stay as they are written
            node.value = self.visit(node.value)
        return node

    def visit_arguments(self, node: ast.arguments) -> ast.AST:
        node.defaults = [self.visit(one) for one in node.defaults]
        node.kw_defaults = [one and self.visit(one) for one in node.kw_defaults]
        return node


def _call(name: str, *values: ast.expr, keywords: list[ast.keyword] | None = None) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [*values], keywords or [])


def _at(place: ast.AST, node: Any) -> Any:
    """`node`, where the text has `place`."""
    return ast.copy_location(node, place)
