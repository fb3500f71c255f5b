"""Links that are out in the world: they must go on saying what they said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support.tables import TABLES

from page.link import parts
from page.state.curve import control_points
from page.state.points import unpack
from unerase.pixels import unpack_bits

DATA = Path(__file__).resolve().parent.parent / "data" / "links.json"
LINKS: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))


@pytest.mark.parametrize("golden", LINKS, ids=[f"{g['table']}#{g['link'][:30]}" for g in LINKS])
def test_an_old_link_says_what_it_said(golden: dict[str, Any]) -> None:
    given = parts(golden["link"])
    settings, complaints = TABLES[golden["table"]].decode(given)
    assert complaints == []
    for field, value in golden["settings"].items():
        found = getattr(settings, field)
        if field == "drawing":
            assert np.argwhere(unpack_bits(found, 32)).tolist() == value["ink"]
        elif field == "curve":
            assert control_points(found) == [tuple(point) for point in value["through"]]
        elif field == "shelf":
            if value["name"] == "link":
                assert [sketch.name for sketch in found.sketches] == value["sketches"]
                assert [int(sketch.bits.sum()) for sketch in found.sketches] == value["ink"]
            assert found.name == value["name"]
        elif field == "shown":
            assert list(found) == value
        elif field == "points":
            assert unpack(found).tolist() == value["at"]
        elif field == "lanes":
            assert list(found) == value
        else:
            assert (found, type(found) is bool) == (value, type(value) is bool)
    known = {table.prefix + p.key for table in TABLES.values() for p in table.properties}
    assert set(given) <= known, "a key has gone"


def test_every_key_has_an_old_link() -> None:
    used = {key for golden in LINKS for key in parts(golden["link"])}
    known = {table.prefix + p.key for table in TABLES.values() for p in table.properties}
    assert used >= known
