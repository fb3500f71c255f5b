// Part of index.html itself (tools/article.py): first.js did not come. An address without its last slash,
// answered with the page and not with a redirect, leads all files astray. Once the slash is there, or if the
// server has taken it away, there is no other try.
if (!window.uncaught) {
  document.documentElement.dataset.scripts = "";
  const { origin, pathname, search, hash } = location;
  const whole = /(\/|\/index|\.html?)$/.test(pathname);
  if (whole || performance.getEntriesByType("navigation")[0]?.redirectCount) {
    addEventListener("DOMContentLoaded", () => {
      if (window.unerase) return; // only that one did not come
      const part = (name) => document.getElementById(`trouble${name}`);
      document.documentElement.dataset.app = "failed";
      if (!whole) {
        part("-what").textContent = "The address of this page needs a slash at its end, and the server takes it away. Without it, the page cannot find its files.";
        part("-try").textContent = "Only the owner of this site can change that: docs/hosting.md in Unerase's repository says how.";
      }
      part("").hidden = false;
      part("-retry").onclick = () => location.reload();
    });
  } else location.replace(`${origin + pathname}/${search + hash}`);
}
