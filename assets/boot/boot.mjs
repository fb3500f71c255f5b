// Everything that must work before Python does: the article is readable, the sheet takes strokes,
// a thin line says what is loading, and whatever goes wrong is said in plain words.
// Python takes over through globalThis.unerase (stage, ready, fail, trouble, more, load, idle, sketch).
import { watchAnchors } from "./anchors.mjs";
import { awaited } from "./awaited.mjs";
import { afterAwake } from "./awake.mjs";
import { watchChapters } from "./bar.mjs";
import { layOutChapters } from "./chapters.mjs";
import { firstPress, prepareEmbed } from "./embed.mjs";
import { idle } from "./idle.mjs";
import { watchOffline } from "./offline.mjs";
import { painted } from "./painted.mjs";
import { fail, ready, stage, trouble, watchErrors } from "./panel.mjs";
import { more, refusal, startPython } from "./python.mjs";
import { releaseSketch, startSketch } from "./sketch.mjs";
import { watchTheme } from "./theme.mjs";
import { watchTerms } from "./words.mjs";

// A database that is not open by then will not be.
const SILENCE_MS = 10_000;

// A module that only some visitors need, by its path in the site.
const load = (path) => import(new URL(path, document.baseURI).href);

globalThis.unerase = { stage, ready, fail, trouble, more, load, idle, sketch: releaseSketch };

watchTheme();
watchTerms();
watchAnchors();
layOutChapters();
startSketch();
watchErrors();
prepareEmbed();
watchOffline();
start();
watchChapters();

// From the back/forward cache a page may come without what was on its way. A start begins anew, even one
// that failed for that; strokes are kept.
addEventListener("pageshow", ({ persisted }) => persisted && document.documentElement.dataset.app !== "ready" && location.reload());

async function start() {
  await firstPress();
  const allowed = storageAllowed();
  await painted;
  startPython();
  if (refusal) return; // that has been said
  const needed = awaited(Promise.all(["pyscript.toml", "py/main.py"].map(arrives)));
  if (!(await allowed)) {
    return fail({
      what: "The page may not use the browser's storage (IndexedDB), and Python cannot start without it. The browser forbids it, or the page that embeds this one.",
      // Spelt out, because a frame that may store nothing may not open tabs either.
      advice: `Open the page in its own tab (${location.origin}${location.pathname}), allow site data for it, or leave private browsing.`,
      link: true,
    });
  }
  try {
    await needed;
  } catch (error) {
    return fail({ what: error.message, error });
  }
  try {
    await import("../runtime/pyscript/core.js");
  } catch (error) {
    fail({ what: "PyScript, which connects Python to the page, did not arrive (assets/runtime/pyscript).", error });
  }
}

// What index.html's script names. PyScript tells the console that it is missing, and nobody else.
async function arrives(path) {
  const { ok, status } = await fetch(path).catch(() => ({}));
  if (!ok) throw new Error(`A file that Python starts with (${path}) ${status ? `is missing: the server answered ${status}` : "did not arrive"}.`);
}

// PyScript opens a database unconditionally and hangs without a word when it may not.
async function storageAllowed() {
  try {
    return await new Promise((resolve) => {
      const request = indexedDB.open("unerase-probe");
      const answered = afterAwake(SILENCE_MS, () => resolve(false));
      request.onsuccess = () => {
        answered();
        request.result.close();
        resolve(true);
      };
      request.onerror = request.onblocked = (event) => {
        answered();
        event.preventDefault();
        resolve(false);
      };
    });
  } catch {
    return false;
  }
}
