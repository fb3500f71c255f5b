// Unpacks what the site was built with (tools/runtime/xz.py), piece by piece as it comes, and each file in
// a thread of its own where the browser has one: it takes longer than anything else but the line.
import { awaited } from "./awaited.mjs";

const LIBRARY = new URL("../runtime/xz-decompress/xz-decompress.min.js", import.meta.url);

// One file: give it the pieces that have come with add(), and then all of it to end(), a promise of the
// bytes. `each` gets them sooner, in pieces, if the thread does its work. stop() if nothing is wanted any more.
export function unpacking(each) {
  try {
    return inThread(new Worker(new URL("unpacking.worker.js", import.meta.url)), each);
  } catch {
    return { add() {}, end: inPage, stop() {} };
  }
}

function inThread(thread, each) {
  const pieces = [], over = new AbortController();
  const all = new Promise((resolve, reject) => {
    thread.onmessage = ({ data }) => {
      if (!data) return resolve(pieces);
      pieces.push(data);
      each(data);
    };
    thread.onerror = (event) => {
      event.preventDefault(); // no fault of the page: it can do without the thread
      reject(event);
    };
    // One that was only beginning when the page went into the back/forward cache never answers.
    addEventListener("pageshow", (event) => event.persisted && reject(event), { signal: over.signal });
  });
  awaited(all.finally(() => {
    over.abort();
    thread.terminate();
  }));
  return {
    add: (piece) => thread.postMessage(piece),
    end(packed) {
      thread.postMessage(null);
      return all.then(joined, () => inPage(packed));
    },
    stop: () => thread.terminate(),
  };
}

export function joined(pieces) {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

async function inPage(packed) {
  if (!globalThis["xz-decompress"]) await script(LIBRARY);
  const { XzReadableStream } = globalThis["xz-decompress"] ?? {};
  if (!XzReadableStream) throw new Error("xz-decompress is not what it should be");
  const bytes = new Response(new XzReadableStream(new Blob([packed]).stream())).arrayBuffer();
  return new Uint8Array(await bytes.catch((error) => {
    throw Object.assign(new Error("it cannot be unpacked", { cause: error }), { damaged: true });
  }));
}

const script = (source) => new Promise((resolve, reject) => {
  const onerror = () => reject(new Error("xz-decompress is blocked or the connection broke off"));
  document.head.append(Object.assign(document.createElement("script"), { src: source, onload: resolve, onerror }));
});
