// A monkey with a seed, at every control of the figures. It acts through the events that a person's
// hand makes, and lets the page draw now and then. Returns the texts that no reader should see.
async ({ seed, actions, perFrame, perFigure, spared }) => {
  let state = seed;
  const dice = () => { // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (list) => list[Math.floor(dice() * list.length)];
  const frame = () => new Promise(requestAnimationFrame);
  const fire = (target, Kind, name, more = {}) =>
    target.dispatchEvent(new Kind(name, { bubbles: true, cancelable: true, composed: true, ...more }));

  const changed = (input) => { fire(input, Event, "input"); fire(input, Event, "change"); };
  const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", " ", "Enter", "Home", "End",
    "PageUp", "PageDown", "Delete", "Backspace", "Escape", "z", "a", "Tab"];
  const press = (target) => {
    target.focus({ preventScroll: true });
    const shiftKey = dice() < 0.3, ctrlKey = dice() < 0.1, key = pick(keys);
    fire(target, KeyboardEvent, "keydown", { key, shiftKey, ctrlKey });
    fire(target, KeyboardEvent, "keyup", { key, shiftKey, ctrlKey });
  };
  const drag = (target) => {
    const box = target.getBoundingClientRect();
    // No real pointer stands behind the monkey's, and only real ones can be captured.
    const pointerId = 1 + Math.floor(dice() * 3), pointerType = pick(["mouse", "touch", "pen"]);
    // Beyond the edges, too.
    const place = () => ({ clientX: box.left + (1.2 * dice() - 0.1) * box.width,
      clientY: box.top + (1.2 * dice() - 0.1) * box.height });
    const more = () => ({ pointerId, pointerType, isPrimary: true, button: 0, buttons: 1, ...place() });
    fire(target, PointerEvent, "pointerdown", more());
    for (let i = Math.floor(dice() * 4); i > 0; i--) fire(target, PointerEvent, "pointermove", more());
    fire(target, PointerEvent, pick(["pointerup", "pointerup", "pointercancel"]), more());
    fire(target, MouseEvent, "click", place());
  };
  const hands = {
    button: (one) => one.click(),
    checkbox: (one) => one.click(),
    radio: (one) => one.click(),
    text: (one) => { one.value = pick(["", "  ", "Mine", "x".repeat(40)]); fire(one, Event, "change"); },
    combobox: (one) => {
      const offered = [...one.options].filter((option) => !option.disabled);
      offered[Math.floor(dice() * offered.length)].selected = true;
      changed(one);
    },
    range: (one) => {
      one.value = pick([one.min, one.max, +one.min + Math.floor(dice() * (one.max - one.min + 1))]);
      changed(one);
    },
    number: (one) => {
      one.focus({ preventScroll: true });
      const most = one.id.endsWith("steps") ? 60 : 99999; // long walks have a test of their own
      one.value = pick(["", "-1", "0", "1", "1.5", "1e3", "99999999999", ...Array(5).fill(Math.floor(dice() * most))]);
      fire(one, Event, "input");
      if (dice() < 0.7) fire(one, Event, "change");
      if (dice() < 0.7) one.blur();
    },
    free: (one) => (dice() < 0.5 ? press(one) : drag(one)),
  };
  const kind = (one) => one.localName === "button" ? "button" : one.localName === "select" ? "combobox"
    : one.localName === "input" ? one.type : "free";

  const figures = [...document.querySelectorAll("figure")];
  const seen = new Set(), used = new Set();
  for (let done = 0; done < actions; done++) {
    if (done % perFigure === 0) {
      var figure = figures[(seed * (actions / perFigure) + done / perFigure) % figures.length];
      figure.scrollIntoView({ block: pick(["start", "center", "end"]) });
      await frame();
    }
    const controls = [...figure.querySelectorAll(
      "button, select, input, [role=grid], [role=application], [role=slider], [role=group][tabindex]")]
      .filter((one) => !one.matches(spared) && !one.disabled && !one.closest("fieldset:disabled") && one.checkVisibility());
    const one = pick(controls);
    used.add(one.id || one.name);
    hands[kind(one)](one);
    if (one.tabIndex >= 0 && dice() < 0.1) press(one);
    if (done % perFrame === 0) {
      await frame();
      const words = figure.cloneNode(true);  // but for code, where such a word is right
      for (const code of words.querySelectorAll("pre, textarea, .cm-editor")) code.remove();
      for (const bad of words.textContent.match(/\b(NaN|undefined|None|inf)\b|\[object/g) ?? []) seen.add(`${figure.id}: ${bad}`);
      for (const slider of figure.querySelectorAll("[type=range]"))
        if (+slider.value > +slider.max) seen.add(`${slider.id} is beyond its end`);
    }
  }
  return { seen: [...seen], used: [...used] };
}
