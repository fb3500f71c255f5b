// A term opens its entry of *Words* on the spot, and the entry takes the focus; Escape and a press
// elsewhere close it. Without this script a term is a link to it.
const narrow = matchMedia("(max-width: 46rem)");

export function watchTerms() {
  // By the time of the click the browser has closed the entry that a press on its own term should close.
  let pressed;
  document.addEventListener("pointerdown", ({ target }) => {
    const term = target.closest?.("a.term");
    pressed = term?.getAttribute("aria-expanded") === "true" ? term : null;
  });
  document.addEventListener("click", (event) => {
    const term = event.target.closest?.("a.term"), again = term && term === pressed;
    pressed = null;
    if (!term || event.defaultPrevented || event.button || event.altKey || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const entry = document.getElementById(term.getAttribute("aria-controls"));
    if (!entry?.showPopover) return;
    event.preventDefault();
    if (again) return entry.hidePopover();
    // Of several terms with one entry, it stands by the one that was pressed (reading.css).
    term.setAttribute("aria-expanded", "true");
    entry.addEventListener("toggle", function closed({ newState }) {
      if (newState === "open") return;
      term.setAttribute("aria-expanded", "false");
      entry.removeEventListener("toggle", closed);
    });
    entry.showPopover();
    entry.focus({ preventScroll: true });
    // In a small window it stands at the bottom.
    const hidden = term.getBoundingClientRect().bottom - entry.getBoundingClientRect().top;
    if (hidden > 0 && narrow.matches) scrollBy(0, hidden + 8);
  });
}
