"""The documents name every key of links and embeds, with the values that the code takes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import article
from page import link
from page.figures.catalogue import FIGURES
from page.figures.hero.settings import TABLE as HERO
from page.sharing.links import snippet
from page.state.table import Property, Table

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
LINKS = (DOCS / "links.md").read_text(encoding="utf-8")
EMBEDDING = (DOCS / "embedding.md").read_text(encoding="utf-8")

LONG = 40
"""Defaults with more characters are told in words."""

TABLES: tuple[Table[Any], ...] = (link.PAGE, HERO, *(entry.table for entry in FIGURES))
KEYS = {table.prefix + p.key: (table, p) for table in TABLES for p in table.properties}


def rows(text: str) -> list[list[str]]:
    """The cells of all lines of tables, but for their heads."""
    lines = [line.strip("|").split(" | ") for line in re.findall(r"^\|.*\|$", text, re.MULTILINE)]
    return [[cell.strip() for cell in line] for line in lines if "---" not in line[0]]


def section(anchor: str) -> str:
    """The text below a heading of links.md."""
    title = anchor.replace("-", " ")
    (found,) = re.findall(rf"^## {title}\n(.*?)(?=^## )", LINKS, re.DOTALL | re.I | re.M)
    return str(found)


def ticked(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]*)`", text)


DOCUMENTED = {
    ticked(line[0])[0]: (line[2], line[3])
    for line in rows(LINKS)
    if len(line) == 4 and "`" in line[0]
}


def words_of(cell: str) -> set[str]:
    """The words that a cell allows, each as a link spells it."""
    cell, _, but = cell.partition("but not")
    words = set(ticked(cell)) | ({""} if re.search(r"\bempty\b", cell) else set())
    for anchor in re.findall(r"\(#([a-z-]+)\)", cell):
        words |= {ticked(line[0])[0] for line in rows(section(anchor)) if "`" in line[0]}
    for low, high, step in re.findall(r"(\S+) … (\S+) in steps of ([\d.]*\d)", cell):
        count = round((float(high) - float(low)) / float(step))
        words |= {f"{float(low) + i * float(step):g}" for i in range(count + 1)}
    return words - set(ticked(but))


def refusal(p: Property) -> str:
    """What the code says is allowed."""
    try:
        p.spelled.read("\0")
    except ValueError as allowed:
        return str(allowed)
    raise AssertionError(f"{p.key} takes anything")


def test_every_key_has_its_line_and_no_line_lacks_a_key() -> None:
    assert sorted(DOCUMENTED) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_its_values_are_what_the_code_takes(key: str) -> None:
    cell, allowed = DOCUMENTED[key][0], refusal(KEYS[key][1])
    if choice := re.search(r"\b(?:one|ones|some) of (.*?)(?:, or .*|, with .*)?$", allowed):
        assert words_of(cell) == set(choice[1].split(", "))
    elif bounds := re.search(r"number from (\S+) to (\S+)$", allowed):
        assert re.findall(r"([\d.]+) … ([\d.]*\d)", cell) == [bounds.groups()]
    else:
        assert set(re.findall(r"\b\d+\b", allowed)) <= set(re.findall(r"\b\d+\b", cell))


@pytest.mark.parametrize("key", KEYS)
def test_its_default_is_that_of_the_code(key: str) -> None:
    table, p = KEYS[key]
    default = p.spelled.write(getattr(table.default, p.field))
    assert ticked(DOCUMENTED[key][1]) == ([default] if 0 < len(default) <= LONG else [])


@pytest.mark.parametrize("document", ["README.md", "docs/embedding.md"])
def test_the_snippet_is_what_embed_copies(document: str) -> None:
    (walk,) = (entry for entry in FIGURES if entry.name == "walk")
    copied = snippet("https://example.org/unerase/", walk, "figure=walk&walk.eta=0.5")
    assert copied in (ROOT / document).read_text(encoding="utf-8")


def test_the_parts_that_hide_are_those_of_the_code() -> None:
    script = (ROOT / "assets/boot/embed.mjs").read_text(encoding="utf-8")
    (parts,) = re.findall(r"const PARTS = \{(.*)\};", script)
    (table,) = re.findall(r"Parts to hide:\n\n(.*?)\n\n", EMBEDDING, re.DOTALL)
    told = [name for line in rows(table) for name in ticked(line[0])]
    assert sorted(told) == sorted(re.findall(r"(\w+): \"", parts))


def test_what_is_stored_is_told() -> None:
    sources = [ROOT / "py/page/browser/storage.py", *(ROOT / "assets/boot").rglob("*.*js")]
    code = "".join(path.read_text(encoding="utf-8") for path in sources)
    told = ticked((DOCS / "page.md").read_text(encoding="utf-8"))
    kept = {name for name in told if re.fullmatch(r"unerase(-\w+)?", name)}
    assert kept == set(re.findall(r'["`](unerase(?:-\w+)?)[" ]', code))


def test_the_policy_that_a_host_may_send_is_the_pages_own() -> None:
    policy = "; ".join(f"{name} {sources}" for name, sources in article.POLICY.items())
    assert f"\n{policy}\n" in (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
