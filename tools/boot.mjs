// Put the modules that start the page together, in a finished site: `node tools/boot.mjs dist`. Each file
// that a start asks for costs it two milliseconds, and there were twenty-five: a third visit was ready after
// 607 ms, not 664 (four in turn).
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { rollup } from "rollup";

// Modules that are asked for by name, or hold what there must be only one of.
const ENTRIES = ["boot", "early", "interpreter", "progress", "python"];
const OUTPUT = { format: "es", entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" };
// In place of assets/boot/memory, in a site that is built without.
const NO_MEMORY = "export const attempt = async () => undefined, goOn = undefined;";

const [site, option] = process.argv.slice(2), folder = join(site, "assets", "boot"), memory = join(folder, "memory");
const withoutMemory = {
  name: "without-memory",
  load: (id) => (id.startsWith(memory) && option === "--without-memory" ? NO_MEMORY : null),
};
const bundle = await rollup({
  input: Object.fromEntries(ENTRIES.map((name) => [name, join(folder, `${name}.mjs`)])),
  // The runtime is as it was published; why.js belongs to a script that is no module, too.
  external: /\/runtime\/|\/why\.js$/,
  preserveEntrySignatures: "allow-extension",
  plugins: [withoutMemory],
  onwarn: ({ message }) => {
    throw new Error(message);
  },
});
await bundle.generate(OUTPUT); // all of it has been read now
const old = (await readdir(folder)).filter((name) => name.endsWith(".mjs"));
await Promise.all([...old.map((name) => rm(join(folder, name))), rm(memory, { recursive: true })]);
await bundle.write({ ...OUTPUT, dir: folder });
await bundle.close();
