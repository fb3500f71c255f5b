// Files of the site, made here: .xz that is not compressed, zip archives, the smallest WebAssembly.
const text = new TextEncoder();

export const bytes = (...parts) => new Uint8Array(Buffer.concat(parts.map((one) => (typeof one === "string" ? text.encode(one) : Uint8Array.from(one)))));

function crc32(content) {
  let crc = -1;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return little(~crc, 4);
}

const little = (value, count) => Array.from({ length: count }, (_, i) => (value >>> (8 * i)) & 255);
const sealed = (part) => bytes(part, crc32(part));
const padded = (part) => bytes(part, new Array(-part.length & 3).fill(0));

function varint(value) {
  const all = [];
  for (; value > 127; value >>>= 7) all.push((value & 127) | 128);
  return [...all, value];
}

export function xz(content) {
  const flags = [0, 1]; // CRC32
  const header = sealed(bytes([2, 0, 0x21, 1, 8], [0, 0, 0])); // one filter, LZMA2
  const chunks = [];
  for (let at = 0; at < content.length; at += 65536) {
    const piece = content.subarray(at, at + 65536), last = piece.length - 1;
    chunks.push([at ? 2 : 1, last >> 8, last & 255], piece);
  }
  const block = bytes(header, ...chunks, [0]), size = block.length + 4;
  const index = sealed(padded(bytes([0], varint(1), varint(size), varint(content.length))));
  const end = bytes(little(index.length / 4 - 1, 4), flags);
  return bytes([0xfd], "7zXZ", [0], flags, crc32(flags), padded(block), crc32(content), index, crc32(end), end, "YZ");
}

// { "lib/os.pyc": bytes or text, … }
export function zip(files, extra = []) {
  const members = Object.entries(files).map(([path, given]) => {
    const name = bytes(path), content = bytes(given), size = little(content.length, 4);
    const header = bytes([0x50, 0x4b, 3, 4], new Array(14).fill(0), size, size, little(name.length, 2), little(extra.length, 2));
    return bytes(header, name, extra, content);
  });
  return bytes(...members, [0x50, 0x4b, 1, 2], new Array(42).fill(0)); // and then come the names once more
}

// A module that does nothing, of about this size.
export const wasm = (size = 8) =>
  size < 16 ? bytes([0], "asm", [1, 0, 0, 0]) : bytes(wasm(), [0], [...varint(size)], [1], "x", new Array(size - 2).fill(7));
