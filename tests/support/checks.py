"""*Check this page*, pressed."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

OVER = re.compile(r"Checked in [\d.]+ s: \d+ of \d+ hold$")


def checked(page: Page) -> Locator:
    """What holds and what does not."""
    page.get_by_role("button", name="Check this page", exact=True).click()
    expect(page.get_by_role("status", name="Checks", exact=True)).to_have_text(OVER, timeout=20_000)
    return page.locator("#check-list li")
