// Stands in for Pyodide's WebAssembly and Emscripten's way to start it.
const { visit } = globalThis;
visit.imported.push("pyodide.asm.mjs");
visit.entries.resource.push({ name: "pyodide.asm.mjs", transferSize: 1e6, responseStart: 0, responseEnd: visit.lineMs });

export default function create(settings) {
  const Module = new FakeModule();
  return new Promise((resolve) => {
    Module.run = () => resolve(Module);
    settings.instantiateWasm().then(() => {
      Module.addRunDependency();
      for (const step of settings.preRun) step(Module);
      Module.removeRunDependency();
    }, (error) => visit.warnings.push(error)); // and waits for ever, as Pyodide does
  });
}

export class FakeModule {
  HEAP32 = new Int32Array(1024);
  HEAP8 = new Int8Array(this.HEAP32.buffer);
  HEAPU8 = new Uint8Array(this.HEAP32.buffer);
  wasmTable = new WebAssembly.Table({ initial: 10, element: "anyfunc" });
  preloadedWasm = {};
  // Where Pyodide notes a function of its own.
  __PyRuntime = 64;
  __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET = 16;
  noted = (64 + 8) / 4;
  #waiting = 0;
  FS = {
    folders: [],
    files: {},
    mkdirTree(path) {
      this.folders.push(path);
    },
    writeFile(path, content) {
      this.files[path] = content;
    },
  };
  API = {
    restoreSnapshot: (header) => {
      this.restored = new TextDecoder().decode(header);
      this.memory = this.HEAPU8.slice();
    },
  };

  constructor() {
    this.HEAP32[16 / 4] = 8;
    this.HEAP32[this.noted] = 3;
  }

  addRunDependency() {
    this.#waiting++;
  }

  removeRunDependency() {
    if (!--this.#waiting) this.run();
  }

  // Libraries have five functions each.
  async loadWebAssemblyModule(code, _how, path) {
    this.wasmTable.grow(5);
    return { path, code };
  }

  growMemory() {
    return false;
  }
}
