// Part of the page in `make dev` alone: loads it again when a file has changed.
{
  const { version } = document.currentScript.dataset;
  new EventSource("dev/changes").onmessage = ({ data }) => data !== version && location.reload();
  // A service worker would serve the files as they were.
  delete Navigator.prototype.serviceWorker;
}
