// The module that index.html names as the version of Pyodide: PyScript gets the one of python.mjs, which
// has been on its way for a while.
import { fail } from "./panel.mjs";
import { python } from "./python.mjs";

export const { version } = await import("../runtime/pyodide/pyodide.mjs").catch((error) => {
  fail({ what: "The Python runtime did not start.", error });
  throw error;
});

export async function loadPyodide({ stdout, stderr }) {
  const started = await python, { runPythonAsync } = started;
  started.setStdout({ batched: stdout });
  started.setStderr({ batched: stderr });
  // PyScript runs main.py with it, and what becomes of that it tells the console, and nobody else.
  started.runPythonAsync = async (...given) => {
    const what = "The page's own Python (py/main.py) did not run.";
    try {
      const result = await runPythonAsync.apply(started, given);
      fail({ what, ours: true }); // unless main.py has called ready() or fail(), as ours does
      return result;
    } catch (error) {
      fail({ what, error, ours: error.name === "PythonError" });
      throw error;
    }
  };
  return started;
}
