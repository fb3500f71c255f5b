// Starts Pyodide, beside PyScript and not after it: with what a start imports as bytecode, written
// into its file system before it begins. interpreter.mjs hands it to PyScript.
import { awaited } from "./awaited.mjs";
import { showChapters } from "./chapters.mjs";
import { again, fetchArchives, fetchInterpreter, fetchKept, fetchMore, INTERPRETER, list, START } from "./downloads.mjs";
import { kept } from "./kept.mjs";
import { attempt, goOn } from "./memory/memory.mjs";
import { painted } from "./painted.mjs";
import { fail, stage } from "./panel.mjs";
import { DOWNLOAD_SHARE } from "./progress.mjs";
import { BYTECODE_FIRST, ENVIRONMENT, NO_LIBRARY } from "./setup.mjs";
import { lay } from "./zip.mjs";

const PYODIDE = new URL("../runtime/pyodide/", import.meta.url).href;
// The figures' own Python comes after the first one, but for an embed of another figure.
const FIGURES = "figures.zip.xz";
const NOTHING = `${PYODIDE}nothing.zip`;
const TRACE_LIMIT = Error.stackTraceLimit;

// What Python needs and a browser or a server may refuse, tried before anything is fetched: WebAssembly, and
// code made of text (why.js knows whose doing it may be).
export const refusal = (() => {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    new Function();
  } catch (error) {
    return error;
  }
})();

let resolve, begun;
// The interpreter, once startPython() has been called and has succeeded.
export const python = new Promise((done) => (resolve = done));

// Whoever calls first starts it, once the article has been painted.
export const startPython = () => (begun ??= painted.then(start));

async function start() {
  if (refusal) return fail({ what: "The Python runtime may not run here.", error: refusal });
  stage("Loading the Python runtime", 0);
  // Pyodide would run Python on stacks that can be switched (JSPI), and Chromium 156 crashes now and
  // then while it collects garbage there. Nothing here waits in the middle of Python: do without, as
  // browsers do that have no such stacks.
  delete WebAssembly.Suspending;
  delete WebAssembly.promising;
  try {
    const coming = awaited(import("../runtime/pyodide/pyodide.mjs").then((module) => module.loadPyodide));
    const linker = awaited(import("../runtime/pyodide/pyodide.asm.mjs").then((module) => module.default));
    awaited(list());
    const early = kept() ? fetchKept() : fetchInterpreter(), trying = await attempt();
    const going = trying && (await fromMemory(trying, coming, linker, early));
    resolve(going ?? (await fromTheBeginning(coming, linker, again(early))));
  } catch (error) {
    fail({ what: "The Python runtime did not start.", error });
  }
}

async function fromTheBeginning(coming, create, interpreter) {
  showChapters(); // that takes too long for them to wait
  const figure = document.documentElement.dataset.embed ?? "hero";
  const wanted = figure === "hero" ? [START] : [START, FIGURES];
  const archives = fetchArchives([INTERPRETER, ...wanted], interpreter.kept);
  const python = await load(await coming, interpreter, {
    createPyodideModule: await create,
    fsInit: async (FS) => lay(FS, await archives[INTERPRETER]),
  });
  python.runPython(BYTECODE_FIRST);
  const here = await Promise.all(wanted.map((path) => archives[path]));
  stage("Loading the page's own Python", DOWNLOAD_SHARE + 0.1);
  for (const archive of here) put(python, archive);
  return python;
}

async function fromMemory(trying, coming, linker, interpreter) {
  // Rejected when it was not the memory's fault.
  const sound = awaited(Promise.all([interpreter.bytes ?? interpreter.response, coming, linker]));
  const begin = async ({ needs, ...options }) => load(await coming, interpreter, { needs: [...needs, sound], ...options });
  return goOn(trying, begin, linker, sound);
}

// `needs` must be fulfilled, too: where one is not, Pyodide may wait for ever. While it links itself, it
// throws and catches thousands of errors; where each comes from is found out by parsing all of its code
// once more, so that is not asked for until its file system is there.
async function load(loadPyodide, interpreter, { fsInit, needs = [], ...options }) {
  const { called, release } = serve(interpreter);
  Error.stackTraceLimit = 0;
  const traced = () => (Error.stackTraceLimit = TRACE_LIMIT);
  const loading = loadPyodide({
    indexURL: PYODIDE,
    stdLibURL: NOTHING,
    env: { ...ENVIRONMENT },
    fsInit: (FS) => {
      traced();
      return fsInit(FS);
    },
    ...options,
  });
  try {
    const [python] = await Promise.all([loading, called.then(({ done }) => done), ...needs]);
    return python;
  } finally {
    traced();
    // A start that is given up before it asked for the interpreter must not get that of the next.
    await Promise.race([called, loading.catch(() => {})]);
    release();
  }
}

const later = new Map(); // name -> promise

// Get one more of the archives and put it where Python finds it.
export function more(name) {
  if (!later.has(name)) {
    const done = fetchMore(`${name}.zip.xz`).then(async (bytes) => put(await python, bytes));
    later.set(name, done);
    done.catch(() => later.delete(name)); // so that it can be asked for again
  }
  return later.get(name);
}

function put(python, archive) {
  lay(python.FS, archive);
  python.runPython("import importlib; importlib.invalidate_caches()", { globals: python.toPy({}) });
}

// Pyodide has no option for an answer that is on its way, so fetch() gives it out while it starts; nor
// does it tell anybody when that is no WebAssembly: `called` is fulfilled when it has set about it, with
// what becomes of that. `release` gives the browser its own functions back.
function serve({ response, bytes }) {
  const { fetch } = globalThis, { instantiateStreaming } = WebAssembly;
  globalThis.fetch = async (input, init) => {
    const url = new URL(input?.url ?? input, location.href).href;
    if (url === `${PYODIDE}pyodide.asm.wasm`) return response;
    return url === NOTHING ? new Response(NO_LIBRARY) : fetch.call(globalThis, input, init);
  };
  const called = new Promise((resolve) => {
    WebAssembly.instantiateStreaming = (...given) => {
      const done = instantiateStreaming.apply(WebAssembly, given).catch(async (error) => {
        if (!bytes) throw error;
        return WebAssembly.instantiate(await bytes, given[1]); // it came damaged, and then again; or as a whole
      });
      resolve({ done });
      return done;
    };
  });
  const release = () => {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
  return { called, release };
}
