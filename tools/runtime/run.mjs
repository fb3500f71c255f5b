// A failure's last line says it all; Node would print the whole of Pyodide before it.
export function run(python, code) {
  try {
    python.runPython(code);
  } catch (error) {
    console.error(error.message.trim().split("\n").at(-1));
    process.exit(1);
  }
}
