"""What messengers, editors and mail programs do to a link that passes through them."""

from __future__ import annotations

import html
import quopri
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

SITE = "https://example.org/unerase/"
Mangling = Callable[[str], str]

AROUND = (
    *(".", ",", ";", ":", "!", "?", "/", ")", "]", "}", ">", "*", "**", "_", "__", "~~", "|"),
    *('"', "'", "“", "”", "’", "»", "」", "。", "を見て", "😀", ").", '",', "_)", "**.", "!!!"),
    *("\n", "\r\n", "%0A", "%0D%0A", "%20", "+", "\u200b", "%E2%80%8B", "%C2%A0", "%EF%BB%BF"),
    *("&quot;", "&gt;", "&nbsp;", "&amp;", "&#8221;", '">Look</a>', "</p>", "%22%3E", "%29"),
)
"""What ends up behind a link."""

BEHIND = (
    *("?utm_source=chat&utm_medium=social", "&utm_source=chat", "&amp;utm_source=chat"),
    *("?fbclid=IwAR0_x-y", "&fbclid=IwAR0_x-y", "&gclid", "&amp;mc_cid=1f&amp;mc_eid=2e"),
    *("%3Futm_source%3Dchat", "%26fbclid%3Dx", "#limits", "#", "##", "#utm_source=chat"),
    *(SITE, f"{SITE}#", f" {SITE}"),
)
"""What is put behind it on purpose, and a second address."""

SHORTENED = ("…", "...", "%E2%80%A6", "…)")


def _behind(end: str) -> Mangling:
    return lambda text: text + end


def _each_value(change: Callable[[str], str]) -> Mangling:
    return lambda text: re.sub(r"(?<==)[^&=]+", lambda value: change(value[0]), text)


def _inside(what: str) -> Mangling:
    """`what` after every sixtieth character of a value, and at its end."""
    return _each_value(lambda value: re.sub("(.{1,60})", rf"\1{what}", value))


def _quoted(quotes: str) -> Mangling:
    return _each_value(lambda value: quotes[0] + value + quotes[1])


def _encoded(text: str) -> str:
    return quote(text, safe="")


IN_VALUES: dict[str, Mangling] = {
    **{f"{mark!r} in it": _inside(mark) for mark in ("\xad", "\u200b", " ", "+", "%0A", "\r\n")},
    **{f"values in {quotes}": _quoted(quotes) for quotes in ("“”", '""', "()", "<>", "''")},
}

MAILED = "quoted-printable"

MANGLINGS: dict[str, Mangling] = {
    **{f"{end!r} behind it": _behind(end) for end in AROUND + BEHIND},
    **IN_VALUES,
    "encoded": _encoded,
    "twice encoded": lambda text: _encoded(_encoded(text)),
    "only = encoded": lambda text: text.replace("=", "%3D"),
    "only & encoded": lambda text: text.replace("&", "%26"),
    "encoded, in small letters": lambda text: _encoded(text).replace("%3D", "%3d"),
    "escaped": html.escape,
    "twice escaped": lambda text: html.escape(html.escape(text)),
    "&#38;": lambda text: text.replace("&", "&#38;"),
    "&#038;": lambda text: text.replace("&", "&#038;"),
    "&#x26;": lambda text: text.replace("&", "&#x26;"),
    "&amp;#38;": lambda text: text.replace("&", "&amp;#38;"),
    "escaped and encoded": lambda text: _encoded(html.escape(text)),
    MAILED: lambda text: quopri.encodestring(text.encode()).decode(),
    "backslashes of Markdown": lambda text: text.replace("_", r"\_"),
    "a second #": lambda text: f"#{text}",
    "an address before it": lambda text: f"{SITE}#{text}",
    "pasted twice": lambda text: f"{text}{SITE}#{text}",
    "pasted twice, with a query": lambda text: f"{text} {SITE}?embed=hero#{text}",
    "a link of Markdown": lambda text: f"{text}]({SITE}#{text})",
    "a link of a wiki": lambda text: f"{text}|Look]]",
    "dashes of WordPress": lambda text: text.replace("---", "—").replace("--", "–"),
    "dashes of a phone": lambda text: text.replace("--", "—"),
}
"""The link, without its #, as it arrives, by what was done to it."""

SHORTENINGS: dict[str, Mangling] = {f"{end!r} behind it": _behind(end) for end in SHORTENED}


def pairs_of() -> Iterator[tuple[str, str]]:
    """One mangling after another, and each with itself; mail breaks lines last."""
    names = (*MANGLINGS, *SHORTENINGS)
    for first in names:
        yield from (
            (first, second) for second in names if first != MAILED or second not in IN_VALUES
        )


def mangled(text: str, *names: str) -> str:
    """The link after these manglings."""
    for name in names:
        text = (MANGLINGS | SHORTENINGS)[name](text)
    return text
