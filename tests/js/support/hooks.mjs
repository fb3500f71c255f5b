// How Node finds the modules of a visit (visit.mjs). Every visit has its own instances: what stands
// after the ? of a module is passed on to all that it imports. The runtime is a stand-in.
const RUNTIME = "/assets/runtime/";

export async function resolve(specifier, context, next) {
  const search = context.parentURL ? new URL(context.parentURL).search : "";
  if (!search || !specifier.startsWith(".")) return next(specifier, context);
  const url = new URL(specifier + search, context.parentURL);
  if (url.searchParams.getAll("missing").some((name) => url.pathname.endsWith(`/${name}`))) {
    throw new TypeError(`Failed to fetch dynamically imported module: https://unerase.test/unerase${url.pathname.match(/\/assets\/.*/)}`);
  }
  const [, name] = url.pathname.split(RUNTIME);
  const found = name ? new URL(`runtime/${name.split("/").pop()}${search}`, import.meta.url) : url;
  return { url: found.href, format: "module", shortCircuit: true };
}
