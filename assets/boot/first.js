// Runs before the first paint, as the only script that the page waits for: the colours that were
// chosen last must not flash the others.

// Under which key the browser keeps something: other copies of the page may live at the same origin.
globalThis.storageKey = (name) => `${name} ${new URL(".", document.baseURI).pathname}`;
try {
  // The keys had no path once: the first copy that is opened takes over what they hold.
  for (const name of ["unerase-theme", "unerase", "unerase-shelf"]) {
    const key = storageKey(name), old = localStorage.getItem(name);
    if (old !== null && localStorage.getItem(key) === null) localStorage.setItem(key, old);
    localStorage.removeItem(name);
  }
  document.documentElement.dataset.theme = localStorage.getItem(storageKey("unerase-theme")) ?? "";
} catch {
  // Refused: the system decides.
}

// Until boot.mjs is there to watch: it, or a part of it, may be missing or damaged.
addEventListener("error", ({ target }) => {
  if (globalThis.unerase || (target !== window && target.id !== "boot-script")) return;
  document.documentElement.dataset.app = "failed";
  document.getElementById("trouble").hidden = false;
  document.getElementById("trouble-retry").onclick = () => location.reload();
}, true);

// One figure alone: its name, before anything else is painted.
{
  const figures = ["hero", "corrupt", "estimate", "walk", "schedules", "lab", "without", "unseen", "name", "cloth", "samplers", "points"];
  const asked = new URLSearchParams(location.search).get("embed");
  if (asked !== null) {
    document.documentElement.dataset.embed = figures.includes(asked) ? asked : "hero";
    if (!figures.includes(asked)) {
      document.documentElement.dataset.embedNotice = `The address says embed=${asked.slice(0, 24)}, which must be one of ${figures.join(", ")}.`;
    }
  }
}

// Whoever comes to the top of the page: Python is there a fifth sooner if the browser is not laying out
// the whole article meanwhile. So the chapters, screens further down, come after that (chapters.mjs), or
// at the first sign of somebody who wants to go there.
try {
  const { dataset } = document.documentElement;
  const [{ type, name }] = performance.getEntriesByType("navigation"); // names a #:~:text=, too; Safari's, no place
  if (type === "navigate" && !name.includes("#") && !location.hash && !dataset.embed) {
    dataset.later = "";
    const gone = new AbortController(), { signal } = gone;
    const show = () => {
      delete dataset.later;
      gone.abort();
    };
    addEventListener("scroll", show, { signal });
    addEventListener("keydown", show, { signal });
    // Before anchors.mjs follows it.
    addEventListener("click", ({ target }) => target.closest?.("a") && show(), { signal, capture: true });
    addEventListener("hashchange", () => {
      show();
      document.getElementById(location.hash.slice(1))?.scrollIntoView();
    }, { signal });
    // Not everybody gives a sign that the page sees: a screen reader, a search from a menu.
    setTimeout(show, 5000);
  }
} catch {
  // The browser does not say how it came here.
}
