// Links within the page. What stands after the # of the address is the state of the figures, which
// a jump must not replace: it adds an entry to the history with the same address, so that Back
// returns to where the reader was. Python (page/browser/address.py) knows the entries by their state.
export function watchAnchors() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link || event.defaultPrevented || event.button || event.altKey || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const target = document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    // Python marks the entries once it is there; until then 0 stands for the link that was opened.
    if (history.state === null) history.replaceState(0, "");
    history.pushState(history.state, "");
    link.closest("[popover]")?.hidePopover();
    target.scrollIntoView();
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  });
}
