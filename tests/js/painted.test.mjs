import assert from "node:assert/strict";
import test from "node:test";
import { visit } from "./support/visit.mjs";

// A page that is being loaded; what its browser says about painting, it says by `paints`.
async function loading(readyState = "interactive") {
  const here = visit();
  here.document.readyState = readyState;
  here.sets({
    PerformanceObserver: class {
      constructor(seen) {
        here.paints = (name) => seen({ getEntriesByName: (asked) => (asked === name ? [{}] : []) }, this);
      }
      observe(what) {
        here.observed = what;
      }
      disconnect() {
        here.observed = undefined;
      }
    },
  });
  const { painted } = await here.boot("painted");
  painted.then(() => (here.painted = true));
  await turn();
  return here;
}
const turn = () => new Promise(setImmediate);

test("a page that is there has been painted", async () => {
  assert.ok((await loading("complete")).painted);
});

test("the first paint with content in it counts", async () => {
  const here = await loading();
  assert.deepEqual(here.observed, { type: "paint", buffered: true });
  here.paints("first-paint");
  await turn();
  assert.ok(!here.painted);
  here.paints("first-contentful-paint");
  await turn();
  assert.ok(here.painted);
  assert.equal(here.observed, undefined);
});

test("a tab in the background is not painted, but loaded", async () => {
  const here = await loading();
  here.happens("load");
  await turn();
  assert.ok(here.painted);
});
