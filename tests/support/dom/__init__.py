"""The browser as the page's Python sees it, without a browser: what it does not know, it refuses.

`Browser` is one visit; `installed` lets `import js` find it. `support.wired` has the words in which
tests use both.
"""
