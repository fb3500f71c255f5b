// Fetches the large files of the runtime, counting bytes and checking each against the manifest.
import { awaited } from "./awaited.mjs";
import { fail } from "./panel.mjs";
import { arrived, expect, reached } from "./progress.mjs";
import { joined, unpacking } from "./unpacking.mjs";

const BASE = new URL("../runtime/", import.meta.url);

// The archives of tools/bundle.py: what the interpreter imports while it starts; numpy and the page's
// own Python as far as the first figure needs them; the memory of a Python that has imported both.
export const INTERPRETER = "python.zip.xz", START = "start.zip.xz", MEMORY = "memory.bin.xz";
// The interpreter itself. The service worker keeps it, and the memory, unpacked (tools/service_worker_head.js).
const WASM = "pyodide/pyodide.asm.wasm", PACKED = `${WASM}.xz`, KEPT_MEMORY = "memory.bin";
const ARCHIVES = [INTERPRETER, START, "figures.zip.xz", "library.zip.xz", "numpy.zip.xz"];
const NAMES = { [START]: "numpy and the page's own Python", "figures.zip.xz": "The Python of the figures", "library.zip.xz": "The rest of Python's library", "numpy.zip.xz": "The rest of numpy" };
const named = (path) => NAMES[path] ?? "A part of the Python runtime";
// When so much of the interpreter is here, what is wanted after it is asked for, and the line never rests.
const MOST = 0.6;

// Not the one that Pyodide is given while it starts (python.mjs).
const browserFetch = fetch.bind(globalThis);
let files = {}, listed;

// The list of files that the site was built with: their sizes and digests. Only what checks them has
// to wait for it.
export const list = () => (listed ??= readManifest());

async function readManifest() {
  try {
    const response = await fetch(new URL("manifest.json", BASE));
    if (!response.ok) throw new Error(`manifest.json: the server answered ${response.status}`);
    const manifest = await response.json();
    files = manifest.files;
    const missing = ARCHIVES.find((name) => !files?.[name]);
    if (missing) throw new Error(`manifest.json does not list ${missing}`);
    return manifest;
  } catch (error) {
    fail({ what: "The list of runtime files (assets/runtime/manifest.json) did not arrive, or is not what it should be.", error });
    throw error;
  }
}

// Fetch the interpreter: an answer for the browser to compile, and its `bytes`. A failure ends in the panel.
// It is compiled while it comes; but the answer does not end, and nothing runs, before it has been checked.
// Where that answer breaks off, the bytes may still come.
export function fetchInterpreter() {
  let stream, read = true, sent = 0;
  const code = new ReadableStream({ start: (one) => (stream = one), cancel: () => (read = false) });
  const bytes = needed(PACKED, fetchOne(PACKED, {
    each(piece) {
      sent += piece.length;
      if (read) stream.enqueue(piece);
    },
    end(all) {
      if (sent !== all.length) stream.error(new Error("it was unpacked without a thread"));
      else if (read) stream.close();
    },
    fail: (error) => stream.error(error),
  }));
  return { bytes, response: Promise.resolve(compilable(code)) };
}

const compilable = (code) => new Response(code, { headers: { "Content-Type": "application/wasm" } });

// The same where the service worker has it: it has checked it once, and to read it a second time would
// take longer than to read Python's memory does.
export const fetchKept = () => ({ kept: true, response: needed(WASM, ask(WASM)) });

// The same for a start from the beginning, maybe after one that failed; not what the worker has, if that is
// no WebAssembly any more.
export const again = ({ kept, bytes, response }) =>
  kept ? { kept, response: awaited(stillGood(response)) } : { bytes, response: awaited(unread(response, bytes)) };

async function unread(response, bytes) {
  const answer = await response;
  return answer.bodyUsed ? compilable(await bytes) : answer;
}

async function stillGood(response) {
  const whole = (answer) => (answer.bodyUsed ? ask(WASM) : answer);
  const code = await response.then(whole).then((answer) => answer.arrayBuffer()).catch(() => new ArrayBuffer());
  return compilable(WebAssembly.validate(code) ? code : await fetchInterpreter().bytes);
}

// Fetch these beside the interpreter. Only the first is wanted as soon as that: the others do not share
// the line with it, if it is not here already. Returns promises of their bytes; a failure ends in the panel.
export function fetchArchives([first, ...others], interpreterIsHere) {
  const bytes = { [first]: needed(first, fetchOne(first)) };
  const most = list().then(() => interpreterIsHere || reached(PACKED, MOST * files[PACKED].bytes));
  for (const path of others) bytes[path] = needed(path, most.then(() => fetchOne(path)));
  foretell([first, ...others], interpreterIsHere);
  return bytes;
}

// Fetch the memory, which is needed as soon as the interpreter, if that is not here already.
export function fetchMemory(interpreterIsHere) {
  const path = interpreterIsHere ? KEPT_MEMORY : MEMORY, bytes = awaited(fetchOne(path));
  foretell([path], interpreterIsHere);
  return bytes;
}

const foretell = (paths, interpreterIsHere) => list().then(() => {
  const all = interpreterIsHere ? paths : [PACKED, ...paths];
  expect(all.map((path) => [path, files[path].bytes]), START);
}).catch(() => {});

function needed(path, bytes) {
  bytes.catch((error) => fail({ what: `${named(path)} could not be loaded: ${error.message}.`, error }));
  return bytes;
}

// One more file, for whoever needs it now; rejects with a sentence for the visitor.
export async function fetchMore(path) {
  try {
    await list();
    return await fetchOne(path);
  } catch (error) {
    throw new Error(`${named(path)} could not be loaded: ${error.message}.`, { cause: error });
  }
}

// The bytes of one file, counted, checked and unpacked. A damaged copy may come from the browser's own
// cache, so the server is asked once more.
async function fetchOne(path, first = NOBODY) {
  try {
    return await read(path, await ask(path), first);
  } catch (error) {
    first.fail(error);
    if (!error.damaged) throw error;
    return read(path, await ask(path, "reload"), NOBODY);
  }
}

const NOBODY = { each() {}, end() {}, fail() {} };

const brokenOff = (path) => (error) => {
  throw new Error(`${path} is blocked or the connection broke off`, { cause: error });
};

async function ask(path, cache = "default") {
  const answer = await browserFetch(new URL(path, BASE), { cache }).catch(brokenOff(path));
  if (!answer.ok) throw new Error(`${path} is missing (the server answered ${answer.status})`);
  return answer;
}

async function read(path, answer, { each, end }) {
  if (!path.endsWith(".xz")) return readWhole(path, answer);
  const unpacked = unpacking(each);
  try {
    const bytes = await unpacked.end(await readWhole(path, answer, unpacked.add));
    end(bytes);
    return bytes;
  } catch (error) {
    unpacked.stop();
    throw error;
  }
}

async function readWhole(path, answer, each = () => {}) {
  const bytes = await (path === KEPT_MEMORY ? atOnce(path, answer) : inPieces(path, answer, each));
  await listed;
  if (bytes.length !== files[path].bytes || !(await matches(bytes, files[path].sha256))) {
    throw Object.assign(new Error(`${path} arrived damaged (${bytes.length} of ${files[path].bytes} bytes, or the wrong content)`), { damaged: true });
  }
  return bytes;
}

// What the service worker has is here as soon as that could be told.
async function atOnce(path, answer) {
  const bytes = new Uint8Array(await answer.arrayBuffer().catch(brokenOff(path)));
  arrived(path, bytes.length);
  return bytes;
}

async function inPieces(path, answer, each) {
  const chunks = [], reader = answer.body.getReader();
  const next = () => reader.read().catch(brokenOff(path));
  let count = 0;
  for (let part = await next(); !part.done; part = await next()) {
    chunks.push(part.value);
    each(part.value);
    count += part.value.length;
    arrived(path, count);
  }
  return joined(chunks);
}

async function matches(bytes, sha256) {
  if (!globalThis.crypto?.subtle) return true; // plain http on another host: the length must do
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}
