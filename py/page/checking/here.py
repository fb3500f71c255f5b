"""What this browser and this copy of the site are like: links, storage, offline use, files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import js
from pyodide.ffi import JsException

from page.browser import storage
from page.checking.expected import FILES
from page.checking.finding import Finding
from page.figures.catalogue import ALL, HERO
from page.link import joined, parts
from page.state.subject import drawing_of
from unerase.noise import MAX_SEED
from unerase.presets import preset_names
from unerase.schedules import MAX_STEPS

INDEX = "index.html"


def link_survives(texts: Mapping[str, str]) -> Finding:
    """What is shown now, with another drawing, noise and number, as a link and read again."""
    drawing = drawing_of(preset_names()[-1])
    other = replace(HERO.table.default, drawing=drawing, seed=MAX_SEED, steps=MAX_STEPS)
    texts = {**texts, **HERO.table.encode(other)}
    link = joined(texts)
    again: dict[str, str] = {}
    for entry in ALL:
        again |= entry.table.encode(entry.table.decode(parts(link))[0])
    same = sum(again.get(key) == text for key, text in texts.items())
    return Finding(
        "A link brings back all that is shown, and nothing else.",
        again == texts,
        f"{same} of {len(texts)} settings came back from {len(link)} characters.",
    )


def storage_keeps() -> Finding:
    """Something written into the storage, and read again."""
    text = "kept?"
    kept = storage.save(text, storage.CHECK) and storage.load(storage.CHECK) == text
    storage.forget(storage.CHECK)
    return Finding(
        "The browser keeps your drawing for the next visit.",
        kept,
        "What was written was read again." if kept else "It keeps nothing for this page.",
    )


async def offline_copy() -> Finding:
    """The service worker is this site's; it may still be fetching files."""
    claim = "The page is kept for use offline."
    try:
        registration = await js.navigator.serviceWorker.getRegistration()
    except (JsException, AttributeError):
        return Finding(claim, False, "This browser offers no service worker here.")
    ours, worker = js.URL.new("sw.js", js.document.baseURI).href, None
    if registration:
        worker = registration.active or registration.waiting or registration.installing
    if not worker or worker.scriptURL != ours:
        return Finding(claim, False, "It has no service worker here.")
    return Finding(claim, True, f"Its service worker is {worker.state}.")


async def fonts_have_come() -> Finding:
    """No face that the page wants has failed."""
    await js.document.fonts.ready
    states = [str(face.status) for face in js.document.fonts]
    return Finding(
        "All fonts that the page has asked for have come.",
        "error" not in states and "loaded" in states,
        f"{states.count('loaded')} faces have come, {states.count('error')} have failed.",
    )


async def files_are_whole() -> Finding:
    """Every file that this visit has loaded is, byte for byte, what the site was built with."""
    claim = "The files of this visit are as the site was built."
    listed = await _fetched(FILES)
    if listed is None:
        return Finding(claim, False, f"The list of them ({FILES}) did not arrive.")
    sums: dict[str, str] = json.loads(listed)
    wrong, names = [], sorted(_loaded() & sums.keys())
    for name in names:
        content = await _fetched(name)
        if content is None or hashlib.sha256(content).hexdigest() != sums[name]:
            wrong.append(name)
    measured = f"{len(names) - len(wrong)} of {len(names)}."
    if wrong:
        measured += f" Not: {', '.join(wrong)}."
    return Finding(claim, not wrong and bool(names), measured)


def _loaded() -> set[str]:
    """Paths of the files that this visit has loaded, from the root of the site."""
    root = str(js.URL.new("./", js.document.baseURI).href)
    entries = js.performance.getEntriesByType("resource")
    names = {str(entry.name).partition("?")[0] for entry in entries}
    return {INDEX, *(name.removeprefix(root) for name in names if name.startswith(root))}


async def _fetched(path: str) -> bytes | None:
    """A file as the browser has it, or else as the server does; None when it does not come."""
    options: Any = js.Object.new()
    options.cache = "force-cache"
    try:
        answer = await js.fetch("./" if path == INDEX else path, options)
        return (await answer.arrayBuffer()).to_bytes() if answer.ok else None
    except JsException:
        return None
