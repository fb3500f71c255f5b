import assert from "node:assert/strict";
import test from "node:test";
import { Element } from "./support/dom.mjs";
import { HOME, visit } from "./support/visit.mjs";

const LONG = "x".repeat(25);

// One figure in a frame, marked by first.js, as its template has it.
async function opened(link, { frame = true, ...options } = {}) {
  const here = visit({ link, frame, ...options });
  here.first();
  const part = (kind, ...children) => (here[kind.split(/[.#]/).at(-1)] = new Element(kind, {}, ...children));
  here.box = new Element("figure#walk", {},
    part("figcaption"),
    part("div.actions-box", new Element("div.figure-actions", {}, part("button#walk-share"))),
    part("label.field", part("select#walk-schedule")),
    part("fieldset.segments", part("input#walk-eta")),
    part("button#walk-another"), part(`button#walk-${LONG}`),
    new Element("dl.readouts"), new Element("table"), new Element("div.chart"), new Element("p.chart-numbers"));
  here.document.place(here.box);
  here.sets({
    ResizeObserver: class {
      constructor(tell) {
        here.resized = tell;
      }
      observe(what) {
        here.observed = what;
      }
    },
  });
  return Object.assign(here, await here.boot("embed"));
}
const hidden = (here) => here.box.querySelectorAll("figcaption, .figure-actions, .field, .segments, button, select, input, .readouts, table, .chart, .chart-numbers")
  .filter((one) => one.hidden).map((one) => one.id || one.className || one.localName);

// What is hidden.

for (const [asked, wanted] of [
  ["", []],
  ["caption", ["figcaption"]],
  ["actions", ["figure-actions"]],
  ["readouts,charts", ["readouts", "table", "chart", "chart-numbers"]],
  ["schedule", ["field"]],
  ["eta", ["segments"]],
  ["another,caption", ["figcaption", "walk-another"]],
  ["nobody", []],
  ["Caption", []], ["%20caption", []], ["*", []], ["caption{}", []], ["share)", []], [LONG, []], ["constructor", []], ["__proto__", []],
  [`${"nobody,".repeat(39)}caption`, ["figcaption"]],
  [`${"nobody,".repeat(40)}caption`, []],
]) {
  test(`hide=${asked.slice(0, 40)}`, async () => {
    const here = await opened(`?embed=walk&hide=${asked}`);
    here.prepareEmbed();
    assert.deepEqual(hidden(here), wanted);
  });
}

// The page around it.

test("the host is told the height: when it changes, when all is there, and when it asks", async () => {
  const here = await opened("?embed=walk");
  here.prepareEmbed();
  const asks = (source, data) => here.happens("message", { source, data });
  assert.equal(here.observed, here.document.body);
  here.document.body.getBoundingClientRect = () => ({ height: 320.2 });
  here.resized();
  here.happens("load");
  asks(window.parent, { type: "unerase:height?" });
  assert.deepEqual(here.posted, new Array(3).fill([{ type: "unerase:height", figure: "walk", height: 321 }, "*"]));
});

test("it answers nobody else, and no rubbish", async () => {
  const here = await opened("?embed=walk");
  here.prepareEmbed();
  here.happens("message", { source: {}, data: { type: "unerase:height?" } });
  for (const data of ["unerase:height?", "", 7, null, undefined, [], {}, { type: null }, { type: ["unerase:height?"] }, { type: "unerase:state" }]) {
    here.happens("message", { source: window.parent, data });
  }
  assert.deepEqual(here.posted, []);
});

test("one that nobody has framed tells nobody", async () => {
  const here = await opened("?embed=walk", { frame: false });
  here.prepareEmbed();
  assert.equal(here.observed, undefined);
});

test("the way home takes the state of this moment along", async () => {
  const here = await opened("?embed=walk"), home = () => here.byId("embed-home").href;
  here.prepareEmbed();
  assert.equal(home(), "./#figure=walk");
  here.location.hash = "#walk.eta=0.5";
  for (const event of ["pointerdown", "focus"]) {
    here.byId("embed-home").happens(event);
    assert.equal(home(), "./#walk.eta=0.5");
    here.location.hash = "#walk.eta=0.5";
  }
});

test("the page itself is not prepared", async () => {
  const here = await opened("?hide=caption");
  here.prepareEmbed();
  assert.deepEqual(hidden(here), []);
  assert.equal(here.observed, undefined);
  assert.equal(here.byId("embed-home").href, undefined);
});

// The first press.

for (const [link, waits] of [["", false], ["?start", false], ["?embed=walk&start", false], ["?embed=walk&start=", false], ["?embed=walk", true], ["?embed=nobody", true]]) {
  test(`${link || HOME} ${waits ? "waits for a press" : "starts by itself"}`, async () => {
    const here = await opened(link);
    assert.equal(here.waitsForPress, waits);
    if (!waits) {
      assert.equal(here.firstPress(), undefined);
      assert.equal(here.html.dataset.waiting, undefined);
    }
  });
}

for (const event of ["pointerdown", "click"]) {
  test(`a ${event} anywhere on the figure starts it, once`, async () => {
    const here = await opened("?embed=walk"), button = here.byId("embed-start"), pressed = here.firstPress();
    assert.equal(here.html.dataset.waiting, "true");
    assert.equal(here.box.children[0], button);
    assert.ok(!button.hidden);
    here.document.body.happens("click"); // beside it
    assert.equal(here.html.dataset.waiting, "true");
    here["walk-share"].happens(event);
    await pressed;
    assert.equal(here.html.dataset.waiting, undefined);
    assert.ok(button.hidden);
    button.hidden = false;
    here.box.happens("click");
    assert.ok(!button.hidden);
  });
}
