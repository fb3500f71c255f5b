// Python comes after the first paint, so that nothing stands in the way of reading. A browser that
// paints nothing (a tab in the background) has loaded the page at some time.
export const painted = new Promise((resolve) => {
  if (document.readyState === "complete") return resolve();
  addEventListener("load", resolve);
  new PerformanceObserver((list, observer) => {
    if (!list.getEntriesByName("first-contentful-paint").length) return;
    observer.disconnect();
    resolve();
  }).observe({ type: "paint", buffered: true });
});
