import assert from "node:assert/strict";
import test from "node:test";
import { Element } from "./support/dom.mjs";
import { visit } from "./support/visit.mjs";

// A page with two terms that share an entry, which the browser opens and closes.
async function opened({ narrow = false, at = 0 } = {}) {
  const here = visit();
  here.scrolled = 0;
  here.sets({ matchMedia: () => ({ matches: narrow }), scrollBy: (_, down) => (here.scrolled += down) });
  here.entry = new Element("div#word-noise");
  const toggles = (newState) => {
    here.entry.open = newState === "open";
    here.entry.dispatchEvent(Object.assign(new Event("toggle"), { newState }));
  };
  here.entry.showPopover = () => toggles("open");
  here.entry.hidePopover = () => toggles("closed");
  here.entry.getBoundingClientRect = () => ({ top: 500, bottom: 844 });
  here.document.place(here.entry);
  here.terms = [1, 2].map(() => {
    const term = new Element("a.term", { href: "#word-noise" });
    term.setAttribute("aria-controls", "word-noise");
    term.getBoundingClientRect = () => ({ top: at - 20, bottom: at });
    return term;
  });
  here.document.body.append(...here.terms);
  (await here.boot("words")).watchTerms();
  here.press = (term = here.terms[0], facts = {}) => term.happens("click", { button: 0, ...facts });
  here.expanded = () => here.terms.map((term) => term.getAttribute("aria-expanded") === "true");
  return here;
}

test("a term opens its entry, and the link leads nowhere", async () => {
  const here = await opened();
  assert.ok(here.press().defaultPrevented);
  assert.ok(here.entry.open);
});

test("the entry stands by the term that was pressed, until it closes", async () => {
  const here = await opened();
  here.press(here.terms[1]);
  assert.deepEqual(here.expanded(), [false, true]);
  here.entry.hidePopover();
  assert.deepEqual(here.expanded(), [false, false]);
  here.press(here.terms[0]);
  assert.deepEqual(here.expanded(), [true, false]);
});

test("another press on the term closes it, and one more opens it", async () => {
  const here = await opened();
  const byPointer = () => {
    here.terms[0].happens("pointerdown");
    here.press();
  };
  byPointer();
  byPointer();
  assert.ok(!here.entry.open);
  assert.deepEqual(here.expanded(), [false, false]);
  byPointer();
  assert.ok(here.entry.open);
});

test("in a small window the term comes out from behind it", async () => {
  for (const [options, scrolled] of [[{ narrow: true, at: 620 }, 128], [{ narrow: true, at: 300 }, 0], [{ at: 620 }, 0]]) {
    const here = await opened(options);
    here.press();
    assert.equal(here.scrolled, scrolled);
  }
});

test("it stays a link for a new tab, and where there are no popovers", async () => {
  const here = await opened();
  assert.ok(!here.press(here.terms[0], { ctrlKey: true }).defaultPrevented);
  here.entry.showPopover = undefined;
  assert.ok(!here.press().defaultPrevented);
  assert.deepEqual(here.expanded(), [false, false]);
});
