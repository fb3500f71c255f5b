// Fetches the large files of the runtime early, in parallel, counting bytes and checking each
// against the manifest; Pyodide then takes them from here instead of from the network.
import { fail, stage } from "./panel.mjs";

const BASE = new URL("../runtime/", import.meta.url);
const MB = 1e6;
// Downloads fill the progress line this far; starting Python and the engine fill the rest.
export const DOWNLOAD_SHARE = 0.8;

const held = new Map(); // URL -> promise of the verified bytes
let files = {};

// Other wheels (Pillow) wait until somebody asks for what needs them: page/browser/packages.py.
// The page's own Python, which `make site` adds to the runtime (tools/bundle.py).
export const OURS = "unerase.zip";

const isNumpy = (path) => /\/numpy-[^/]*\.whl$/.test(path);
const named = (path) => (isNumpy(path) ? "numpy" : path === OURS ? "The page's own Python" : "A part of the Python runtime");
const isLarge = (path) => /\.(wasm|zip)$/.test(path) || isNumpy(path);

export async function readManifest() {
  try {
    const response = await fetch(new URL("manifest.json", BASE));
    if (!response.ok) throw new Error(`manifest.json: the server answered ${response.status}`);
    files = (await response.json()).files;
    if (!files?.[OURS]) throw new Error(`manifest.json does not list ${OURS}`);
  } catch (error) {
    fail({ what: "The list of runtime files (assets/runtime/manifest.json) did not arrive, or is not what it should be.", error });
  }
}

export function begin() {
  const received = {};
  const report = (path, bytes) => {
    received[path] = bytes;
    const sum = (paths, of) => paths.reduce((total, p) => total + of(p), 0);
    const large = Object.keys(files).filter(isLarge);
    const size = (p) => files[p].bytes;
    const got = (p) => received[p] ?? 0;
    const group = large.filter((p) => isNumpy(p) === large.every((q) => isNumpy(q) || got(q) === size(q)));
    const name = group.some(isNumpy) ? "numpy" : "the Python runtime";
    const done = sum(group, got), all = sum(group, size);
    stage(
      `Loading ${name}, ${(done / MB).toFixed(1)} of ${(all / MB).toFixed(1)} MB`,
      (DOWNLOAD_SHARE * sum(large, got)) / sum(large, size),
    );
  };
  for (const path of Object.keys(files).filter(isLarge)) {
    const url = new URL(path, BASE);
    const bytes = download(url, path, report);
    held.set(url.href, bytes);
    bytes.catch((error) => fail({ what: `${named(path)} could not be loaded: ${error.message}.`, error }));
  }
  // What is here now takes seconds to start, and the line should not go on saying "Loading".
  Promise.all(held.values()).then(() => stage("Starting Python", DOWNLOAD_SHARE), () => {});
}

// A damaged copy may come from the browser's own cache: ask the server once more before giving up.
async function download(url, path, report) {
  try {
    return await attempt(url, path, report, "default");
  } catch (error) {
    if (!error.damaged) throw error;
    return await attempt(url, path, report, "reload");
  }
}

async function attempt(url, path, report, cache) {
  const down = (error) => {
    throw new Error(`${path} is blocked or the connection broke off`, { cause: error });
  };
  const response = await fetch(url, { cache }).catch(down);
  if (!response.ok) throw new Error(`${path} is missing (the server answered ${response.status})`);
  const chunks = [];
  let count = 0;
  const reader = response.body.getReader();
  const next = () => reader.read().catch(down);
  for (let part = await next(); !part.done; part = await next()) {
    chunks.push(part.value);
    count += part.value.length;
    report(path, Math.min(count, files[path].bytes));
  }
  const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
  if (bytes.length !== files[path].bytes || !(await matches(bytes, files[path].sha256))) {
    throw Object.assign(new Error(`${path} arrived damaged (${bytes.length} of ${files[path].bytes} bytes, or the wrong content)`), { damaged: true });
  }
  return bytes;
}

async function matches(bytes, sha256) {
  if (!globalThis.crypto?.subtle) return true; // plain http on another host: the length must do
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}

// The verified bytes of one of these files, which Pyodide does not fetch by itself.
export const taken = (path) => held.get(new URL(path, BASE).href);

// Pyodide has no option for a ready buffer, so fetch() answers from here while it starts.
// Returns a function that gives the browser its own fetch back and frees the buffers.
export function serveHeld() {
  const browserFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const bytes = held.get(new URL(input?.url ?? input, location.href).href);
    if (!bytes) return browserFetch.call(globalThis, input, init);
    const type = String(input?.url ?? input).endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(await bytes, { headers: { "Content-Type": type } });
  };
  return () => {
    globalThis.fetch = browserFetch;
    held.clear();
  };
}
