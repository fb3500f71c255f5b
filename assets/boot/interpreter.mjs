// The module that pyscript.toml names as its interpreter: Pyodide, told where its files are, with
// the downloads of downloads.mjs, and with failures said aloud (Pyodide swallows some of them).
import { loadPyodide as load, version } from "../runtime/pyodide/pyodide.mjs";
import { DOWNLOAD_SHARE, serveHeld } from "./downloads.mjs";
import { fail, stage } from "./panel.mjs";

export { version };

export async function loadPyodide(options) {
  const release = serveHeld();
  try {
    const python = await load({ ...options, indexURL: new URL("../runtime/pyodide/", import.meta.url).href });
    stage("Starting Python", DOWNLOAD_SHARE + 0.1);
    return python;
  } catch (error) {
    fail({ what: "The Python runtime did not start.", error });
    throw error;
  } finally {
    release();
  }
}
