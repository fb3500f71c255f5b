// The other end of unpacking.mjs: gets pieces of a packed file, then null, and gives pieces of the bytes,
// then null.
importScripts("../runtime/xz-decompress/xz-decompress.min.js");

const packed = new ReadableStream({
  start: (stream) => addEventListener("message", ({ data }) => (data ? stream.enqueue(data) : stream.close())),
});

async function unpack() {
  const bytes = new self["xz-decompress"].XzReadableStream(packed).getReader();
  for (let part = await bytes.read(); !part.done; part = await bytes.read()) postMessage(part.value, [part.value.buffer]);
  postMessage(null);
}

// So that the page hears of an error.
unpack().catch((error) => setTimeout(() => { throw error; }));
