// The page's own script: what it does at once, and when it leaves the rest to PyScript.
import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import { Element } from "./support/dom.mjs";
import { blocked, gone } from "./support/server.mjs";
import { HOME, until, visit } from "./support/visit.mjs";

async function opened({ change = () => {}, ...options } = {}) {
  const here = visit(options);
  here.first();
  here.document.place(new Element("figure#walk"));
  change(here);
  await here.boot("boot");
  return here;
}
// What a visit has begun comes to its end before the next.
afterEach(async () => (await globalThis.visit.boot("python")).startPython());
const turn = () => new Promise(setImmediate);

test("Python can be told what it may ask of the page, and PyScript comes", async () => {
  const here = await opened();
  assert.deepEqual(Object.keys(globalThis.unerase), ["stage", "ready", "fail", "trouble", "more", "load", "idle", "sketch"]);
  await until(() => here.imported.includes("core.js") && here.starts);
  assert.equal(here.said, undefined);
});

test("Python starts beside the article, before this script is there", async () => {
  const here = visit();
  await here.boot("early");
  await until(() => here.starts);
  await here.boot("boot");
  await until(() => here.imported.includes("core.js"));
  assert.equal(here.starts, 1);
});

test("an embed costs a picture until somebody presses it", async () => {
  const here = await opened({ link: "?embed=walk", change: (one) => one.sets({ ResizeObserver: class { observe() {} } }) });
  await here.boot("early");
  await turn();
  assert.deepEqual([here.server.asked, here.imported], [[], []]);
  here.byId("walk").happens("click");
  await until(() => here.imported.includes("core.js") && here.starts);
});

test("PyScript that does not come is told", async () => {
  const here = await opened({ missing: ["core.js"] });
  await until(() => here.said);
  assert.match(here.said, /^PyScript, which connects Python to the page, did not arrive \(assets\/runtime\/pyscript\)\. Not arrived: assets\/runtime\/pyscript\/core\.js\.$/);
});

for (const [path, how, words] of [
  ["pyscript.toml", gone, "is missing: the server answered 404"],
  ["pyscript.toml", blocked, "did not arrive"],
  ["py/main.py", gone, "is missing: the server answered 404"],
]) {
  test(`${path} ${words}, and PyScript does not come`, async () => {
    const here = await opened({ change: (one) => one.server.always(path, how) });
    await until(() => here.said);
    assert.equal(here.said, `A file that Python starts with (${path}) ${words}.`);
    assert.deepEqual(here.imported.filter((name) => name === "core.js"), []);
  });
}

test("an error of ours that nobody catches does not end a start that goes on", async () => {
  const here = await opened(), { stack } = new Error("on purpose");
  here.happens("unhandledrejection", { reason: { stack: stack.replaceAll(/file:\S+/g, `${HOME}assets/boot/sketch.mjs:1:1`) } });
  assert.match(here.said, /^The start broke off at: /);
  await until(() => here.imported.includes("core.js") && here.starts);
  unerase.ready();
  assert.equal(here.said, undefined);
});

test("a start that comes back from the browser's cache begins anew, a page goes on", async () => {
  const here = await opened();
  here.happens("pageshow", { persisted: false });
  assert.equal(here.reloads, 0);
  here.happens("pageshow", { persisted: true });
  assert.equal(here.reloads, 1);
  unerase.fail({ what: "The connection broke off." });
  here.happens("pageshow", { persisted: true });
  assert.equal(here.reloads, 2);
  unerase.ready();
  here.happens("pageshow", { persisted: true });
  assert.equal(here.reloads, 2);
});

for (const [how, change, words] of [
  ["there is no WebAssembly", (one) => one.sets({ WebAssembly: undefined }), /^WebAssembly is switched off in this browser\./],
  ["a policy refuses WebAssembly", (one) => one.sets({ WebAssembly: { Module: class { constructor() { throw new Error("refused"); } } } }), /^A security policy forbids WebAssembly here, or code made of text \(eval\)\./],
  ["a policy refuses code made of text", (one) => one.sets({ Function: class { constructor() { throw new EvalError("refused"); } } }), /^A security policy forbids WebAssembly here, or code made of text \(eval\)\./],
]) {
  test(`when ${how}, the page says so and asks for nothing`, async () => {
    const { WebAssembly, Function } = globalThis;
    const here = await opened({ change });
    await until(() => words.test(here.said));
    assert.equal(here.html.dataset.app, "failed");
    assert.deepEqual([here.server.asked, here.imported], [[], []]);
    here.sets({ WebAssembly, Function });
  });
}

// Storage, without which PyScript hangs.

const answering = (event, facts = {}) => ({
  open() {
    const request = {};
    setImmediate(() => request[event](Object.assign(new Event(event, { cancelable: true }), facts)));
    return request;
  },
});
for (const [how, change] of [
  ["throws", (here) => here.sets({ indexedDB: { open() { throw new DOMException("no", "SecurityError"); } } })],
  ["answers with an error", (here) => here.sets({ indexedDB: answering("onerror") })],
  ["is blocked", (here) => here.sets({ indexedDB: answering("onblocked") })],
  ["is absent", (here) => here.sets({ indexedDB: undefined })],
  ["is refused", (here) => here.refuses("indexedDB")],
]) {
  test(`storage ${how}`, async () => {
    const here = await opened({ change, link: "#seed=5" });
    await until(() => here.said);
    assert.match(here.said, /may not use the browser's storage \(IndexedDB\)/);
    assert.match(here.byId("trouble-try").textContent, new RegExp(`^Open the page in its own tab \\(${HOME}\\)`));
    assert.equal(here.byId("trouble-link").href, `${HOME}#seed=5`);
    assert.ok(!here.byId("trouble-link").hidden);
    await turn();
    assert.ok(!here.imported.includes("core.js"));
  });
}

test("storage never answers", async () => {
  const here = await opened({ change: (one) => one.sets({ indexedDB: { open: () => ({}) } }) });
  await until(() => here.starts);
  here.passes(9999);
  await turn();
  assert.equal(here.said, undefined);
  here.passes(1);
  await until(() => here.said);
  assert.match(here.said, /storage \(IndexedDB\)/);
});

test("a laptop that sleeps before storage answers is no reason", async () => {
  let request;
  const here = await opened({ change: (one) => one.sets({ indexedDB: { open: () => (request = { result: { close() {} } }) } }) });
  await until(() => here.starts);
  here.sleeps(3600_000);
  await turn();
  assert.equal(here.said, undefined);
  request.onsuccess();
  await until(() => here.imported.includes("core.js"));
});

test("a probe of storage is closed, and not waited for any longer", async () => {
  let closed = 0;
  const here = await opened({ change: (one) => one.sets({ indexedDB: { open() {
    const request = { result: { close: () => closed++ } };
    setImmediate(() => request.onsuccess());
    return request;
  } } }) });
  await until(() => here.imported.includes("core.js"));
  here.passes(10_000);
  assert.equal(closed, 1);
  assert.equal(here.said, undefined);
});
