// The chapters below the first screen are laid out one at a time once the page has started (page.css
// holds them back): all at once they would keep the start waiting. Whoever goes to one has it at once.
import { started } from "./panel.mjs";

const idle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 16));
const waiting = [...document.querySelectorAll(".chapter")];
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
    idle(step);
  };
  idle(step);
}
