"""Where Python goes on from memory, at the first visit and at the next; README says it, too."""

from __future__ import annotations

from support.driven import Visitor

# In WebKitGTK 2.50 numpy's library comes to lie elsewhere: Python starts from the beginning.
GOES_ON = {"firefox": True, "MiniBrowser": False}


def test_what_goes_on_from_memory(visitor: Visitor) -> None:
    expected = GOES_ON[visitor.driver.capabilities["browserName"]]
    assert visitor.from_memory() is expected
    visitor.wait_for("document.getElementById('offline-mark').textContent === 'Ready offline'")
    visitor.reloads()
    assert visitor.ask("!!navigator.serviceWorker.controller")
    assert visitor.from_memory() is expected
