// What was packed with zstd, before Python runs: browsers have none, but Pyodide's WebAssembly has.
// It works in the stack of C, of which hardly anything is in use then, and asks for no memory.

// For the calls themselves, at the top of the stack.
const IN_USE = 1 << 20;
const aligned = (address) => (address + 15) & ~15;

// Unpack `packed` to `address`; without one, somewhere in the stack. Returns where the `bytes` lie.
export function unpack(Module, packed, bytes, address) {
  const size = Module._ZSTD_estimateDCtxSize();
  const workspace = aligned(Module.___stack_low);
  const source = aligned(workspace + size), free = aligned(source + packed.length);
  const target = address ?? free, end = address === undefined ? free + bytes : free;
  if (end > Module._emscripten_stack_get_current() - IN_USE) throw new Error("there is no room to unpack it");
  Module.HEAPU8.set(packed, source);
  const context = Module._ZSTD_initStaticDCtx(workspace, size);
  if (Module._ZSTD_decompressDCtx(context, target, bytes, source, packed.length) !== bytes) throw new Error("that is damaged");
  return target;
}
