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
