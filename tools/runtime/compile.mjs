// Rewrites a zip archive of Python so that it starts without compiling: in Pyodide itself, because
// bytecode is only good for the very Python that made it. The same input gives the same bytes.
// Usage: node compile.mjs <pyodide folder> <in.zip> <out.zip> <recipe.json>
// recipe: a Recipe of bytecode.py
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./run.mjs";

const [home, given, wanted, recipe] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(home, "pyodide.mjs")));
// The order of sets goes into the bytecode: it must not change from run to run.
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" } });
python.FS.writeFile("/given.zip", readFileSync(given));
python.globals.set("recipe_text", readFileSync(recipe, "utf8"));
run(python, `
import ast, json, re, types, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

recipe = json.loads(recipe_text)
bare = recipe["bare"]
drop = [re.compile(pattern) for pattern in recipe["drop"]]
later = [re.compile(pattern) for pattern in recipe["later"]]
NEVER_CHANGED = (1980, 1, 1, 0, 0, 0)
CODE = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef)
UNCHECKED = b"\\0" * 8  # not compared with its source, which may not be there

def documented(node):
    return ast.get_docstring(node, clean=False) is not None

class WithoutWords(ast.NodeTransformer):
    def generic_visit(self, node):
        super().generic_visit(node)
        if isinstance(node, ast.ClassDef) and documented(node):
            node.body[0].value.value = "."  # a dataclass that has none takes time to make one up
        elif isinstance(node, CODE) and documented(node):
            node.body = node.body[1:] or [ast.copy_location(ast.Pass(), node.body[0])]
        return node

    # numpy's ways to give docstrings to what is written in C.
    def visit_Expr(self, node):
        called = getattr(getattr(node.value, "func", None), "id", "")
        documents = called.startswith(("add_newdoc", "_array_method_doc"))
        return ast.copy_location(ast.Pass(), node) if documents else node

# What stands for an extension module that lies in a package of its own, beside it.
STANDS_IN = """
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    from .later import {module}
    return getattr({module}, name)
"""

# Eight instructions at a time have no place in the source (Objects/locations.md of CPython, code 15).
def without_lines(code):
    parts = (without_lines(each) if isinstance(each, types.CodeType) else each for each in code.co_consts)
    full, left = divmod(len(code.co_code) // 2, 8)
    nowhere = b"\\xff" * full + (bytes([0xF8 + left - 1]) if left else b"")
    return code.replace(co_linetable=nowhere, co_consts=tuple(parts))

with zipfile.ZipFile("/given.zip") as given, zipfile.ZipFile("/wanted.zip", "w") as wanted:
    names, records = [], []

    def write(name, content):
        names.append(name)
        wanted.writestr(zipfile.ZipInfo(name, NEVER_CHANGED), content, zipfile.ZIP_DEFLATED, 9)

    sources = {}
    for name in given.namelist():
        if name.endswith("/") or any(pattern.search(name) for pattern in drop):
            continue
        content = given.read(name)
        if any(pattern.search(name) for pattern in later):
            folder, _, file = name.rpartition("/")
            module = file.partition(".")[0]
            sources[f"{folder}/{module}.py"] = STANDS_IN.format(module=module)
            sources[f"{folder}/later/__init__.py"] = ""
            name = f"{folder}/later/{file}"
        sources[name] = content

    for name, content in sorted(sources.items()):
        if name.endswith(".dist-info/RECORD"):
            records.append(name)
            continue
        if name.endswith(".py"):
            try:
                tree = WithoutWords().visit(ast.parse(content))
                code = compile(tree, recipe["at"] + name, "exec", dont_inherit=True, optimize=2 if bare else 0)
            except SyntaxError as error:
                raise SyntaxError(f"{name}, line {error.lineno}: {error.msg}") from None
            if bare:
                code = without_lines(code)
            name, content = name + "c", bytes(_code_to_hash_pyc(code, UNCHECKED, False))
        write(name, content)
    for record in records:
        write(record, "".join(f"{name},,\\n" for name in [*names, record]))
`);
writeFileSync(wanted, python.FS.readFile("/wanted.zip"));
