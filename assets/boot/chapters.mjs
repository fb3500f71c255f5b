// Lays out the chapters that first.js has put off, once Python has started: one at a time, whenever the
// browser has nothing better to do.
import { idle } from "./idle.mjs";
import { started } from "./panel.mjs";

const LONGEST_MS = 500;

const { dataset } = document.documentElement;

export function layOutChapters() {
  if ("later" in dataset) started.then(next);
}

export const showChapters = () => delete dataset.later;

function next() {
  const chapter = "later" in dataset && document.querySelector(".chapter:not(.laid-out)");
  if (chapter) {
    chapter.classList.add("laid-out");
    idle(next, LONGEST_MS);
  } else showChapters();
}
