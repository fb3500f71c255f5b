"""The model spec has a line for everything that is on offer."""

from __future__ import annotations

import html
import re

import pytest

from page.article.spec import spec
from page.denoisers import DENOISERS
from page.samplers import SAMPLER_SPECS
from page.widgets.words import SCHEDULE_LABELS
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES


@pytest.mark.parametrize(
    ("row", "labels"),
    [
        ("Schedules", [SCHEDULE_LABELS[name] for name in SCHEDULES]),
        ("Denoisers", [one.label for one in DENOISERS.values()]),
        ("Samplers", [SAMPLER_SPECS[name].label for name in SAMPLERS]),
    ],
)
def test_each_that_is_on_offer_has_its_line(row: str, labels: list[str]) -> None:
    (cell,) = re.findall(f'<th scope="row">{row}</th><td>(.*?)</td>', spec())
    summary, lines = re.findall(r"<summary>(.*)</summary>(.*)", cell)[0]
    for label in labels:
        assert label in html.unescape(summary)
        (words,) = re.findall(
            f"<li><strong>{re.escape(label)}</strong>: (.*?)</li>", html.unescape(lines)
        )
        assert len(words) > 20
        assert words.endswith(".")


def test_what_the_numbers_are_is_the_engines() -> None:
    text = re.sub("<.*?>", "", html.unescape(spec())).replace("\u00a0", " ")
    assert "At T = 20 it leaves ᾱ = 4.04×10⁻⁵, 0.64% of the amplitude." in text
    assert "2 calls a step, no dice. Also called the sampler of EDM." in text
