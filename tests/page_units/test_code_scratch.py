"""A scratch cell: what it puts out, how much at most, and what is kept of texts."""

from __future__ import annotations

import json

import numpy as np
import pytest

from page.code.scratch import Output, run_cell
from page.figures.code.texts import Texts
from page.state.yours import Broken
from page.widgets.charts.chart import Chart


def put_out(text: str, **given: object) -> Output:
    output = Output()
    run_cell(text, output, given)
    return output


TALK = """
print('a', 1, sep='-')
print('b', end='')
print('c\\nd')
show(x)
plot([1, 3])
"""


def test_it_prints_paints_and_draws() -> None:
    found = put_out(
        "print('a', 1, sep='-')\nprint('b', end='')\nprint('c\\nd')\nshow(x)\nplot([1, 3])",
        x=np.eye(2, dtype=np.float32),
    )
    *lines, picture, chart = found.items
    assert lines == ["a-1", "bc", "d"]
    assert isinstance(picture, np.ndarray)
    assert np.array_equal(picture, np.eye(2))
    assert isinstance(chart, Chart)
    assert chart.series[0].ys == (1, 3)
    assert (chart.y.low, chart.y.high) == (1, 3)


def test_the_engine_is_at_hand() -> None:
    found = put_out(
        "print(cosine(20).at(10) > 0.4, mse(x, x), np.pi > 3, Oracle(x)(x, 0.5).shape)",
        x=np.zeros((3, 3), dtype=np.float32),
    )
    assert found.items == ["True 0.0 True (3, 3)"]


def test_bits_are_ink_and_a_row_of_pictures_is_several() -> None:
    found = put_out("show(np.array([[True, False]]))\nshow(np.zeros((3, 2, 2)))")
    assert [one.tolist() for one in found.items[:1]] == [[[1, -1]]]  # type: ignore[union-attr]
    assert len(found.items) == 4


def test_there_is_an_end_to_it() -> None:
    found = put_out("for i in range(300): print(i)\nfor i in range(70): show(np.zeros((1, 1)))")
    lines = [one for one in found.items if isinstance(one, str)]
    assert lines[:200] == [str(i) for i in range(200)]
    assert lines[200:] == ["… and 100 lines more.", "… and 6 pictures more."]
    assert sum(isinstance(one, np.ndarray) for one in found.items) == 64
    assert put_out("print('x' * 5000)").items == ["x" * 2000 + " …"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("show(3)", "it takes numbers of shape (height, width)"),
        ("show(np.zeros((600, 2)))", "at most 512 × 512"),
        ("show('heart')", "it takes numbers"),
        ("plot([1])", "it takes 2 to 10000"),
    ],
)
def test_what_it_cannot_show_is_said_at_its_line(text: str, said: str) -> None:
    output = Output()
    with pytest.raises(Broken, match="Line 2") as broken:
        run_cell(f"print('before')\n{text}", output, {})
    assert said in str(broken.value)
    assert output.items == ["before"]


@pytest.mark.parametrize("values", ["[1, 1]", "[np.nan] * 3", "[0, np.inf]", "range(-5, 5)"])
def test_any_row_of_numbers_has_a_chart(values: str) -> None:
    (chart,) = put_out(f"plot({values})").items
    assert isinstance(chart, Chart)
    assert chart.y.low < chart.y.high


class Storage:
    """What a browser keeps, as long as it keeps anything."""

    def __init__(self, text: str | None = None, full: bool = False) -> None:
        self.text, self.full = text, full

    def save(self, text: str) -> bool:
        if not self.full:
            self.text = text
        return not self.full

    @property
    def texts(self) -> Texts:
        return Texts(lambda: self.text, self.save)


def test_texts_are_kept_by_part() -> None:
    storage = Storage()
    assert storage.texts.put("cosine", "one")
    assert storage.texts.put("linear", "two")  # of another tab
    assert json.loads(storage.text or "") == {"cosine": "one", "linear": "two"}
    assert storage.texts.get("cosine") == "one"
    storage.texts.put("cosine", None)
    assert storage.texts.get("cosine") is None
    assert storage.texts.get("linear") == "two"


@pytest.mark.parametrize("kept", ["", "{", "[]", "7", '{"cosine": 3}', '{"cosine": {}}', "null"])
def test_whatever_is_kept_there_is_a_text(kept: str) -> None:
    storage = Storage(kept)
    assert storage.texts.get("cosine") is None
    assert storage.texts.put("cosine", "x")
    assert storage.texts.get("cosine") == "x"


def test_where_nothing_is_kept_the_text_stays_for_this_visit() -> None:
    texts = Storage(full=True).texts
    assert not texts.put("cosine", "one")
    assert texts.get("cosine") == "one"
    long = Storage().texts
    assert not long.put("cosine", "#" * 100_001)
    assert long.get("cosine") == "#" * 100_001
