import assert from "node:assert/strict";
import test from "node:test";
import { visit } from "./support/visit.mjs";

async function opened({ end, script = async () => "done" } = {}) {
  const here = visit();
  here.told.runPythonAsync = script;
  Object.assign(here, await here.boot("interpreter"));
  const { startPython } = await here.boot("python");
  startPython();
  here.given = { stdout: (text) => text, stderr: (text) => text };
  here.started = await here.loadPyodide(here.given);
  if (end) (await here.boot("panel"))[end]({ what: "It broke." });
  return here;
}
const fails = (name, message) => () => Promise.reject(Object.assign(new Error(message), { name }));
const advice = (here) => here.byId("trouble-try").textContent;

test("PyScript gets the Python that has been on its way, with PyScript's own output", async () => {
  const here = await opened();
  assert.equal(here.started, here.told);
  assert.equal(here.version, "314.0.4");
  assert.deepEqual(here.stdout, { batched: here.given.stdout });
  assert.deepEqual(here.stderr, { batched: here.given.stderr });
});

test("main.py is run with what PyScript gives", async () => {
  const here = await opened({ end: "ready", script: async function (...given) { return [this, ...given]; } });
  assert.deepEqual(await here.started.runPythonAsync("code", { globals: 1 }), [here.started, "code", { globals: 1 }]);
  assert.equal(here.said, undefined);
});

test("a main.py that ends without a page is at fault", async () => {
  const here = await opened();
  assert.equal(await here.started.runPythonAsync("\n"), "done");
  assert.equal(here.said, undefined);
  here.happens("pyodide:done");
  assert.equal(here.said, "The page's own Python (py/main.py) did not run.");
  assert.match(advice(here), /^This is a fault of the page/);
});

for (const [name, message, words] of [
  ["PythonError", "SyntaxError: invalid syntax", /^This is a fault of the page/],
  ["TypeError", "Failed to fetch", /^Check the connection/],
]) {
  test(`a main.py that ends in a ${name}`, async () => {
    const here = await opened({ script: fails(name, message) });
    await assert.rejects(here.started.runPythonAsync("code"), { message });
    assert.match(here.said, /py\/main\.py/);
    assert.match(advice(here), words);
    assert.match(here.byId("trouble-trace").textContent, new RegExp(message));
  });
}

test("what Python itself has said of a failure stays", async () => {
  const here = await opened({ end: "fail" });
  await here.started.runPythonAsync("code");
  here.happens("pyodide:done");
  assert.equal(here.said, "It broke.");
});

test("a package that the site was built with is here", async () => {
  const here = await opened();
  await here.loadPyodide({ ...here.given, packages: ["numpy"] });
  assert.equal(here.said, undefined);
});

test("a package that the site was built without is named", async () => {
  const here = await opened();
  await assert.rejects(here.loadPyodide({ ...here.given, packages: ["numpy", "scipy", "pandas"] }));
  assert.equal(here.said, "pyscript.toml asks for scipy, pandas; this site was built with numpy.");
  assert.match(advice(here), /make site/);
});

test("without Pyodide's module there is nothing to give", async () => {
  const here = visit({ missing: ["pyodide.mjs"] });
  await assert.rejects(here.boot("interpreter"));
  assert.match(here.said, /^The Python runtime did not start\./);
});
