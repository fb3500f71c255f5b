// Workbox fetches its files past the browser's cache. On the first visit most of them have just come
// for the page, so ask the server first whether those are still good; the integrity in the list
// vouches for them. Whatever goes wrong with that, Workbox's own way comes after it.
//
// The interpreter and Python's memory lie on the server packed only, and are kept ready for use.
{
  const { fetch, "xz-decompress": { XzReadableStream } } = self;
  const thrifty = (request, options) =>
    request.cache === "reload"
      ? fetch(new Request(request, { cache: "no-cache" }), options).catch(() => fetch(request, options))
      : fetch(request, options);

  async function unpacked({ url, cache, integrity }, options) {
    const answer = await thrifty(new Request(`${url}.xz`, { cache, integrity }), options);
    if (!answer.ok) return answer;
    const type = url.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    // Whole, since one that is read in part holds up the next.
    const content = await new Response(new XzReadableStream(answer.body)).blob();
    return new Response(content, { headers: { "Content-Type": type } });
  }

  self.fetch = (request, options) => (/\.(wasm|bin)$/.test(request.url) ? unpacked : thrifty)(request, options);
}
