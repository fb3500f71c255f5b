// The switch between light and dark: here, because it has to work before Python does, and without.
// A script in the page's head has already set data-theme to what was chosen last.
const STORE = storageKey("unerase-theme");

export function watchTheme() {
  const root = document.documentElement;
  const menu = document.getElementById("theme");
  const early = menu.value; // chosen before this script was there
  if (!early) menu.value = root.dataset.theme ?? "";
  const choose = () => {
    root.dataset.theme = menu.value;
    try {
      if (menu.value) localStorage.setItem(STORE, menu.value);
      else localStorage.removeItem(STORE);
    } catch {
      // Refused: the choice holds until the page is left.
    }
    dispatchEvent(new Event("unerase-theme"));
  };
  menu.addEventListener("change", choose);
  if (early) choose();
}
