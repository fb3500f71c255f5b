// Starts Python, imports what a start of the page imports, and writes down its memory; a visit goes on
// from there (memory.mjs). The same files give the same bytes, on any machine.
// Usage: node snapshot.mjs <pyodide folder> <archive.zip>... <memory> <details.json>
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { linking } from "./linking.mjs";
import { BYTECODE_FIRST, ENVIRONMENT, NO_LIBRARY } from "../setup.mjs";
import { lay, members } from "../zip.mjs";
import { run } from "../../../tools/runtime/run.mjs";

const [home, ...paths] = process.argv.slice(2);
const details = paths.pop(), wanted = paths.pop();
const archives = paths.map((path) => new Uint8Array(readFileSync(path)));
const load = (name) => import(pathToFileURL(resolve(home, name)));

standStill();
const { loadPyodide } = await load("pyodide.mjs");
const { default: create } = await load("pyodide.asm.mjs");
const files = archives.flatMap((archive) => [...members(archive)]);
let linkedOnly;
const linked = linking(create, {
  libraries: async () => files.filter(([path]) => path.endsWith(".so")),
  afterwards: (Module) => (linkedOnly = Module.HEAPU8.slice()),
});
const [python, functions] = await Promise.all([loadPyodide({
  _makeSnapshot: true,
  _sysExecutable: "python",
  stdLibURL: nothing(),
  env: { ...ENVIRONMENT, PYTHONHASHSEED: "0" },
  fsInit: async (FS) => archives.forEach((archive) => lay(FS, archive)),
  createPyodideModule: linked.createPyodideModule,
}), linked.done]);
run(python, BYTECODE_FIRST);

const modules = files.map(([path]) => path).filter((path) => path.endsWith(".pyc"));
python.globals.set("paths", python.toPy(modules));
run(python, `
import gc, importlib, random
for path in paths:
    path = path.removeprefix("/lib/python3.14/").removeprefix("site-packages/").removeprefix("/home/pyodide/")
    importlib.import_module(path.removesuffix(".pyc").removesuffix("/__init__").replace("/", "."))
random.seed(0)  # each start that goes on from here chooses its own
del paths, path
gc.collect()
`);
forgetFiles(python._module);
const snapshot = python.makeMemorySnapshot(), [, header] = new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2);
const memory = snapshot.subarray(header);

// What WebAssembly itself holds is not written down again, nor the stack of C, which is not in use.
const { ___stack_low: bottom, ___stack_high: top } = python._module;
const parts = [changed(0, bottom), changed(top, memory.length)];
writeFileSync(wanted, Buffer.concat(parts.map(([from, to]) => memory.subarray(from, to))));
writeFileSync(details, JSON.stringify({
  functions,
  room: memory.length,
  header: Buffer.from(snapshot.subarray(0, header)).toString("base64"),
  parts: parts.map(([from, to]) => ({ address: from, bytes: to - from })),
}));

// Where between two addresses memory has changed since libraries were linked: from, to, at multiples of 16.
function changed(from, to) {
  const differs = (at) => memory[at] !== (linkedOnly[at] ?? 0);
  while (from < to && !differs(from)) from++;
  while (from < to && !differs(to - 1)) to--;
  return [from & ~15, (to + 15) & ~15];
}

// For threads, which there are none of, dlopen() keeps a copy of each library's file: a fifth of what the
// archive would have to hold. Where (struct dso, which Pyodide's linker reads, too): address and size.
function forgetFiles({ LDSO, HEAPU8, HEAPU32, _free }) {
  for (const handle of Object.keys(LDSO.loadedLibsByHandle)) {
    const at = handle / 4 + 7, [address, size] = HEAPU32.subarray(at, at + 2);
    if (!size) continue;
    HEAPU8.fill(0, address, address + size);
    _free(address);
    HEAPU32.fill(0, at, at + 2);
  }
}

// No clock, no chance, nothing of this machine.
function standStill() {
  const set = (object, name, value) => Object.defineProperty(object, name, { value, configurable: true, writable: true });
  const instant = Date.UTC(2020, 0, 1), { Date: Clock } = globalThis;
  set(globalThis, "Date", class extends Clock {
    constructor(...given) {
      super(...(given.length ? given : [instant]));
    }
    static now() {
      return instant;
    }
  });
  set(performance, "now", () => 0);
  set(globalThis, "navigator", { userAgent: "Unerase", language: "en" });
  set(globalThis, "document", {});
  process.env.TZ = "UTC";
  delete WebAssembly.Suspending;
  delete WebAssembly.promising;
}

function nothing() {
  const path = resolve(`${wanted}.empty.zip`);
  writeFileSync(path, NO_LIBRARY);
  return path;
}
