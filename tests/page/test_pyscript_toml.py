"""pyscript.toml is what PyScript goes by: the browser asks for it, and does what it says."""

from __future__ import annotations

from support.browser import wait_until_ready
from support.visit import Visit, gone, instead

CONFIG = "pyscript.toml"
# A file that the page itself does not use.
SPARE = "embed.js"
OTHER = """document.documentElement.dataset.interpreter = "other";
export * from "./assets/boot/interpreter.mjs";
"""


def test_the_interpreter_is_the_one_that_it_names(visit: Visit) -> None:
    def named(text: bytes) -> bytes:
        return text.replace(b"./assets/boot/interpreter.mjs", f"./{SPARE}".encode())

    with visit.copy.damaged(CONFIG, named), visit.copy.damaged(SPARE, instead(OTHER)):
        visit.opens()
        wait_until_ready(visit.page)
    assert visit.copy.address + CONFIG in visit.guard.requests
    assert visit.page.locator("html").get_attribute("data-interpreter") == "other"
    assert visit.guard.seen == []


def test_a_package_that_the_site_was_built_without_is_named(visit: Visit) -> None:
    with visit.copy.damaged(CONFIG, lambda text: text.replace(b'"numpy"', b'"numpy", "scipy"')):
        visit.opens()
        visit.meets_trouble("pyscript.toml asks for scipy", "built with numpy", "make site")


def test_where_it_is_missing_the_panel_says_so(visit: Visit) -> None:
    with visit.copy.damaged(CONFIG, gone):
        visit.opens()
        visit.meets_trouble("pyscript.toml", "did not arrive")
    visit.tries_again()
