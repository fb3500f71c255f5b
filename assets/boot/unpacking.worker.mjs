// The other end of unpacking.mjs.
import { decompress } from "../runtime/fzstd/index.mjs";

addEventListener("message", ({ data }) => {
  const bytes = decompress(data);
  postMessage(bytes, [bytes.buffer]);
});
