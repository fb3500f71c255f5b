// Sorts the site's Python into archives, in Pyodide itself: see pack.py.
// Usage: node pack.mjs <pyodide folder> <given folder> <made folder> <package>...
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./run.mjs";

const [home, given, made, ...packages] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(join(home, "pyodide.mjs"))));

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

python.globals.set("packages", python.toPy(packages));
run(python, readFileSync(new URL("pack.py", import.meta.url), "utf8"));
