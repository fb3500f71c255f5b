// One figure alone, in somebody else's page: index.html?embed=<figure>[&hide=<control>,…][&start].
// first.js has marked the page by then; here it waits for a press, hides controls, and tells the
// page around it how high it is. It takes nothing from that page but the question for its height.
const root = document.documentElement;
const query = new URLSearchParams(location.search);
export const figure = root.dataset.embed ?? "";
export const waitsForPress = Boolean(figure) && !query.has("start");

// Parts that are no single control.
const PARTS = { caption: "figcaption", actions: ".figure-actions", readouts: ".readouts, table", charts: ".chart, .chart-numbers" };

export function prepareEmbed() {
  if (!figure) return;
  hideControls();
  const home = document.getElementById("embed-home");
  const leadHome = () => (home.href = `./${location.hash || `#figure=${figure}`}`);
  leadHome();
  for (const event of ["pointerdown", "focus"]) home.addEventListener(event, leadHome);
  if (window.parent !== window) tellHeight();
}

function hideControls() {
  const box = document.getElementById(figure);
  for (const name of (query.get("hide") ?? "").split(",").slice(0, 40)) {
    if (!/^[a-z-]{1,24}$/.test(name)) continue;
    const selector = Object.hasOwn(PARTS, name) ? PARTS[name] : `#${figure}-${name}`;
    for (const one of box.querySelectorAll(selector)) (one.closest(".field, .segments, .timeline") ?? one).hidden = true;
  }
}

function tellHeight() {
  const tell = () => window.parent.postMessage({ type: "unerase:height", figure, height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(document.body);
  // Out of sight nothing is observed, and the host's text would jump when the reader comes here.
  addEventListener("load", tell);
  addEventListener("message", ({ source, data }) => {
    if (source === window.parent && data?.type === "unerase:height?") tell();
  });
}

// A post with five embeds costs five pictures until somebody presses one of them.
export function firstPress() {
  if (!waitsForPress) return;
  root.dataset.waiting = "true";
  const box = document.getElementById(figure), button = document.getElementById("embed-start");
  box.prepend(button);
  button.hidden = false;
  return new Promise((resolve) => {
    const begin = () => {
      for (const event of ["pointerdown", "click"]) box.removeEventListener(event, begin);
      delete root.dataset.waiting;
      button.hidden = true;
      resolve();
    };
    for (const event of ["pointerdown", "click"]) box.addEventListener(event, begin);
  });
}
