// Write the service worker of a finished site: `node tools/service_worker.mjs dist`.
// Workbox generates it with the list of all files; the same files give the same worker.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateSW } from "workbox-build";

const site = process.argv[2];
const sw = join(site, "sw.js");

// A file that is not exactly the one of this version is refused: a server in the middle of a
// deployment, or a stale cache on the way, fails the update instead of mixing two versions.
async function sealed(entry) {
  const content = await readFile(join(site, decodeURI(entry.url)));
  const integrity = `sha256-${createHash("sha256").update(content).digest("base64")}`;
  // The seal is that of the packed file, which the worker unpacks (service_worker_head.js).
  return { ...entry, url: entry.url.replace(/\.(wasm|bin)\.xz$/, ".$1"), integrity };
}

async function seal(entries) {
  const manifest = await Promise.all(entries.map(sealed));
  return { manifest: manifest.sort((a, b) => (a.url < b.url ? -1 : 1)) };
}

const { warnings } = await generateSW({
  globDirectory: site,
  globPatterns: ["**/*"],
  swDest: sw,
  manifestTransforms: [seal],
  maximumFileSizeToCacheInBytes: Number.MAX_SAFE_INTEGER,
  directoryIndex: "index.html",
  // ?embed=… and its like are read by the page; the file is the same.
  ignoreURLParametersMatching: [/./],
  // A newer worker waits until the visitor lets it in, or has left.
  skipWaiting: false,
  clientsClaim: false,
  cleanupOutdatedCaches: true,
  inlineWorkboxRuntime: true,
  sourcemap: false,
});
if (warnings.length) throw new Error(warnings.join("\n"));

const here = (path) => new URL(path, import.meta.url);
const parts = [here("../node_modules/xz-decompress/dist/package/xz-decompress.min.js"), here("service_worker_head.js"), sw];
const texts = await Promise.all(parts.map((part) => readFile(part, "utf8")));
await writeFile(sw, texts.join(";\n"));
