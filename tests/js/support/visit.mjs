// A visit of the page, in Node: new globals, and modules of assets/boot that nobody has run yet.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { performance as stopwatch } from "node:perf_hooks";
import { mock } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { Document } from "./dom.mjs";
import { Server } from "./server.mjs";
import { LIBRARY, Worker } from "./worker.mjs";

register("./hooks.mjs", import.meta.url);

export const HOME = "https://unerase.test/unerase/";
export const FIGURES = ["hero", "corrupt", "walk"]; // some of those that the build finds
const BOOT = new URL("../../../assets/boot/", import.meta.url);
const FIRST = readFileSync(new URL("first.js", BOOT), "utf8");
const PATIENCE_MS = 10_000;
const { instantiateStreaming } = WebAssembly, { crypto } = globalThis;
let visits = 0;

// What outlives a visit.
export class Storage {
  full = false;
  #items = new Map();

  getItem(key) {
    return this.#items.get(key) ?? null;
  }

  setItem(key, value) {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.#items.set(key, String(value));
  }

  removeItem(key) {
    this.#items.delete(key);
  }
}

class Visit {
  imported = []; // files of the runtime
  warnings = [];
  starts = 0; // of Pyodide
  marks = [];
  infos = []; // on the console
  posted = []; // to the page around
  idle = []; // what waits for an idle moment
  reloads = 0;
  // What Python was told.
  told = {
    ran: [],
    runPython(code) {
      this.ran.push(code);
    },
    runPythonAsync: async () => {},
    toPy: (value) => value,
    setStdout: (to) => (this.stdout = to),
    setStderr: (to) => (this.stderr = to),
  };

  constructor({ link = "", storage = new Storage(), server = new Server(), missing = [], lineMs = 100, frame = false } = {}) {
    if (globalThis.visit) globalThis.visit.html.dataset.app = "left"; // it says no more
    Object.assign(this, { storage, server, lineMs, window: new EventTarget() });
    this.query = `?visit=${++visits}${missing.map((name) => `&missing=${name}`).join("")}`;
    this.entries = { resource: [], navigation: [{ type: "navigate", name: HOME + link }] };
    this.document = new Document(HOME);
    this.html = this.document.documentElement;
    this.html.dataset.figures = FIGURES.join(" ");
    this.location = Object.assign(new URL(HOME + link), { reload: () => this.reloads++ });
    this.#appendScripts();
    mock.timers.reset();
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1e12 });
    Worker.missing = false;
    WebAssembly.instantiateStreaming = instantiateStreaming;
    delete globalThis["xz-decompress"];
    delete globalThis.unerase;
    delete globalThis.uncaught;
    const { window } = this, outer = frame ? { postMessage: (...given) => this.posted.push(given) } : globalThis;
    console.info = (text) => this.infos.push(text);
    this.sets({
      visit: this, window: globalThis, top: outer, parent: outer, Worker, crypto,
      document: this.document, location: this.location, localStorage: storage, fetch: server.fetch,
      addEventListener: window.addEventListener.bind(window),
      removeEventListener: window.removeEventListener.bind(window),
      dispatchEvent: window.dispatchEvent.bind(window),
      navigator: { connection: { saveData: false } },
      requestIdleCallback: (run) => this.idle.push(run),
      IntersectionObserver: class { observe() {} },
      matchMedia: () => ({ matches: false }),
      history: {
        state: null,
        entries: [],
        replaceState(state, _title, link) {
          this.state = state;
          if (link) location.href = new URL(link, location.href).href;
        },
        pushState(state) {
          this.entries.push(state);
        },
      },
      performance: {
        now: () => Date.now() - 1e12,
        mark: (name) => this.marks.push(name),
        getEntriesByType: (type) => this.entries[type],
      },
      indexedDB: { open: () => this.#database() },
    });
    vm.runInThisContext(FIRST.match(/^globalThis\.storageKey = .*$/m)[0]); // what all modules need of it
  }

  // Other globals.
  sets(globals) {
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  }

  // A global that may not be asked for.
  refuses(name, object = globalThis) {
    Object.defineProperty(object, name, {
      configurable: true,
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  }

  // The service worker that gives this page its files; below a site, that of the site above.
  controlledBy(script) {
    navigator.serviceWorker = { controller: { scriptURL: new URL(script, HOME).href }, addEventListener() {} };
  }

  // A module of assets/boot.
  boot(name) {
    return import(new URL(`${name}.mjs${this.query}`, BOOT).href);
  }

  // The script that comes before all modules.
  first() {
    this.#runs("first.js");
  }

  // The one inside the page.
  inline() {
    this.#runs("inline/address.js");
  }

  #runs(name) {
    const { href } = new URL(name + this.query, BOOT), file = fileURLToPath(href);
    vm.runInThisContext(readFileSync(file, "utf8"), { filename: href, importModuleDynamically: (path) => import(new URL(path + this.query, href)) });
  }

  byId(id) {
    return this.document.getElementById(id);
  }

  happens(type, facts = {}) {
    const event = Object.assign(new Event(type, { cancelable: true }), facts);
    dispatchEvent(event);
    return event;
  }

  passes(ms) {
    for (; ms > 0; ms -= 1000) mock.timers.tick(Math.min(ms, 1000));
  }

  // Timers that are due meanwhile run afterwards, and know it.
  sleeps(ms) {
    mock.timers.tick(ms);
  }

  // What the panel says; undefined as long as it says nothing.
  get said() {
    return this.byId("trouble").hidden ? undefined : this.byId("trouble-what").textContent;
  }

  get label() {
    return this.byId("boot-label").textContent;
  }

  #database() {
    const request = { result: { close() {} } };
    setImmediate(() => request.onsuccess());
    return request;
  }

  // The one script that is ever added: xz-decompress.
  #appendScripts() {
    this.document.head.append = (script) => {
      setImmediate(() => {
        if (this.library === "missing") return script.onerror();
        if (this.library !== "garbled") vm.runInThisContext(readFileSync(LIBRARY, "utf8"));
        script.onload();
      });
    };
  }
}

export const visit = (options) => new Visit(options);

// Wait for something to become true.
export async function until(condition, what = condition.toString()) {
  for (const end = stopwatch.now() + PATIENCE_MS; !condition(); ) {
    if (stopwatch.now() > end) throw new Error(`it never came to this: ${what}`);
    await new Promise(setImmediate);
  }
}
