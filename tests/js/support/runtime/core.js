// Stands in for PyScript.
globalThis.visit.imported.push("core.js");
