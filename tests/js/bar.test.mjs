import assert from "node:assert/strict";
import test from "node:test";
import { Element } from "./support/dom.mjs";
import { visit } from "./support/visit.mjs";

// The page's bar and four of its places. `meets` is what the browser's observer tells of them.
async function opened({ embed = "" } = {}) {
  const here = visit();
  if (embed) here.html.dataset.embed = embed;
  here.observers = [];
  here.frames = [];
  here.sets({
    IntersectionObserver: class {
      constructor(tell) {
        here.observers.push({ tell, seen: (this.seen = []) });
      }
      observe(one) {
        this.seen.push(one);
      }
    },
    requestAnimationFrame: (run) => here.frames.push(run),
    scrollY: 0, innerHeight: 800,
  });
  here.html.scrollHeight = 4800;
  const places = [["hero", "", "Unerase"], ["idea-heading", "", "The idea"], ["walk-heading", "3", "The long way home"], ["cloth-heading", "10", "One drawing"]];
  here.links = places.map(([id, number, name]) => {
    const heading = id === "hero" ? new Element("figure#hero") : new Element(`h2#${id}`);
    here.document.place(heading);
    if (id !== "hero") here.document.body.append(new Element("section", {}, heading));
    return new Element("a", { href: `#${id}` }, new Element("span", { textContent: number }), new Element("span", { textContent: name }));
  });
  here.byId("bar-list").append(...here.links);
  (await here.boot("bar")).watchChapters();
  if (embed) return here;
  const [chapters, hero] = here.observers;
  here.begin = (...facts) => chapters.tell(facts.map(([place, isIntersecting]) => ({ target: chapters.seen[place], isIntersecting })));
  here.meets = (isIntersecting, bottom) => hero.tell([{ isIntersecting, boundingClientRect: { bottom } }]);
  here.scrolls = (to) => {
    here.sets({ scrollY: to });
    here.happens("scroll");
  };
  here.shown = () => "shown" in here.byId("bar").dataset;
  here.says = () => [here.byId("bar-number").textContent, here.byId("bar-name").textContent];
  return here;
}

test("it comes once the first figure has been scrolled past, and goes when that comes back", async () => {
  const here = await opened();
  here.meets(false, 900); // further down
  assert.ok(!here.shown());
  here.meets(false, -1);
  assert.ok(here.shown());
  here.meets(true, 10);
  assert.ok(!here.shown());
});

test("it names the last chapter that has begun, and its link is the present one", async () => {
  const here = await opened();
  here.begin([0, true], [1, true], [2, true], [3, false]);
  assert.deepEqual(here.says(), ["3", "The long way home"]);
  here.begin([3, true]);
  assert.deepEqual(here.says(), ["10", "One drawing"]);
  here.begin([3, false], [2, false]);
  assert.deepEqual(here.says(), ["", "The idea"]);
  assert.deepEqual(here.links.map((link) => link.getAttribute("aria-current")), [null, "location", null, null]);
});

test("it says how far the page has been scrolled, once a frame", async () => {
  const here = await opened();
  here.meets(false, -1);
  here.scrolls(900);
  here.scrolls(1000);
  assert.equal(here.frames.length, 1);
  here.frames.pop()();
  assert.equal(here.byId("bar-far").textContent, "25%");
  assert.equal(here.byId("bar-fill").style.transform, "scaleX(0.25)");
  here.scrolls(5000); // the bounce at the end of a page
  here.frames.pop()();
  assert.equal(here.byId("bar-far").textContent, "100%");
});

test("out of sight it does nothing", async () => {
  const here = await opened();
  here.scrolls(100);
  assert.equal(here.frames.length, 0);
});

test("an embedded figure has none", async () => {
  const here = await opened({ embed: "walk" });
  assert.equal(here.observers.length, 0);
});
