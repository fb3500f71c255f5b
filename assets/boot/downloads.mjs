// Fetches the large files of the runtime in parallel, counting bytes and checking each against the
// manifest.
import { awaited } from "./awaited.mjs";
import { fail, stage } from "./panel.mjs";

const BASE = new URL("../runtime/", import.meta.url);
const MB = 1e6;
// Downloads fill the progress line this far; starting Python and the engine fill the rest.
export const DOWNLOAD_SHARE = 0.8;

// The archives of tools/bundle.py: what the interpreter imports while it starts; numpy and the page's
// own Python as far as the first figure needs them.
export const WASM = "pyodide/pyodide.asm.wasm", INTERPRETER = "python.zip.gz", START = "start.zip.zst";
const ARCHIVES = [INTERPRETER, START, "figures.zip.zst", "library.zip.zst"];
const NAMES = { [START]: "numpy and the page's own Python", "figures.zip.zst": "The Python of the figures", "library.zip.zst": "The rest of Python's library", "again.gz": "Python's memory" };
const named = (path) => NAMES[path] ?? "A part of the Python runtime";

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

// Fetch the interpreter and these archives together, telling the progress line. Returns what
// fetchInterpreter does, and promises of the archives' bytes by path; a failure ends in the panel.
export function fetchAll(archives) {
  awaited(list());
  const received = {}, paths = [WASM, ...archives];
  const runtime = paths.filter((path) => path !== START);
  const sum = (some, of) => some.reduce((total, path) => total + of(path), 0);
  const size = (path) => files[path].bytes;
  const got = (path) => Math.min(received[path] ?? 0, size(path));
  let told = "";
  const report = async (path, count) => {
    received[path] = count;
    await listed;
    const last = runtime.length < paths.length && sum(runtime, got) === sum(runtime, size);
    const [group, name] = last ? [[START], "numpy"] : [runtime, "the Python runtime"];
    const label = `Loading ${name}, ${(sum(group, got) / MB).toFixed(1)} of ${(sum(group, size) / MB).toFixed(1)} MB`;
    if (label === told) return; // each time the line is laid out anew
    told = label;
    stage(label, (DOWNLOAD_SHARE * sum(paths, got)) / sum(paths, size));
  };
  const interpreter = fetchInterpreter(report);
  const bytes = Object.fromEntries(archives.map((path) => [path, fetchOne(path, report)]));
  bytes[WASM] = interpreter.bytes;
  for (const [path, whole] of Object.entries(bytes)) {
    whole.catch((error) => fail({ what: `${named(path)} could not be loaded: ${error.message}.`, error }));
  }
  // What is here now takes seconds to start, and the line should not go on saying "Loading".
  Promise.all(Object.values(bytes)).then(() => stage("Starting Python", DOWNLOAD_SHARE), () => {});
  return { interpreter, bytes };
}

// One more file, for whoever needs it now; rejects with a sentence for the visitor.
export async function fetchMore(path) {
  try {
    await list();
    return await fetchOne(path, () => {});
  } catch (error) {
    throw new Error(`${named(path)} could not be loaded: ${error.message}.`, { cause: error });
  }
}

// The bytes of one file, counted and checked. A damaged copy may come from the browser's own cache, so
// the server is asked once more.
function fetchOne(path, report) {
  return retried(path, report, ask(path).then((answer) => read(path, answer, report)));
}

const retried = (path, report, first) => first.catch(async (error) => {
  if (!error.damaged) throw error;
  return read(path, await ask(path, "reload"), report);
});

// Of the interpreter the first answer itself, unchecked, goes to the browser's compiler, which keeps
// what it makes of it for the next visit. `again`: whether that answer was no good, and another came.
function fetchInterpreter(report) {
  const response = ask(WASM), twin = response.then((answer) => answer.clone());
  const first = twin.then((answer) => read(WASM, answer, report));
  const again = first.then(() => false, (error) => Boolean(error.damaged));
  return { response, bytes: retried(WASM, report, first), again };
}

const brokenOff = (path) => (error) => {
  throw new Error(`${path} is blocked or the connection broke off`, { cause: error });
};

async function ask(path, cache = "default") {
  const answer = await browserFetch(new URL(path, BASE), { cache }).catch(brokenOff(path));
  if (!answer.ok) throw new Error(`${path} is missing (the server answered ${answer.status})`);
  return answer;
}

async function read(path, answer, report) {
  const chunks = [], reader = answer.body.getReader();
  const next = () => reader.read().catch(brokenOff(path));
  let count = 0;
  for (let part = await next(); !part.done; part = await next()) {
    chunks.push(part.value);
    count += part.value.length;
    report(path, count);
  }
  const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
  await listed;
  if (bytes.length !== files[path].bytes || !(await matches(bytes, files[path].sha256))) {
    throw Object.assign(new Error(`${path} arrived damaged (${bytes.length} of ${files[path].bytes} bytes, or the wrong content)`), { damaged: true });
  }
  return bytes;
}

export async function matches(bytes, sha256) {
  if (!globalThis.crypto?.subtle) return true; // plain http on another host: the length must do
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}
