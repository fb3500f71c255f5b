// Everything that must work before Python does: the article is readable, the sheet takes strokes,
// a thin line says what is loading, and whatever goes wrong is said in plain words.
// Python takes over through globalThis.unerase (stage, ready, fail, trouble, sketch).
import { begin as beginDownloads } from "./downloads.mjs";
import { fail, isOver, ready, stage, trouble, watchErrors } from "./panel.mjs";
import { releaseSketch, startSketch } from "./sketch.mjs";

globalThis.unerase = { stage, ready, fail, trouble, sketch: releaseSketch };

startSketch();
watchErrors();
start();

async function start() {
  if (!(await storageAllowed())) {
    return fail({
      what: "This browser, or the page that embeds this one, does not let it use storage (IndexedDB), which the Python runtime needs to start.",
      advice: "Open the page in its own tab, allow site data for it, or leave private browsing.",
      link: true,
    });
  }
  if (isOver()) return;
  stage("Loading the Python runtime", 0);
  beginDownloads();
  try {
    await import("../runtime/pyscript/core.js");
  } catch (error) {
    fail({ what: "PyScript, which connects Python to the page, did not arrive (assets/runtime/pyscript).", error });
  }
}

// PyScript opens a database unconditionally and hangs without a word when it may not.
async function storageAllowed() {
  try {
    return await new Promise((resolve) => {
      const request = indexedDB.open("unerase-probe");
      request.onsuccess = () => {
        request.result.close();
        resolve(true);
      };
      request.onerror = request.onblocked = (event) => {
        event.preventDefault();
        resolve(false);
      };
      setTimeout(resolve, 10_000, false);
    });
  } catch {
    return false;
  }
}
