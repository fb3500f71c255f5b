import assert from "node:assert/strict";
import test from "node:test";
import { blocked, broken, changed, DETAILS, gone, half, instead, longer, MANIFEST, never, sound, WASM } from "./support/server.mjs";
import { HOME, Storage, until, visit } from "./support/visit.mjs";

const KEY = "unerase-memory /unerase/", PACKED = `${WASM}.xz`, MEMORY = "memory.bin.xz", KEPT = "memory.bin";
const VERSION = MANIFEST.files[MEMORY].sha256, OTHER = "0".repeat(64);
const NOW = 1e12, DAY = 24 * 3600_000;

const noting = (text) => {
  const storage = new Storage();
  storage.setItem(KEY, text);
  return storage;
};
const noted = (here) => here.storage.getItem(KEY)?.split(" ") ?? [];
const kept = (here) => here.controlledBy("sw.js");

// A page that has got so far as to decide; `attempt` decides.
async function opened({ change = () => {}, ...options } = {}) {
  const here = visit(options);
  change(here);
  here.memory = await here.boot("memory/memory");
  return here;
}

// When it is tried.

test("a first visit tries it on a fast line, and notes that", async () => {
  const here = await opened(), attempt = await here.memory.attempt();
  assert.deepEqual(attempt.memory, DETAILS);
  assert.deepEqual(noted(here), ["trying", VERSION, String(NOW)]);
  assert.deepEqual(here.server.asked, ["manifest.json", MEMORY]);
  await attempt.coming;
});

for (const [who, options] of [
  ["an embed", { change: (here) => (here.html.dataset.embed = "hero") }],
  ["who asks to save data", { change: () => (navigator.connection.saveData = true) }],
  ["who asks to save data below another site's worker", { change: (here) => (here.controlledBy("/sw.js"), (navigator.connection.saveData = true)) }],
  ["who has no web crypto", { change: (here) => here.sets({ crypto: {} }) }],
  ["whose storage is full", { storage: Object.assign(new Storage(), { full: true }) }],
  ["whose storage is refused", { change: (here) => here.refuses("localStorage") }],
  ["whose storage is refused, with everything kept", { change: (here) => (kept(here), here.refuses("localStorage")) }],
  ["who has a slow line", { lineMs: 1001 }],
  ["who gets no list", { change: ({ server }) => server.always("manifest.json", gone) }],
  ["who gets a list without a memory", { change: ({ server }) => server.listing((all) => delete all.memory) }],
  ["whose line cannot be judged", { missing: ["pyodide.asm.mjs"] }],
]) {
  test(`${who} starts from the beginning, and fetches no memory`, async () => {
    const here = await opened(options);
    assert.equal(await here.memory.attempt(), undefined);
    assert.deepEqual(noted(here), []);
    assert.equal(here.server.times(MEMORY) + here.server.times(KEPT), 0);
  });
}

test("who asks to save data, and has it all with the worker, goes on from there", async () => {
  const here = await opened({ change: (one) => (kept(one), (navigator.connection.saveData = true)) });
  assert.ok(await here.memory.attempt());
  assert.deepEqual(here.server.asked, [KEPT, "manifest.json"]);
});

test("a browser that tells nothing of its connection may try", async () => {
  const here = await opened({ change: (one) => one.sets({ navigator: {} }) });
  assert.ok(await here.memory.attempt());
});

test("only this site's own worker keeps the files", async () => {
  const here = await opened(), { kept } = await here.boot("kept");
  assert.ok(!kept());
  for (const [script, wanted] of [["sw.js", true], ["/sw.js", false], ["/unerase/other.js", false], ["https://elsewhere.test/unerase/sw.js", false]]) {
    here.controlledBy(script);
    assert.equal(kept(), wanted, script);
  }
  navigator.serviceWorker = { controller: null };
  assert.ok(!kept());
  here.refuses("serviceWorker", navigator);
  assert.ok(!kept(), "sandboxed");
});

// What the last start has left behind.

for (const [what, text, tried, after] of [
  ["it went well", `fine ${VERSION} ${NOW - DAY}`, true, "trying"],
  ["it failed lately", `failed ${VERSION} ${NOW - 7 * DAY + 1}`, false, "failed"],
  ["it failed long ago", `failed ${VERSION} ${NOW - 7 * DAY}`, true, "trying"],
  ["it failed, by a clock that went ahead", `failed ${VERSION} ${NOW + DAY}`, false, "failed"],
  ["it failed, by a clock that went far ahead", `failed ${VERSION} ${NOW + 8 * DAY}`, true, "trying"],
  ["it hung, by a clock that went ahead", `trying ${VERSION} ${NOW + DAY}`, false, "failed"],
  ["it is under way in another tab", `trying ${VERSION} ${NOW - 60_000}`, false, "trying"],
  ["it hung", `trying ${VERSION} ${NOW - 60_001}`, false, "failed"],
  ["another version failed", `failed ${OTHER} ${NOW}`, true, "trying"],
  ["another version hung", `trying ${OTHER} ${NOW - DAY}`, true, "trying"],
  ["the note is rubbish", "%E0%A4%A \0 zz", true, "trying"],
  ["the note is empty", "", true, "trying"],
]) {
  for (const worker of [false, true]) {
    test(`${what}${worker ? ", with everything kept" : ""}`, async () => {
      const here = await opened({ storage: noting(text), change: worker ? kept : undefined });
      assert.equal(Boolean(await here.memory.attempt()), tried);
      const [state, version] = noted(here);
      assert.equal(state, after);
      assert.equal(version, VERSION);
      assert.equal(here.server.times(worker ? KEPT : MEMORY), Number(tried));
    });
  }
}

test("who has gone on from it has it still, whatever the line", async () => {
  const here = await opened({ storage: noting(`fine ${VERSION} ${NOW}`), lineMs: 100_000 });
  assert.ok(await here.memory.attempt());
  assert.deepEqual(here.imported, []);
});

test("who has it all with the worker needs no line", async () => {
  const here = await opened({ change: kept, lineMs: 100_000 });
  assert.ok(await here.memory.attempt());
  assert.deepEqual(here.imported, []);
});

test("what the worker keeps is asked for before the list is here, unless it did not do well", async () => {
  for (const [text, first] of [["", KEPT], [`fine ${VERSION} ${NOW}`, KEPT], [`failed ${OTHER} ${NOW}`, "manifest.json"]]) {
    const here = await opened({ storage: noting(text), change: kept });
    assert.ok(await here.memory.attempt());
    assert.equal(here.server.asked[0], first);
  }
});

test("other copies of the page at this origin have notes of their own", async () => {
  const here = await opened({ storage: noting(`failed ${VERSION} ${NOW}`) });
  here.document.baseURI = "https://unerase.test/other/";
  const other = await import(`../../assets/boot/memory/memory.mjs${here.query}&other`);
  assert.ok(await other.attempt());
  assert.equal(noted(here)[0], "failed");
});

// How fast the line is. Each file: bytes, and the ms in which it began and ended to come.

for (const [what, files, fast] of [
  ["a large file, fast", [[60_000, 0, 50]], true],
  ["a large file, slow", [[60_000, 0, 70]], false],
  ["small files do not count", [[50_000, 0, 1], [60_000, 0, 70]], false],
  ["nor do those from the browser's cache", [[0, 0, 1], [60_000, 0, 70]], false],
  ["two side by side share the line", [[60_000, 0, 100], [60_000, 0, 100]], true],
  ["two after one another do not", [[60_000, 0, 70], [60_000, 100, 170]], false],
  ["two that overlap, in any order", [[60_000, 50, 130], [60_000, 0, 120]], false],
  ["one within the other", [[60_000, 0, 130], [60_000, 50, 100]], false],
  ["two within another", [[60_000, 0, 175], [60_000, 50, 100], [60_000, 110, 170]], true],
]) {
  test(`the line: ${what}`, async () => {
    const here = await opened({ lineMs: 1e9 });
    here.entries.resource = files.map(([transferSize, responseStart, responseEnd]) => ({ transferSize, responseStart, responseEnd }));
    assert.equal(Boolean(await here.memory.attempt()), fast);
    assert.deepEqual(here.imported, fast ? [] : ["pyodide.asm.mjs"]);
  });
}

test("Pyodide's script judges the line where nothing else has come", async () => {
  assert.ok(await (await opened({ lineMs: 999 })).memory.attempt());
});

// A start with it, up to the end.

async function started({ end = "ready", ...options } = {}) {
  const here = await opened(options), { python, startPython } = await here.boot("python");
  startPython();
  here.started = await python;
  here.panel = await here.boot("panel");
  here.panel[end]({ what: "It broke." });
  return here;
}
const wentOn = (here) => here.marks.includes("went on from memory");
const read = (memory, { address, bytes }) => new TextDecoder().decode(memory.slice(address, address + bytes));

test("Python goes on from memory", async () => {
  const here = await started(), { module: Module, FS, ran } = here.started;
  assert.ok(wentOn(here));
  assert.equal(here.starts, 1);
  // What Pyodide restores has the memory in its place by then, but not yet the note of its own.
  assert.equal(Module.restored, "header");
  assert.deepEqual(DETAILS.parts.map((part) => read(Module.memory, part)), ["one part", "and another"]);
  assert.equal(new Int32Array(Module.memory.buffer)[Module.noted], 0);
  assert.equal(Module.HEAP32[Module.noted], 3);
  assert.deepEqual(Object.keys(Module.preloadedWasm), ["/lib/numpy.so"]);
  assert.equal(new TextDecoder().decode(FS.files["/lib/os.pyc"]), "os, from memory");
  assert.deepEqual(ran, ["import random; random.seed()"], "chance is not kept");
  for (const name of ["python.zip.xz", "start.zip.xz"]) assert.equal(here.server.times(name), 0, name);
  await until(() => noted(here)[0] === "fine");
});

test("the next visit goes on from it, too, on any line", async () => {
  const { storage } = await started();
  assert.ok(wentOn(await started({ storage, lineMs: 1e9 })));
});

test("a page that failed after all is noted, and does not try again", async () => {
  const here = await started({ end: "fail" });
  assert.ok(wentOn(here));
  await until(() => noted(here)[0] === "failed");
  assert.ok(!wentOn(await started({ storage: here.storage })));
});

// It did not arrive: it may do so next time.
for (const [how, answer, asked] of [
  ["missing", gone, 1], ["blocked", blocked, 1], ["broken off", broken, 1],
  ["changed", changed, 2], ["half", half, 2], ["too long", longer, 2], ["nothing", instead(""), 2],
]) {
  test(`a memory that is ${how} is not used, and not held against it`, async () => {
    const here = await started({ change: ({ server }) => server.always(MEMORY, answer) });
    assert.ok(!wentOn(here));
    assert.match(here.infos.join(), /^Python starts from the beginning, not from memory: .*memory\.bin\.xz/);
    await until(() => !noted(here).length);
    assert.equal(here.server.times(MEMORY), asked);
    assert.equal(here.server.times(PACKED), 1);
    assert.equal(here.said, undefined);
    assert.ok(wentOn(await started({ storage: here.storage })));
  });
}

test("a memory that is missing holds nothing up", async () => {
  let come;
  const here = await opened({ change: ({ server }) => {
    server.always(MEMORY, gone);
    server.next(PACKED, (content) => new Promise((resolve) => (come = () => resolve(sound(content)))));
  } });
  const begun = (await here.boot("python")).startPython();
  await until(() => here.server.times("python.zip.xz"), "the library is asked for while the interpreter is coming");
  come();
  await begun;
  assert.equal(here.said, undefined);
});

test("one that came damaged once is used", async () => {
  assert.ok(wentOn(await started({ change: ({ server }) => server.next(MEMORY, changed) })));
});

test("what the worker keeps of it is damaged", async () => {
  for (const answer of [instead("damaged"), changed]) {
    const here = await started({ change: (one) => (kept(one), one.server.always(KEPT, answer)) });
    assert.ok(!wentOn(here));
    assert.equal(here.said, undefined);
  }
});

// It arrived, and does not work: it is tried once.
for (const [how, change] of [
  ["parts that do not fit into memory", (memory) => (memory.parts[0].address = 1 << 22)],
  ["parts that are longer than what came", (memory) => (memory.parts[1].bytes = 1 << 20)],
  ["libraries that come to lie elsewhere", (memory) => (memory.functions = 1)],
  ["too little room", (memory) => (memory.room = 1 << 22)],
]) {
  test(`a memory with ${how} is tried once`, async () => {
    const options = { change: ({ server }) => server.listing(({ memory }) => change(memory)) };
    const here = await started(options);
    assert.ok(!wentOn(here));
    assert.equal(here.said, undefined);
    assert.ok(here.started.ran.some((code) => code.includes("FileFinder")), "from the beginning");
    await until(() => noted(here)[0] === "failed");
    const again = await started({ ...options, storage: here.storage });
    assert.ok(!wentOn(again));
    assert.equal(again.server.times(MEMORY), 0);
  });
}

test("one that needs more room than there is gets it", async () => {
  const here = await opened({ change: ({ server }) => server.listing(({ memory }) => (memory.room = 1 << 20)) });
  const { FakeModule } = await import(`./support/runtime/pyodide.asm.mjs${here.query}`);
  FakeModule.prototype.growMemory = (size) => (here.grown = size);
  const { python, startPython } = await here.boot("python");
  startPython();
  await python;
  assert.ok(wentOn(here));
  assert.equal(here.grown, 1 << 20);
});

test("an interpreter that does not come is not held against the memory", async () => {
  const here = await opened({ change: ({ server }) => server.always(PACKED, gone) });
  await (await here.boot("python")).startPython();
  assert.match(here.said, /pyodide\.asm\.wasm\.xz is missing/);
  await until(() => !noted(here).length);
});

for (const [how, answer] of [["changed", changed], ["no WebAssembly", instead("\0asm")]]) {
  test(`an interpreter that came damaged once (${how}) does not matter`, async () => {
    const here = await started({ change: ({ server }) => server.next(PACKED, answer) });
    assert.ok(wentOn(here));
    assert.equal(here.server.times(PACKED), 2);
    await until(() => noted(here)[0] === "fine");
  });
}

test("with everything kept, the interpreter comes from the worker, too", async () => {
  const here = await started({ change: kept });
  assert.ok(wentOn(here));
  assert.deepEqual([WASM, KEPT, PACKED, MEMORY].map((path) => here.server.times(path)), [1, 1, 0, 0]);
});

test("an interpreter that the worker keeps damaged comes from the server", async () => {
  const here = await started({ change: (one) => (kept(one), one.server.always(WASM, instead("damaged"))) });
  assert.ok(!wentOn(here));
  assert.equal(here.server.times(PACKED), 1);
  assert.equal(here.said, undefined);
  await until(() => noted(here)[0] !== "trying");
});

// Somebody leaves in the middle.

async function held() {
  const here = await opened({ change: ({ server }) => server.always(MEMORY, never) });
  here.attempt = await here.memory.attempt();
  return here;
}

test("who leaves soon is in a hurry, and goes on next time", async () => {
  const here = await held();
  here.passes(19_999);
  here.happens("pagehide");
  assert.equal(noted(here)[0], "fine");
  here.attempt.end("failed"); // what breaks off then is no failure
  assert.equal(noted(here)[0], "fine");
});

test("who leaves later has seen nothing happen: it may have hung", async () => {
  const here = await held();
  here.passes(20_000);
  here.happens("pagehide");
  assert.equal(noted(here)[0], "trying");
  // Soon after, another tab may be trying; after a minute, it has hung.
  for (const [ms, state] of [[0, "trying"], [60_001, "failed"]]) {
    const next = await opened({ storage: here.storage });
    next.passes(20_000 + ms);
    assert.equal(await next.memory.attempt(), undefined);
    assert.equal(noted(next)[0], state);
  }
});

test("who leaves after the start changes nothing", async () => {
  const here = await held();
  here.attempt.end("failed");
  here.happens("pagehide");
  assert.equal(noted(here)[0], "failed");
  assert.equal(HOME + noted(here)[1], HOME + VERSION);
});

test("a memory that is slow is waited for", async () => {
  let come;
  const here = await opened({ change: ({ server }) => server.always(MEMORY, (content) => new Promise((resolve) => (come = () => resolve(sound(content))))) });
  const { python, startPython } = await here.boot("python");
  startPython();
  await until(() => come && here.starts);
  here.passes(59_000);
  come();
  await python;
  assert.ok(wentOn(here));
});
