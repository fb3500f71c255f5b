// Starts Pyodide, beside PyScript and not after it: with what a start imports as bytecode, written
// into its file system before it begins. interpreter.mjs hands it to PyScript.
import { DOWNLOAD_SHARE, fetchAll, fetchMore, INTERPRETER, START } from "./downloads.mjs";
import { painted } from "./painted.mjs";
import { fail, stage } from "./panel.mjs";

const PYODIDE = new URL("../runtime/pyodide/", import.meta.url).href;
const LIBRARY = "/lib/python3.14";
// The figures' own Python comes after the first one, but for an embed of another figure.
const FIGURES = "figures.zip.zst";
// Python's library lies in a folder; Pyodide wants a zip archive of it and gets an empty one.
const NOTHING = `${PYODIDE}nothing.zip`;
const NO_LIBRARY = Uint8Array.of(0x50, 0x4b, 5, 6, ...new Array(18).fill(0));

// For every package Python would ask for an extension, three names of it, and for a source, before it
// asks for bytecode; and in this file system each question in vain costs half a millisecond.
const BYTECODE_FIRST = `
import sys
from importlib import machinery as m
sys.path_hooks[-1:] = [m.FileFinder.path_hook(
    (m.SourcelessFileLoader, m.BYTECODE_SUFFIXES),
    (m.ExtensionFileLoader, m.EXTENSION_SUFFIXES),
    (m.SourceFileLoader, m.SOURCE_SUFFIXES),
)]
sys.path_importer_cache.clear()
del sys, m
`;

let resolve, begun;
// The interpreter, once startPython() has been called and has succeeded.
export const python = new Promise((done) => (resolve = done));

// Whoever calls first starts it, once the article has been painted.
export const startPython = () => (begun ??= painted.then(start));

async function start() {
  stage("Loading the Python runtime", 0);
  // Pyodide would run Python on stacks that can be switched (JSPI), and Chromium 156 crashes now and
  // then while it collects garbage there. Nothing here waits in the middle of Python: do without, as
  // browsers do that have no such stacks.
  delete WebAssembly.Suspending;
  delete WebAssembly.promising;
  try {
    const coming = import("../runtime/pyodide/pyodide.mjs");
    // That imports this one, later; its own import says what goes wrong.
    import("../runtime/pyodide/pyodide.asm.mjs").catch(() => {});
    const figure = document.documentElement.dataset.embed ?? "hero";
    const archives = [START, ...(figure === "hero" ? [] : [FIGURES])];
    const { interpreter, bytes } = fetchAll([INTERPRETER, ...archives]);
    const started = await startInterpreter(await coming, interpreter, bytes[INTERPRETER]);
    started.runPython(BYTECODE_FIRST);
    const packed = await Promise.all(archives.map((archive) => bytes[archive]));
    stage("Loading the page's own Python", DOWNLOAD_SHARE + 0.1);
    for (const archive of packed) unpack(started, archive);
    resolve(started);
  } catch (error) {
    fail({ what: "The Python runtime did not start.", error });
  }
}

async function startInterpreter({ loadPyodide }, wasm, library) {
  const begin = async (response) => {
    const release = serve(response);
    try {
      return await loadPyodide({
        indexURL: PYODIDE,
        stdLibURL: NOTHING,
        env: { HOME: "/home/pyodide", PYTHONPATH: LIBRARY, PYTHONDONTWRITEBYTECODE: "1" },
        fsInit: async (FS) => lay(FS, await gunzipped(await library)),
      });
    } finally {
      release();
    }
  };
  const first = begin(wasm.response);
  first.catch(() => {});
  // It started with a damaged copy, if at all; the good one is here by now.
  if (await wasm.again) return begin(new Response(await wasm.bytes, { headers: { "Content-Type": "application/wasm" } }));
  return first;
}

const unpacked = new Map(); // name -> promise

// Get one more of the archives and put it where Python finds it.
export function more(name) {
  if (!unpacked.has(name)) {
    const done = fetchMore(`${name}.zip.zst`).then(async (bytes) => unpack(await python, bytes));
    unpacked.set(name, done);
    done.catch(() => unpacked.delete(name)); // so that it can be asked for again
  }
  return unpacked.get(name);
}

// Python has a decompressor for these, and browsers have none.
function unpack(python, bytes) {
  python.FS.writeFile("/archive", bytes, { canOwn: true });
  const content = python.runPython(`
from compression import zstd
with open("/archive", "rb") as packed:
    content = zstd.decompress(packed.read())
content
`, { globals: python.toPy({}) });
  const view = content.getBuffer("u8");
  lay(python.FS, view.data.slice());
  view.release();
  content.destroy();
  python.FS.unlink("/archive");
  python.runPython("import importlib; importlib.invalidate_caches()", { globals: python.toPy({}) });
}

async function gunzipped(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Write a zip archive whose members are not compressed (tools/runtime/pack.py) into a file system.
function lay(FS, zip) {
  const view = new DataView(zip.buffer), text = new TextDecoder(), folders = new Set();
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const size = view.getUint32(at + 18, true), name = at + 30, content = name + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const path = `/${text.decode(zip.subarray(name, name + view.getUint16(at + 26, true)))}`;
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!folders.has(folder)) FS.mkdirTree(folder);
    folders.add(folder);
    FS.writeFile(path, zip.subarray(content, content + size), { canOwn: true });
    at = content + size;
  }
}

// Pyodide has no option for an answer that is on its way, so fetch() gives it out while it starts.
// Returns a function that gives the browser its own fetch back.
function serve(wasm) {
  const browserFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = new URL(input?.url ?? input, location.href).href;
    if (url === `${PYODIDE}pyodide.asm.wasm`) return wasm;
    return url === NOTHING ? new Response(NO_LIBRARY) : browserFetch.call(globalThis, input, init);
  };
  return () => (globalThis.fetch = browserFetch);
}
