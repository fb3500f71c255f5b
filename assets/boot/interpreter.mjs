// The module that pyscript.toml names as its interpreter: Pyodide, told where its files are, with
// the downloads of downloads.mjs, and with failures said aloud (Pyodide swallows some of them).
import { DOWNLOAD_SHARE, OURS, serveHeld, taken } from "./downloads.mjs";
import { fail, stage } from "./panel.mjs";

const failed = (error) => {
  fail({ what: "The Python runtime did not start.", error });
  throw error;
};

// Pyodide would run Python on stacks that can be switched (JSPI), and Chromium 156 crashes now and
// then while it collects garbage there. Nothing here waits in the middle of Python: do without, as
// browsers do that have no such stacks.
delete WebAssembly.Suspending;
delete WebAssembly.promising;

// Not a plain import: its failure would be blamed on this module.
const pyodide = await import("../runtime/pyodide/pyodide.mjs").catch(failed);

export const { version } = pyodide;

export async function loadPyodide(options) {
  const release = serveHeld();
  try {
    const indexURL = new URL("../runtime/pyodide/", import.meta.url).href;
    const python = await pyodide.loadPyodide({ ...options, indexURL }).catch(failed);
    stage("Loading the page's own Python", DOWNLOAD_SHARE + 0.1);
    // Beside each module lies its bytecode, made by this very Python: nothing is compiled.
    python.unpackArchive(await taken(OURS), "zip");
    return python;
  } finally {
    release();
  }
}
