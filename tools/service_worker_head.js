// Workbox fetches its files past the browser's cache. On the first visit most of them have just come
// for the page, so ask the server first whether those are still good; the integrity in the list
// vouches for them. Whatever goes wrong with that, Workbox's own way comes after it.
{
  const { fetch } = self;
  self.fetch = (request, options) =>
    request.cache === "reload"
      ? fetch(new Request(request, { cache: "no-cache" }), options).catch(() => fetch(request, options))
      : fetch(request, options);
}
