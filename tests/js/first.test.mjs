// The script that runs before the first paint.
import assert from "node:assert/strict";
import test from "node:test";
import { Element } from "./support/dom.mjs";
import { FIGURES, HOME, Storage, visit } from "./support/visit.mjs";

function opened({ type = "navigate", name, ...options } = {}) {
  const here = visit(options);
  here.entries.navigation = [{ type, name: name ?? HOME + (options.link ?? "") }];
  here.first();
  return here;
}
const later = (here) => "later" in here.html.dataset;

// Colours.

test("the colours that were chosen last are there before anything is painted", () => {
  const storage = new Storage();
  assert.equal(opened({ storage }).html.dataset.theme, "");
  storage.setItem("unerase-theme /unerase/", "dark");
  assert.equal(opened({ storage }).html.dataset.theme, "dark");
});

// What is kept.

test("a key carries the path of the site, however the page in it is spelt", () => {
  for (const page of ["", "index.html", "?embed=walk", "index.html?embed=walk&hide=seed#seed=3"]) {
    const here = visit();
    here.document.baseURI = HOME + page;
    here.first();
    assert.equal(storageKey("unerase"), "unerase /unerase/", page);
  }
});

test("what was kept without a path is taken over by the first copy that is opened", () => {
  const storage = new Storage(), old = { unerase: "seed=4", "unerase-theme": "dark", "unerase-shelf": "{}" };
  for (const [name, text] of Object.entries(old)) storage.setItem(name, text);
  assert.equal(opened({ storage }).html.dataset.theme, "dark");
  for (const [name, text] of Object.entries(old)) {
    assert.equal(storage.getItem(name), null);
    assert.equal(storage.getItem(storageKey(name)), text);
  }
});

test("it does not replace what has been kept since", () => {
  const storage = new Storage();
  storage.setItem("unerase /unerase/", "seed=5");
  storage.setItem("unerase", "seed=4");
  opened({ storage });
  assert.equal(storage.getItem("unerase /unerase/"), "seed=5");
  assert.equal(storage.getItem("unerase"), null);
});

test("where storage is full it stays where it is", () => {
  const storage = new Storage();
  storage.setItem("unerase", "seed=4");
  storage.full = true;
  opened({ storage });
  assert.equal(storage.getItem("unerase"), "seed=4");
});

test("where storage is refused, the system decides", () => {
  const here = visit();
  here.refuses("localStorage");
  here.first();
  assert.equal(here.html.dataset.theme, undefined);
});

// The scripts that come after it.

test("a page whose script does not come says so, and may be tried again", () => {
  const here = opened();
  here.byId("boot-script").happens("error");
  assert.equal(here.html.dataset.app, "failed");
  assert.equal(here.byId("trouble").hidden, false);
  here.byId("trouble-retry").onclick();
  assert.equal(here.reloads, 1);
});

test("a picture that does not come is none", () => {
  const here = opened(), picture = new Element("img");
  here.document.body.append(picture);
  picture.happens("error");
  assert.equal(here.html.dataset.app, "booting");
});

test("a page that was opened as a file says so", () => {
  const here = opened();
  here.location.href = "file:///unerase/index.html";
  here.byId("boot-script").happens("error");
  assert.match(here.said, /^The page was opened as a file/);
  assert.match(here.byId("trouble-try").textContent, /http\.server/);
});

test("before the panel is there, it is not told, but will be again", () => {
  const here = opened();
  here.document.getElementById = () => null;
  dispatchEvent(Object.assign(new Event("error"), { filename: `${HOME}assets/boot/panel.mjs` }));
  assert.equal(here.html.dataset.app, "booting");
});

// What is dropped.

const FIELD = { matches: (selector) => selector === ":read-write" };
const dropped = (type, target, ...types) => {
  const dataTransfer = { types, dropEffect: "copy" };
  return [target.happens(type, { dataTransfer }).defaultPrevented, dataTransfer.dropEffect];
};

for (const type of ["dragover", "drop"]) {
  test(`${type}: the browser opens nothing in place of the page`, () => {
    const { document } = opened();
    const [place, field] = [new Element("p"), new Element("input", FIELD)];
    document.body.append(place, field);
    for (const kind of ["Files", "text/uri-list", "text/plain"]) assert.deepEqual(dropped(type, place, kind), [true, "none"]);
    assert.deepEqual(dropped(type, field, "text/plain", "Files"), [true, "none"]);
    assert.deepEqual(dropped(type, field, "text/plain", "text/html"), [false, "copy"]);
    assert.equal(place.happens(type).defaultPrevented, false); // an extension's, which carries nothing
    place.addEventListener(type, (event) => event.preventDefault());
    assert.deepEqual(dropped(type, place, "Files"), [true, "copy"]);
  });
}

// Embeds.

test("an embed is the figure that the address asks for", () => {
  for (const figure of FIGURES) {
    const { dataset } = opened({ link: `?embed=${figure}` }).html;
    assert.equal(dataset.embed, figure);
    assert.equal(dataset.embedNotice, undefined);
  }
});

for (const asked of ["", "nobody", "Walk", "walk,points", "<script>alert(1)</script>", "x".repeat(99)]) {
  test(`an embed of ${asked || "nothing"} is the first figure, and says why`, () => {
    const { dataset } = opened({ link: `?embed=${encodeURIComponent(asked)}` }).html;
    assert.equal(dataset.embed, "hero");
    assert.ok(dataset.embedNotice.startsWith(`The address says embed=${asked.slice(0, 24)}, which must be one of ${FIGURES.join(", ")}.`));
  });
}

test("the page itself is no embed", () => {
  assert.equal(opened({ link: "?hide=seed" }).html.dataset.embed, undefined);
});

// Chapters further down.

test("who comes to the top of the page waits for the chapters", () => {
  assert.ok(later(opened()));
});

for (const [who, options] of [
  ["reloads", { type: "reload" }],
  ["comes back", { type: "back_forward" }],
  ["comes to a place", { link: "#walk-heading" }],
  ["comes with a state", { link: "#t=3" }],
  ["comes to some words", { name: `${HOME}#:~:text=Samplers` }],
  ["embeds a figure", { link: "?embed=walk" }],
]) {
  test(`who ${who} waits for nothing`, () => assert.ok(!later(opened(options))));
}

test("who has a browser that does not say how it came waits for nothing", () => {
  const here = visit();
  here.entries.navigation = [];
  here.first();
  assert.ok(!later(here));
});

for (const [sign, act] of [
  ["scrolls", (here) => here.happens("scroll")],
  ["presses a key", (here) => here.happens("keydown")],
  ["waits for five seconds", (here) => here.passes(5000)],
]) {
  test(`who ${sign} has them`, () => {
    const here = opened();
    act(here);
    assert.ok(!later(here));
  });
}

test("who waits for less, or draws, goes on waiting", () => {
  const here = opened();
  here.passes(4999);
  here.byId("hero-grid").happens("pointerdown");
  here.byId("hero-grid").happens("click");
  assert.ok(later(here));
});

test("who presses a link has them, before it is followed", () => {
  const here = opened(), word = new Element("em");
  here.document.body.append(new Element("a", { href: "#limits" }, word));
  word.happens("click");
  assert.ok(!later(here));
});

test("who opens another address is led there", () => {
  const here = opened(), chapter = new Element("h2#limits");
  here.document.place(chapter);
  here.location.hash = "#limits";
  here.happens("hashchange");
  assert.ok(!later(here));
  assert.equal(here.document.scrolledTo, chapter);
});

test("nobody listens once they are there", () => {
  const here = opened();
  here.happens("scroll");
  here.html.dataset.later = "";
  for (const sign of ["scroll", "keydown", "hashchange"]) here.happens(sign);
  assert.ok(later(here));
});
