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
  return { ...entry, integrity: `sha256-${createHash("sha256").update(content).digest("base64")}` };
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

const head = await readFile(new URL("service_worker_head.js", import.meta.url), "utf8");
await writeFile(sw, head + (await readFile(sw, "utf8")));
