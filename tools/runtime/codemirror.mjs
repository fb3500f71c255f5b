// The parts of CodeMirror that assets/editor/editor.mjs uses, as one module:
// `node tools/runtime/codemirror.mjs FILE`. The same packages give the same bytes.
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { rollup } from "rollup";

const PARTS = {
  "@codemirror/commands": ["defaultKeymap", "history", "historyKeymap", "indentWithTab", "isolateHistory"],
  "@codemirror/lang-python": ["pythonLanguage"],
  "@codemirror/language": ["LanguageSupport", "bracketMatching", "indentOnInput", "indentUnit", "syntaxHighlighting"],
  "@codemirror/state": ["EditorState", "StateEffect", "StateField"],
  "@codemirror/view": ["Decoration", "EditorView", "drawSelection", "highlightActiveLine", "keymap", "lineNumbers"],
  "@lezer/highlight": ["classHighlighter", "highlightCode"],
};
const ENTRY = "codemirror";

const entry = {
  name: "entry",
  resolveId: (id) => (id === ENTRY ? id : null),
  load: (id) => (id === ENTRY ? Object.entries(PARTS).map(([from, names]) => `export { ${names.join(", ")} } from "${from}";`).join("\n") : null),
};
const bundle = await rollup({
  input: ENTRY,
  plugins: [entry, nodeResolve(), terser({ format: { comments: false } })],
  onwarn: (warning) => {
    throw new Error(warning.message);
  },
});
await bundle.write({ file: process.argv[2], format: "es" });
await bundle.close();
