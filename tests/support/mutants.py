"""Links as they arrive after a bad journey: cut, doubled, shuffled, retyped, attacked."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from urllib.parse import quote

NASTY = (
    *("", " ", "\0", "a\0b", "%", "%zz", "%00", "%E0%A4%A", "%u0041", "&", "=", "#", "+", "\n"),
    *("-1", "1e9", "1e-6", "NaN", "inf", "0x10", "1_0", "٣", "²", "0.0000001", "00000000001"),
    *("9" * 30, "9" * 6000, "A" * 170, "A" * 171, "A" * 172, "A" * 20_000, "=" * 171),
    *("\ud7ff", "\uffff", "\u202e", "é", "💥", "<script>", "__class__", "{0}", "None", "[]"),
)


def _delete(text: str, dice: random.Random) -> str:
    start = dice.randrange(len(text) + 1)
    return text[:start] + text[start + dice.randint(1, 12) :]


def _double(text: str, dice: random.Random) -> str:
    pairs = text.split("&")
    pairs.insert(dice.randrange(len(pairs) + 1), dice.choice(pairs))
    return "&".join(pairs)


def _swap_values(text: str, dice: random.Random) -> str:
    pairs = [pair.partition("=") for pair in text.split("&")]
    values = [value for _, _, value in pairs]
    dice.shuffle(values)
    return "&".join(key + sign + v for (key, sign, _), v in zip(pairs, values, strict=True))


def _replace_value(text: str, dice: random.Random) -> str:
    pairs = text.split("&")
    at = dice.randrange(len(pairs))
    value = dice.choice(NASTY)
    pairs[at] = f"{pairs[at].partition('=')[0]}={dice.choice([value, quote(value)])}"
    return "&".join(pairs)


def _retype(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    # No lone surrogates: an address cannot hold them.
    typed = "".join(chr(dice.choice([dice.randrange(0xD7FF), dice.randrange(128)])) for _ in "ab")
    return text[:at] + dice.choice([typed, quote(typed), dice.choice(NASTY)]) + text[at + 1 :]


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _delete,
    _double,
    _swap_values,
    _replace_value,
    _retype,
)


def mutants(links: list[str], count: int, seed: int) -> Iterator[str]:
    """`count` links, each made of one of `links` by one to four accidents."""
    dice = random.Random(seed)
    for _ in range(count):
        text = dice.choice(links)
        for _ in range(dice.randint(1, 4)):
            text = dice.choice(MUTATIONS)(text, dice)
        yield text
