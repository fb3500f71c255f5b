"""pyscript.toml is what PyScript goes by: the browser asks for it, and does what it says."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page
from support.visit import Visit, gone

CONFIG = "pyscript.toml"


def replacing(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda text: text.replace(old.encode(), new.encode())


def asked(page: Page, name: str) -> bool:
    """Whether the page has asked for a chunk of PyScript with this name."""
    return bool(
        page.evaluate(
            "name => performance.getEntriesByType('resource').some(e => e.name.includes(name))",
            f"/runtime/pyscript/{name}-",
        )
    )


def test_what_it_leaves_out_is_not_asked_for_and_what_it_does_not_is(visit: Visit) -> None:
    with visit.copy.damaged(CONFIG, replacing(', "!py-terminal"', "")):
        visit.opens()
        visit.page.wait_for_function("document.documentElement.dataset.app !== 'booting'")
        assert visit.copy.address + CONFIG in visit.guard.requests
        assert asked(visit.page, "py-terminal")  # which the site does not have
        assert not asked(visit.page, "py-editor")


def test_a_package_that_the_site_was_built_without_is_named(visit: Visit) -> None:
    with visit.copy.damaged(CONFIG, replacing('"numpy"', '"numpy", "scipy"')):
        visit.opens()
        visit.meets_trouble("pyscript.toml asks for scipy", "built with numpy", "make site")


def test_where_it_is_missing_the_panel_says_so(visit: Visit) -> None:
    with visit.copy.damaged(CONFIG, gone):
        visit.opens()
        visit.meets_trouble("pyscript.toml", "is missing")
    visit.tries_again()
