import assert from "node:assert/strict";
import test from "node:test";
import { visit } from "./support/visit.mjs";

test("it waits for an idle moment, and not for ever", async () => {
  const here = visit(), asked = [], run = () => {};
  here.sets({ requestIdleCallback: (...given) => asked.push(given) });
  const { idle } = await here.boot("idle");
  idle(run, 3000);
  assert.deepEqual(asked, [[run, { timeout: 3000 }]]);
});

test("where the browser knows no idle moments, it waits a little", async () => {
  const here = visit(), { idle } = await here.boot("idle");
  here.sets({ requestIdleCallback: undefined });
  let runs = 0;
  idle(() => runs++, 3000);
  assert.equal(runs, 0);
  here.passes(50);
  assert.equal(runs, 1);
  here.passes(100_000);
  assert.equal(runs, 1);
});
