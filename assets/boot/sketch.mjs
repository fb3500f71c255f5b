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
  grid.addEventListener("pointerdown", press);
  grid.addEventListener("pointermove", drag);
  grid.addEventListener("lostpointercapture", lift);
}

// Python is here: stop listening and hand over what was drawn since the page opened ("" when
// nothing was), and the stroke that is still being drawn, which Python goes on with.
export function releaseSketch() {
  grid.removeEventListener("pointerdown", press);
  grid.removeEventListener("pointermove", drag);
  grid.removeEventListener("lostpointercapture", lift);
  return { drawing: changed ? pack(cells) : "", stroke };
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

function press(event) {
  const [x, y] = cellAt(event);
  if (event.button !== 0 || stroke || !within(x, y)) return;
  cells ??= unpack(grid.dataset.drawing); // the poster's: pixels read back may be noise
  grid.setPointerCapture(event.pointerId);
  stroke = { value: 1 - cells[y * SIDE + x], pointer: event.pointerId, x, y };
  line(x, y);
}

function drag(event) {
  if (stroke?.pointer !== event.pointerId) return;
  for (const part of event.getCoalescedEvents?.() ?? []) line(...cellAt(part));
  line(...cellAt(event));
}

function lift(event) {
  if (stroke?.pointer !== event.pointerId) return;
  stroke = null;
  keep();
}

function line(x, y) {
  const steps = Math.max(1, Math.abs(x - stroke.x), Math.abs(y - stroke.y));
  for (let i = 0; i <= steps; i++) {
    const column = Math.round(stroke.x + ((x - stroke.x) * i) / steps);
    const row = Math.round(stroke.y + ((y - stroke.y) * i) / steps);
    if (within(column, row)) cells[row * SIDE + column] = stroke.value;
  }
  Object.assign(stroke, { x, y });
  changed = true;
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
