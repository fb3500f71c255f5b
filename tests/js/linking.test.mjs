import assert from "node:assert/strict";
import test from "node:test";
import { visit } from "./support/visit.mjs";
import { wasm } from "./support/xz.mjs";

const PATHS = ["/lib/one.so", "/lib/two.so"];

// A start that links two libraries with these options; `Module` is what they are linked into.
async function linked({ address = 3, ...options } = {}) {
  visit();
  const { linking } = await import("../../assets/boot/memory/linking.mjs");
  const { FakeModule } = await import("./support/runtime/pyodide.asm.mjs?linking");
  const Module = new FakeModule(), steps = [];
  Module.HEAP32[Module.noted] = address;
  const started = new Promise((resolve) => (Module.run = () => resolve(steps.push("Python"))));
  const linker = linking((settings) => {
    Module.addRunDependency();
    for (const step of settings.preRun) step(Module);
    Module.removeRunDependency();
    return Module;
  }, {
    libraries: async () => (steps.push("libraries"), PATHS.map((path) => [path, wasm()])),
    afterwards: async (given) => steps.push(["afterwards", given.wasmTable.length, given.HEAP32[Module.noted]]),
    ...options,
  });
  linker.createPyodideModule({ preRun: [] });
  return { linker, Module, steps, started };
}

test("libraries are linked before Python starts, and by path found when it imports them", async () => {
  const { linker, Module, steps, started } = await linked();
  assert.equal(await linker.done, 20);
  await started;
  assert.deepEqual(steps, ["libraries", ["afterwards", 20, 0], "Python"]);
  assert.deepEqual(Object.keys(Module.preloadedWasm), PATHS);
  assert.deepEqual(Module.preloadedWasm[PATHS[1]].path, PATHS[1]);
});

test("the note that Pyodide left in memory is put back at the end, not before", async () => {
  const { linker, Module } = await linked();
  await linker.done;
  assert.equal(Module.HEAP32[Module.noted], 0);
  linker.finish();
  assert.equal(Module.HEAP32[Module.noted], 3);
});

test("where Pyodide adds no function of its own, its place is kept", async () => {
  const { linker, Module } = await linked({ address: 0 });
  assert.equal(await linker.done, 21);
  linker.finish();
  assert.equal(Module.HEAP32[Module.noted], 0);
});

test("a memory from elsewhere needs as many functions", async () => {
  assert.equal(await (await linked({ expected: 20 })).linker.done, 20);
  const { linker, steps } = await linked({ expected: 21 });
  await assert.rejects(linker.done, /libraries come to lie elsewhere/);
  assert.deepEqual(steps, ["libraries"]); // and Python waits for ever
});

for (const part of ["libraries", "afterwards"]) {
  test(`what goes wrong with ${part} is told`, async () => {
    const { linker, steps } = await linked({ [part]: () => Promise.reject(new Error("no")) });
    await assert.rejects(linker.done, /^Error: no$/);
    assert.ok(!steps.includes("Python"));
  });
}
