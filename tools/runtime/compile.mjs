// Rewrites a zip archive of Python so that it starts without compiling: in Pyodide itself, because
// bytecode is only good for the very Python that made it. The same input gives the same bytes.
// Usage: node compile.mjs <pyodide folder> <in.zip> <out.zip> <recipe.json>
// recipe: { only: [names to compile] or null for all, drop: [pattern of names to leave out], at }
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [home, given, wanted, recipe] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(home, "pyodide.mjs")));
// The order of sets goes into the bytecode: it must not change from run to run.
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" } });
python.FS.writeFile("/given.zip", readFileSync(given));
python.globals.set("recipe_text", readFileSync(recipe, "utf8"));
python.runPython(`
import json, re, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

recipe = json.loads(recipe_text)
drop = [re.compile(pattern) for pattern in recipe["drop"]]
NEVER_CHANGED = (1980, 1, 1, 0, 0, 0)
UNCHECKED = b"\\0" * 8  # there is no source to compare it with

with zipfile.ZipFile("/given.zip") as given, zipfile.ZipFile("/wanted.zip", "w") as wanted:
    names, records = [], []
    for name in sorted(given.namelist()):
        if name.endswith("/") or any(pattern.search(name) for pattern in drop):
            continue
        content = given.read(name)
        if name.endswith(".dist-info/RECORD"):
            records.append(name)
            continue
        if name.endswith(".py") and (recipe["only"] is None or name in recipe["only"]):
            code = compile(content, recipe["at"] + name, "exec", dont_inherit=True, optimize=0)
            content, name = bytes(_code_to_hash_pyc(code, UNCHECKED, False)), name + "c"
        names.append(name)
        wanted.writestr(zipfile.ZipInfo(name, NEVER_CHANGED), content, zipfile.ZIP_DEFLATED, 9)
    for record in records:
        lines = "".join(f"{name},,\\n" for name in [*names, record])
        wanted.writestr(zipfile.ZipInfo(record, NEVER_CHANGED), lines, zipfile.ZIP_DEFLATED, 9)
`);
writeFileSync(wanted, python.FS.readFile("/wanted.zip"));
