"""The page and a figure in the words of support/figure.py, on the stand-in for the browser."""

from support.wired.control import Control
from support.wired.figure import SIDE, Figure
from support.wired.page import KEY, Page, opened

__all__ = ["KEY", "SIDE", "Control", "Figure", "Page", "opened"]
