import assert from "node:assert/strict";
import test from "node:test";
import { NO_LIBRARY } from "../../assets/boot/setup.mjs";
import { lay, members } from "../../assets/boot/zip.mjs";
import { bytes, zip } from "./support/xz.mjs";

const FILES = { "lib/a.pyc": "first", "lib/b.pyc": "", "home/page/übung.py": "third" };
const read = (archive) => [...members(archive)].map(([path, content]) => [path, new TextDecoder().decode(content)]);

test("each member has its path and its bytes", () => {
  assert.deepEqual(read(zip(FILES)), [["/lib/a.pyc", "first"], ["/lib/b.pyc", ""], ["/home/page/übung.py", "third"]]);
});

test("extra fields are passed over", () => {
  assert.deepEqual(read(zip({ a: "one", b: "two" }, [1, 2, 3, 4])), [["/a", "one"], ["/b", "two"]]);
});

test("an archive may lie in the middle of a buffer, and its members are views of it", () => {
  const all = bytes("before", zip({ a: "one" }), "behind"), archive = all.subarray(6, all.length - 6);
  const [[path, content]] = members(archive);
  assert.equal(path, "/a");
  assert.equal(new TextDecoder().decode(content), "one");
  assert.equal(content.buffer, all.buffer);
});

test("the library that Pyodide gets instead of its own is empty", () => {
  assert.deepEqual(read(NO_LIBRARY), []);
});

test("what is no archive has no members", () => {
  for (const content of ["", "PK", "<!doctype html>"]) assert.deepEqual(read(bytes(content)), []);
});

test("a file system gets each folder once, and keeps the archive's bytes", () => {
  const folders = [], files = [], archive = zip(FILES);
  lay({ mkdirTree: (path) => folders.push(path), writeFile: (...given) => files.push(given) }, archive);
  assert.deepEqual(folders, ["/lib", "/home/page"]);
  assert.deepEqual(files.map(([path]) => path), ["/lib/a.pyc", "/lib/b.pyc", "/home/page/übung.py"]);
  for (const [, content, how] of files) {
    assert.equal(content.buffer, archive.buffer);
    assert.deepEqual(how, { canOwn: true });
  }
});
