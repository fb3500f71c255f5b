// Zip archives whose members are not compressed (tools/runtime/pack.py).

// [path, bytes] of each member; the bytes are views of the archive.
export function* members(zip) {
  const view = new DataView(zip.buffer, zip.byteOffset), text = new TextDecoder();
  for (let at = 0; at + 4 <= zip.length && view.getUint32(at, true) === 0x04034b50; ) {
    const size = view.getUint32(at + 18, true), name = at + 30, extra = name + view.getUint16(at + 26, true);
    const content = extra + view.getUint16(at + 28, true);
    yield [`/${text.decode(zip.subarray(name, extra))}`, zip.subarray(content, content + size)];
    at = content + size;
  }
}

// Write all of them into a file system, which goes on using the archive's bytes.
export function lay(FS, zip) {
  const folders = new Set();
  for (const [path, bytes] of members(zip)) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!folders.has(folder)) FS.mkdirTree(folder);
    folders.add(folder);
    FS.writeFile(path, bytes, { canOwn: true });
  }
}
