// The script inside the page, for when no other one comes.
import assert from "node:assert/strict";
import test from "node:test";
import { visit } from "./support/visit.mjs";

function opened(address, { first = false, redirectCount = 0 } = {}) {
  const here = visit(), replaced = [];
  here.location.href = `https://unerase.test${address}`;
  here.location.replace = (to) => replaced.push(to);
  here.entries.navigation = [{ type: "navigate", name: here.location.href, redirectCount }];
  if (first) here.first();
  here.inline();
  here.happens("DOMContentLoaded");
  return Object.assign(here, { replaced });
}

for (const [address, right] of [
  ["/unerase", "/unerase/"],
  ["/unerase?embed=walk#seed=5", "/unerase/?embed=walk#seed=5"],
  ["//elsewhere.test", "//elsewhere.test/"],
  ["/a/unerase.v2", "/a/unerase.v2/"],
]) {
  test(`${address} is led to ${right}`, () => {
    const here = opened(address);
    assert.deepEqual(here.replaced, [`https://unerase.test${right}`]);
    assert.equal(here.said, undefined);
  });
}

for (const address of ["/unerase/", "/", "/unerase/index.html?embed=walk", "/unerase/index", "/unerase/page.htm"]) {
  test(`${address} is whole: what did not come is the script`, () => {
    const here = opened(address);
    assert.deepEqual(here.replaced, []);
    assert.equal(here.html.dataset.app, "failed");
    assert.equal(here.said, ""); // as it stands in index.html
    here.byId("trouble-retry").onclick();
    assert.equal(here.reloads, 1);
  });
}

test("a server that takes the slash away is not asked again", () => {
  const here = opened("/unerase", { redirectCount: 1 });
  assert.deepEqual(here.replaced, []);
  assert.match(here.said, /needs a slash at its end, and the server takes it away/);
});

for (const address of ["/unerase", "/unerase/"]) {
  test(`if first.js has come to ${address}, there is nothing to do`, () => {
    const here = opened(address, { first: true });
    assert.deepEqual([here.replaced, here.said, here.html.dataset.app], [[], undefined, "booting"]);
  });
}

test("a page that lacks first.js alone goes on", () => {
  const here = visit();
  here.inline();
  here.sets({ unerase: {} });
  here.happens("DOMContentLoaded");
  assert.equal(here.said, undefined);
});
