// Gives every embedded figure of Unerase (iframe.unerase) in this page the height that it asks for.
// It listens to these frames only, and only as long as they show the address they were given.
(() => {
  if (window.uneraseEmbeds) return;
  window.uneraseEmbeds = true;
  const LOWEST = 100, HIGHEST = 5000;
  const frames = () => document.querySelectorAll("iframe.unerase");
  const origin = (frame) =>
    frame.sandbox.length && !frame.sandbox.contains("allow-same-origin") ? "null" : new URL(frame.src, document.baseURI).origin;
  addEventListener("message", ({ data, source, origin: from }) => {
    if (data?.type !== "unerase:height" || !Number.isFinite(data.height)) return;
    for (const frame of frames()) {
      if (frame.contentWindow !== source || origin(frame) !== from) continue;
      frame.style.height = `${Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(data.height)))}px`;
    }
  });
  // Those that were there before this script.
  for (const frame of frames()) frame.contentWindow?.postMessage({ type: "unerase:height?" }, "*");
})();
