import assert from "node:assert/strict";
import test from "node:test";
import { HOME, visit } from "./support/visit.mjs";
import { until } from "./support/visit.mjs";

class FakeWorker extends EventTarget {
  told = [];

  constructor(state) {
    super();
    this.state = state;
  }

  postMessage(message) {
    this.told.push(message);
  }

  becomes(state) {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

// A page that has its workers from `registration`, and has been watched until it has started.
async function opened({ registration = {}, container, saveData = false, end = "ready", ...options } = {}) {
  const here = visit(options);
  here.registration = Object.assign(new EventTarget(), { scope: HOME, installing: null, waiting: null, active: null }, registration);
  here.did = [];
  const doing = (name) => async (...given) => {
    here.did.push([name, ...given]);
    return here.registration;
  };
  here.container = Object.assign(new EventTarget(), { register: doing("register"), getRegistration: doing("getRegistration") }, container);
  here.sets({ navigator: { serviceWorker: here.container, connection: { saveData } } });
  const { watchOffline } = await here.boot("offline");
  here.panel = await here.boot("panel");
  watchOffline();
  if (!end) return here;
  here.panel[end]({ what: "It broke." });
  await turn();
  for (const act of here.idle.splice(0)) await act();
  await turn();
  return here;
}
const turn = () => new Promise(setImmediate);
const mark = (here) => here.byId("offline-mark").textContent;
const offered = (here) => !here.byId("update").hidden;
const changes = (here) => here.container.dispatchEvent(new Event("controllerchange"));

test("a worker is asked for once the page has started, at an idle moment", async () => {
  const here = await opened({ end: "" });
  await turn();
  assert.deepEqual([here.did, here.idle], [[], []]);
  here.panel.ready();
  await until(() => here.idle.length);
  assert.deepEqual(here.did, []);
  here.idle.pop()();
  await until(() => here.did.length);
  assert.deepEqual(here.did, [["register", "sw.js"]]);
});

test("the page says that it is ready offline when everything is kept, not before", async () => {
  const worker = new FakeWorker("installing"), here = await opened({ registration: { installing: worker } });
  assert.equal(mark(here), "");
  for (const state of ["installed", "activating"]) {
    worker.becomes(state);
    assert.equal(mark(here), "");
  }
  Object.assign(here.registration, { installing: null, active: worker });
  worker.becomes("activating");
  assert.equal(mark(here), "");
  worker.becomes("activated");
  assert.equal(mark(here), "Ready offline");
  assert.ok(!offered(here));
});

test("it claims nothing where something could not be kept", async () => {
  const worker = new FakeWorker("installing"), here = await opened({ registration: { installing: worker } });
  here.registration.installing = null;
  worker.becomes("redundant");
  assert.equal(mark(here), "");
});

for (const [how, options, did] of [
  ["who asks to save data", { saveData: true }, ["getRegistration"]],
  ["a page that failed", { end: "fail" }, ["getRegistration"]],
]) {
  test(`${how} gets no worker, but is offered a newer version`, async () => {
    const active = new FakeWorker("activated"), waiting = new FakeWorker("installed");
    const here = await opened({ ...options, registration: { active, waiting } });
    assert.deepEqual(here.did, [did]);
    assert.ok(offered(here));
    assert.equal(mark(here), options.end === "fail" ? "" : "Ready offline");
  });
}

for (const [how, options] of [["an embed", { link: "?embed=walk" }], ["a page in a frame", { frame: true }]]) {
  test(`${how} asks for no worker`, async () => {
    const here = await opened(options);
    assert.deepEqual(here.did, []);
    assert.equal(here.idle.length, 0);
  });
}

test("where there are no workers nothing is said", async () => {
  for (const change of [(here) => here.sets({ navigator: {} }), (here) => here.refuses("serviceWorker", navigator)]) {
    const here = visit();
    change(here);
    (await here.boot("offline")).watchOffline();
    (await here.boot("panel")).ready();
    await turn();
    assert.equal(here.idle.length, 0);
    assert.equal(mark(here), "");
  }
});

test("where workers are refused nothing is said", async () => {
  const here = await opened({ container: { register: () => Promise.reject(new DOMException("no", "SecurityError")) } });
  assert.equal(mark(here), "");
  assert.ok(!offered(here));
});

test("the worker of a site above this one is no business of ours", async () => {
  const active = new FakeWorker("activated");
  const here = await opened({ registration: { scope: new URL("/", HOME).href, active, waiting: new FakeWorker("installed") } });
  assert.equal(mark(here), "");
  assert.ok(!offered(here));
});

// A newer version.

test("a newer version is offered when it is whole, and let in when somebody wants it", async () => {
  const active = new FakeWorker("activated"), next = new FakeWorker("installing");
  const here = await opened({ registration: { active } });
  here.registration.installing = next;
  here.registration.dispatchEvent(new Event("updatefound"));
  assert.ok(!offered(here));
  Object.assign(here.registration, { installing: null, waiting: next });
  next.becomes("installed");
  assert.ok(offered(here));
  assert.equal(mark(here), "Ready offline");

  assert.deepEqual(next.told, [], "nobody has pressed anything");
  here.byId("update-reload").onclick();
  assert.deepEqual(next.told, [{ type: "SKIP_WAITING" }]);
  next.becomes("activating");
  assert.equal(here.reloads, 0);
  next.becomes("activated");
  assert.equal(here.reloads, 1);
});

test("the offer can be put off", async () => {
  const here = await opened({ registration: { active: new FakeWorker("activated"), waiting: new FakeWorker("installed") } });
  here.byId("update-later").onclick();
  assert.ok(!offered(here));
  assert.equal(here.reloads, 0);
});

test("a first version is not offered", async () => {
  assert.ok(!offered(await opened({ registration: { waiting: new FakeWorker("installed") } })));
});

test("an update that breaks off is not offered", async () => {
  const active = new FakeWorker("activated"), next = new FakeWorker("installing");
  const here = await opened({ registration: { active, installing: next } });
  here.registration.installing = null;
  next.becomes("redundant");
  assert.ok(!offered(here));
  assert.equal(mark(here), "Ready offline");
});

test("when another tab has let a newer version in, a start begins anew", async () => {
  const here = await opened({ end: "" });
  changes(here);
  assert.equal(here.reloads, 1);
});

for (const end of ["ready", "fail"]) {
  test(`and a page whose start is over (${end}) is offered a reload`, async () => {
    const here = await opened({ end });
    changes(here);
    assert.equal(here.reloads, 0);
    assert.ok(offered(here));
    here.byId("update-reload").onclick();
    assert.equal(here.reloads, 1);
  });
}
