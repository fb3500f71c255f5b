// Runs assets/boot/unpacking.worker.js as a browser's thread would.
import { readFileSync } from "node:fs";
import vm from "node:vm";

export const LIBRARY = new URL("../../../node_modules/xz-decompress/dist/package/xz-decompress.min.js", import.meta.url);

export class Worker {
  static missing = false;
  static alive = 0;
  #scope = new EventTarget();

  constructor(url) {
    Worker.alive++;
    this.running = true;
    const later = (act) => setImmediate(() => this.running && act());
    const fault = (error) => later(() => this.onerror(Object.assign(new Event("error", { cancelable: true }), { error })));
    const globals = vm.createContext({
      ReadableStream, WebAssembly, Uint8Array, atob, Error,
      addEventListener: (type, act) => this.#scope.addEventListener(type, act),
      postMessage: (data) => later(() => this.onmessage({ data })),
      importScripts: () => vm.runInContext(readFileSync(LIBRARY, "utf8"), globals),
      setTimeout: (act) => {
        try {
          act();
        } catch (error) {
          fault(error);
        }
      },
    });
    globals.self = globals;
    if (Worker.missing) fault(new Error("not there"));
    else vm.runInContext(readFileSync(url, "utf8"), globals);
  }

  postMessage(data) {
    setImmediate(() => this.running && this.#scope.dispatchEvent(Object.assign(new Event("message"), { data })));
  }

  terminate() {
    if (this.running) Worker.alive--;
    this.running = false;
  }
}
