// Strokes drawn while Python is still loading: kept, shown, stored, and handed to Python.
// The format is the link's: 1024 bits, row by row, first cell in the highest bit, base64url.
const SIDE = 32;
const STORE = "unerase";
// The page that is embedded leaves the drawing of the page itself alone.
const EMBEDDED = "embed" in document.documentElement.dataset;

const grid = document.getElementById("hero-grid");
const canvas = document.getElementById("hero-picture");
let cells = null; // Uint8Array of 0/1, null while the visitor has drawn nothing
let stroke = null;
let changed = false;

export function startSketch() {
  const packed = kept(before());
  if (packed) {
    cells = unpack(packed);
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

const kept = (text) => new URLSearchParams(text).get("drawing");

// A mere place in the article (#limits) is no state.
const state = (fragment) => (fragment.includes("=") ? fragment : "");

// The state to start from, chosen as Python will choose it: the link's, else that of last time.
function before() {
  try {
    return state(location.hash.slice(1)) || (!EMBEDDED && localStorage.getItem(STORE)) || "";
  } catch {
    return "";
  }
}

function keep() {
  const all = new URLSearchParams(before());
  all.set("drawing", pack(cells));
  let stored = !EMBEDDED;
  try {
    if (stored) localStorage.setItem(STORE, all.toString());
  } catch {
    stored = false;
  }
  // A reload of a page that failed to start must find them too, whatever the link said before.
  if (!stored || location.hash.length > 1) history.replaceState(null, "", `#${all}`);
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
