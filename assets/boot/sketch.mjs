// Strokes drawn while Python is still loading: kept, shown, stored, and handed to Python.
// The format is the link's: 1024 bits, row by row, first cell in the highest bit, base64url.
const SIDE = 32;
const STORE = storageKey("unerase");
// The page that is embedded leaves the drawing of the page itself alone.
const EMBEDDED = "embed" in document.documentElement.dataset;

const grid = document.getElementById("hero-grid");
const canvas = document.getElementById("hero-picture");
let cells = null; // Uint8Array of 0/1, null while the visitor has drawn nothing
let stroke = null;
let changed = false;
let base = null; // the drawing that the strokes go on from, and then the one kept last, packed
let former = null; // the one whose place it took

export function startSketch() {
  base = kept(before());
  if (base) {
    cells = unpack(base);
    if (cells) paint();
  }
  for (const [target, type, hear] of HEARD) target.addEventListener(type, hear);
}

// Python is here: stop listening and hand over what was drawn since the page opened ("" when
// nothing was), and the stroke that is still being drawn, which Python goes on with.
export function releaseSketch() {
  for (const [target, type, hear] of HEARD) target.removeEventListener(type, hear);
  return { drawing: changed || stroke ? pack(cells) : "", stroke: stroke && { ...stroke, before: pack(stroke.before) } };
}

// Links as messengers leave them, read as Python will read them: py/page/state/mangled.py.
const plain = (text) => unescape(unescape(unescape(text))).replace(/:~:.*|[^!-*,-[\]-~]/g, "");
const kept = (text) =>
  /.*drawing=[^\w-]*(?:3D)?([\w-]{171})(?=http|[^a-z\d]|$)/i.exec(plain(text).replace(/(?<!drawing)=/g, ""))?.[1];

// A mere place in the article (#limits) is no state, nor is what only tracks.
const state = (fragment) => (plain(fragment).replace(/utm_\w+=|[a-z]*clid=|mc_.id=|igshid=/g, "").includes("=") ? fragment : "");

function stored() {
  try {
    return (!EMBEDDED && localStorage.getItem(STORE)) || "";
  } catch {
    return "";
  }
}

// The state to start from, chosen as Python will choose it: the link's, else that of last time.
const before = () => state(location.hash.slice(1)) || stored();

function keep() {
  const all = new URLSearchParams(before()), own = kept(stored());
  // A drawing of the visitor's that this page has not shown, but a link's: Python gives it back (keeping.py).
  if (own && own !== base) former = own;
  base = pack(cells);
  all.set("drawing", base);
  all.delete("former");
  const link = `#${all}`;
  if (former) all.set("former", former);
  all.delete("figure"); // a link goes there, another visit does not
  let done = !EMBEDDED;
  try {
    if (done) localStorage.setItem(STORE, all.toString());
  } catch {
    done = false;
  }
  // A reload of a page that failed to start must find them too, whatever the link said before.
  if (!done || location.hash.length > 1) history.replaceState(null, "", link);
}

// The cell under the pointer; outside the grid it is a cell outside it.
const cellAt = (event) => {
  const box = grid.getBoundingClientRect();
  const index = (share) => Math.floor(share * SIDE);
  return [index((event.clientX - box.left) / box.width), index((event.clientY - box.top) / box.height)];
};
const within = (x, y) => x >= 0 && x < SIDE && y >= 0 && y < SIDE;

// Strokes begin and end as py/page/browser/pointer.py says.

function press(event) {
  if (stroke?.kind === "touch") withdraw();
  else if (ours(event)) lift(); // it was lifted where nobody saw it
  const { pointerId: pointer, pointerType: kind } = event;
  const [x, y] = cellAt(event);
  if (stroke || event.button !== 0 || (kind === "touch" && !event.isPrimary)) return;
  if (!grid.contains(event.target) || !within(x, y)) return;
  cells ??= unpack(grid.dataset.drawing); // the poster's: pixels read back may be noise
  stroke = { value: 1 - cells[y * SIDE + x], pointer, kind, button: kind !== "touch" && event.buttons & 1, x, y, before: cells.slice() };
  line(x, y);
  try {
    grid.setPointerCapture(pointer);
  } catch {
    // The window hears of it all the same.
  }
}

function drag(event) {
  if (!ours(event)) return;
  if (stroke.button && !(event.buttons & 1)) return lift();
  for (const part of event.getCoalescedEvents?.() ?? []) line(...cellAt(part));
  line(...cellAt(event));
}

function lift() {
  stroke = null;
  changed = true;
  keep();
}

function withdraw() {
  cells = stroke.before;
  stroke = null;
  paint();
}

const taken = () => (["touch", "pen"].includes(stroke.kind) ? withdraw() : lift());

const ours = (event) => stroke?.pointer === event.pointerId;
const HEARD = [
  [window, "pointerdown", press],
  [window, "pointermove", drag],
  [window, "pointerup", (event) => ours(event) && lift()],
  [window, "pointercancel", (event) => ours(event) && withdraw()],
  [grid, "lostpointercapture", (event) => ours(event) && taken()],
  [window, "visibilitychange", () => stroke && document.hidden && taken()],
];

function line(x, y) {
  const steps = Math.max(1, Math.abs(x - stroke.x), Math.abs(y - stroke.y));
  for (let i = 0; i <= steps; i++) {
    const column = Math.round(stroke.x + ((x - stroke.x) * i) / steps);
    const row = Math.round(stroke.y + ((y - stroke.y) * i) / steps);
    if (within(column, row)) cells[row * SIDE + column] = stroke.value;
  }
  Object.assign(stroke, { x, y });
  paint();
}

function paint() {
  const style = getComputedStyle(document.documentElement);
  const context = canvas.getContext("2d");
  const fill = (colour, alpha, draw) => {
    context.globalAlpha = alpha;
    context.fillStyle = style.getPropertyValue(colour);
    draw();
  };
  const all = () => context.fillRect(0, 0, SIDE, SIDE);
  const inked = () => cells.forEach((on, i) => on && context.fillRect(i % SIDE, Math.floor(i / SIDE), 1, 1));
  fill("--sheet", 1, all);
  fill("--ink", 0.106, all); // the engine's tone of paper, 27/255, and of ink, 228/255
  fill("--sheet", 1, inked);
  fill("--ink", 0.894, inked);
  context.globalAlpha = 1;
}

function pack(bits) {
  const bytes = new Uint8Array((SIDE * SIDE) / 8);
  bits.forEach((on, i) => (bytes[i >> 3] |= on << (7 - (i & 7))));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function unpack(text) {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
    if (bytes.length !== (SIDE * SIDE) / 8) return null;
    return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => (bytes[i >> 3] >> (7 - (i & 7))) & 1);
  } catch {
    return null;
  }
}
