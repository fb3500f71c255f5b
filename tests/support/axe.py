"""axe-core, which looks for what shuts people out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page

AXE = Path(__file__).resolve().parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page | Frame, *without: str) -> list[str]:
    """What axe finds, a line for each place; `without` names rules that do not apply."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        """without => axe.run({
            rules: Object.fromEntries(without.map(rule => [rule, { enabled: false }])),
        }).then(result => result.violations)""",
        list(without),
    )
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
