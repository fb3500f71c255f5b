// Why the page could not start, asked of the browser and the server after a failure.
import assert from "node:assert/strict";
import test from "node:test";
import { Element } from "./support/dom.mjs";
import { visit } from "./support/visit.mjs";

const ASSETS = new URL("../../assets/", import.meta.url).href;
const BOOT = "boot/boot.mjs", RUNTIME = "runtime/pyodide/pyodide.mjs";
const REFUSED = new TypeError("Failed to fetch dynamically imported module: x");

const sent = (type, status = 200) => new Response("", { status, headers: type ? { "Content-Type": type } : {} });

// What the panel says in the end; the server answers so.
async function told(answers, { error, app = "failed" } = {}) {
  const here = visit();
  here.html.dataset.app = app;
  here.asked = [];
  here.document.head.children.push(...[BOOT].map((path) => new Element("link", { rel: "modulepreload", href: ASSETS + path })), new Element("link", { rel: "icon", href: `${ASSETS}icon.svg` }));
  here.entries.resource = [RUNTIME, "runtime/start.zip.xz"].map((path) => ({ name: ASSETS + path })).concat({ name: "https://elsewhere.test/x.mjs" });
  here.sets({ fetch: async (url) => {
    here.asked.push(url.slice(ASSETS.length));
    const answer = answers[url.slice(ASSETS.length)] ?? sent("text/javascript");
    if (answer instanceof Error) throw answer;
    return answer;
  } });
  const { tell } = await import(new URL(`boot/why.js${here.query}`, ASSETS).href);
  await tell(error);
  here.what = here.byId("trouble-what").textContent;
  here.advice = here.byId("trouble-try").textContent;
  return here;
}

test("only scripts of the page are asked for", async () => {
  const here = await told({});
  assert.deepEqual(here.asked, [BOOT, RUNTIME]);
  assert.deepEqual([here.what, here.advice], ["", ""]);
});

for (const type of ["application/octet-stream", "text/plain; charset=utf-8", "text/javascripts", ""]) {
  for (const [path, error] of [[BOOT, undefined], [RUNTIME, REFUSED]]) {
    test(`${path} comes as ${type || "nothing"}`, async () => {
      const here = await told({ [path]: sent(type) }, { error });
      // A response with a body always has a type in Node.
      assert.match(here.what, new RegExp(`^A script of the page \\(assets/${path}\\) arrived, but the server calls it ${type || "(text/plain|nothing at all)"}`));
      assert.match(here.advice, /must send \.mjs and \.js as text\/javascript/);
    });
  }
}

for (const type of ["text/javascript; charset=utf-8", "application/javascript", "application/x-javascript", "text/ecmascript"]) {
  test(`${type} is a script`, async () => assert.equal((await told({ [BOOT]: sent(type) })).what, ""));
}

test("a page in the place of a script", async () => {
  const here = await told({ [BOOT]: sent("text/html") });
  assert.equal(here.what, `A script of the page (assets/${BOOT}) is missing: the server answered with a page.`);
});

test("a script that is missing is named, if the panel has not", async () => {
  assert.match((await told({ [BOOT]: sent("text/html", 404) })).what, /is missing: the server answered 404\.$/);
  assert.equal((await told({ [RUNTIME]: sent("text/html", 404) }, { error: REFUSED })).what, "");
});

test("without a connection there is no more to say", async () => {
  assert.equal((await told({ [BOOT]: new TypeError("Failed to fetch") })).what, "");
});

test("another failure asks for nothing", async () => {
  assert.deepEqual((await told({}, { error: new Error("start.zip.xz is missing") })).asked, []);
  assert.deepEqual((await told({}, { error: "a text" })).asked, []);
});

for (const [error, words] of [[new WebAssembly.CompileError("invalid opcode"), /^This browser does not understand/], [new RangeError("could not allocate memory"), /^There is not enough memory/]]) {
  test(`a browser that is too weak: ${error}`, async () => {
    const here = await told({}, { error });
    assert.match(here.what, words);
    assert.deepEqual(here.asked, []);
  });
}

test("a page that starts after all is left in peace", async () => {
  assert.equal((await told({ [BOOT]: sent("text/plain") }, { app: "ready" })).what, "");
});
