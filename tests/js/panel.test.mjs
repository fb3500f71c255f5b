import assert from "node:assert/strict";
import test from "node:test";
import { HOME, visit } from "./support/visit.mjs";

async function opened(options) {
  const here = visit(options);
  return Object.assign(here, { panel: await here.boot("panel") });
}
const app = (here) => here.html.dataset.app;
const text = (here, part) => here.byId(`trouble-${part}`).textContent;
const OURS = /^This is a fault of the page/, CONNECTION = /^Check the connection/;

// The progress line and its watchdog.

test("a stage is told to eyes and ears", async () => {
  const here = await opened();
  here.panel.stage("Starting Python", 0.456);
  assert.equal(here.label, "Starting Python");
  assert.equal(here.byId("boot-fill").style.transform, "scaleX(0.456)");
  assert.equal(here.byId("boot-label").getAttribute("aria-valuenow"), "46");
  assert.equal(here.byId("boot-label").getAttribute("aria-valuetext"), "Starting Python");
});

test("when nothing moves for a minute, the panel says where", async () => {
  const here = await opened();
  here.panel.stage("Starting Python", 0.8);
  here.passes(59_999);
  assert.equal(app(here), "booting");
  here.passes(1);
  assert.equal(app(here), "failed");
  assert.equal(here.said, "Nothing has moved for 60 seconds while the page was at: Starting Python.");
  assert.match(text(here, "try"), /Your drawing is kept/);
  assert.ok(here.byId("trouble-details").hidden);
});

test("a laptop that sleeps meanwhile is no reason", async () => {
  const here = await opened();
  here.panel.stage("Starting Python", 0.8);
  here.passes(30_000);
  here.sleeps(3600_000);
  here.passes(28_999);
  assert.equal(app(here), "booting");
  here.passes(1);
  assert.match(here.said, /^Nothing has moved/);
});

test("each sign of life begins the minute anew", async () => {
  const here = await opened();
  for (const sign of [() => here.panel.stage("One", 0), here.panel.alive, () => here.panel.stage("Two", 0), here.panel.alive]) {
    sign();
    here.passes(59_000);
  }
  assert.equal(app(here), "booting");
});

for (const end of ["ready", "fail"]) {
  test(`nobody watches after ${end}, nor tells of stages`, async () => {
    const here = await opened();
    here.panel.stage("Last", 0.9);
    here.panel[end]({ what: "It broke." });
    const said = here.said;
    here.panel.stage("Too late", 1);
    here.panel.alive();
    here.passes(600_000);
    assert.equal(here.label, "Last");
    assert.equal(here.said, said);
    await here.panel.started;
  });
}

// The end of a start.

test("a page that is ready says so, once, without a panel", async () => {
  const here = await opened();
  assert.ok(!here.panel.isOver());
  here.panel.ready();
  assert.ok(here.panel.isOver());
  assert.equal(app(here), "ready");
  assert.deepEqual(here.marks, ["ready"]);
  here.panel.fail({ what: "Too late." });
  assert.equal(app(here), "ready");
  assert.equal(here.said, undefined);
});

test("a start that arrives after all takes the panel back", async () => {
  const here = await opened();
  here.panel.fail({ what: "It broke." });
  here.panel.ready();
  assert.equal(app(here), "ready");
  assert.equal(here.said, undefined);
});

test("the first failure is told, not its consequences", async () => {
  const here = await opened();
  here.panel.fail({ what: "It broke." });
  here.panel.fail({ what: "And so did that." });
  assert.equal(here.said, "It broke.");
  assert.equal(text(here, "title"), "Unerase could not start");
});

for (const [given, words] of [[{}, CONNECTION], [{ ours: true }, OURS], [{ advice: "Sleep on it.", ours: true }, /^Sleep on it\.$/]]) {
  test(`advice after ${JSON.stringify(given)}`, async () => {
    const here = await opened();
    here.panel.fail({ what: "It broke.", ...given });
    assert.match(text(here, "try"), words);
  });
}

for (const [error, trace] of [[undefined, ""], ["a text", "a text"], [null, "null"], [{ stack: "the stack" }, "the stack"], [{ message: "bare", toString: () => "bare" }, "bare"]]) {
  test(`details of ${String(error?.stack ?? error)}`, async () => {
    const here = await opened();
    here.panel.fail({ what: "It broke.", error });
    assert.equal(text(here, "trace"), trace);
    assert.equal(here.byId("trouble-details").hidden, !trace);
  });
}

test("trying again is a reload", async () => {
  const here = await opened();
  here.panel.fail({ what: "It broke." });
  assert.equal(text(here, "retry"), "Try again");
  assert.ok(here.byId("trouble-dismiss").hidden);
  here.byId("trouble-retry").onclick();
  assert.equal(here.reloads, 1);
});

test("a tab of its own is offered to a frame, and where it is asked for", async () => {
  for (const [options, link, offered] of [[{}, false, false], [{}, true, true], [{ frame: true }, false, true]]) {
    const here = await opened({ link: "#seed=5", ...options });
    here.panel.fail({ what: "It broke.", link });
    assert.equal(!here.byId("trouble-link").hidden, offered);
    assert.equal(here.byId("trouble-link").href, `${HOME}#seed=5`);
  }
});

// Which files are named.

const resource = (path, responseStatus) => ({ name: new URL(path, HOME).href, responseStatus });

test("the panel names this site's files that did not arrive", async () => {
  const here = await opened();
  here.entries.resource = [
    resource("https://elsewhere.test/x.mjs", 0), resource("../other/y.mjs", 404), resource("a.mjs", 404), resource("b.mjs", 200), resource("c.mjs", 0), resource("c.mjs", 0), resource("d.mjs", 500), resource("e.mjs", 503),
  ];
  here.panel.fail({ what: "It broke." });
  assert.equal(here.said, "It broke. Not arrived: a.mjs, c.mjs, d.mjs.");
});

test("where the browser does not tell, the error may", async () => {
  const here = await opened();
  here.panel.fail({ what: "It broke.", error: new TypeError(`error loading dynamically imported module: ${HOME}assets/runtime/core.js`) });
  assert.equal(here.said, "It broke. Not arrived: assets/runtime/core.js.");
});

test("a file that has been named is not named again", async () => {
  const here = await opened();
  here.entries.resource = [resource("a.mjs", 404)];
  here.panel.fail({ what: "a.mjs is missing." });
  assert.equal(here.said, "a.mjs is missing.");
});

// Trouble of a page that runs.

test("an embed keeps nothing, and promises nothing", async () => {
  const here = visit();
  here.html.dataset.embed = "walk";
  const panel = await here.boot("panel");
  panel.trouble("A figure broke.", "");
  assert.equal(text(here, "try"), "If the page misbehaves, reload it.");
});

test("trouble can be dismissed, and the page is as ready as before", async () => {
  const here = await opened();
  here.panel.ready();
  here.panel.trouble("A figure broke.", "the trace");
  assert.equal(app(here), "ready");
  assert.equal(here.said, "A figure broke.");
  assert.equal(text(here, "title"), "Something went wrong");
  assert.equal(text(here, "trace"), "the trace");
  assert.match(text(here, "try"), /Your drawing is kept\.$/);
  assert.equal(text(here, "retry"), "Reload");
  assert.ok(here.byId("trouble-link").hidden);
  here.byId("trouble-dismiss").onclick();
  assert.equal(here.said, undefined);
});
