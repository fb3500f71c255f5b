// Why the page could not start, as far as the browser and the server tell when they are asked. Loaded after
// a failure only; no .mjs, because that may be what the server gets wrong.
const JAVASCRIPT = /^(text|application)\/(x-)?(java|ecma)script\b/;
const BOOT = new URL(".", import.meta.url), ASSETS = new URL("../", BOOT).href;
const HOST = "If this is your site, docs/hosting.md in Unerase's repository says how. If not, please tell its owner.";

// Say so in the panel, which is there already, and has said what it knows of `error`.
export async function tell(error) {
  const { what, advice } = (await why(error)) ?? {};
  if (document.documentElement.dataset.app !== "failed") return;
  if (what) document.getElementById("trouble-what").textContent = what;
  if (advice) document.getElementById("trouble-try").textContent = advice;
}

const why = async (error) =>
  refusal() ?? weakness(error) ?? (!error || /module|MIME/i.test(error.message) ? scripts(error) : undefined);

// Both are what python.mjs has tried.
function refusal() {
  if (typeof WebAssembly === "undefined") {
    return {
      what: "WebAssembly is switched off in this browser. Python needs it to run here, so the figures stand still. You can read everything else.",
      advice: "A high security setting does that: enhanced security in Edge, Lockdown Mode on an iPhone, iPad or Mac, the level Safer in Tor Browser, or a rule on a managed device. Make an exception for this site there, or open the page in another browser.",
    };
  }
  try {
    new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    new Function();
    return undefined;
  } catch {
    return {
      what: "A security policy forbids WebAssembly here, or code made of text (eval). Python needs both, so the figures stand still. You can read everything else.",
      advice: `If an extension sets the policy, make an exception for this site there. If the server sends it (Content-Security-Policy), its script-src must allow 'wasm-unsafe-eval' and 'unsafe-eval'. ${HOST}`,
    };
  }
}

// What is compiled has been checked, byte for byte.
function weakness(error) {
  if (error?.name === "CompileError") {
    return { what: "This browser does not understand the WebAssembly that Python is made of. It may be too old.", advice: "Update the browser, or open the page in another one." };
  }
  if (error?.name === "RangeError" && /memory/i.test(error.message)) {
    return { what: "There is not enough memory to start Python.", advice: "Close other tabs or programs and try again." };
  }
  return undefined;
}

// The page's scripts that it has asked for, asked for again: the first one that is no script.
async function scripts(error) {
  const linked = [...document.querySelectorAll("link")].filter(({ rel }) => rel === "modulepreload").map(({ href }) => href);
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const urls = new Set([...linked, ...loaded].filter((url) => url.startsWith(ASSETS) && /\.m?js$/.test(url)));
  const answers = await Promise.all([...urls].map(async (url) => [url.slice(ASSETS.length), await fetch(url).catch(() => {})]));
  for (const [name, answer] of answers) {
    const path = `assets/${name}`, type = answer?.headers.get("content-type") ?? "";
    if (!answer || (answer.ok && JAVASCRIPT.test(type))) continue;
    if (!answer.ok && error) return undefined; // panel.mjs has named it
    if (!answer.ok) return { what: `A script of the page (${path}) is missing: the server answered ${answer.status}.` };
    if (type.startsWith("text/html")) {
      return { what: `A script of the page (${path}) is missing: the server answered with a page.`, advice: `The server must send every file of the site, and no page in its place. ${HOST}` };
    }
    return {
      what: `A script of the page (${path}) arrived, but the server calls it ${type || "nothing at all"}. Browsers run it only as text/javascript.`,
      advice: `The server must send .mjs and .js as text/javascript. ${HOST}`,
    };
  }
  return undefined;
}
