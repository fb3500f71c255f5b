// Unpacks what was packed with zstd. No browser has that, but Pyodide's WebAssembly has, before Python
// runs, too. It works in the stack of C, of which hardly anything is in use between two calls: so it
// asks for no memory, and memory that is put in its place afterwards fits.

// What the calls themselves may take of the stack.
const IN_USE = 1 << 18;
const aligned = (address) => (address + 15) & ~15;

// Unpack to `address`, or without one behind the packed bytes. Returns where how many bytes lie.
function decompress(Module, packed, address) {
  const fits = (end) => {
    if (end > Module._emscripten_stack_get_current() - IN_USE) throw new Error("there is no room to unpack it");
  };
  const size = Module._ZSTD_estimateDCtxSize(), workspace = aligned(Module.___stack_low);
  const source = aligned(workspace + size), behind = aligned(source + packed.length);
  fits(behind);
  Module.HEAPU8.set(packed, source);
  const bytes = Number(Module._ZSTD_getFrameContentSize(source, packed.length)), target = address ?? behind;
  if (target === behind) fits(behind + bytes);
  const context = Module._ZSTD_initStaticDCtx(workspace, size);
  if (Module._ZSTD_decompressDCtx(context, target, bytes, source, packed.length) !== bytes) throw new Error("that is damaged");
  return [target, bytes];
}

export function unpackTo(Module, packed, address) {
  decompress(Module, packed, address);
}

// A copy of its own.
export function unpacked(Module, packed) {
  const [from, bytes] = decompress(Module, packed);
  return Module.HEAPU8.slice(from, from + bytes);
}
