// Most visits do not start Python: they go on from the memory of one that has started and has imported
// what the page imports (snapshot.mjs). That is more to load and less to do than a start
// from the beginning. Whatever goes wrong with it, Python starts as it would have without.
import { awaited } from "../awaited.mjs";
import { fetchMemory, list, MEMORY } from "../downloads.mjs";
import { kept } from "../kept.mjs";
import { started } from "../panel.mjs";
import { lay, members } from "../zip.mjs";
import { linking } from "./linking.mjs";

const KEY = storageKey("unerase-memory");
// A line that brings files of this size so fast, beside smaller ones (20 Mbit/s do, 10 do not), brings memory,
// too, before Python could have started without.
const LARGE = 50_000, FAST_PER_MS = 1000;
// Who leaves sooner is in a hurry; later, there was nothing to see.
const PATIENCE_MS = 20_000;
// A start that has not ended by then has hung or crashed.
const TRIED_MS = 60_000;
// What failed is tried again some day: it may have been something else.
const FAILED_MS = 7 * 24 * 3600_000;

const root = document.documentElement;

// How it went, for the next visit: "trying", "failed" or "fine", with which version, since when.
const note = {
  read() {
    const [state, version, since] = (localStorage.getItem(KEY) ?? "").split(" ");
    return { state, version, age: Math.abs(Date.now() - since) };
  },
  write: (state, version) => localStorage.setItem(KEY, `${state} ${version} ${Date.now()}`),
  remove: () => localStorage.removeItem(KEY),
};

// The attempt to go on from memory; undefined when there is none, or no use in trying. An embed touches
// no storage, and without a note of it a start that hangs would hang again.
export async function attempt() {
  try {
    if (root.dataset.embed || (navigator.connection?.saveData && !kept())) return undefined;
    if (!globalThis.crypto?.subtle) return undefined; // unchecked, it might do anything
    const before = note.read();
    const early = kept() && ["", "fine"].includes(before.state) ? fetchMemory(true) : undefined;
    const { files, memory } = await list(), version = files[MEMORY]?.sha256;
    if (!memory) return undefined;
    const state = before.version === version ? before.state : "";
    if (state === "trying" && before.age > TRIED_MS) note.write("failed", version);
    if (state === "trying" || (state === "failed" && before.age < FAILED_MS)) return undefined;
    // Whoever has gone on from it has it still, in the browser's own cache if not with the worker; who was
    // about to, had a fast line.
    if (!kept() && state !== "fine" && !(await fast())) return undefined;
    note.write("trying", version);
    return { memory, coming: early ?? fetchMemory(kept()), end: ending(version) };
  } catch {
    return undefined; // no storage, or no list, and that has been said
  }
}

// What has come so far may say so; if not, Pyodide's own script does, which comes first in any case.
async function fast() {
  if (pace() > FAST_PER_MS) return true;
  await import("../../runtime/pyodide/pyodide.asm.mjs");
  return pace() > FAST_PER_MS;
}

// Bytes in each ms in which a large file was coming.
function pace() {
  const files = performance.getEntriesByType("resource")
    .filter(({ transferSize }) => transferSize > LARGE)
    .sort((one, other) => one.responseStart - other.responseStart);
  let bytes = 0, ms = 0, until = 0;
  for (const { transferSize, responseStart, responseEnd } of files) {
    bytes += transferSize;
    ms += Math.max(0, responseEnd - Math.max(responseStart, until));
    until = Math.max(until, responseEnd);
  }
  return bytes / ms;
}

// A function that notes how the attempt ended ("fine", "failed", or nothing, for another reason), unless
// the visitor leaves before.
function ending(version) {
  const leaving = new AbortController(), begun = performance.now();
  addEventListener("pagehide", () => {
    leaving.abort();
    if (performance.now() - begun < PATIENCE_MS) note.write("fine", version);
  }, { signal: leaving.signal });
  return (state) => {
    if (leaving.signal.aborted) return; // what breaks off then is no failure
    leaving.abort();
    if (state) note.write(state, version);
    else note.remove();
  };
}

// Python going on from memory; undefined when that is no good. `begin` starts Pyodide with these
// options, `create` is its linker; all else that a start needs is there once `sound` is fulfilled.
export async function goOn({ memory, coming, end }, begin, create, sound) {
  let suspect = false; // not while it has not arrived whole: it may do so next time
  coming.then(() => (suspect = true), () => {});
  try {
    const python = await restored(memory, coming, begin, await create);
    started.then(() => end(root.dataset.app === "ready" ? "fine" : "failed"));
    performance.mark("went on from memory");
    return python;
  } catch (error) {
    console.info(`Python starts from the beginning, not from memory: ${error.message}.`);
    const verdict = suspect ? "failed" : "";
    sound.then(() => verdict, () => "").then(end);
    return undefined;
  }
}

// The parts of memory, and then the files beside it. These are copied: Python's file system keeps them.
function cut(bytes, parts) {
  let at = 0;
  const places = parts.map(({ address, bytes: size }) => ({ address, part: bytes.subarray(at, (at += size)) }));
  return [places, bytes.slice(at)];
}

async function restored(memory, coming, begin, create) {
  let parts, laid;
  const files = awaited(new Promise((resolve) => (laid = resolve)));
  const linked = linking(create, {
    expected: memory.functions,
    async libraries() {
      let zip;
      [parts, zip] = cut(await coming, memory.parts);
      coming = undefined; // as below
      laid(zip);
      return [...members(zip)].filter(([path]) => path.endsWith(".so"))
        .map(([path, code]) => [path, awaited(WebAssembly.compile(code))]);
    },
    afterwards(Module) {
      if (memory.room > Module.HEAP8.length && !Module.growMemory(memory.room)) throw new Error("there is not enough memory");
    },
  });
  const python = await begin({
    needs: [linked.done, coming],
    // What Pyodide writes before a memory, for it to look at.
    _loadSnapshot: Uint8Array.from(atob(memory.header), (letter) => letter.charCodeAt(0)),
    fsInit: async (FS) => lay(FS, await files),
    createPyodideModule: async (settings) => {
      const Module = await linked.createPyodideModule(settings), { restoreSnapshot } = Module.API;
      Module.API.restoreSnapshot = (header) => {
        Module.API.restoreSnapshot = restoreSnapshot;
        // Taken out of the list, for whoever keeps a function from here keeps that.
        for (const { address, part } of parts.splice(0)) Module.HEAPU8.set(part, address);
        return restoreSnapshot(header);
      };
      return Module;
    },
  });
  linked.finish();
  // Chance starts anew, not from where the memory was made.
  python.runPython("import random; random.seed()", { globals: python.toPy({}) });
  return python;
}
