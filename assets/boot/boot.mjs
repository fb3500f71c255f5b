// Everything that must work before Python does: the article is readable, the sheet takes strokes,
// a thin line says what is loading, and whatever goes wrong is said in plain words.
// Python takes over through globalThis.unerase (stage, ready, fail, trouble, more, idle, sketch).
import { watchAnchors } from "./anchors.mjs";
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

const CONFIG = "pyscript.toml";

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
  await painted;
  startPython();
  const config = checkConfig();
  if (!(await storageAllowed())) {
    return fail({
      what: "This browser, or the page that embeds this one, does not let it use storage (IndexedDB), which the Python runtime needs to start.",
      // Spelt out, because a frame that may store nothing may not open tabs either.
      advice: `Open the page in its own tab (${location.origin}${location.pathname}), allow site data for it, or leave private browsing.`,
      link: true,
    });
  }
  await config;
  if (isOver()) return;
  try {
    watchPyScript(await import("../runtime/pyscript/core.js"));
  } catch (error) {
    fail({ what: "PyScript, which connects Python to the page, did not arrive (assets/runtime/pyscript).", error });
  }
}

// Without its configuration PyScript does nothing, silently; with a wrong file in its place it
// would go and fetch Pyodide from a server of its own choice.
async function checkConfig() {
  try {
    const response = await fetch(new URL(CONFIG, document.baseURI));
    if (!response.ok) throw new Error(`${CONFIG}: the server answered ${response.status}`);
    if (!/^interpreter *=/m.test(await response.text())) throw new Error(`${CONFIG} names no interpreter`);
  } catch (error) {
    fail({ what: `The list of the page's own Python files (${CONFIG}) did not arrive, or is not what it should be.`, error });
  }
}

// PyScript tells the console of these failures, and nobody else.
function watchPyScript({ config, hooks }) {
  if (!config.py?.interpreter) {
    // PyScript is about to add a box of its own to the article, in its own words: page.css hides it.
    return fail({ what: `PyScript could not read the list of the page's own Python files (${CONFIG}).` });
  }
  const what = "The page's own Python (py/main.py) did not run.";
  hooks.main.onReady.add(({ io }) => {
    const { stderr } = io;
    io.stderr = (said, ...rest) => {
      // Python's own warnings are text.
      if (said instanceof Error) fail({ what, error: said, ours: said.name === "PythonError" });
      stderr(said, ...rest);
    };
  });
  // By now main.py has called ready() or fail(), unless it is not our main.py.
  addEventListener("py:done", () => fail({ what, ours: true }));
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
