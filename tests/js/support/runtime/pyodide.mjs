// Stands in for Pyodide: does with the options that assets/boot gives what Pyodide 314 does with them,
// in its order. Python itself is a list of what it was told.
const { visit } = globalThis;
visit.imported.push("pyodide.mjs");

export const version = "314.0.4";

export async function loadPyodide(options) {
  const { indexURL, stdLibURL, env, fsInit, createPyodideModule, _loadSnapshot } = options;
  const lock = fetch(`${indexURL}pyodide-lock.json`);
  const library = fetch(stdLibURL).then((answer) => answer.arrayBuffer());
  const response = fetch(`${indexURL}pyodide.asm.wasm`);
  const nobodyCatches = (reason) => visit.happens("unhandledrejection", { reason });
  for (const one of [lock, response]) one.catch(nobodyCatches);
  const during = (task) => (Module) => {
    Module.addRunDependency();
    task(Module).catch(nobodyCatches).then(() => Module.removeRunDependency());
  };
  visit.starts++;
  const Module = await createPyodideModule({
    async instantiateWasm() {
      await new Promise(setImmediate); // it compiles something of its own first
      return WebAssembly.instantiateStreaming(response, {});
    },
    preRun: [during(async ({ FS }) => FS.writeFile("/lib/python314.zip", new Uint8Array(await library))), during(async ({ FS }) => fsInit(FS))],
  });
  if (_loadSnapshot) Module.API.restoreSnapshot(_loadSnapshot);
  if (!(await lock).ok) throw new Error("pyodide-lock.json did not arrive");
  return Object.assign(visit.told, { FS: Module.FS, module: Module, env });
}
