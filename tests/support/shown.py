"""What a figure shows, as a value that can be compared: canvases, readouts and controls."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Frame, Page

# The filmstrip tells which steps have been walked already, and *ms per step* the machine.
_SHOWN = """name => {
    const figure = document.getElementById(name);
    const all = selector => [...figure.querySelectorAll(selector)];
    const elsewhere = id => id === 'hero-film-canvas' || id.includes('-out-ms');
    const of = (selector, value) => Object.fromEntries(
        all(selector).filter(one => one.id && !elsewhere(one.id))
            .map(one => [one.id, value(one)]));
    return {
        ...of('canvas', one => one.toDataURL()),
        ...of('output', one => one.textContent),
        ...of('select, input', one => one.type === 'checkbox' ? one.checked : one.value),
    };
}"""


def shown(page: Page | Frame, name: str) -> dict[str, Any]:
    """By id, what stands in a figure's canvases, readouts and controls."""
    found: dict[str, Any] = page.evaluate(_SHOWN, name)
    return found


def wait_until_shown(page: Page | Frame, name: str, wanted: dict[str, Any]) -> None:
    """Wait until a figure shows the same, and say what differs if it never does."""
    script = f"([name, wanted]) => JSON.stringify(({_SHOWN})(name)) === JSON.stringify(wanted)"
    try:
        page.wait_for_function(script, arg=[name, wanted], timeout=10_000)
    except Exception as error:
        found = shown(page, name)
        different = {
            key: (str(found.get(key))[-80:], str(wanted.get(key))[-80:])
            for key in found | wanted
            if found.get(key) != wanted.get(key)
        }
        raise AssertionError(f"{name}: found and wanted differ in {different}") from error
