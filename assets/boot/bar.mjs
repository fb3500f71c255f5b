// The bar at the top, once the first figure has been scrolled past: which chapter this is, a list of all
// (a popover), and how far the article has been read.
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
// A chapter has begun when its heading is in the upper quarter of the window.
const UPPER_QUARTER = "1000000px 0px -75% 0px";

export function watchChapters() {
  if (root.dataset.embed) return;
  const bar = byId("bar"), list = byId("bar-list");
  const links = [...list.querySelectorAll("a")];
  const sections = links.map((link) => byId(link.hash.slice(1)).closest("section, figure"));
  let present, percent, due = false;

  const begun = new Set();
  const chapters = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) begun[isIntersecting ? "add" : "delete"](target);
    const link = links[sections.findLastIndex((one) => begun.has(one))];
    if (!link || link === present) return;
    present?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
    const [number, name] = link.children;
    byId("bar-number").textContent = number.textContent;
    byId("bar-name").textContent = name.textContent;
    present = link;
  }, { rootMargin: UPPER_QUARTER });
  sections.forEach((one) => chapters.observe(one));

  new IntersectionObserver(([{ isIntersecting, boundingClientRect: { bottom } }]) => {
    if (isIntersecting || bottom > 0) delete bar.dataset.shown;
    else bar.dataset.shown = "";
    measure();
  }).observe(byId("hero"));

  function measure() {
    due = false;
    const far = Math.min(1, scrollY / Math.max(1, root.scrollHeight - innerHeight));
    byId("bar-fill").style.transform = `scaleX(${far})`;
    if (percent !== (percent = Math.round(100 * far))) byId("bar-far").textContent = `${percent}%`;
  }
  addEventListener("scroll", () => {
    if (due || !("shown" in bar.dataset)) return;
    due = true;
    requestAnimationFrame(measure);
  }, { passive: true });

  list.addEventListener("toggle", ({ newState }) => {
    if (newState === "open" && present) list.scrollTop = present.offsetTop - list.clientHeight / 2;
  });
}
