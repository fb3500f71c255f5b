// What the page does for a stroke, without Python: the way into noise at all 20 stops under two
// schedules, how far each picture is from the clean one, and everything painted anew.
const SIDE = 32, CELLS = SIDE * SIDE, STEPS = 20, FINE = 1000;

const schedules = {
  linear: fine((i) => 1e-4 + (0.02 - 1e-4) * (i / (FINE - 1))),
  cosine: fine((i) => Math.min(1 - curve((i + 1) / FINE) / curve(i / FINE), 0.999)),
};

function curve(u) {
  return Math.cos(((u + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
}

function fine(beta) {
  const stops = new Float64Array(STEPS + 1);
  let left = 1;
  stops[0] = 1;
  for (let i = 0; i < FINE; i++) {
    left *= 1 - beta(i);
    if ((i + 1) % (FINE / STEPS) === 0) stops[(i + 1) / (FINE / STEPS)] = left;
  }
  return stops;
}

const noise = Float32Array.from({ length: CELLS }, () =>
  Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random()));
const clean = new Float32Array(CELLS).fill(-1);

function forward(alphaBar, pictures, errors) {
  for (let t = 0; t <= STEPS; t++) {
    const signal = Math.sqrt(alphaBar[t]), spread = Math.sqrt(1 - alphaBar[t]);
    let sum = 0;
    for (let i = 0, at = t * CELLS; i < CELLS; i++, at++) {
      const x = signal * clean[i] + spread * noise[i];
      pictures[at] = x;
      sum += (x - clean[i]) ** 2;
    }
    errors[t] = sum / CELLS;
  }
}

function paint(name, pictures, count) {
  const canvas = document.getElementById(name), context = canvas.getContext("2d");
  const width = count * SIDE, image = context.createImageData(width, SIDE);
  const words = new Uint32Array(image.data.buffer);
  for (let t = 0; t < count; t++)
    for (let y = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++) {
        const grey = Math.max(0, Math.min(255, 128 - 64 * pictures[t * CELLS + y * SIDE + x])) | 0;
        words[y * width + t * SIDE + x] = 0xff000000 | (grey << 16) | (grey << 8) | grey;
      }
  context.putImageData(image, 0, 0);
}

const made = new Float32Array((STEPS + 1) * CELLS), errors = new Float64Array(STEPS + 1);

function repaint() {
  paint("grid", clean, 1);
  paint("estimate", clean, 1);
  for (const [name, alphaBar] of Object.entries(schedules)) {
    forward(alphaBar, made, errors);
    paint(name, made, STEPS + 1);
    if (name === "linear") paint("film", made, STEPS + 1);
  }
  document.getElementById("mse").textContent = errors[STEPS].toFixed(3);
}

let asked = false;
document.getElementById("grid").addEventListener("pointermove", ({ buttons, offsetX, offsetY }) => {
  if (!buttons) return;
  const cell = Math.floor(offsetY / 10) * SIDE + Math.floor(offsetX / 10);
  if (!(cell >= 0 && cell < CELLS)) return;
  clean[cell] = 1;
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    repaint();
  });
});

repaint();
document.documentElement.dataset.app = "ready";
