import assert from "node:assert/strict";
import test from "node:test";
import { Element } from "./support/dom.mjs";
import { visit } from "./support/visit.mjs";

// A page whose text has a link; `press` clicks on it.
async function opened(href, link = "#seed=5") {
  const here = visit({ link });
  here.target = new Element("h2#limits");
  here.document.place(here.target);
  here.word = new Element("em");
  here.document.body.append(new Element("a", { href }, here.word));
  (await here.boot("anchors")).watchAnchors();
  here.press = (facts = {}) => here.word.happens("click", { button: 0, ...facts });
  return here;
}

test("a link within the page leads there and leaves the address alone", async () => {
  const here = await opened("#limits");
  assert.ok(here.press().defaultPrevented);
  assert.equal(here.document.scrolledTo, here.target);
  assert.equal(here.document.activeElement, here.target);
  assert.equal(here.target.tabIndex, -1);
  assert.equal(location.hash, "#seed=5");
});

test("it adds an entry to the history, of the state that Python gave to this one", async () => {
  for (const [state, entry] of [[null, 0], [0, 0], [7, 7]]) {
    const here = await opened("#limits");
    history.state = state;
    here.press();
    assert.equal(history.state, entry);
    assert.deepEqual(history.entries, [entry]);
  }
});

test("the list that holds it closes first, so that the focus stays where the link leads", async () => {
  const here = await opened("#limits");
  const list = new Element("div", { popover: "auto", hidePopover: () => (here.document.activeElement = "the button") });
  here.document.body.append(list);
  list.append(here.word.parentElement);
  here.press();
  assert.equal(here.document.activeElement, here.target);
  here.document.activeElement = null;
  list.hidePopover = () => assert.equal(here.document.activeElement, null);
  here.press();
});

for (const [what, href, facts] of [
  ["a link to elsewhere", "licences/NOTICE.txt", {}],
  ["a state", "#drawing=zz", {}],
  ["the top of the page", "#", {}],
  ["a new tab, by the middle button", "#limits", { button: 1 }],
  ["a new tab, by control", "#limits", { ctrlKey: true }],
  ["a new tab, by command", "#limits", { metaKey: true }],
  ["a new window", "#limits", { shiftKey: true }],
  ["a download", "#limits", { altKey: true }],
]) {
  test(`the browser does what it does: ${what}`, async () => {
    const here = await opened(href);
    assert.ok(!here.press(facts).defaultPrevented);
    assert.equal(here.document.scrolledTo, undefined);
    assert.deepEqual(history.entries, []);
  });
}

test("a click that somebody else has answered is left alone", async () => {
  const here = await opened("#limits");
  here.word.addEventListener("click", (event) => event.preventDefault());
  here.press();
  assert.equal(here.document.scrolledTo, undefined);
});

test("a click on no element, or on no link, is none of its business", async () => {
  const here = await opened("#limits");
  here.document.dispatchEvent(Object.assign(new Event("click"), { button: 0 }));
  here.target.happens("click", { button: 0 });
  assert.equal(here.document.scrolledTo, undefined);
});
