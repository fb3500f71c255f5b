// Unpacks the interpreter before there is one that could unpack it (zstd.mjs): beside the page's other
// work, where the browser has a thread for that, since a phone may take most of a second.
import { awaited } from "./awaited.mjs";

// A function from the packed bytes to the bytes; the thread and the library are on their way meanwhile.
export function unpacker() {
  const elsewhere = inThread();
  return (packed) => elsewhere(packed).catch(async () => (await import("../runtime/fzstd/index.mjs")).decompress(packed));
}

function inThread() {
  try {
    const thread = new Worker(new URL("unpacking.worker.mjs", import.meta.url), { type: "module" });
    const answer = new Promise((resolve, reject) => {
      thread.onmessage = ({ data }) => resolve(data);
      thread.onerror = reject;
    });
    awaited(answer.finally(() => thread.terminate()));
    return (packed) => {
      thread.postMessage(packed);
      return answer;
    };
  } catch (refused) {
    return () => Promise.reject(refused);
  }
}
