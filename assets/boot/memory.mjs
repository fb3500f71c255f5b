// A repeat visit does not start Python: it goes on from the memory of one that has started and has
// imported what the page imports (tools/runtime/snapshot.mjs). That is fetched once the first visit has
// started without it, and kept unpacked. Whatever goes wrong with it, Python starts as it did then.
import { fetchMore, list, matches } from "./downloads.mjs";
import { idle } from "./idle.mjs";
import { linking } from "./linking.mjs";
import { started } from "./panel.mjs";
import { ENVIRONMENT } from "./setup.mjs";
import { lay, members, unzipped } from "./zip.mjs";

const ARCHIVE = "again.zip.gz"; // see tools/bundle.py
const ENTRY = new URL(`../runtime/${ARCHIVE}`, import.meta.url).href;
const CACHE = "unerase-again-"; // one for each version, named by its digest
// Memory is the first member: it comes after a header of 30 bytes and its name.
const MEMORY_AT = 30 + "memory".length;
const LONGEST_MS = 5000;
// A start that has not ended by then has hung or crashed, or its tab was closed.
const TRIED_MS = 60_000;

const root = document.documentElement;

// A promise that somebody will await, though it may be rejected before: that is not yet a failure.
const awaited = (promise) => {
  promise.catch(() => {});
  return promise;
};

// What is known about it, for the next visit: "kept", "trying" or "failed", of which version, since when.
const note = {
  read() {
    try {
      const [state, version, since] = (localStorage.getItem("unerase-again") ?? "").split(" ");
      return { state, version, since: Number(since) };
    } catch {
      return {}; // refused
    }
  },
  write(state, version) {
    try {
      localStorage.setItem("unerase-again", `${state} ${version} ${Date.now()}`);
      return true;
    } catch {
      return false;
    }
  },
};

// The attempt to go on from what was kept; undefined when there is nothing, or no use in trying.
export function attempt() {
  const { state, version, since } = note.read();
  if (state === "trying" && Date.now() - since > TRIED_MS) note.write("failed", version);
  if (state !== "kept" || !note.write("trying", version)) return undefined;
  // Who leaves in the middle of it, or reloads, has no complaint.
  const leaving = new AbortController();
  addEventListener("pagehide", () => note.write("kept", version), { signal: leaving.signal });
  const end = (outcome) => {
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
    archive = await kept(version);
    const python = await restored(archive, begin, await create);
    started.then(() => end(root.dataset.app === "ready" ? "kept" : "failed"));
    performance.mark("went on from memory");
    return python;
  } catch (error) {
    console.info(`Python starts from the beginning, not from the memory that was kept: ${error.message}.`);
    end(archive?.damaged === false ? "failed" : "none"); // another one may be better
    return undefined;
  }
}

// The archive, which is still being read.
async function kept(version) {
  const [answer, { again }] = await Promise.all([caches.match(ENTRY, { cacheName: CACHE + version }), list()]);
  if (!answer) throw new Error("that is not there any more");
  if (again?.sha256 !== version) throw new Error("that is of another version");
  const archive = { ...again, bytes: new Uint8Array(again.bytes), damaged: true };
  archive.read = awaited(read(archive, answer));
  archive.checked = awaited(check(archive));
  return archive;
}

async function read({ bytes }, answer) {
  const reader = answer.body.getReader();
  let at = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes.set(part.value, at); // throws when there is too much
    at += part.value.length;
  }
}

async function check(archive) {
  await archive.read;
  archive.damaged = !(await matches(archive.bytes, archive.sha256));
  if (archive.damaged) throw new Error("that is damaged");
}

async function restored({ bytes, read, checked, memory, functions }, begin, create) {
  const end = MEMORY_AT + memory;
  const files = awaited(rest(read, bytes, end));
  const libraries = awaited(files.then((zip) => [...members(zip)].filter(([path]) => path.endsWith(".so"))
    .map(([path, code]) => [path, awaited(WebAssembly.compile(code))])));
  const linked = linking(create, libraries, { room: memory, filled: checked, expected: functions });
  const python = await Promise.race([awaited(linked.failure), begin({
    // Pyodide looks at its length early, and at its content only when all is linked.
    _loadSnapshot: bytes.subarray(MEMORY_AT, end),
    // Without the files there are no libraries either, and those say so.
    fsInit: (FS) => files.then((zip) => lay(FS, zip), () => {}),
    createPyodideModule: linked.createPyodideModule,
  })]);
  linked.finish();
  delete python._api.config._loadSnapshot; // or it would be held for ever
  // Chance starts anew, not from where the memory was made.
  python.runPython("import random; random.seed()", { globals: python.toPy({}) });
  return python;
}

// What comes after memory, copied: Python's file system keeps it, and would keep all of it. (For the
// same reason no closure here knows `bytes`.)
async function rest(read, bytes, end) {
  await read;
  return bytes.slice(end);
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
    const { again } = await list(), { state, version } = note.read();
    if (!again) return; // a site built without
    const name = CACHE + again.sha256;
    for (const other of await caches.keys()) {
      if (other.startsWith(CACHE) && other !== name) await caches.delete(other);
    }
    const known = version === again.sha256 && ["kept", "trying", "failed"].includes(state);
    if (known && (state !== "kept" || await caches.match(ENTRY, { cacheName: name }))) return;
    const content = new Response(unzipped(await fetchMore(ARCHIVE)));
    const cache = await caches.open(name);
    const done = await cache.put(ENTRY, content).then(() => true, () => false);
    if (!done) await caches.delete(name); // storage is full
    note.write(done ? "kept" : "failed", again.sha256);
  } catch (error) {
    console.info(`Python's memory was not kept for the next visit: ${error.message}`);
  }
}
