import assert from "node:assert/strict";
import test from "node:test";
import { visit } from "./support/visit.mjs";

const LARGE = ["large", 4_000_000], SMALL = ["small", 1_000_000], LAST = ["last", 3_000_000];
const turn = () => new Promise(setImmediate);

async function opened() {
  const here = visit();
  Object.assign(here, await here.boot("progress"));
  here.percent = () => Number(here.byId("boot-label").getAttribute("aria-valuenow"));
  return here;
}

test("nothing is told before it is known what will come", async () => {
  const here = await opened();
  here.arrived("large", 2_000_000);
  assert.equal(here.label, "");
  here.expect([LARGE, SMALL]);
  assert.equal(here.label, "Loading the Python runtime, 2.0 of 5.0 MB");
});

test("what comes last is told of alone, once all else is here", async () => {
  const here = await opened();
  here.expect([LARGE, SMALL, LAST], "last");
  const said = [];
  for (const [path, count] of [["large", 1_000_000], ["last", 500_000], ["large", 4_000_000], ["small", 1_000_000], ["last", 3_000_000]]) {
    here.arrived(path, count);
    said.push([here.label, here.percent()]);
  }
  assert.deepEqual(said, [
    ["Loading the Python runtime, 1.0 of 5.0 MB", 10],
    ["Loading the Python runtime, 1.0 of 5.0 MB", 10],
    ["Loading the Python runtime, 4.0 of 5.0 MB", 45],
    ["Loading numpy, 0.5 of 3.0 MB", 55],
    ["Loading numpy, 3.0 of 3.0 MB", 80],
  ]);
  await turn();
  assert.equal(here.label, "Starting Python");
  assert.equal(here.percent(), 80);
});

test("more than was expected is not told", async () => {
  const here = await opened();
  here.expect([SMALL]);
  here.arrived("small", 7_000_000);
  assert.equal(here.label, "Loading the Python runtime, 1.0 of 1.0 MB");
  assert.equal(here.percent(), 80);
});

test("the line is laid out anew only when it says something else", async () => {
  const here = await opened();
  here.expect([LARGE]);
  here.arrived("large", 1_010_000);
  here.byId("boot-label").textContent = "untouched";
  here.arrived("large", 1_020_000);
  assert.equal(here.label, "untouched");
  here.arrived("large", 1_100_000);
  assert.equal(here.label, "Loading the Python runtime, 1.1 of 4.0 MB");
});

test("other files may turn out to be wanted", async () => {
  const here = await opened();
  here.expect([SMALL]);
  here.expect([SMALL, LARGE]);
  here.arrived("small", 1_000_000);
  await turn();
  assert.equal(here.label, "Loading the Python runtime, 1.0 of 5.0 MB");
});

test("who waits for a part of a file hears of it once", async () => {
  const here = await opened(), heard = [];
  here.reached("large", 100).then(() => heard.push(100));
  here.reached("large", 200).then(() => heard.push(200));
  here.reached("small", 100).then(() => heard.push("small"));
  here.arrived("large", 99);
  await turn();
  assert.deepEqual(heard, []);
  here.arrived("large", 150);
  await turn();
  assert.deepEqual(heard, [100]);
  here.arrived("large", 300);
  await turn();
  assert.deepEqual(heard, [100, 200]);
  await here.reached("large", 300);
});

for (const expected of [true, false]) {
  test(`bytes that come are a sign of life, ${expected ? "expected" : "unexpected"}`, async () => {
    const here = await opened();
    if (expected) here.expect([LARGE]);
    for (const count of [1e6, 2e6, 3e6]) {
      here.arrived("large", count);
      here.passes(59_000);
    }
    assert.equal(here.said, undefined);
    here.passes(1000);
    assert.match(here.said, /^Nothing has moved for 60 seconds/);
  });
}
