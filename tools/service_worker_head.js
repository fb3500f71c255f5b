// Workbox fetches its files past the browser's cache. On the first visit most of them have just come
// for the page, so ask the server first whether those are still good; the integrity in the list
// vouches for them. Whatever goes wrong with that, Workbox's own way comes after it.
//
// WebAssembly lies on the server packed only, and is kept ready to be compiled.
{
  const { fetch } = self;
  const thrifty = (request, options) =>
    request.cache === "reload"
      ? fetch(new Request(request, { cache: "no-cache" }), options).catch(() => fetch(request, options))
      : fetch(request, options);

  async function unpacked({ url, cache, integrity }, options) {
    const answer = await thrifty(new Request(`${url}.zst`, { cache, integrity }), options);
    if (!answer.ok) return answer;
    const code = fzstd.decompress(new Uint8Array(await answer.arrayBuffer()));
    return new Response(code, { headers: { "Content-Type": "application/wasm" } });
  }

  self.fetch = (request, options) => (request.url.endsWith(".wasm") ? unpacked : thrifty)(request, options);
}
