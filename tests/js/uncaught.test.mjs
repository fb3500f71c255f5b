// Errors that nobody catches, as browsers tell of them: which ones are the page's own.
import assert from "node:assert/strict";
import test from "node:test";
import { HOME, visit } from "./support/visit.mjs";

const OURS = `${HOME}assets/boot/sketch.mjs`, PYSCRIPT = `${HOME}assets/runtime/pyscript/core-C9KDLldu.js`;
const EXTENSION = "chrome-extension://abcdefghijklmnopabcdefghijklmnop/content.js";

// An error as it is thrown there: Chromium's stack begins with the message, that of the others does not.
const chromium = (message, ...places) => Object.assign(new TypeError(message), { stack: [`TypeError: ${message}`, ...places.map((place) => `    at f (${place}:1:23)`)].join("\n") });
const firefox = (message, ...places) => Object.assign(new TypeError(message), { stack: places.map((place) => `f@${place}:1:23\n`).join("") });

const hostile = { get stack() { throw new DOMException("no", "SecurityError"); } };
const unprintable = Object.create(null);

const STRAYS = [
  ["a rejection of another world, which shows nothing", "unhandledrejection", { reason: undefined }],
  ["null", "unhandledrejection", { reason: null }],
  ["a text", "unhandledrejection", { reason: "Could not establish connection. Receiving end does not exist." }],
  ["a text with an address of ours", "unhandledrejection", { reason: `no ${OURS}` }],
  ["an error without a stack", "unhandledrejection", { reason: { message: "The message port closed." } }],
  ["a DOMException from nowhere", "unhandledrejection", { reason: new DOMException("The operation was aborted.", "AbortError") }],
  ["an extension's rejection, Chromium", "unhandledrejection", { reason: chromium("x is undefined", EXTENSION) }],
  ["an extension's rejection, Firefox", "unhandledrejection", { reason: firefox("x is undefined", "moz-extension://5f2a/content.js") }],
  ["an extension's rejection, Safari", "unhandledrejection", { reason: firefox("x is undefined", "webkit-masked-url://hidden/") }],
  ["an extension's rejection, Safari's own address", "unhandledrejection", { reason: firefox("x is undefined", "safari-web-extension://5F2A/content.js") }],
  ["an extension's fault in one of our calls", "unhandledrejection", { reason: chromium("x is undefined", EXTENSION, OURS) }],
  ["an extension that names a file of ours", "unhandledrejection", { reason: chromium(`cannot read ${OURS}`, EXTENSION) }],
  ["an extension's module that does not come", "unhandledrejection", { reason: chromium(`Failed to fetch dynamically imported module: ${EXTENSION}`) }],
  ["an extension's WebAssembly", "unhandledrejection", { reason: chromium("unreachable", "wasm://wasm/0012ab", EXTENSION) }],
  ["a script put into the page", "unhandledrejection", { reason: chromium("x is undefined", HOME) }],
  ["a script put into the page as a blob", "unhandledrejection", { reason: chromium("x is undefined", `blob:${new URL(HOME).origin}/5f2a`) }],
  ["an object that may not be looked at", "unhandledrejection", { reason: hostile }],
  ["an object that is no text", "unhandledrejection", { reason: unprintable }],
  ["the browser's own word on observers", "error", { message: "ResizeObserver loop completed with undelivered notifications.", filename: HOME, error: null }],
  ["an error that another origin keeps to itself", "error", { message: "Script error.", filename: "", error: null }],
  ["an extension's error", "error", { message: "Uncaught TypeError: x is undefined", filename: EXTENSION, error: chromium("x is undefined", EXTENSION) }],
  ["a syntax error of an extension", "error", { message: "Uncaught SyntaxError: Unexpected token", filename: EXTENSION, error: chromium("Unexpected token") }],
  ["a syntax error of a script put into the page", "error", { message: "Uncaught SyntaxError: Unexpected token", filename: HOME, error: chromium("Unexpected token") }],
  ["an error of a script below the site that is not ours", "error", { message: "x", filename: `${HOME}injected.js`, error: firefox("x", `${HOME}injected.js`) }],
];

const OWN = [
  ["a module that does not come, Chromium", "unhandledrejection", { reason: chromium(`Failed to fetch dynamically imported module: ${OURS}`) }],
  ["a module that does not come, Firefox", "unhandledrejection", { reason: firefox(`error loading dynamically imported module: ${OURS}`, PYSCRIPT) }],
  ["PyScript's rejection, Chromium", "unhandledrejection", { reason: chromium("[404] Unable to fetch ./pyscript.toml", PYSCRIPT) }],
  ["PyScript's rejection, Firefox", "unhandledrejection", { reason: firefox("[404] Unable to fetch ./pyscript.toml", PYSCRIPT) }],
  ["our fault in an extension's call", "unhandledrejection", { reason: chromium("x is undefined", OURS, EXTENSION) }],
  ["an error that names an extension", "unhandledrejection", { reason: chromium(`no ${EXTENSION}`, OURS) }],
  ["Pyodide's WebAssembly", "unhandledrejection", { reason: chromium("unreachable", "wasm://wasm/0012ab", `${HOME}assets/runtime/pyodide/pyodide.asm.mjs`) }],
  ["code that Pyodide made of text", "unhandledrejection", { reason: chromium("x", `eval at f (${PYSCRIPT}:1:1), <anonymous>`) }],
  ["an error with a stack", "error", { message: "Uncaught TypeError: x", filename: OURS, error: chromium("x", OURS) }],
  ["a syntax error, which has no stack", "error", { message: "Uncaught SyntaxError: Unexpected token", filename: OURS, error: chromium("Unexpected token") }],
  ["a text that is thrown", "error", { message: "Uncaught text", filename: OURS, error: "text" }],
];

const early = () => {
  const here = visit();
  here.first();
  return here;
};
async function opened() {
  const here = early();
  here.panel = await here.boot("panel");
  here.panel.watchErrors();
  here.panel.stage("Starting Python", 0.8);
  return here;
}
const app = (here) => here.html.dataset.app;
const trace = (here) => here.byId("trouble-trace").textContent;

for (const [what, type, facts] of STRAYS) {
  test(`not the page's own: ${what}`, async () => {
    const before = early();
    before.happens(type, facts);
    assert.equal(app(before), "booting");
    assert.equal(before.said, undefined);

    const here = await opened();
    here.happens(type, facts);
    assert.equal(app(here), "booting");
    assert.equal(here.said, undefined);
  });
}

for (const [what, type, facts] of OWN) {
  test(`the page's own: ${what}`, async () => {
    const before = early();
    before.happens(type, facts);
    assert.equal(app(before), type === "error" ? "failed" : "booting", "Python tells of its own");

    const here = await opened();
    here.happens(type, facts);
    assert.equal(here.said?.split(" Not arrived")[0], "The start broke off at: Starting Python.");
    assert.match(trace(here), new RegExp(facts.error === "text" ? "^text$" : "TypeError|^f@"));
  });
}

for (const [what, type, facts] of [STRAYS[6], OWN[0]]) {
  test(`after the start nothing raises the panel: ${what}`, async () => {
    const here = await opened();
    here.panel.ready();
    here.happens(type, facts);
    assert.equal(here.said, undefined);
    assert.equal(app(here), "ready");
  });
}

test("a failure mentions a few strangers, briefly", async () => {
  const here = early();
  here.happens("error", { message: "x".repeat(500), filename: HOME, error: null });
  Object.assign(here, { panel: await here.boot("panel") });
  for (const [, type, facts] of STRAYS) here.happens(type, facts);
  here.panel.fail({ what: "It broke.", error: "the trace" });
  const [first, second, ...strays] = trace(here).split("\n");
  assert.deepEqual([first, second], ["the trace", "Seen meanwhile, not from this page:"]);
  assert.equal(strays.length, 3);
  assert.ok(strays.every((line) => line.length <= 160));
  here.panel.trouble("A figure broke.", "");
  assert.ok(!here.byId("trouble-details").hidden);
});
