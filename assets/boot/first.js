// Runs before the first paint, as the only script that the page waits for: the colours that were
// chosen last must not flash the others.
try {
  document.documentElement.dataset.theme = localStorage.getItem("unerase-theme") ?? "";
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

// The browser would open what is dropped here in place of the page. Python marks what it takes, and
// text fields take text.
for (const type of ["dragover", "drop"]) {
  addEventListener(type, (event) => {
    const { dataTransfer: held, target } = event;
    if (!held || event.defaultPrevented || (target.matches?.(":read-write") && !held.types.includes("Files"))) return;
    event.preventDefault();
    held.dropEffect = "none";
  });
}

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
