// Whether the site's service worker, not that of a site above, gives the page its files: then all are here.
export function kept() {
  try {
    return navigator.serviceWorker?.controller?.scriptURL === new URL("sw.js", document.baseURI).href;
  } catch {
    return false; // sandboxed
  }
}
