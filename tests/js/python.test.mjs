// The order of a start, and what becomes of it when something does not come.
import assert from "node:assert/strict";
import test from "node:test";
import { blocked, broken, changed, gone, half, instead, never, sound, WASM } from "./support/server.mjs";
import { until, visit } from "./support/visit.mjs";
import { Worker } from "./support/worker.mjs";

const PACKED = `${WASM}.xz`, PYTHON = "python.zip.xz", START = "start.zip.xz", FIGURES = "figures.zip.xz";
const LIMIT = Error.stackTraceLimit;

// A start from the beginning, as on a slow line.
async function opened({ change = () => {}, ...options } = {}) {
  const here = visit({ lineMs: 1e9, ...options });
  change(here);
  Object.assign(here, await here.boot("python"));
  here.fetches = fetch;
  here.streams = WebAssembly.instantiateStreaming;
  here.startPython();
  return here;
}
const failed = async (options) => {
  const here = await opened(options);
  await here.startPython();
  return here;
};

function isAsBefore(here) {
  assert.equal(fetch, here.fetches);
  assert.equal(WebAssembly.instantiateStreaming, here.streams);
  assert.equal(Error.stackTraceLimit, LIMIT);
}

test("Python starts from the beginning with what a start imports", async () => {
  const here = await opened(), python = await here.python;
  const text = (path) => new TextDecoder().decode(python.FS.files[path]);
  assert.equal(text("/lib/python3.14/python.pyc"), "python");
  assert.equal(text("/lib/python3.14/start.pyc"), "start");
  assert.equal(python.FS.files["/lib/python314.zip"].length, 22, "an empty library instead of Pyodide's own");
  assert.equal(python.env.PYTHONPATH, "/lib/python3.14");
  assert.match(python.ran[0], /FileFinder/);
  assert.match(python.ran[1], /invalidate_caches/);
  assert.equal(here.label, "Loading the page's own Python");
  assert.equal(here.said, undefined);
  isAsBefore(here);
});

test("the interpreter is asked for first, the rest while it is coming, nothing twice", async () => {
  const here = await opened();
  await here.python;
  assert.deepEqual([...here.server.asked].sort(), ["manifest.json", PYTHON, "pyodide/pyodide-lock.json", PACKED, START].sort());
  assert.deepEqual(here.server.asked.slice(0, 2), ["manifest.json", PACKED]);
  assert.ok(here.server.asked.indexOf(PYTHON) < here.server.asked.indexOf(START));
});

test("it starts once, whoever calls", async () => {
  const here = await opened();
  assert.equal(here.startPython(), here.startPython());
  await here.python;
  assert.equal(here.starts, 1);
});

test("it starts after the first paint", async () => {
  const here = visit();
  here.document.readyState = "interactive";
  here.sets({ PerformanceObserver: class { observe() {} } });
  const { python, startPython } = await here.boot("python");
  startPython();
  await new Promise(setImmediate);
  assert.deepEqual([here.server.asked, here.imported, here.label], [[], [], ""]);
  here.happens("load");
  await python;
});

test("the chapters are laid out meanwhile", async () => {
  const here = await opened({ change: (one) => (one.html.dataset.later = "") });
  await here.python;
  assert.ok(!("later" in here.html.dataset));
});

test("Python has no stacks to switch", async () => {
  Object.assign(WebAssembly, { Suspending: 1, promising: 1 });
  const here = await opened();
  await here.python;
  assert.ok(!("Suspending" in WebAssembly || "promising" in WebAssembly));
});

for (const [embed, asked] of [["hero", 0], ["walk", 1]]) {
  test(`an embed of ${embed} starts with ${asked ? "its own Python, too" : "what the page starts with"}`, async () => {
    const here = await opened({ change: (one) => (one.html.dataset.embed = embed) });
    const { FS } = await here.python;
    assert.equal(here.server.times(FIGURES), asked);
    assert.equal(Boolean(FS.files["/lib/python3.14/figures.pyc"]), Boolean(asked));
  });
}

// What is asked for meanwhile.

test("others may fetch while Python starts", async () => {
  const here = await opened({ change: ({ server }) => server.next(PYTHON, never) });
  await until(() => here.starts);
  assert.notEqual(fetch, here.fetches);
  const answer = await fetch(new URL("../../assets/runtime/pyodide/pyodide-lock.json", import.meta.url));
  assert.equal(await answer.text(), "{}");
  assert.equal(await (await fetch(new Request(new URL("../../assets/runtime/manifest.json", import.meta.url)))).text().then((text) => text[0]), "{");
});

// What does not come.

for (const [how, change, words] of [
  ["the interpreter is missing", ({ server }) => server.always(PACKED, gone), /pyodide\.asm\.wasm\.xz is missing \(the server answered 404\)/],
  ["the interpreter is blocked", ({ server }) => server.always(PACKED, blocked), /pyodide\.asm\.wasm\.xz is blocked/],
  ["the interpreter breaks off", ({ server }) => server.always(PACKED, broken), /pyodide\.asm\.wasm\.xz is blocked or the connection broke off/],
  ["the interpreter is damaged twice", ({ server }) => server.always(PACKED, changed), /pyodide\.asm\.wasm\.xz arrived damaged/],
  ["the interpreter is half there", ({ server }) => server.always(PACKED, half), /pyodide\.asm\.wasm\.xz arrived damaged/],
  ["the library is missing", ({ server }) => server.always(PYTHON, gone), /python\.zip\.xz is missing/],
  ["the library is damaged", ({ server }) => server.always(PYTHON, changed), /python\.zip\.xz arrived damaged/],
  ["numpy is missing", ({ server }) => server.always(START, gone), /^numpy and the page's own Python could not be loaded: start\.zip\.xz is missing/],
  ["numpy is damaged", ({ server }) => server.always(START, half), /^numpy and the page's own Python could not be loaded: start\.zip\.xz arrived damaged/],
  ["numpy breaks off", ({ server }) => server.always(START, broken), /start\.zip\.xz is blocked or the connection broke off/],
  ["the lock is missing", ({ server }) => server.always("pyodide/pyodide-lock.json", gone), /^The Python runtime did not start/],
  ["the lock is blocked", ({ server }) => server.always("pyodide/pyodide-lock.json", blocked), /^The Python runtime did not start/],
  ["the list is missing", ({ server }) => server.always("manifest.json", gone), /manifest\.json/],
  ["the list is garbled", ({ server }) => server.always("manifest.json", instead("{")), /manifest\.json/],
  ["what unpacks is missing", (here) => ((here.library = "missing"), (Worker.missing = true)), /xz-decompress is blocked/],
  ["what unpacks is garbled", (here) => ((here.library = "garbled"), (Worker.missing = true)), /xz-decompress is not what it should be/],
]) {
  test(`the panel says so when ${how}`, async () => {
    const here = await failed({ change });
    assert.match(here.said, words);
    assert.match(here.byId("trouble-try").textContent, /^Check the connection/);
    assert.equal(here.html.dataset.app, "failed");
    isAsBefore(here);
  });
}

for (const name of ["pyodide.mjs", "pyodide.asm.mjs"]) {
  test(`the panel says so when ${name} is missing`, async () => {
    const here = await failed({ missing: [name] });
    assert.match(here.said, new RegExp(`^The Python runtime did not start\\. Not arrived: assets/runtime/pyodide/${name.replaceAll(".", "\\.")}\\.$`));
    isAsBefore(here);
  });
}

for (const [how, change] of [
  ["the interpreter is damaged once", ({ server }) => server.next(PACKED, changed)],
  ["the interpreter is no WebAssembly, once", ({ server }) => server.next(PACKED, instead("\0asm"))],
  ["numpy is damaged once", ({ server }) => server.next(START, changed)],
  ["there is no thread", () => (Worker.missing = true)],
  ["there is no web crypto", (here) => here.sets({ crypto: undefined })],
]) {
  test(`it starts all the same when ${how}`, async () => {
    const here = await opened({ change });
    await here.python;
    assert.equal(here.said, undefined);
    isAsBefore(here);
  });
}

test("with the worker's files it starts from those", async () => {
  const here = await opened({ change: (one) => (one.controlledBy("sw.js"), one.sets({ crypto: undefined })) });
  await here.python;
  assert.deepEqual([here.server.times(WASM), here.server.times(PACKED)], [1, 0]);
  isAsBefore(here);
});

test("when a small file hangs, the watchdog says where", async () => {
  for (const path of ["manifest.json", "pyodide/pyodide-lock.json"]) {
    const here = await opened({ change: ({ server }) => server.always(path, never) });
    if (path === "manifest.json") await until(() => here.server.times(PACKED));
    else await until(() => here.label === "Starting Python");
    here.passes(60_000);
    assert.match(here.said, /^Nothing has moved for 60 seconds while the page was at: /);
  }
});

// More archives.

test("one more archive is put where Python finds it, once", async () => {
  const here = await opened(), python = await here.python, [before] = [python.ran.length];
  assert.equal(here.more("figures"), here.more("figures"));
  await here.more("figures");
  assert.equal(here.server.times(FIGURES), 1);
  assert.ok(python.FS.files["/lib/python3.14/figures.pyc"]);
  assert.match(python.ran[before], /invalidate_caches/);
  assert.equal(python.ran.length, before + 1);
});

for (const [answer, words] of [[gone, /is missing/], [half, /arrived damaged/], [blocked, /is blocked/]]) {
  test(`one that did not come can be asked for again: ${words}`, async () => {
    const here = await opened();
    await here.python;
    here.server.always(FIGURES, answer);
    await assert.rejects(here.more("figures"), words);
    assert.equal(here.said, undefined, "Python says it");
    here.server.always(FIGURES, sound);
    await here.more("figures");
    assert.ok((await here.python).FS.files["/lib/python3.14/figures.pyc"]);
  });
}
