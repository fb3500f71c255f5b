// Run something when the browser has nothing better to do, and at the latest after so long.
export const idle = (run, longestMs) =>
  globalThis.requestIdleCallback ? requestIdleCallback(run, { timeout: longestMs }) : setTimeout(run, 50);
