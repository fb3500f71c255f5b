// The interpreter that pyscript.toml names: PyScript gets the one of python.mjs, which has been on its way
// for a while, and has the packages that the file asked for when the site was built.
import { list } from "./downloads.mjs";
import { fail } from "./panel.mjs";
import { python } from "./python.mjs";

export const { version } = await import("../runtime/pyodide/pyodide.mjs").catch((error) => {
  fail({ what: "The Python runtime did not start.", error });
  throw error;
});

export async function loadPyodide({ stdout, stderr, packages = [] }) {
  const started = await python, { runPythonAsync } = started, { packages: here } = await list();
  const missing = packages.filter((name) => !here.includes(name));
  if (missing.length) {
    const error = new Error(`pyscript.toml asks for ${missing.join(", ")}; this site was built with ${here.join(", ")}`);
    fail({ what: `${error.message}.`, advice: "Build the site again with make site.", ours: true });
    throw error;
  }
  started.setStdout({ batched: stdout });
  started.setStderr({ batched: stderr });
  // PyScript runs main.py with it, and tells the console what becomes of that, and nobody else.
  const what = "The page's own Python (py/main.py) did not run.";
  started.runPythonAsync = async (...given) => {
    try {
      return await runPythonAsync.apply(started, given);
    } catch (error) {
      fail({ what, error, ours: error.name === "PythonError" });
      throw error;
    }
  };
  addEventListener("pyodide:done", () => fail({ what, ours: true })); // unless it has called ready() or fail()
  return started;
}
