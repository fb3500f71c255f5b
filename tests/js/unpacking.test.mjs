import assert from "node:assert/strict";
import test from "node:test";
import { until, visit } from "./support/visit.mjs";
import { Worker } from "./support/worker.mjs";
import { bytes, xz } from "./support/xz.mjs";

const CONTENT = bytes(new Array(70_000).fill(0).map((_, i) => i % 251)); // longer than one piece
const PACKED = xz(CONTENT);

// Unpack it as it would come, in three parts.
async function unpacked(here, packed = PACKED) {
  const { unpacking } = await here.boot("unpacking"), pieces = [];
  const unpacked = unpacking((piece) => pieces.push(piece));
  for (let at = 0; at < packed.length; at += 30_000) unpacked.add(packed.slice(at, at + 30_000));
  return { bytes: await unpacked.end(packed), pieces };
}

test("a thread unpacks what has come, and gives it in pieces", async () => {
  const here = visit(), { bytes: all, pieces } = await unpacked(here);
  assert.deepEqual(all, CONTENT);
  assert.ok(pieces.length > 1);
  assert.deepEqual(bytes(...pieces), CONTENT);
  assert.equal(Worker.alive, 0);
});

for (const [how, change] of [
  ["there are no threads", (here) => here.sets({ Worker: undefined })],
  ["threads are refused", (here) => here.sets({ Worker: function () { throw new DOMException("no", "SecurityError"); } })],
  ["the thread's script is missing", () => (Worker.missing = true)],
]) {
  test(`the page unpacks it where ${how}`, async () => {
    const here = visit();
    change(here);
    const { bytes: all, pieces } = await unpacked(here);
    assert.deepEqual(all, CONTENT);
    assert.deepEqual(pieces, []);
    assert.equal(Worker.alive, 0);
  });
}

test("the page unpacks it where the thread does not outlive the back/forward cache", async () => {
  const here = visit();
  here.sets({ Worker: class { postMessage() {} terminate() {} } });
  const { unpacking } = await here.boot("unpacking"), all = unpacking(() => {}).end(PACKED);
  here.happens("pageshow", { persisted: false });
  here.happens("pageshow", { persisted: true });
  assert.deepEqual(await all, CONTENT);
});

test("one that cannot be unpacked is damaged, so that it is asked for again", async () => {
  for (const packed of [PACKED.slice(0, 90), bytes("<!doctype html> is not what was packed"), PACKED.map((byte, i) => (i === 40_000 ? byte ^ 1 : byte))]) {
    await assert.rejects(unpacked(visit(), packed), { damaged: true, message: "it cannot be unpacked" });
  }
});

test("after a damaged one the page unpacks the next", async () => {
  const here = visit();
  here.sets({ Worker: undefined });
  await assert.rejects(unpacked(here, PACKED.slice(0, 90)));
  assert.deepEqual((await unpacked(here)).bytes, CONTENT);
});

for (const [state, words] of [["missing", /xz-decompress is blocked/], ["garbled", /xz-decompress is not what it should be/]]) {
  test(`the library is ${state}`, async () => {
    const here = visit();
    here.library = state;
    Worker.missing = true;
    await assert.rejects(unpacked(here), (error) => words.test(error.message) && !error.damaged);
  });
}

test("the thread ends when nothing is wanted any more", async () => {
  const { unpacking } = await visit().boot("unpacking");
  const unpacked = unpacking(() => {});
  assert.equal(Worker.alive, 1);
  unpacked.stop();
  await until(() => Worker.alive === 0);
});
