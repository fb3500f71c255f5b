// The module that pyscript.toml names as its interpreter: PyScript gets the one of python.mjs, which
// has been on its way for a while.
import { fail } from "./panel.mjs";
import { python } from "./python.mjs";

export const { version } = await import("../runtime/pyodide/pyodide.mjs").catch((error) => {
  fail({ what: "The Python runtime did not start.", error });
  throw error;
});

export async function loadPyodide({ stdout, stderr }) {
  const started = await python;
  started.setStdout({ batched: stdout });
  started.setStderr({ batched: stderr });
  return started;
}
