// Strokes that are drawn before Python is there.
import assert from "node:assert/strict";
import test from "node:test";
import { Element } from "./support/dom.mjs";
import { Storage, visit } from "./support/visit.mjs";

const KEY = "unerase /unerase/";
const SIDE = 32, BLANK = "A".repeat(171), INK = "_".repeat(170) + "8";
const START = [3, 2], END = [20, 29]; // column, row

// The line between two cells: one cell in each row, or column, whichever are more.
function line([x0, y0], [x1, y1]) {
  const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
  return Array.from({ length: steps + 1 }, (_, i) => [Math.round(x0 + ((x1 - x0) * i) / steps), Math.round(y0 + ((y1 - y0) * i) / steps)]);
}

function cells(packed) {
  const bits = [...Buffer.from(packed, "base64url")].flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1));
  assert.equal(bits.length, SIDE * SIDE);
  return bits.flatMap((on, i) => (on ? [[i % SIDE, Math.floor(i / SIDE)]] : []));
}

// A drawing as links spell it.
const packed = (inked) => {
  const bytes = Buffer.alloc((SIDE * SIDE) / 8);
  for (const [x, y] of inked) bytes[(y * SIDE + x) >> 3] |= 0x80 >> (x & 7);
  return bytes.toString("base64url");
};

// The page with a sheet of ten pixels a cell, whose poster shows `poster`. Pixels read are noise.
async function opened({ poster = [], embed, ...options } = {}) {
  const here = visit(options);
  if (embed) here.html.dataset.embed = embed;
  const noise = (_x, _y, width, height) => ({ data: new Uint8ClampedArray(4 * width * height).map(() => 256 * Math.random()) });
  here.document.createElement = () => ({ getContext: () => ({ drawImage() {}, getImageData: noise }) });
  here.grid = here.byId("hero-grid");
  here.grid.dataset.drawing = packed(poster);
  const picture = (scheme) => new Element(`img.in-${scheme}`, { complete: true, naturalWidth: SIDE });
  here.document.body.append(new Element("div.sheet", {}, here.grid, new Element("picture.poster", {}, picture("light"), picture("dark"))));
  here.fills = [];
  const context = { fillRect: (...rectangle) => here.fills.push([context.fillStyle, ...rectangle]) };
  here.byId("hero-picture").getContext = () => context;
  here.sets({ getComputedStyle: () => ({ getPropertyValue: (name) => name }) });
  here.sketch = await here.boot("sketch");
  here.sketch.startSketch();
  return here;
}

const at = ([x, y]) => ({ clientX: 10 * x + 5, clientY: 10 * y + 5 });
const MOUSE = { button: 0, buttons: 1, pointerId: 1, pointerType: "mouse", isPrimary: true };
const FINGER = { pointerId: 2, pointerType: "touch" }, SECOND = { pointerId: 3, pointerType: "touch", isPrimary: false }, PEN = { pointerId: 4, pointerType: "pen" };
const press = (here, cell, facts = {}) => here.grid.happens("pointerdown", { ...MOUSE, ...at(cell), ...facts });
const move = (here, cell, facts = {}) => here.grid.happens("pointermove", { ...MOUSE, ...at(cell), ...facts });
const lift = (here, facts = {}) => ["pointerup", "lostpointercapture"].forEach((type) => here.grid.happens(type, { ...MOUSE, ...facts }));
const stroke = (here, ...path) => (press(here, path[0]), path.slice(1).forEach((cell) => move(here, cell)), lift(here));
// What is shown last: the inked cells of the canvas.
const shown = (here) => here.fills.slice(here.fills.findLastIndex(([, , , width]) => width === SIDE) + 1)
  .filter(([colour]) => colour === "--ink").map(([, x, y]) => [x, y]);
const drawn = (here) => cells(here.sketch.releaseSketch().drawing);

test("a stroke is one line, however few events there are of it", async () => {
  for (const path of [[START, END], [END, START], [[2, 2], [31, 2]], [[2, 2], [2, 31]], [[2, 2], [29, 17]], [[30, 30], [2, 2]]]) {
    const here = await opened({ link: `#drawing=${BLANK}` }), wanted = line(...path).sort(byRow);
    stroke(here, ...path);
    assert.deepEqual(shown(here), wanted);
    assert.deepEqual(drawn(here), wanted);
  }
});
const byRow = ([x0, y0], [x1, y1]) => y0 - y1 || x0 - x1;

test("it follows the events that the browser has put together", async () => {
  const here = await opened({ link: `#drawing=${BLANK}` });
  press(here, [5, 5]);
  move(here, [9, 5], { getCoalescedEvents: () => [at([5, 9]), at([9, 9])] });
  lift(here);
  const corner = [...line([5, 5], [5, 9]), ...line([5, 9], [9, 9]), ...line([9, 9], [9, 5])];
  assert.deepEqual(drawn(here), [...new Map(corner.map((cell) => [String(cell), cell])).values()].sort(byRow));
});

test("the first cell decides between ink and paper", async () => {
  const here = await opened({ link: `#drawing=${BLANK}` });
  stroke(here, [2, 8], [29, 8]);
  stroke(here, [10, 8], [20, 8]);
  assert.deepEqual(shown(here), [...line([2, 8], [9, 8]), ...line([21, 8], [29, 8])]);
  stroke(here, [12, 8], [25, 8]);
  assert.deepEqual(drawn(here), [...line([2, 8], [9, 8]), ...line([12, 8], [29, 8])]);
});

test("beyond the edge nothing is drawn, and the stroke goes on", async () => {
  const here = await opened({ link: `#drawing=${BLANK}` });
  stroke(here, [28, 16], [40, 16], [40, 40], [10, 40], [10, 28]);
  assert.deepEqual(drawn(here), [...line([28, 16], [31, 16]), ...line([10, 28], [10, 31])]);
});

for (const [what, act] of [
  ["a right button", (here) => press(here, START, { button: 2 })],
  ["a middle button", (here) => press(here, START, { button: 1 })],
  ["a press beside the sheet", (here) => press(here, [32, 5])],
  ["a pointer that is not down", (here) => move(here, START)],
]) {
  test(`${what} does not draw`, async () => {
    const here = await opened({ link: `#drawing=${BLANK}` });
    act(here);
    assert.deepEqual(here.sketch.releaseSketch(), { drawing: "", stroke: null });
    assert.equal(here.storage.getItem(KEY), null);
  });
}

// Strokes that are none, and those that go on.

test("a second finger withdraws the stroke, and fingers left over draw nothing", async () => {
  const here = await opened({ poster: [[0, 0]] });
  press(here, [5, 5], FINGER);
  move(here, [9, 5], FINGER);
  press(here, [25, 25], SECOND);
  assert.deepEqual(shown(here), [[0, 0]]);
  move(here, [9, 9], FINGER);
  lift(here, FINGER);
  move(here, [29, 25], SECOND);
  press(here, [3, 3], { ...FINGER, isPrimary: false });
  assert.deepEqual(shown(here), [[0, 0]]);
  lift(here, { ...FINGER, isPrimary: false });
  lift(here, SECOND);
  assert.equal(here.storage.getItem(KEY), null, "nothing of it is kept");
  press(here, [5, 5], FINGER);
  lift(here, FINGER);
  assert.deepEqual(drawn(here), [[0, 0], [5, 5]]);
});

for (const [what, kind, type, stays] of [
  ["cancelled", {}, "pointercancel", false],
  ["cancelled", FINGER, "pointercancel", false],
  ["taken away", {}, "lostpointercapture", true],
  ["taken away", FINGER, "lostpointercapture", false],
  ["taken away", PEN, "lostpointercapture", false],
  ["hidden", {}, "visibilitychange", true],
  ["hidden", FINGER, "visibilitychange", false],
]) {
  test(`a ${kind.pointerType ?? "mouse"} that is ${what} ${stays ? "has drawn" : "draws nothing"}`, async () => {
    const here = await opened({ link: `#drawing=${BLANK}` });
    press(here, [5, 5], kind);
    move(here, [9, 5], kind);
    here.document.hidden = type === "visibilitychange";
    here.grid.happens(type, { ...MOUSE, ...kind });
    move(here, [20, 5], kind);
    assert.deepEqual(shown(here), stays ? line([5, 5], [9, 5]) : []);
    assert.equal(here.storage.getItem(KEY) !== null, stays);
    lift(here, kind);
    assert.deepEqual(here.sketch.releaseSketch().drawing !== "", stays);
  });
}

test("a pen draws although a hand rests on the sheet, whichever came first", async () => {
  const here = await opened({ link: `#drawing=${BLANK}` });
  press(here, [20, 20], FINGER);
  press(here, [5, 5], PEN);
  press(here, [25, 25], SECOND);
  move(here, [29, 25], SECOND);
  lift(here, SECOND);
  move(here, [9, 5], PEN);
  lift(here, PEN);
  lift(here, FINGER);
  assert.deepEqual(drawn(here), line([5, 5], [9, 5]));
});

test("without capture a stroke ends where the pointer is lifted", async () => {
  const here = await opened({ link: `#drawing=${BLANK}` });
  here.grid.setPointerCapture = () => {
    throw new DOMException("no such pointer", "NotFoundError");
  };
  press(here, [28, 5]);
  here.document.body.happens("pointermove", { ...MOUSE, ...at([40, 5]) });
  here.document.body.happens("pointerup", MOUSE);
  move(here, [5, 5]);
  assert.deepEqual(drawn(here), line([28, 5], [31, 5]));
});

test("a button that was released unseen ends the stroke", async () => {
  const here = await opened({ link: `#drawing=${BLANK}` });
  press(here, [5, 5]);
  move(here, [9, 5], { buttons: 0 });
  press(here, [5, 8]);
  press(here, [5, 9]);
  lift(here);
  assert.deepEqual(drawn(here), [[5, 5], [5, 8], [5, 9]]);
});

// What it begins with.

test("a stroke goes on from the poster's cells, whatever its pixels are", async () => {
  const here = await opened({ poster: [[0, 0], [31, 31], [4, 3]] });
  assert.deepEqual(here.fills, [], "the poster itself is seen until then");
  stroke(here, [4, 3], [6, 3]); // begins on ink
  assert.deepEqual(drawn(here), [[0, 0], [31, 31]]);
});

const kept = (text) => {
  const storage = new Storage();
  storage.setItem(KEY, text);
  return storage;
};

test("the link's drawing is shown, not that of last time", async () => {
  const here = await opened({ link: `#drawing=${INK}`, storage: kept(`drawing=${BLANK}`) });
  assert.equal(shown(here).length, SIDE * SIDE);
  assert.equal(here.sketch.releaseSketch().drawing, "", "nobody has drawn anything");
});

test("that of last time is shown where the address is bare, or a mere place", async () => {
  for (const link of ["", "#limits", "#utm_source=x&fbclid=y"]) {
    const here = await opened({ link, storage: kept(`seed=4&drawing=${INK}`) });
    assert.equal(shown(here).length, SIDE * SIDE, link);
  }
});

test("the poster stays where a link has no drawing", async () => {
  assert.deepEqual((await opened({ link: "#seed=3", storage: kept(`drawing=${BLANK}`) })).fills, []);
});

for (const bad of ["zz", "", "A".repeat(170), "A".repeat(175), "!".repeat(171), "%E0%A4%A"]) {
  test(`a bad drawing is not shown: ${JSON.stringify(bad)}`, async () => {
    const here = await opened({ link: `#drawing=${bad}` });
    assert.deepEqual(here.fills, []);
    stroke(here, START, END);
    assert.deepEqual(drawn(here), line(START, END).sort(byRow));
  });
}

// Messengers mangle links. What they do, and that Python reads the same: tests/support/messengers.py.
const DRAWN = `g${"A".repeat(60)}_-_${"A".repeat(106)}E`, GOOD = `seed=7&drawing=${DRAWN}&walk=3`;
const escaped = (text) => text.replaceAll("&", "&amp;");
const every60 = (text, what) => text.replace(DRAWN, DRAWN.replace(/.{60}/g, `$&${what}`));
const MANGLED = {
  "clean": GOOD,
  "encoded": encodeURIComponent(GOOD),
  "three times encoded": encodeURIComponent(encodeURIComponent(encodeURIComponent(GOOD))),
  "escaped": escaped(escaped(GOOD)),
  "escaped and encoded": encodeURIComponent(escaped(GOOD)),
  "as a number": GOOD.replaceAll("&", "&#38;"),
  "a second #": `#${GOOD}`,
  "an address before it": `https://example.org/#${GOOD}`,
  "pasted twice": `${GOOD}https://example.org/#${GOOD}`,
  "quoted-printable": every60(GOOD.replaceAll("=", "=3D"), "=\n"),
  "quoted-printable, encoded": every60(GOOD.replaceAll("=", "=3D"), "=%0D%0A"),
  "Markdown's backslashes": GOOD.replaceAll("_", "\\_"),
  "another drawing before it": `drawing=${BLANK}&${GOOD}`,
  "in quotes": GOOD.replace(DRAWN, `“${DRAWN}”`),
};
for (const what of ["\u00ad", "\u200b", " ", "+", "%0A"]) MANGLED[`${JSON.stringify(what)} in it`] = every60(GOOD, what);
for (const end of [".", ")", "]", "_", "__", "**", "”", "…", "を見て", "\n", "%0A", "&quot;", "?utm_source=x", "https://example.org/", ":~:text=a"]) {
  MANGLED[`${JSON.stringify(end)} behind it`] = `seed=7&drawing=${DRAWN}${end}`;
}

for (const [what, text] of Object.entries(MANGLED)) {
  test(`a mangled link's drawing is shown, and strokes begin with it: ${what}`, async () => {
    const here = await opened({ link: new URL(`#${text}`, "https://example.org").hash, storage: kept(`drawing=${INK}`) });
    assert.deepEqual(shown(here), cells(DRAWN));
    stroke(here, [5, 20]);
    assert.deepEqual(drawn(here), [...cells(DRAWN), [5, 20]].sort(byRow));
  });
}

test("what is no drawing is not made one", async () => {
  for (const bad of [`${DRAWN}AA`, `${DRAWN.slice(0, 90)}…${DRAWN.slice(91)}`, DRAWN.slice(1), `${DRAWN.slice(1)}.A`]) {
    assert.deepEqual((await opened({ link: `#drawing=${encodeURI(bad)}`, storage: kept(`drawing=${INK}`) })).fills, [], bad);
  }
});

test("a browser's own search for a text is a mere place", async () => {
  assert.equal(shown(await opened({ link: "#:~:text=a%3Db", storage: kept(`drawing=${INK}`) })).length, SIDE * SIDE);
});

test("refused storage has nothing from last time", async () => {
  const here = visit();
  here.refuses("localStorage");
  (await here.boot("sketch")).startSketch();
});

test("a drawing is spelt as links spell it", async () => {
  const here = await opened({ link: `#drawing=${INK}` });
  stroke(here, [0, 0]);
  assert.equal(here.sketch.releaseSketch().drawing, `f${INK.slice(1)}`);
});

// What is kept of it.

const address = () => new URLSearchParams(location.hash.slice(1));

test("a stroke is kept when it ends, beside the settings of last time", async () => {
  const here = await opened({ storage: kept(`seed=4&drawing=${BLANK}`) });
  press(here, [5, 5]);
  move(here, [9, 5]);
  assert.equal(here.storage.getItem(KEY), `seed=4&drawing=${BLANK}`);
  lift(here);
  const after = new URLSearchParams(here.storage.getItem(KEY));
  assert.equal(after.get("seed"), "4");
  assert.deepEqual(cells(after.get("drawing")), line([5, 5], [9, 5]));
  assert.equal(location.hash, "", "a bare address stays bare");
});

test("a link gets the stroke, too: a reload goes by it", async () => {
  const here = await opened({ link: `#seed=5&drawing=${BLANK}` });
  stroke(here, [5, 5], [9, 5]);
  assert.deepEqual([...address().keys()], ["seed", "drawing"]);
  assert.deepEqual(cells(address().get("drawing")), line([5, 5], [9, 5]));
});

test("the visitor's own drawing is kept beside a link's that they draw on, and no link carries it", async () => {
  for (const link of [`#figure=hero&seed=5&drawing=${BLANK}`, "#figure=hero&seed=5"]) {
    const here = await opened({ link, storage: kept(`seed=4&drawing=${INK}`) });
    for (const row of [5, 7]) stroke(here, [5, row], [9, row]);
    const after = new URLSearchParams(here.storage.getItem(KEY));
    assert.equal(after.get("former"), INK);
    assert.deepEqual(cells(after.get("drawing")), [...line([5, 5], [9, 5]), ...line([5, 7], [9, 7])]);
    assert.deepEqual([...after.keys()].sort(), ["drawing", "former", "seed"]);
    assert.deepEqual([...address().keys()].sort(), ["drawing", "figure", "seed"]);
  }
});

test("so is one that another tab has kept meanwhile", async () => {
  const here = await opened({ storage: kept(`drawing=${BLANK}`) });
  here.storage.setItem(KEY, `seed=4&drawing=${INK}`);
  stroke(here, [5, 5], [9, 5]);
  const after = new URLSearchParams(here.storage.getItem(KEY));
  assert.deepEqual([after.get("former"), after.get("seed")], [INK, "4"]);
});

for (const [what, link, text] of [
  ["the same drawing as the link", `#drawing=${BLANK}`, `drawing=${BLANK}`],
  ["none", `#drawing=${BLANK}`, "seed=4"],
  ["one of an earlier visit", "", `drawing=${BLANK}&former=${INK}`],
  ["one that the link made up", `#drawing=${BLANK}&former=${INK}`, ""],
]) {
  test(`there is no former drawing to keep: ${what}`, async () => {
    const here = await opened({ link, storage: kept(text) });
    stroke(here, [5, 5], [9, 5]);
    assert.equal(new URLSearchParams(here.storage.getItem(KEY)).get("former"), null);
    assert.equal(address().get("former"), null);
  });
}

for (const how of ["full", "refused"]) {
  test(`the address has the stroke where storage is ${how}`, async () => {
    const here = await opened({ storage: Object.assign(new Storage(), { full: true }) });
    if (how === "refused") here.refuses("localStorage");
    stroke(here, [5, 5], [9, 5]);
    assert.deepEqual(cells(address().get("drawing")), line([5, 5], [9, 5]));
  });
}

test("an embed leaves the drawing of the page itself alone", async () => {
  const here = await opened({ embed: "hero", storage: kept(`drawing=${INK}`) });
  assert.deepEqual(here.fills, []);
  stroke(here, [5, 5], [9, 5]);
  assert.equal(here.storage.getItem(KEY), `drawing=${INK}`);
  assert.deepEqual(cells(address().get("drawing")), line([5, 5], [9, 5]));
});

// Python takes over.

test("Python gets the stroke that is being drawn, and goes on with it alone", async () => {
  const here = await opened({ link: `#drawing=${BLANK}` });
  press(here, [5, 5]);
  move(here, [9, 5]);
  const { drawing, stroke } = here.sketch.releaseSketch();
  assert.deepEqual(stroke, { value: 1, pointer: 1, kind: "mouse", button: 1, x: 9, y: 5, before: BLANK });
  assert.deepEqual(cells(drawing), line([5, 5], [9, 5]));
  const paints = here.fills.length;
  move(here, [20, 5]);
  lift(here);
  press(here, [1, 1]);
  assert.equal(here.fills.length, paints);
  assert.equal(here.storage.getItem(KEY), null);
});
