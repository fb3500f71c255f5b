"""Code is written in the editor, run, and said to be wrong."""

from __future__ import annotations

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from support.driven import Visitor

# Figures that open above move this one.
OPEN = """(figure => {
    figure.scrollIntoView();
    return figure.hasAttribute('data-open');
})(document.getElementById('code'))"""
SAID = "document.getElementById('code-result').textContent.includes(arguments[0])"
WRITTEN = "document.querySelector('#code .cm-content').innerText.includes(arguments[0])"


def write(visitor: Visitor, text: str) -> None:
    (editor,) = visitor.driver.find_elements(By.CSS_SELECTOR, "#code .cm-content")
    editor.click()
    editor.send_keys(Keys.CONTROL, "a")
    editor.send_keys(text)
    visitor.wait_for(WRITTEN, text.splitlines()[-1].strip())


def test_code_runs(visitor: Visitor) -> None:
    visitor.wait_for(OPEN)
    visitor.wait_for("document.querySelector('#code .cm-content') !== null")
    write(visitor, "def s(n): import unerase; return unerase.Schedule('s', [1] * (n + 1))")
    visitor.press("code-run")
    visitor.wait_for(SAID, "s runs.")
    write(visitor, "1 / 0")
    visitor.press("code-run")
    visitor.wait_for(SAID, "Line 1: ZeroDivisionError")
