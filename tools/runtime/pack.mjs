// Sorts the site's Python into archives, in Pyodide itself: see pack.py.
// Usage: node pack.mjs <pyodide folder> <PyScript's modules, a .js file> <given folder> <made folder>
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./run.mjs";

const [home, pyscript, given, made] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(resolve(path)));
const { loadPyodide } = await load(join(home, "pyodide.mjs"));
const { default: modules } = await load(pyscript);

// What is imported must be that, and not depend on the machine.
globalThis.document = {};
const python = await loadPyodide({
  stdLibURL: resolve(given, "stdlib.zip"),
  env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1" },
});
for (const [inside, outside] of [["/given", given], ["/made", made]]) {
  python.FS.mkdirTree(inside);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: resolve(outside) }, inside);
}

// PyScript's own modules ask the page for these while they are imported.
const nothing = () => {};
python.registerJsModule("_pyscript", { PyWorker: nothing, fs: {}, interpreter: python, js_import: nothing, target: "" });
python.registerJsModule("polyscript", { config: {}, js_modules: {}, lazy_py_modules: nothing, storage: nothing, workers: {} });

python.globals.set("texts", python.toPy(modules.pyscript));
run(python, `
import zipfile
with zipfile.ZipFile("/given/pyscript.zip", "w") as archive:
    for name, text in sorted(texts.items()):
        archive.writestr(f"pyscript/{name}", text)
del texts
`);
run(python, readFileSync(new URL("pack.py", import.meta.url), "utf8"));
