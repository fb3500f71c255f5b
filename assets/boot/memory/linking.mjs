// numpy's WebAssembly, linked before Python starts and not when it is imported. The memory of a Python
// that has imported it is full of addresses of its functions and data: it fits another start only if
// they come to lie where they lay, so here they always do. The tool that makes a memory
// (snapshot.mjs) and the page that goes on from it (memory.mjs) both link with this.

// A loader of Pyodide's WebAssembly that links libraries before Python starts: `libraries(Module)`
// gives [path, bytes or module] of each, `afterwards(Module)` comes after that, and Python waits for
// both. For a memory that comes from elsewhere there must be as many functions as `expected`.
export function linking(create, { libraries, afterwards, expected }) {
  let call;
  const step = async (Module) => {
    // Where the browser lets it, Pyodide adds a function of its own first, and notes it in memory.
    const noted = (Module.__PyRuntime + Module.HEAP32[Module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / 4]) / 4;
    const address = Module.HEAP32[noted];
    if (!address) Module.wasmTable.grow(1);
    call = (value = address) => (Module.HEAP32[noted] = value);
    call(0);
    for (const [path, code] of await libraries(Module)) {
      const how = { loadAsync: true, nodelete: true, allowUndefined: true };
      Module.preloadedWasm[path] = await Module.loadWebAssemblyModule(await code, how, path, {});
    }
    const functions = Module.wasmTable.length;
    if (functions !== (expected ?? functions)) throw new Error("libraries come to lie elsewhere");
    await afterwards(Module);
    return functions;
  };
  let begin;
  return {
    // How many functions there are then: another number means that they lie elsewhere. Rejects when it
    // could not be done, and Pyodide waits for ever.
    done: new Promise((resolve) => (begin = resolve)),
    createPyodideModule: (settings) => {
      settings.preRun.push((Module) => {
        Module.addRunDependency("libraries");
        begin(step(Module).then((functions) => {
          Module.removeRunDependency("libraries");
          return functions;
        }));
      });
      return create(settings);
    },
    // The note, which the memory did not have.
    finish: () => call(),
  };
}
