"""index.html is put together from its parts."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import TemplateError

import article
import posters
from page.article import facts
from page.figures.catalogue import ALL
from page.figures.learn import poster as learn

ROOT = Path(__file__).resolve().parent.parent.parent


def small(folder: Path, page: str, **files: str) -> Path:
    """A repository with this page, and files by "folder__name"."""
    (folder / "index.html").write_text(page, encoding="utf-8")
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_parts_and_styles_become_part_of_the_page(tmp_path: Path) -> None:
    css = '/* said to\n the reader */\nb { background: url("../runtime/x.woff2") }'
    root = small(
        tmp_path,
        '<style>{{ style("a") }}</style>{% include "article/one.html" %}',
        article__one_dot_html="<b>&amp;</b>",
        assets__css__a_dot_css=css,
    )
    assert article.render(root) == (
        '<style>b { background: url("assets/runtime/x.woff2") }</style><b>&amp;</b>'
    )


def test_a_fact_is_an_output_that_does_not_speak(tmp_path: Path) -> None:
    page = article.render(small(tmp_path, 'in {{ fact("steps") }} steps'))
    assert page == 'in <output aria-live="off" data-fact="steps">20</output> steps'


@pytest.mark.parametrize("page", ["{{ nothing }}", "{% include 'gone.html' %}", "{{ fact( }}"])
def test_a_wrong_template_is_an_error(tmp_path: Path, page: str) -> None:
    with pytest.raises(TemplateError):
        article.render(small(tmp_path, page))


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.refers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("aria-labelledby", "aria-describedby", "for") and value:
                self.refers += value.split()


def test_the_page_has_no_id_twice_and_refers_to_none_that_is_missing() -> None:
    parser = _Ids()
    parser.feed(article.render(ROOT))
    assert len(parser.ids) == len(set(parser.ids))
    assert set(parser.refers) <= set(parser.ids)


def test_the_page_has_every_figure_of_the_catalogue_in_its_order() -> None:
    page = article.render(ROOT)
    names = [one.name for one in ALL]
    (listed,) = re.findall(r'<html [^>]*data-figures="([^"]*)"', page)
    assert listed.split() == names
    tags = re.findall(r'<figure [^>]*id="(\w+)" aria-label="([^"]*)"', page)
    assert tags == [(one.name, one.title) for one in ALL]
    alone = re.findall(r"^\[data-embed=(\w+)\] \.chapter:has\(> #(\w+)\)", page, re.MULTILINE)
    assert alone == [(name, name) for name in names[1:]]


def test_no_computable_number_is_typed_into_the_article() -> None:
    """Digits stand in the sources only as names: years, equations, formulas, attributes."""
    page = article.render(ROOT)
    main = page[page.index("<main>") : page.index("</main>")]
    for gone in (
        r"<math.*?</math>",
        r"<svg.*?</svg>|<style.*?</style>",
        r"<output.*?</output>",
        r"<table.*?</table>",  # the engine fills them
        r'<nav.*?</nav>|<span class="chapter-number">.*?</span>',
        r'<(p class="formula-source"|dl class="reading").*?</(p|dl)>',
        r'<li class="learn-row">.*?</li>',  # named by its step
        r"<textarea.*?</textarea>",  # the engine's code
        r"<fieldset.*?</legend>",
        r"<label>.*?</label>",  # what a guess offers
        r"chapter&nbsp;\d+|\d+&ensp;|<span class=\"chapter-number\">\d+",
        r"<[^>]*>",
        r"(19|20)\d\d",
        r"equations? \d+|eqs?\. \d+(–\d+)?|algorithm \d",
    ):
        main = re.sub(gone, " ", main, flags=re.DOTALL)
    assert re.findall(r"[^.]{0,60}\b\d{2,}\b[^.]{0,30}", main) == []


def test_every_poster_has_one_place_at_least_and_every_place_its_poster() -> None:
    templates, asked = article.parts(ROOT), {"drawn": set[str](), "shown": set[str]()}
    for kind, names in asked.items():
        templates.globals[kind] = names.add
    page = templates.get_template("index.html").render()
    pictures = set(re.findall(r'src="assets/posters/([\w-]+)-light\.png"', page))
    drawn = (ROOT / "dist/assets/posters").glob("*-light.png")  # by the build
    assert pictures == {path.name.removesuffix("-light.png") for path in drawn}
    assert asked == {"drawn": set(posters.drawings()), "shown": set(posters.texts())}


def test_what_the_chapter_says_of_its_run_is_so() -> None:
    """It passes the averager on the shelf, never on unseen drawings, and never the memoriser."""
    run = learn.run()
    averager, memoriser = run.limits["averager"], run.limits["memoriser"]
    assert averager.unseen
    unseen = [marked.unseen.mean for marked in run.marks.values() if marked.unseen]
    assert min(unseen) > averager.unseen.mean
    shelf = [marked.shelf.mean for marked in run.marks.values()]
    assert averager.shelf.mean > min(shelf) > memoriser.shelf.mean
    half = [int(posters.texts()[f"learn-half-{sees}"]) for sees in (10, 30, 90)]
    assert half == sorted(set(half))


def test_every_term_has_one_entry_and_every_link_within_the_page_a_place() -> None:
    page = article.render(ROOT)
    terms = set(re.findall(r'<a class="term" href="#(word-[\w-]+)" aria-controls="\1"', page))
    assert len(terms) == len(set(re.findall(r'class="term" href="([^"]+)', page)))
    entries = re.findall(r'<div class="entry" id="(word-[\w-]+)" popover', page)
    assert terms == set(entries)  # and no id is there twice: see above
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    assert set(re.findall(r'\shref="#([^"]+)"', page)) <= ids


def test_the_reading_time_counts_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article, "WORDS_A_MINUTE", 1)
    route = [article.Chapter(1, "walk", "", "", "", True), article.Chapter(2, "lab", "", "", "")]
    monkeypatch.setattr(article, "chapters", lambda _: route)
    unread = (
        "<nav>list</nav> <math><mi>x</mi></math><table><tr><td>0.5</td></tr></table>"
        '<p class="formula-source">Ho 2020</p><figure id="a">button<p>label</p></figure>'
    )
    texts = {
        "idea": f"<p>one {unread}</p>",
        "real": "two words",
        "walk": "<figure class='b'>menu <figcaption><p>cap&shy;tion</p></figcaption> save</figure>",
        "lab": "five <b>si</b>x",
        "words": "not on the way",
    }
    page = "".join(
        f'<section class="prose" aria-labelledby="{name}-heading">{text}</section>'
        for name, text in texts.items()
    )
    assert article.reading(ROOT, page) == article.Minutes(whole=1 + 2 + 1 + 2, short=1 + 1)


def test_the_page_says_how_long_it_takes() -> None:
    page = article.render(ROOT)
    said = re.findall(r"About (\d+) minutes; the <[^>]*>short route</span>, about (\d+)\.", page)
    whole, short = map(int, said[0])
    assert said == said[:1] * 2  # in the contents and in the bar
    assert 20 < whole < 45
    assert 5 < short < 15


def test_every_fact_has_a_text() -> None:
    assert all(map(facts.fact, facts.names()))


def test_one_script_stands_in_the_page_and_the_policy_allows_nobody_else() -> None:
    page = article.render(ROOT)
    (script,) = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, flags=re.DOTALL)
    assert not re.search(r"\son[a-z]+=", page)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    policy = html.unescape(policy)
    sources = set(re.findall(r"\S+", policy.replace(";", " ")))
    (scripts,) = re.findall(r"script-src[^;]*", policy)
    seal = f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
    assert [source for source in sources if "sha256" in source] == [seal]
    assert seal in scripts
    sources.remove(seal)
    assert not [source for source in sources if "." in source or "*" in source or "http" in source]
    assert "'unsafe-inline'" not in scripts
