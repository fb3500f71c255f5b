"""After one visit the page starts without its server."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from support.driven import Visitor

REACHED = "fetch('not-a-file').then(() => true, () => false)"


def test_it_starts_offline(visitor: Visitor, server: ExitStack, site: str) -> None:
    if not visitor.ask("'serviceWorker' in navigator"):
        pytest.skip(f"{visitor.name} has no service workers here")
    visitor.wait_for("document.getElementById('offline-mark').textContent === 'Ready offline'")
    visitor.check(site)
    server.close()
    visitor.reloads()
    assert not visitor.ask(REACHED)
    visitor.press("hero-forward")
    visitor.wait_for_step(20, "forward")
