// The progress line, the watchdog and the panel that says what failed and what to try.
const QUIET_LIMIT_MS = 60_000;

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
let watchdog = 0;
let doing = "Loading Python";

export const isOver = () => root.dataset.app !== "booting";

// Say what is going on, and how far it is (0 … 1); feeds the watchdog.
export function stage(label, fraction) {
  if (isOver()) return;
  doing = label;
  const percent = Math.round(fraction * 100);
  byId("boot-fill").style.transform = `scaleX(${fraction})`;
  byId("boot-label").textContent = label;
  byId("boot-label").setAttribute("aria-valuenow", percent);
  byId("boot-label").setAttribute("aria-valuetext", label);
  clearTimeout(watchdog);
  watchdog = setTimeout(() => {
    fail({
      what: `Nothing has moved for ${QUIET_LIMIT_MS / 1000} seconds while the page was at: ${doing}.`,
      advice: "The connection may be slow or blocked. Check it and try again; nothing you drew is lost.",
    });
  }, QUIET_LIMIT_MS);
}

export function ready() {
  if (isOver()) return;
  clearTimeout(watchdog);
  root.dataset.app = "ready";
}

// The page could not start. `link` offers the page in its own tab (for frames that cannot boot).
export function fail({ what, advice, error, link = false }) {
  if (isOver()) return;
  clearTimeout(watchdog);
  root.dataset.app = "failed";
  show({
    title: "Unerase could not start",
    what,
    advice: advice ?? "Check the connection and try again. If it happens again, an extension or a filter may be blocking the file.",
    trace: error === undefined ? "" : String(error?.stack ?? error),
    link: link || window.top !== window,
  });
}

// The page runs, but something in it broke.
export function trouble(what, trace) {
  show({ title: "Something went wrong", what, advice: "Your drawing is kept. If the page misbehaves, reload it.", trace, dismiss: true });
}

function show({ title, what, advice, trace, link = false, dismiss = false }) {
  byId("trouble-title").textContent = title;
  byId("trouble-what").textContent = what;
  byId("trouble-try").textContent = advice;
  byId("trouble-trace").textContent = trace;
  byId("trouble-details").hidden = !trace;
  byId("trouble-link").hidden = !link;
  byId("trouble-link").href = location.href;
  byId("trouble-retry").textContent = dismiss ? "Reload" : "Try again";
  byId("trouble-retry").onclick = () => location.reload();
  byId("trouble-dismiss").hidden = !dismiss;
  byId("trouble-dismiss").onclick = () => (byId("trouble").hidden = true);
  byId("trouble").hidden = false;
}

// PyScript and Pyodide report many of their failures only as an unhandled rejection.
export function watchErrors() {
  const onError = (event) => {
    const error = event.reason ?? event.error ?? event.message;
    if (!isOver()) fail({ what: `The start broke off at: ${doing}.`, error });
  };
  addEventListener("error", onError);
  addEventListener("unhandledrejection", onError);
}
