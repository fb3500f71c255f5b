// Offline use: the service worker (sw.js) keeps every file of the site, this says so, and offers a
// newer version when one waits. Where there is no worker to be had (plain http, private windows,
// settings, a sandboxed frame) nothing is said, and the page is as it would be without.
import { idle } from "./idle.mjs";
import { started } from "./panel.mjs";

// Keeping everything is a lot of work for the browser: not while a reader is drawing.
const LONGEST_MS = 3000;

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const container = workers();

export function watchOffline() {
  if (!container) return;
  // Another tab has let a newer version in, and files come from there now. A start that is under way
  // begins anew, or it would mix the two (strokes are kept); a page that runs is left in peace.
  container.addEventListener("controllerchange", () => {
    if (root.dataset.app === "booting") location.reload();
    else offer();
  });
  // An embed is at home in a page that is not ours, and would keep all files once for each such site.
  if (window.top !== window || new URLSearchParams(location.search).has("embed")) return;
  started.then(() => idle(keep, LONGEST_MS));
}

function workers() {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined; // sandboxed
  }
}

// Not before the page has started: fetching everything would slow that down. A page that failed may
// have been kept so; it gets no worker, but is offered a newer version. So is a visitor who asks to save
// data: the files are many times what one visit needs.
async function keep() {
  const works = root.dataset.app === "ready", wanted = works && !navigator.connection?.saveData;
  let registration;
  try {
    registration = await (wanted ? container.register("sw.js") : container.getRegistration());
  } catch {
    return; // refused
  }
  // A site above this one may have a worker too, which is no business of ours.
  if (registration?.scope !== new URL("./", document.baseURI).href) return;
  const look = () => {
    const { installing, waiting, active } = registration;
    for (const worker of [installing, waiting, active]) worker?.addEventListener("statechange", look);
    // A worker gets this far only with every file in its hands.
    byId("offline-mark").textContent = works && active?.state === "activated" ? "Ready offline" : "";
    if (waiting && active) offer(registration);
  };
  registration.addEventListener("updatefound", look);
  look();
}

function offer(registration) {
  byId("update").hidden = false;
  byId("update-later").onclick = () => (byId("update").hidden = true);
  byId("update-reload").onclick = () => {
    const next = registration?.waiting;
    if (!next) return location.reload();
    next.addEventListener("statechange", () => next.state === "activated" && location.reload());
    next.postMessage({ type: "SKIP_WAITING" });
  };
}
