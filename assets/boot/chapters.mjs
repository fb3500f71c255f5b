// The text of chapters below the first screen is laid out when the page has started, one at a time
// (page.css holds it back): all at once it would keep the start waiting. Whoever goes to a chapter has
// it at once.
import { idle } from "./idle.mjs";
import { started } from "./panel.mjs";

const LONGEST_MS = 1000;
const waiting = [...document.querySelectorAll(".chapter > .prose")];
const layNext = () => (waiting.shift().dataset.laid = "true");

// What lies above the place that somebody wants to see must have its height.
export function layAll() {
  while (waiting.length) layNext();
}

export async function layWhenIdle() {
  if (/[#&]figure=/.test(location.hash)) return layAll();
  addEventListener("beforeprint", layAll);
  await started;
  const step = () => {
    if (!waiting.length) return;
    layNext();
    idle(step, LONGEST_MS);
  };
  idle(step, LONGEST_MS);
}
