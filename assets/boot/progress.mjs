// How much is here of the files that a start waits for, and the line that tells it.
import { alive, stage } from "./panel.mjs";

const MB = 1e6;
// Downloads fill the line this far; starting Python and the engine fill the rest.
export const DOWNLOAD_SHARE = 0.8;

const here = {}; // path -> bytes
const milestones = new Set();
let wanted = [], told = "";

// These [path, bytes] will be the files; `last`, if it is among them, is told of alone. Until then
// nothing is told, and it may turn out that others are wanted.
export function expect(files, last) {
  const these = files.map(([path, size]) => ({ path, size, last: path === last }));
  wanted = these;
  tell();
  // What is here takes a while to start, and the line should not go on saying "Loading".
  Promise.all(files.map(([path, size]) => reached(path, size))).then(() => {
    if (wanted === these) stage("Starting Python", DOWNLOAD_SHARE);
  });
}

// When so many bytes of a file are here.
export const reached = (path, bytes) => new Promise((resolve) => {
  if (here[path] >= bytes) resolve();
  else milestones.add({ path, bytes, resolve });
});

// So many bytes of a file are here.
export function arrived(path, count) {
  here[path] = count;
  if (wanted.length) tell();
  else alive();
  for (const one of milestones) {
    if (one.path !== path || count < one.bytes) continue;
    milestones.delete(one);
    one.resolve();
  }
}

function tell() {
  const sum = (some, of) => some.reduce((total, one) => total + of(one), 0);
  const size = (one) => one.size, got = (one) => Math.min(here[one.path] ?? 0, one.size);
  const runtime = wanted.filter(({ last }) => !last);
  const last = runtime.length < wanted.length && sum(runtime, got) === sum(runtime, size);
  const [group, name] = last ? [wanted.filter((one) => one.last), "numpy"] : [runtime, "the Python runtime"];
  const label = `Loading ${name}, ${(sum(group, got) / MB).toFixed(1)} of ${(sum(group, size) / MB).toFixed(1)} MB`;
  if (label === told) return; // each time the line is laid out anew
  told = label;
  stage(label, (DOWNLOAD_SHARE * sum(wanted, got)) / sum(wanted, size));
}
