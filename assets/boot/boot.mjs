// Everything that must work before Python does: the article is readable, the sheet takes strokes,
// a thin line says what is loading, and whatever goes wrong is said in plain words.
// Python takes over through globalThis.unerase (stage, ready, fail, trouble, more, idle, sketch).
import { watchAnchors } from "./anchors.mjs";
import { awaited } from "./awaited.mjs";
import { layOutChapters } from "./chapters.mjs";
import { firstPress, prepareEmbed } from "./embed.mjs";
import { idle } from "./idle.mjs";
import { watchOffline } from "./offline.mjs";
import { painted } from "./painted.mjs";
import { fail, isOver, ready, stage, trouble, watchErrors } from "./panel.mjs";
import { more, startPython } from "./python.mjs";
import { releaseSketch, startSketch } from "./sketch.mjs";
import { watchTheme } from "./theme.mjs";

globalThis.unerase = { stage, ready, fail, trouble, more, idle, sketch: releaseSketch };

watchTheme();
watchAnchors();
layOutChapters();
startSketch();
watchErrors();
prepareEmbed();
watchOffline();
start();

async function start() {
  await firstPress();
  const allowed = storageAllowed();
  await painted;
  const needed = awaited(Promise.all(["pyscript.toml", "py/main.py"].map(arrives)));
  startPython();
  if (!(await allowed)) {
    return fail({
      what: "This browser, or the page that embeds this one, does not let it use storage (IndexedDB), which the Python runtime needs to start.",
      // Spelt out, because a frame that may store nothing may not open tabs either.
      advice: `Open the page in its own tab (${location.origin}${location.pathname}), allow site data for it, or leave private browsing.`,
      link: true,
    });
  }
  if (isOver()) return;
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
  if (!ok) throw new Error(`What Python starts with (${path}) ${status ? `is missing: the server answered ${status}` : "did not arrive"}.`);
}

// PyScript opens a database unconditionally and hangs without a word when it may not.
async function storageAllowed() {
  try {
    return await new Promise((resolve) => {
      const request = indexedDB.open("unerase-probe");
      const silence = setTimeout(resolve, 10_000, false);
      request.onsuccess = () => {
        clearTimeout(silence);
        request.result.close();
        resolve(true);
      };
      request.onerror = request.onblocked = (event) => {
        clearTimeout(silence);
        event.preventDefault();
        resolve(false);
      };
    });
  } catch {
    return false;
  }
}
