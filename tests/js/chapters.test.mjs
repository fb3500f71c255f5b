import assert from "node:assert/strict";
import test from "node:test";
import { Element } from "./support/dom.mjs";
import { until, visit } from "./support/visit.mjs";

async function opened({ later = true } = {}) {
  const here = visit();
  if (later) here.html.dataset.later = "";
  here.chapters = [1, 2, 3].map(() => new Element("section.chapter"));
  here.document.body.append(...here.chapters);
  here.module = await here.boot("chapters");
  here.panel = await here.boot("panel");
  here.laidOut = () => here.chapters.filter((one) => one.classList.contains("laid-out")).length;
  here.module.layOutChapters();
  return here;
}
const later = (here) => "later" in here.html.dataset;
const turn = () => new Promise(setImmediate);

test("the chapters come once Python has started, one at each idle moment", async () => {
  const here = await opened();
  await turn();
  assert.equal(here.laidOut(), 0);
  here.panel.ready();
  for (const count of [1, 2, 3]) {
    await until(() => here.laidOut() === count);
    assert.ok(later(here));
    assert.equal(here.idle.length, 1);
    here.idle.pop()();
  }
  assert.ok(!later(here));
  assert.equal(here.idle.length, 0);
});

test("they come after a start that failed, too", async () => {
  const here = await opened();
  here.panel.fail({ what: "It broke." });
  await until(() => here.laidOut() === 1);
});

test("a start from the beginning does not put them off", async () => {
  const here = await opened();
  here.module.showChapters();
  assert.ok(!later(here));
  here.panel.ready();
  await turn();
  assert.equal(here.laidOut(), 0);
});

test("the others are there at once when somebody wants to go there meanwhile", async () => {
  const here = await opened();
  here.panel.ready();
  await until(() => here.laidOut() === 1);
  delete here.html.dataset.later; // first.js
  here.idle.pop()();
  assert.equal(here.laidOut(), 1);
  assert.equal(here.idle.length, 0);
});

test("where nothing was put off, nothing is done", async () => {
  const here = await opened({ later: false });
  here.panel.ready();
  await turn();
  assert.equal(here.laidOut(), 0);
  assert.equal(here.idle.length, 0);
});
