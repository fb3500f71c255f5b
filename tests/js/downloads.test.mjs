import assert from "node:assert/strict";
import test from "node:test";
import { blocked, broken, changed, gone, half, instead, longer, MANIFEST, MEMORY, never, sound, WASM } from "./support/server.mjs";
import { until, visit } from "./support/visit.mjs";
import { Worker } from "./support/worker.mjs";
import { wasm, zip } from "./support/xz.mjs";

const PACKED = `${WASM}.xz`, PYTHON = "python.zip.xz", START = "start.zip.xz", KEPT_MEMORY = "memory.bin";
const content = (name) => zip({ [`lib/python3.14/${name}.pyc`]: name });
const CONNECTION = /^Check the connection/;
const advice = (here) => here.byId("trouble-try").textContent;

async function opened(options) {
  const here = visit(options);
  return Object.assign(here, await here.boot("downloads"));
}

// The list of files.

test("the list is asked for once", async () => {
  const here = await opened();
  const [one, other] = await Promise.all([here.list(), here.list()]);
  assert.equal(one, other);
  assert.deepEqual(here.server.asked, ["manifest.json"]);
});

for (const [how, answer] of [
  ["missing", gone], ["blocked", blocked], ["garbled", instead("{")], ["broken off", broken],
  ["empty", instead("{}")], ["nothing at all", instead("")], ["a page", instead("<!doctype html>")],
  ["without an archive", instead(JSON.stringify({ files: { [PYTHON]: { bytes: 1 } } }))],
]) {
  test(`the list is ${how}`, async () => {
    const here = await opened();
    here.server.always("manifest.json", answer);
    await assert.rejects(here.list());
    assert.match(here.said, /manifest\.json/);
    assert.match(advice(here), CONNECTION);
    if (answer === gone) assert.match(here.byId("trouble-trace").textContent, /the server answered 404/);
    await assert.rejects(here.fetchMore("figures.zip.xz"), /^Error: The Python of the figures could not be loaded: /);
  });
}

// One file.

test("a file is counted, checked and unpacked", async () => {
  const here = await opened();
  assert.deepEqual(await here.fetchMore("figures.zip.xz"), content("figures"));
  const { reached } = await here.boot("progress");
  await reached("figures.zip.xz", 100);
  assert.deepEqual(here.server.modes, ["default", "default"]);
});

for (const [how, answer] of [["one bit is wrong", changed], ["half is missing", half], ["it is too long", longer], ["nothing came", instead("")], ["it is a page", instead("<!doctype html>")]]) {
  test(`a damaged file is asked for again, past the browser's cache: ${how}`, async () => {
    const here = await opened();
    here.server.next("figures.zip.xz", answer);
    assert.deepEqual(await here.fetchMore("figures.zip.xz"), content("figures"));
    assert.equal(here.server.times("figures.zip.xz"), 2);
    assert.equal(here.server.modes.at(-1), "reload");
    assert.equal(Worker.alive, 0);
  });

  test(`and is given up when that one is damaged, too: ${how}`, async () => {
    const here = await opened();
    here.server.always("figures.zip.xz", answer);
    await assert.rejects(here.fetchMore("figures.zip.xz"), /The Python of the figures could not be loaded: figures\.zip\.xz arrived damaged/);
    assert.equal(here.server.times("figures.zip.xz"), 2);
    assert.equal(Worker.alive, 0);
  });
}

for (const [how, answer, words] of [
  ["missing", gone, /numpy\.zip\.xz is missing \(the server answered 404\)/],
  ["blocked", blocked, /numpy\.zip\.xz is blocked or the connection broke off/],
  ["broken off", broken, /numpy\.zip\.xz is blocked or the connection broke off/],
]) {
  test(`a file that is ${how} is not asked for again`, async () => {
    const here = await opened();
    here.server.always("numpy.zip.xz", answer);
    await assert.rejects(here.fetchMore("numpy.zip.xz"), words);
    assert.equal(here.server.times("numpy.zip.xz"), 1);
    assert.equal(Worker.alive, 0);
    assert.equal(here.said, undefined); // who asked says it
  });
}

test("how much of a damaged file has come is said", async () => {
  const here = await opened();
  here.server.always("figures.zip.xz", half);
  const { files } = await here.list(), { bytes } = files["figures.zip.xz"];
  await assert.rejects(here.fetchMore("figures.zip.xz"), new RegExp(`\\(${Math.floor(bytes / 2)} of ${bytes} bytes, or the wrong content\\)`));
});

test("without web crypto the length has to do", async () => {
  for (const [crypto, answer, damaged] of [[globalThis.crypto, changed, true], [undefined, changed, false], [{}, changed, false], [undefined, half, true]]) {
    const here = await opened();
    here.sets({ crypto });
    here.server.always(KEPT_MEMORY, answer);
    const coming = here.fetchMemory(true);
    await (damaged ? assert.rejects(coming, { damaged: true }) : coming);
  }
});

test("a file may be here before the list, and is checked with it", async () => {
  const here = await opened();
  let answer;
  here.server.always("manifest.json", () => new Promise((resolve) => (answer = resolve)));
  here.list();
  const { bytes } = here.fetchInterpreter(), { reached } = await here.boot("progress");
  await reached(PACKED, MANIFEST.files[PACKED].bytes);
  await until(() => answer);
  await new Promise(setImmediate);
  answer(instead(JSON.stringify(MANIFEST))());
  assert.deepEqual(await bytes, wasm(300));
});

// The archives, beside the interpreter.

test("archives come one after the other while the interpreter is coming", async () => {
  const here = await opened(), { arrived } = await here.boot("progress");
  const archives = here.fetchArchives([PYTHON, START, "figures.zip.xz"], false);
  assert.deepEqual(await archives[PYTHON], content("python"));
  const { files } = await here.list();
  assert.deepEqual(here.server.asked.sort(), ["manifest.json", PYTHON]);
  arrived(PACKED, Math.floor(0.6 * files[PACKED].bytes) - 1);
  await new Promise(setImmediate);
  assert.equal(here.server.times(START), 0);
  arrived(PACKED, Math.ceil(0.6 * files[PACKED].bytes));
  assert.deepEqual(await archives[START], content("start"));
  assert.deepEqual(await archives["figures.zip.xz"], content("figures"));
});

test("archives come all at once where the interpreter is here", async () => {
  const here = await opened(), archives = here.fetchArchives([PYTHON, START], true);
  assert.deepEqual(await archives[START], content("start"));
  assert.equal(here.server.times(PACKED), 0);
});

for (const [path, name] of [[PYTHON, "A part of the Python runtime"], [START, "numpy and the page's own Python"]]) {
  test(`the panel says that ${path} did not come`, async () => {
    const here = await opened();
    here.server.always(path, gone);
    const archives = here.fetchArchives([PYTHON, START], true);
    await assert.rejects(archives[path]);
    assert.equal(here.said, `${name} could not be loaded: ${path} is missing (the server answered 404).`);
    assert.match(advice(here), CONNECTION);
  });
}

// The memory.

test("the memory comes packed from the server, and ready for use from the worker", async () => {
  for (const [kept, path] of [[false, "memory.bin.xz"], [true, KEPT_MEMORY]]) {
    const here = await opened();
    await here.list();
    assert.deepEqual(await here.fetchMemory(kept), MEMORY);
    assert.deepEqual(here.server.asked, ["manifest.json", path]);
  }
});

test("a memory that does not come is no failure of the page", async () => {
  const here = await opened();
  here.server.always("memory.bin.xz", gone);
  await here.list();
  await assert.rejects(here.fetchMemory(false));
  assert.equal(here.said, undefined);
});

// The interpreter.

const compiled = async ({ response }) => (await WebAssembly.instantiateStreaming(response, {})).module;

test("the interpreter is an answer to compile, and bytes", async () => {
  const here = await opened();
  await here.list();
  const interpreter = here.fetchInterpreter();
  assert.ok((await compiled(interpreter)) instanceof WebAssembly.Module);
  assert.deepEqual(await interpreter.bytes, wasm(300));
});

test("an interpreter that came damaged is not run, but comes again", async () => {
  for (const answer of [changed, half, instead("\0asm")]) {
    const here = await opened();
    await here.list();
    here.server.next(PACKED, answer);
    const interpreter = here.fetchInterpreter();
    await assert.rejects(compiled(interpreter));
    assert.deepEqual(await interpreter.bytes, wasm(300));
    assert.equal(here.server.times(PACKED), 2);
    assert.equal(here.said, undefined);
  }
});

test("an interpreter that came damaged twice is a failure", async () => {
  const here = await opened();
  await here.list();
  here.server.always(PACKED, changed);
  const interpreter = here.fetchInterpreter();
  await assert.rejects(compiled(interpreter));
  await assert.rejects(interpreter.bytes);
  assert.match(here.said, /pyodide\.asm\.wasm\.xz arrived damaged/);
});

test("without a thread the interpreter comes as bytes only", async () => {
  const here = await opened();
  await here.list();
  Worker.missing = true;
  const interpreter = here.fetchInterpreter();
  await assert.rejects(compiled(interpreter), /without a thread/);
  assert.deepEqual(await interpreter.bytes, wasm(300));
});

test("nobody has to read the interpreter's answer", async () => {
  const here = await opened();
  await here.list();
  const interpreter = here.fetchInterpreter(), answer = await interpreter.response;
  await answer.body.cancel();
  assert.deepEqual(await interpreter.bytes, wasm(300));
});

test("an interpreter that has been compiled once can be compiled again", async () => {
  const here = await opened();
  await here.list();
  for (const [first, again] of [[here.fetchInterpreter(), 1], [here.fetchKept(), 2]]) {
    await compiled(first);
    const next = here.again(first);
    assert.equal(next.kept, first.kept);
    assert.ok((await compiled(next)) instanceof WebAssembly.Module);
    assert.equal(here.server.times(first.kept ? WASM : PACKED), again);
  }
  assert.equal(here.server.times(PACKED), 1);
});

test("an interpreter that nobody has compiled is not asked for again", async () => {
  const here = await opened();
  await here.list();
  for (const [first, path] of [[here.fetchInterpreter(), PACKED], [here.fetchKept(), WASM]]) {
    await compiled(here.again(first));
    assert.equal(here.server.times(path), 1);
  }
});

test("where the worker keeps no WebAssembly any more, another interpreter comes from the server", async () => {
  for (const answer of [instead("damaged"), gone, blocked, broken]) {
    const here = await opened();
    await here.list();
    here.server.always(WASM, answer);
    const first = here.fetchKept();
    await first.response.catch(() => {});
    const next = here.again(first);
    assert.ok((await compiled(next)) instanceof WebAssembly.Module);
    assert.equal(here.server.times(PACKED), 1);
  }
});

test("a file that hangs does not keep the others waiting", async () => {
  const here = await opened();
  here.server.next("figures.zip.xz", never, sound);
  here.fetchMore("figures.zip.xz");
  assert.deepEqual(await here.fetchMore("library.zip.xz"), content("library"));
});
