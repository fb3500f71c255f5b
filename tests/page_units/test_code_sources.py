"""What is read is what runs: byte for byte the repository's, and each part stands alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.learner import learner
from support.tables import settings_of
from support.trained import trained_here
from support.yours import TEXTS, yours_here

from page.code.at_work import pieces
from page.code.citations import entry_of
from page.code.contract import made_of, try_out
from page.code.source import Piece, cited
from page.figures.catalogue import ALL
from page.figures.code.parts import text_of
from page.figures.code.settings import OF_DENOISERS, PARTS, SCRATCH, kind_of
from page.state.subject import DEFAULT_SUBJECT
from unerase.samplers import SAMPLERS
from unerase.schedules import SCHEDULES

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = {entry.name: entry for entry in ALL}


def at_work(name: str, settings: Any) -> dict[str, list[Piece]]:
    for module in ("scene", "words", "curves"):  # as where the figure is open
        if (ROOT / "py/page/figures" / name / f"{module}.py").exists():
            ENTRIES[name].part(module)
    return dict(pieces(ENTRIES[name], settings))


def is_the_repositorys(piece: Piece) -> None:
    lines = (ROOT / "py" / piece.path).read_bytes().splitlines(keepends=True)
    count = piece.text.count("\n")
    assert b"".join(lines[piece.line - 1 : piece.line - 1 + count]) == piece.text.encode()
    assert f" {piece.name}" in piece.text


@given(data=st.data())
def test_the_sources_at_work_are_the_repositorys(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([*ENTRIES]))
    settings = data.draw(settings_of(name))
    with trained_here():
        found = at_work(name, settings)
    assert found
    for listed in found.values():
        for piece in listed:
            is_the_repositorys(piece)
    names = {heading: {one.name for one in listed} for heading, listed in found.items()}
    if (schedule := getattr(settings, "schedule", "")) in SCHEDULES:
        assert SCHEDULES[schedule].__name__ in names["Schedule"]
    if (sampler := getattr(settings, "sampler", "")) in SAMPLERS:
        assert SAMPLERS[sampler].function.__name__ in names["Sampler"]


CLASSES = {
    "oracle": "Oracle",
    "presets": "PosteriorMean",
    "memoriser": "PosteriorMean",
    "averager": "Wiener",
    "improviser": "LocalScore",
    "weaver": "Weaver",
    "learner": "Learned",
}


@pytest.mark.parametrize("denoiser", CLASSES)
def test_the_denoiser_that_the_settings_name_is_there(denoiser: str) -> None:
    settings = ENTRIES["walk"].table.decode({"walk.denoiser": denoiser})[0]
    assert CLASSES[denoiser] in {one.name for one in at_work("walk", settings)["Denoiser"]}


def test_of_a_part_of_ones_own_there_is_the_text() -> None:
    with yours_here():
        settings = ENTRIES["hero"].table.decode({"schedule": "yours", "sampler": "yours"})[0]
        found = at_work("hero", settings)
    assert found["Schedule"][0] == Piece("even", "your code", 1, TEXTS["schedule"])
    assert found["Sampler"][0].text == TEXTS["sampler"]


@pytest.mark.parametrize("part", [*SCHEDULES, *OF_DENOISERS, *dict(PARTS["Samplers"])])
def test_a_part_as_it_is_does_what_the_engine_does(part: str) -> None:
    kind, subject = kind_of(part), DEFAULT_SUBJECT
    assert kind
    with learner():
        made = made_of(kind, text_of(part), subject.x0, subject.shelf.examples)
        try_out(made, subject.x0, subject.shelf.examples)
    if kind == "schedule":
        assert np.array_equal(made.make(20).alpha_bar, SCHEDULES[part](20).alpha_bar)


def test_there_is_a_text_for_every_part() -> None:
    for group in PARTS.values():
        for part in group:
            assert text_of(part).endswith("\n")
    assert "show(" in text_of(SCRATCH)


def test_a_text_holds_nothing_that_it_does_not_need() -> None:
    text = text_of("cosine")
    assert text.startswith("from __future__ import annotations\n\nimport numpy as np\n")
    assert "def _fractions" in text
    assert "LAPLACE" not in text
    assert (
        text.index("COSINE_S, BETA_CAP = ") < text.index("def _fractions") < text.index("def cos")
    )


def test_citations_are_found() -> None:
    settings = ENTRIES["hero"].table.decode({"schedule": "cosine"})[0]
    *_, cosine = at_work("hero", settings)["Schedule"]
    assert cited(cosine) == [("Nichol & Dhariwal", "2021")]


LIST = [
    (("Song", "Meng", "Ermon"), "2021"),
    (("Song", "Sohl-Dickstein", "Kingma", "Kumar", "Ermon", "Poole"), "2021"),
    (("Lu", "Zhou", "Bao", "Chen", "Li", "Zhu"), "2022"),
    (("Lu", "Zhou", "Bao", "Chen", "Li", "Zhu"), "2022"),
    (("Ho", "Jain", "Abbeel"), "2020"),
    (("Ho", "Salimans"), "2022"),
]


@pytest.mark.parametrize(
    ("authors", "year", "entry"),
    [
        ("Song, Meng & Ermon", "2021", 0),
        ("Song et al.", "2021", 1),
        ("Lu et al.", "2022", 2),
        ("Lu et al.", "2022b", 3),
        ("Ho et al.", "2020", 4),
        ("Ho & Salimans", "2022", 5),
        ("Ho et al.", "1999", None),
        ("Nobody", "2020", None),
    ],
)
def test_a_citation_means_one_entry(authors: str, year: str, entry: int | None) -> None:
    assert entry_of(authors, year, LIST) == entry
