// Fetched beside the article and run as soon as it is there: Python comes after the first paint, so
// that nothing stands in the way of reading, and does not wait for the last line of the article.
import { waitsForPress } from "./embed.mjs";
import { startPython } from "./python.mjs";

// A browser that paints nothing (a tab in the background) is not waited for.
const LONGEST_MS = 1500;

if (!waitsForPress) painted().then(startPython);

function painted() {
  return new Promise((resolve) => {
    if (document.hidden) return resolve();
    new PerformanceObserver((list, observer) => {
      if (!list.getEntriesByName("first-contentful-paint").length) return;
      observer.disconnect();
      resolve();
    }).observe({ type: "paint", buffered: true });
    setTimeout(resolve, LONGEST_MS);
  });
}
