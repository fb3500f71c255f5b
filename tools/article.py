"""Put index.html together from its parts in article/, with the numbers that the engine computes."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from config import read_config

INLINE = "assets/boot/inline"
AFTER_FIGURES = ("beyond",)
"""Chapters without a figure of their own."""
BEFORE_CHAPTERS = ("idea", "real")
"""The sections before them."""
WORDS_A_MINUTE = 230


@dataclass(frozen=True)
class Chapter:
    """A numbered chapter: article/<name>.html, which says `heading`, `question` and `short_route`.

    figure: what its figure is called, with its letter; empty if it has none. short_route: whether
    a reader with five minutes should come here.
    """

    number: int
    name: str
    figure: str
    heading: str
    question: str
    short_route: bool = False


@dataclass(frozen=True)
class Minutes:
    """How long the article takes to read, and its short route; 0 in a page not yet counted."""

    whole: int = 0
    short: int = 0


def render(root: Path) -> str:
    """The page as the site ships it; raises jinja2.TemplateError for a template that is wrong.

    It is made twice, because it says how long it takes to read, which is counted in the page.
    """
    page = parts(root).get_template("index.html")
    return page.render(minutes=reading(root, page.render()))


def reading(root: Path, page: str) -> Minutes:
    """How long the sections of this page take to read, up to the last chapter."""
    found = re.findall(
        r'<section [^>]*aria-labelledby="(\w+)-heading">(.*?)</section>', page, flags=re.DOTALL
    )
    if not found:
        return Minutes()
    words = {name: len(read(text)) for name, text in found}
    short = ("idea", *(one.name for one in chapters(root) if one.short_route))
    whole = (*BEFORE_CHAPTERS, *(one.name for one in chapters(root)))
    return Minutes(
        *(round(sum(words[one] for one in way) / WORDS_A_MINUTE) for way in (whole, short))
    )


UNREAD = (
    r"<figure\b.*?(?:(?=<figcaption)|</figure>)",  # but its caption is read
    r"</figcaption>.*?</figure>",
    *(rf"<{tag}\b.*?</{tag}>" for tag in ("nav", "math", "svg", "table")),
    r'<p class="formula-source">.*?</p>',
)


def read(section: str) -> list[str]:
    """The words of a section that a reader reads on the way."""
    for gone in UNREAD:
        section = re.sub(gone, " ", section, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", section)).split()


def parts(root: Path) -> jinja2.Environment:
    """The templates, with everything that they ask for."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["focusable"] = focusable
    environment.globals.update(
        fact=fact,
        drawn=drawn,
        shown=shown,
        table=table,
        figures=figures,
        chapters=cache(partial(chapters, root)),
        minutes=Minutes(),
        policy=partial(policy, root),
        style=partial(style, root),
        inline=partial(inline, root),
        interpreter=partial(interpreter, root),
    )
    return environment


def style(root: Path, name: str) -> Markup:
    """A style sheet as part of the page: the first paint waits for nothing but the page itself."""
    css = (root / "assets" / "css" / f"{name}.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/\s*", "", css, flags=re.DOTALL)
    return Markup(css.replace('url("../', 'url("assets/'))


def inline(root: Path) -> Markup:
    """The script that is part of the page, for when no other one arrives."""
    script = (root / INLINE / "address.js").read_text(encoding="utf-8")
    return Markup(re.sub(r"^//.*\n", "", script, flags=re.MULTILINE))


def interpreter(root: Path) -> str:
    """The one that pyscript.toml names, as seen from PyScript's core (assets/runtime/pyscript)."""
    return read_config(root).interpreter.replace("./", "../../../", 1)


def focusable(formula: Markup) -> Markup:
    """Puts a formula's symbols within reach of the keyboard."""
    return Markup(str(formula).replace(' data-symbol="', ' tabindex="0" data-symbol="'))


# What the page may do. Scripts: its own files and the one inside the page, and WebAssembly; Pyodide
# makes functions of texts of its own ('unsafe-eval'). Styles: those in the page, and those that
# PyScript adds.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def policy(root: Path) -> str:
    """The page's Content-Security-Policy: nothing comes from, or goes to, anywhere else."""
    seal = base64.b64encode(sha256(inline(root).encode()).digest()).decode()
    sources = POLICY | {"script-src": f"{POLICY['script-src']} 'sha256-{seal}'"}
    return "; ".join(f"{name} {allowed}" for name, allowed in sources.items())


# What follows imports where it is called, because a site without figures has no engine.


def figures() -> list[str]:
    """The names of the figures, in the order of the article."""
    from page.figures.catalogue import NAMES

    return [*NAMES]


def chapters(root: Path) -> list[Chapter]:
    """The numbered chapters, in the order of the article."""
    from page.figures.catalogue import FIGURES

    titles = {
        entry.name: f"Figure {chr(ord('A') + place)} · {entry.title}"
        for place, entry in enumerate(FIGURES)
    }
    return [
        Chapter(number, name, titles.get(name, ""), **_declared(root, name))
        for number, name in enumerate((*titles, *AFTER_FIGURES), 1)
    ]


def _declared(root: Path, name: str) -> dict[str, Any]:
    """What a chapter's template sets about itself, read without rendering it."""
    text = (root / "article" / f"{name}.html").read_text(encoding="utf-8")
    assignments = jinja2.Environment().parse(text).find_all(jinja2.nodes.Assign)
    wanted = ("heading", "question", "short_route")
    return {
        one.target.name: one.node.as_const()
        for one in assignments
        if isinstance(one.target, jinja2.nodes.Name)
        and isinstance(one.node, jinja2.nodes.Expr)
        and one.target.name in wanted
    }


def fact(name: str) -> Markup:
    """A number of the text, as an element that the page computes anew."""
    from page.article import facts

    text = facts.fact(name)
    return Markup('<output aria-live="off" data-fact="{}">{}</output>').format(name, text)


def drawn(name: str) -> Markup:
    """A poster that is vector graphics, as part of the page."""
    from posters import drawings

    return Markup(drawings()[name])


def shown(name: str) -> str:
    """A text that a figure writes itself, as it is until then."""
    from posters import texts

    return texts()[name]


def table(name: str) -> Markup:
    """A table that the engine fills."""
    from page.article.spec import TABLES

    return Markup(TABLES[name]())
