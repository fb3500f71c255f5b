// The progress line, the watchdog and the panel that says what failed and what to try.
import { afterAwake } from "./awake.mjs";

const QUIET_LIMIT_MS = 60_000;

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const uncaught = (globalThis.uncaught ??= { strays: [] }); // first.js
const kept = root.dataset.embed ? "" : " Your drawing is kept."; // an embed keeps nothing
let rest = () => {}; // ends the watch
let doing = "Loading Python";

let begin;
// Once the page has started, or could not.
export const started = new Promise((resolve) => (begin = resolve));

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
  alive();
}

// Something has moved.
export function alive() {
  if (isOver()) return;
  rest();
  rest = afterAwake(QUIET_LIMIT_MS, () => {
    fail({
      what: `Nothing has moved for ${QUIET_LIMIT_MS / 1000} seconds while the page was at: ${doing}.`,
      advice: `The connection may be slow or blocked. Check it and try again.${kept}`,
    });
  });
}

// A start that arrives after all (a slow machine, an error that it survived) takes the panel back.
export function ready() {
  rest();
  performance.mark("ready"); // the model spec tells it
  root.dataset.app = "ready";
  begin();
  byId("trouble").hidden = true;
}

// The page could not start. `ours` says that the page is at fault, not the connection; `link` offers
// the page in its own tab (for frames that cannot boot).
export function fail({ what, advice, error, ours = false, link = false }) {
  if (isOver()) return;
  rest();
  root.dataset.app = "failed";
  begin();
  show({
    title: "Unerase could not start",
    what: what + lost(what, error),
    advice: advice ?? (ours
      ? "This is a fault of the page, not of your connection. Try again. If it happens again, please report it with the details below."
      : "Check the connection and try again. If it happens again, an extension or a filter may be blocking the file, or the server has lost it."),
    trace: error === undefined ? "" : String(error?.stack ?? error),
    link: link || window.top !== window,
  });
  if (!ours && !advice) import("./why.js").then(({ tell }) => tell(error)).catch(() => {});
}

// The files of this site that did not arrive, as far as the browser or the error tells.
function lost(what, error) {
  const home = new URL(".", document.baseURI).href;
  const failed = performance.getEntriesByType("resource")
    .filter(({ responseStatus: status }) => status === 0 || status >= 400)
    .map(({ name }) => name);
  const named = String(error?.message ?? "").match(/https?:\S+/g) ?? [];
  const urls = failed.length ? failed : named;
  const paths = urls.filter((url) => url.startsWith(home)).map((url) => url.slice(home.length));
  const news = [...new Set(paths)].filter((path) => !what.includes(path)).slice(0, 3);
  return news.length ? ` Not arrived: ${news.join(", ")}.` : "";
}

// The page runs, but something in it broke.
export function trouble(what, trace) {
  show({ title: "Something went wrong", what, advice: `If the page misbehaves, reload it.${kept}`, trace, dismiss: true });
}

function show({ title, what, advice, trace, link = false, dismiss = false }) {
  const { strays } = uncaught;
  const details = [trace, ...(strays.length ? ["Seen meanwhile, not from this page:", ...strays] : [])].filter(Boolean).join("\n");
  byId("trouble-title").textContent = title;
  byId("trouble-what").textContent = what;
  byId("trouble-try").textContent = advice;
  byId("trouble-trace").textContent = details;
  byId("trouble-details").hidden = !details;
  byId("trouble-link").hidden = !link;
  byId("trouble-link").href = location.href;
  byId("trouble-retry").textContent = dismiss ? "Reload" : "Try again";
  byId("trouble-retry").onclick = () => location.reload();
  byId("trouble-dismiss").hidden = !dismiss;
  byId("trouble-dismiss").onclick = () => (byId("trouble").hidden = true);
  byId("trouble").hidden = false;
}

// PyScript and Pyodide report many of their failures only as an unhandled rejection. The start may go on
// all the same.
export function watchErrors() {
  uncaught.ours = (error) => isOver() || fail({ what: `The start broke off at: ${doing}.`, error });
}
