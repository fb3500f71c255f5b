import assert from "node:assert/strict";
import test from "node:test";
import { Storage, visit } from "./support/visit.mjs";

const KEY = "unerase-theme /unerase/";

async function opened({ chosen, early = "", ...options } = {}) {
  const here = visit(options);
  if (chosen !== undefined) here.html.dataset.theme = chosen;
  here.menu = here.byId("theme");
  here.menu.value = early;
  here.told = 0;
  addEventListener("unerase-theme", () => here.told++);
  (await here.boot("theme")).watchTheme();
  here.chooses = (value) => {
    here.menu.value = value;
    here.menu.happens("change");
  };
  return here;
}

test("the menu shows what was chosen last", async () => {
  assert.equal((await opened({ chosen: "dark" })).menu.value, "dark");
  assert.equal((await opened()).menu.value, "");
});

test("a choice is shown, told and kept; that of none is forgotten", async () => {
  const here = await opened();
  here.chooses("dark");
  assert.equal(here.html.dataset.theme, "dark");
  assert.equal(here.storage.getItem(KEY), "dark");
  assert.equal(here.told, 1);
  here.chooses("");
  assert.equal(here.html.dataset.theme, "");
  assert.equal(here.storage.getItem(KEY), null);
  assert.equal(here.told, 2);
});

test("a choice made before this script was there holds", async () => {
  const here = await opened({ chosen: "dark", early: "light" });
  assert.equal(here.html.dataset.theme, "light");
  assert.equal(here.storage.getItem(KEY), "light");
});

for (const how of ["full", "refused"]) {
  test(`where storage is ${how}, the choice holds until the page is left`, async () => {
    const here = await opened({ storage: Object.assign(new Storage(), { full: true }) });
    if (how === "refused") here.refuses("localStorage");
    here.chooses("dark");
    assert.equal(here.html.dataset.theme, "dark");
    assert.equal(here.told, 1);
  });
}
