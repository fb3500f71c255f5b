// A repeat visit does not start Python: it goes on from the memory of one that has started and has
// imported what the page imports (tools/runtime/snapshot.mjs). That is fetched once the first visit has
// started without it, and kept unpacked. Whatever goes wrong with it, Python starts as it did then.
import { awaited } from "./awaited.mjs";
import { fetchMore, list, matches } from "./downloads.mjs";
import { idle } from "./idle.mjs";
import { linking } from "./linking.mjs";
import { started } from "./panel.mjs";
import { lay, members, unzipped } from "./zip.mjs";

const ARCHIVE = "again.gz"; // see tools/bundle.py
const ENTRY = new URL(`../runtime/${ARCHIVE}`, import.meta.url).href;
// Other copies of the page may live at the same origin.
const KEY = `unerase-again ${new URL(".", document.baseURI).pathname}`;
const cacheOf = (version) => `${KEY} ${version}`;
const LONGEST_MS = 5000;
// Who leaves sooner is in a hurry; later, there was nothing to see.
const PATIENCE_MS = 20_000;
// A start that has not ended by then has hung or crashed.
const TRIED_MS = 60_000;
// What failed is tried again some day: it may have been something else.
const FAILED_MS = 7 * 24 * 3600_000;

const root = document.documentElement;

// What is known about it, for the next visit: "kept", "trying" or "failed", of which version, since when.
const note = {
  read() {
    try {
      const [state, version, since] = (localStorage.getItem(KEY) ?? "").split(" ");
      return { state, version, age: Math.abs(Date.now() - since) };
    } catch {
      return {}; // refused
    }
  },
  write(state, version) {
    try {
      localStorage.setItem(KEY, `${state} ${version} ${Date.now()}`);
      return true;
    } catch {
      return false;
    }
  },
};

// The attempt to go on from what was kept; undefined when there is nothing, or no use in trying. An
// embed touches no storage.
export function attempt() {
  if (root.dataset.embed) return undefined;
  const { state, version, age } = note.read(), begun = performance.now();
  if (state === "trying" && !(age <= TRIED_MS)) note.write("failed", version);
  if (state !== "kept" || !note.write("trying", version)) return undefined;
  const leaving = new AbortController();
  addEventListener("pagehide", () => {
    leaving.abort();
    if (performance.now() - begun < PATIENCE_MS) note.write("kept", version);
  }, { signal: leaving.signal });
  const end = (outcome) => {
    if (leaving.signal.aborted) return; // what breaks off then is no failure
    leaving.abort();
    note.write(outcome, version);
  };
  return { version, end };
}

// Python going on from memory; undefined when that is no good. `begin` starts Pyodide with these
// options, `create` is its linker.
export async function goOn({ version, end }, begin, create) {
  let archive;
  try {
    await list();
  } catch {
    end("kept"); // nothing starts without it, and it has been said
    return undefined;
  }
  try {
    archive = await kept(version);
    const python = await restored(archive, begin, await create);
    started.then(() => end(root.dataset.app === "ready" ? "kept" : "failed"));
    performance.mark("went on from memory");
    return python;
  } catch (error) {
    console.info(`Python starts from the beginning, not from the memory that was kept: ${error.message}.`);
    const sound = await archive?.checked.then(() => true, () => false);
    if (!sound) await caches.delete(cacheOf(version)).catch(() => {}); // for another one to be fetched
    end(error.damaged ? "kept" : sound ? "failed" : "none"); // damaged: that is the interpreter
    return undefined;
  }
}

// The archive, which is still being read.
async function kept(version) {
  const [answer, { again }] = await Promise.all([caches.match(ENTRY, { cacheName: cacheOf(version) }), list()]);
  if (!answer) throw new Error("that is not there any more");
  if (again?.sha256 !== version) throw new Error("that is of another version");
  const bytes = new Uint8Array(again.bytes), reading = answer.body.getReader();
  const begun = read(reading, bytes, 0, again.files);
  // Copied: Python's file system keeps it, and would keep all of it.
  const files = awaited(begun.then(() => bytes.slice(0, again.files)));
  const checked = awaited(begun.then((at) => whole(reading, bytes, at, version)));
  return { ...again, memory: bytes.subarray(again.files), files, checked };
}

// Read until so many bytes are here at least; returns how many.
async function read(reading, bytes, at, enough) {
  while (at < enough) {
    const { value, done } = await reading.read();
    if (done) throw new Error("that is too short");
    bytes.set(value, at); // throws when there is too much
    at += value.length;
  }
  return at;
}

async function whole(reading, bytes, at, sha256) {
  await read(reading, bytes, at, bytes.length);
  if (!(await reading.read()).done) throw new Error("that is too long");
  if (!(await matches(bytes, sha256))) throw new Error("that is damaged");
}

// Memory comes without the stack of C, which is empty: `below` bytes, Pyodide's header among them, then
// what belongs at the address `above`.
async function restored({ memory, below, above, files, checked, functions }, begin, create) {
  const parts = [memory.subarray(0, below), memory.subarray(below)];
  const libraries = awaited(files.then((zip) => [...members(zip)].filter(([path]) => path.endsWith(".so"))
    .map(([path, code]) => [path, awaited(WebAssembly.compile(code))])));
  const linked = linking(create, libraries, { room: above + parts[1].length, filled: checked, expected: functions });
  const python = await begin({
    needs: [linked.done],
    // Pyodide keeps what it is given: it gets the parts themselves when all is linked, from filling().
    _loadSnapshot: new Uint8Array(),
    // Without good files there are no libraries either, and those say so.
    fsInit: (FS) => checked.then(() => files).then((zip) => lay(FS, zip), () => {}),
    createPyodideModule: async (settings) => filling(await linked.createPyodideModule(settings), parts, above),
  });
  linked.finish();
  // Chance starts anew, not from where the memory was made.
  python.runPython("import random; random.seed()", { globals: python.toPy({}) });
  return python;
}

// Pyodide fills memory from the bottom, with the first part, and goes on at once: the second must be
// there by then, and the stack as empty as it was. They are taken out of the list, for whoever keeps a
// function from here keeps that.
function filling(Module, parts, above) {
  const { API } = Module, { restoreSnapshot } = API;
  API.restoreSnapshot = () => {
    API.restoreSnapshot = restoreSnapshot;
    const [lower, upper] = parts.splice(0), [, header] = new Uint32Array(lower.buffer, lower.byteOffset, 2);
    Module.HEAP8.fill(0, lower.length - header, above);
    Module.HEAP8.set(upper, above);
    return restoreSnapshot(lower);
  };
  return Module;
}

// Once the page runs: fetch the memory for the next visit, and drop that of other versions. An embed
// is at home in a page that is not ours, and would keep it for each such site.
export function keepMemory() {
  const { connection, onLine } = navigator;
  if (!allowed() || window.top !== window || root.dataset.embed || connection?.saveData || !onLine) return;
  started.then(() => root.dataset.app === "ready" && idle(keep, LONGEST_MS));
}

function allowed() {
  try {
    return Boolean(globalThis.caches); // not over plain http
  } catch {
    return false; // sandboxed
  }
}

async function keep() {
  try {
    const { again } = await list(), { state, version, age } = note.read();
    if (!again) return; // a site built without
    const name = cacheOf(again.sha256);
    for (const other of await caches.keys()) {
      if (other.startsWith(KEY + " ") && other !== name) await caches.delete(other);
    }
    const here = await caches.match(ENTRY, { cacheName: name });
    if (version === again.sha256) {
      if (state === "trying" || (state === "kept" && here) || (state === "failed" && age < FAILED_MS)) return;
    }
    // What cannot be noted would not be used.
    if (!note.write("none", again.sha256)) return;
    const outcome = here || await put(name) ? "kept" : "failed";
    note.write(outcome, again.sha256);
  } catch (error) {
    console.info(`Python's memory was not kept for the next visit: ${error.message}`);
  }
}

// Whether there was room for it.
async function put(name) {
  const content = new Response(unzipped(await fetchMore(ARCHIVE)));
  const cache = await caches.open(name);
  const done = await cache.put(ENTRY, content).then(() => true, () => false);
  if (!done) await caches.delete(name);
  return done;
}
