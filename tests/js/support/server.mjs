// The server of assets/runtime, pyscript.toml and main.py, on good days and bad ones.
import { createHash } from "node:crypto";
import { bytes, wasm, xz, zip } from "./xz.mjs";

const BASE = new URL("../../../assets/runtime/", import.meta.url).href;
// The page asks for these beside itself.
const BESIDE_THE_PAGE = ["pyscript.toml", "py/main.py"];
export const WASM = "pyodide/pyodide.asm.wasm";

// Parts of a memory, at these addresses, and the files beside it.
const PARTS = [bytes("one part"), bytes("and another")];
const BESIDE = zip({ "lib/numpy.so": wasm(), "lib/os.pyc": "os, from memory" });
export const MEMORY = bytes(...PARTS, BESIDE);
export const DETAILS = {
  functions: 15,
  room: 4096,
  header: Buffer.from("header").toString("base64"),
  parts: [{ address: 256, bytes: PARTS[0].length }, { address: 1024, bytes: PARTS[1].length }],
};

const archive = (name) => xz(zip({ [`lib/python3.14/${name}.pyc`]: name }));
const FILES = {
  [WASM]: wasm(300),
  [`${WASM}.xz`]: xz(wasm(300)),
  "memory.bin": MEMORY,
  "memory.bin.xz": xz(MEMORY),
  ...Object.fromEntries(["python", "start", "figures", "library", "numpy"].map((name) => [`${name}.zip.xz`, archive(name)])),
  "pyodide/pyodide-lock.json": bytes("{}"),
};

const digest = (content) => createHash("sha256").update(content).digest("hex");
export const MANIFEST = {
  files: Object.fromEntries(Object.entries(FILES).map(([path, content]) => [path, { bytes: content.length, sha256: digest(content) }])),
  packages: ["numpy"],
  memory: DETAILS,
};

// Ways to answer.
const streamed = (pieces, end = (stream) => stream.close()) => {
  pieces = pieces.values();
  return new Response(new ReadableStream({
    pull(stream) {
      const { value, done } = pieces.next();
      if (done) end(stream);
      else stream.enqueue(value);
    },
  }));
};
const quarters = (content) => {
  const size = Math.ceil(content.length / 4) || 1;
  return Array.from({ length: Math.ceil(content.length / size) }, (_, i) => content.slice(i * size, (i + 1) * size));
};
export const sound = (content) => streamed(quarters(content));
export const changed = (content) => sound(content.map((byte, i) => (i === content.length >> 1 ? byte ^ 1 : byte)));
export const half = (content) => sound(content.slice(0, content.length / 2));
export const longer = (content) => sound(bytes(content, "more"));
export const instead = (other) => () => sound(bytes(other));
export const gone = () => new Response("Not found", { status: 404 });
export const blocked = () => Promise.reject(new TypeError("Failed to fetch"));
export const broken = (content) => streamed(quarters(content).slice(0, 2), (stream) => stream.error(new TypeError("network error")));
export const never = () => new Promise(() => {});

export class Server {
  asked = []; // paths, in order
  modes = []; // and how the browser's cache was asked
  #always = new Map();
  #next = new Map();

  constructor() {
    this.always("manifest.json", instead(JSON.stringify(MANIFEST)));
  }

  // Answer so from now on.
  always(path, how) {
    this.#always.set(path, how);
    return this;
  }

  // Answer so the next times, once each.
  next(path, ...hows) {
    this.#next.set(path, hows);
    return this;
  }

  // With something else in the manifest.
  listing(change) {
    const manifest = structuredClone(MANIFEST);
    change(manifest);
    return this.always("manifest.json", instead(JSON.stringify(manifest)));
  }

  // How often each file has been asked for.
  times(path) {
    return this.asked.filter((one) => one === path).length;
  }

  fetch = async (input, { cache = "default" } = {}) => {
    const url = input?.url ?? String(input);
    const near = BESIDE_THE_PAGE.includes(url);
    if (!near && !url.startsWith(BASE)) throw new Error(`${url} is not of the runtime`);
    const path = near ? url : url.slice(BASE.length);
    this.asked.push(path);
    this.modes.push(cache);
    const how = this.#next.get(path)?.shift() ?? this.#always.get(path) ?? sound;
    const answer = await how(FILES[path] ?? new Uint8Array());
    if (path.endsWith(".wasm")) answer.headers.set("content-type", "application/wasm");
    return answer;
  };
}
