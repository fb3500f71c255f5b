// Runs before the first paint, as the only script that the page waits for: the colours that were
// chosen last must not flash the others.

// Scripts run: what page.css shows without them goes.
document.documentElement.dataset.scripts = "";

// Under which key the browser keeps something: other copies of the page may live at the same origin.
globalThis.storageKey = (name) => `${name} ${new URL(".", document.baseURI).pathname}`;
try {
  // The keys had no path once: the first copy that is opened takes over what they hold.
  for (const name of ["unerase-theme", "unerase", "unerase-shelf"]) {
    const key = storageKey(name), old = localStorage.getItem(name);
    if (old !== null && localStorage.getItem(key) === null) localStorage.setItem(key, old);
    localStorage.removeItem(name);
  }
  document.documentElement.dataset.theme = localStorage.getItem(storageKey("unerase-theme")) ?? "";
} catch {
  // Refused: the system decides.
}

// Errors that nobody catches. The page's own happen in its own files. Anything else (an extension, the
// browser's "ResizeObserver loop ...") is no failure of the page, and is only mentioned beside one.
{
  const files = new URL("assets/", document.baseURI).href;
  const MOST = 3, LONGEST = 160;

  // boot.mjs, or a part of it, is missing or damaged. One that is known before the panel is there will be
  // told again.
  const broken = () => {
    const part = (name) => document.getElementById(`trouble${name}`);
    if (!part("")) return;
    document.documentElement.dataset.app = "failed";
    part("").hidden = false;
    part("-retry").onclick = () => location.reload();
    if (location.protocol === "file:") {
      part("-what").textContent = "The page was opened as a file, and browsers load no modules from files.";
      part("-try").textContent = "Serve its folder, for instance with python3 -m http.server, and open the address of that server.";
    } else import("./why.js").then(({ tell }) => tell()).catch(() => {});
  };

  // boot.mjs says with ours() what becomes of the page's own. Before that, an error is one of its parts;
  // a rejection is Pyodide's, and python.mjs tells of it.
  const uncaught = (globalThis.uncaught = { strays: [] });
  const ours = (type, error) => (uncaught.ours ? uncaught.ours(error) : type === "error" && broken());

  // The first address of the stack; else the event's; else the one that the error names.
  const place = ({ stack, message: words }, { filename, message }) => {
    const said = `${words ?? message ?? ""}`, text = `${`${stack ?? ""}`.replace(said, "")} ${filename ?? ""} ${said}`;
    return text.match(/\b(?!wasm:)[a-z][\w+.-]*:\/\/\S*/)?.[0] ?? "";
  };
  const onError = (event) => {
    const { type, target, error, reason = error, message } = event;
    if (target.localName) return target.id === "boot-script" && broken();
    let at = "", stray = "something unreadable";
    try {
      at = place(Object(reason), event);
      stray = `${reason?.message ?? reason ?? message} ${at}`;
    } catch {
      // A stranger's: ours can be read.
    }
    if (at.startsWith(files)) ours(type, reason ?? message);
    else if (uncaught.strays.length < MOST) uncaught.strays.push(stray.trim().slice(0, LONGEST));
  };
  addEventListener("error", onError, true);
  addEventListener("unhandledrejection", onError);
}

// The browser would open what is dropped here in place of the page. Python marks what it takes, and
// text fields take text.
for (const type of ["dragover", "drop"]) {
  addEventListener(type, (event) => {
    const { dataTransfer: held, target } = event;
    if (!held || event.defaultPrevented || (target.matches?.(":read-write") && !held.types.includes("Files"))) return;
    event.preventDefault();
    held.dropEffect = "none";
  });
}

// One figure alone: its name, before anything else is painted.
{
  const { dataset } = document.documentElement;
  const asked = new URLSearchParams(location.search).get("embed");
  if (asked !== null) {
    const figures = dataset.figures.split(" ");
    dataset.embed = figures.includes(asked) ? asked : figures[0];
    if (!figures.includes(asked)) {
      dataset.embedNotice = `The address says embed=${asked.slice(0, 24)}, which must be one of ${figures.join(", ")}.`;
    }
  }
}

// Whoever comes to the top of the page: Python is there a fifth sooner if the browser is not laying out
// the whole article meanwhile. So the chapters, screens further down, come after that (chapters.mjs), or
// at the first sign of somebody who wants to go there.
try {
  const { dataset } = document.documentElement;
  const [{ type, name }] = performance.getEntriesByType("navigation"); // names a #:~:text=, too; Safari's, no place
  if (type === "navigate" && !name.includes("#") && !location.hash && !dataset.embed) {
    dataset.later = "";
    const gone = new AbortController(), { signal } = gone;
    const show = () => {
      delete dataset.later;
      gone.abort();
    };
    addEventListener("scroll", show, { signal });
    addEventListener("keydown", show, { signal });
    // Before anchors.mjs follows it.
    addEventListener("click", ({ target }) => target.closest?.("a") && show(), { signal, capture: true });
    addEventListener("hashchange", () => {
      show();
      document.getElementById(location.hash.slice(1))?.scrollIntoView();
    }, { signal });
    // Not everybody gives a sign that the page sees: a screen reader, a search from a menu.
    setTimeout(show, 5000);
  }
} catch {
  // The browser does not say how it came here.
}
