// The editor of the figure "The code", in the place of its <textarea>, and the colours of Python's
// syntax. Fetched when the first code is shown; page.code.editor is the other side.
import {
  Decoration, EditorState, EditorView, LanguageSupport, StateEffect, StateField, bracketMatching, classHighlighter,
  defaultKeymap, drawSelection, highlightActiveLine, highlightCode, history, historyKeymap, indentOnInput,
  indentUnit, indentWithTab, isolateHistory, keymap, lineNumbers, pythonLanguage, syntaxHighlighting,
} from "../runtime/codemirror/codemirror.js";

const mark = StateEffect.define(); // the number of the line that is to blame, 0 for none

const marked = StateField.define({
  create: () => Decoration.none,
  update(lines, { state, changes, effects }) {
    for (const { value } of effects.filter((effect) => effect.is(mark))) {
      if (value < 1 || value > state.doc.lines) return Decoration.none;
      return Decoration.set([Decoration.line({ class: "code-blamed" }).range(state.doc.line(value).from)]);
    }
    return lines.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

// `changed` is told of every new text, `run` of Ctrl+Enter.
export function edit(area, changed, run) {
  const [label, help] = ["aria-label", "aria-describedby"].map((name) => area.getAttribute(name));
  const first = { key: "Mod-Enter", run: () => (run(), true) };
  const extensions = [
    lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), highlightActiveLine(),
    indentUnit.of("    "), new LanguageSupport(pythonLanguage), syntaxHighlighting(classHighlighter), marked,
    keymap.of([first, indentWithTab, ...defaultKeymap, ...historyKeymap]),
    EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": help, spellcheck: "false", tabindex: "0" }),
    EditorView.updateListener.of(({ docChanged, state }) => docChanged && changed(state.doc.toString())),
  ];
  const holding = (doc) => EditorState.create({ doc, extensions });
  const view = new EditorView({ state: holding(area.value) });
  area.after(view.dom);
  area.hidden = true;
  return {
    // With a history of its own.
    show: (text) => view.setState(holding(text)),
    // As one change, which Undo takes back.
    put(text) {
      const { doc } = view.state;
      const changes = { from: 0, to: doc.length, insert: text };
      if (doc.toString() !== text) view.dispatch({ changes, annotations: isolateHistory.of("full") });
    },
    focus: () => view.focus(),
    blame: (line) => view.dispatch({ effects: mark.of(line) }),
  };
}

// Write a text into an element, each part of speech in a <span> of its class.
export function colour(element, text) {
  const parts = new DocumentFragment();
  const put = (part, classes) => {
    const node = document.createElement("span");
    node.className = classes;
    node.textContent = part;
    parts.append(classes ? node : part);
  };
  highlightCode(text, pythonLanguage.parser.parse(text), classHighlighter, put, () => parts.append("\n"));
  element.replaceChildren(parts);
}
