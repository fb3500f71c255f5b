// How Python is set up: the same for a start, and for the memory that a visit goes on from
// (memory/snapshot.mjs).
export const ENVIRONMENT = { HOME: "/home/pyodide", PYTHONPATH: "/lib/python3.14", PYTHONDONTWRITEBYTECODE: "1" };

// Python's library lies in that folder; Pyodide wants a zip archive of it and gets an empty one.
export const NO_LIBRARY = Uint8Array.of(0x50, 0x4b, 5, 6, ...new Array(18).fill(0));

// For every package Python would ask for an extension, three names of it, and for a source, before it
// asks for bytecode; and in this file system each question in vain costs half a millisecond.
export const BYTECODE_FIRST = `
import sys
from importlib import machinery as m
sys.path_hooks[-1:] = [m.FileFinder.path_hook(
    (m.SourcelessFileLoader, m.BYTECODE_SUFFIXES),
    (m.ExtensionFileLoader, m.EXTENSION_SUFFIXES),
    (m.SourceFileLoader, m.SOURCE_SUFFIXES),
)]
sys.path_importer_cache.clear()
del sys, m
`;
