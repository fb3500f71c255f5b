// Rewrites a zip archive of Python so that it starts without compiling: in Pyodide itself, because
// bytecode is only good for the very Python that made it. The same input gives the same bytes.
// Usage: node compile.mjs <pyodide folder> <in.zip> <out.zip> <recipe.json>
// recipe: { only: [names to compile] or null for all, drop: [pattern of names to leave out], at,
//           keep: whether the source stays }
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [home, given, wanted, recipe] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(home, "pyodide.mjs")));
// The order of sets goes into the bytecode: it must not change from run to run.
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" } });
python.FS.writeFile("/given.zip", readFileSync(given));
python.globals.set("recipe_text", readFileSync(recipe, "utf8"));
run(`
import json, re, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import cache_from_source

recipe = json.loads(recipe_text)
drop = [re.compile(pattern) for pattern in recipe["drop"]]
NEVER_CHANGED = (1980, 1, 1, 0, 0, 0)
UNCHECKED = b"\\0" * 8  # not compared with its source, which may not be there

with zipfile.ZipFile("/given.zip") as given, zipfile.ZipFile("/wanted.zip", "w") as wanted:
    names, records = [], []

    def write(name, content):
        names.append(name)
        wanted.writestr(zipfile.ZipInfo(name, NEVER_CHANGED), content, zipfile.ZIP_DEFLATED, 9)

    for name in sorted(given.namelist()):
        if name.endswith("/") or any(pattern.search(name) for pattern in drop):
            continue
        content = given.read(name)
        if name.endswith(".dist-info/RECORD"):
            records.append(name)
            continue
        if name.endswith(".py") and (recipe["only"] is None or name in recipe["only"]):
            try:
                code = compile(content, recipe["at"] + name, "exec", dont_inherit=True, optimize=0)
            except SyntaxError as error:
                raise SyntaxError(f"{name}, line {error.lineno}: {error.msg}") from None
            if recipe["keep"]:
                write(name, content)
            name = cache_from_source(name) if recipe["keep"] else name + "c"
            content = bytes(_code_to_hash_pyc(code, UNCHECKED, False))
        write(name, content)
    for record in records:
        write(record, "".join(f"{name},,\\n" for name in [*names, record]))
`);
writeFileSync(wanted, python.FS.readFile("/wanted.zip"));

// A failure's last line says it all; Node would print the whole of Pyodide before it.
function run(code) {
  try {
    python.runPython(code);
  } catch (error) {
    console.error(error.message.trim().split("\n").at(-1));
    process.exit(1);
  }
}
