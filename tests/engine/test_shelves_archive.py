"""A shelf survives its file and its link; what is no shelf is refused, and nothing worse."""

from __future__ import annotations

import base64
import contextlib
import json
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unerase import NoiseSource
from unerase.shelves import (
    MAX_IN_LINK,
    MAX_NAME,
    MAX_SKETCHES,
    Sketch,
    from_bytes,
    from_json,
    is_plain,
    letters,
    to_bytes,
    to_json,
    without_duplicates,
)

PAPER = np.zeros((32, 32), np.bool_)
THREE = letters()[:3]


def noise_sketch(name: str, seed: int, label: str | None = None) -> Sketch:
    bits = NoiseSource(seed).normal((32, 32)) > 0.0
    return Sketch(name, bits, name if label is None else label)


def seen(text: str) -> bool:
    """Whether a name is one that stays as it is."""
    try:
        return Sketch(text, PAPER, "x").name == text
    except ValueError:
        return False


def shelves(most: int) -> st.SearchStrategy[tuple[Sketch, ...]]:
    texts = st.text(min_size=1, max_size=MAX_NAME).filter(seen)
    sketch = st.builds(noise_sketch, texts, st.integers(0, 50), st.none() | texts)
    return st.lists(sketch, min_size=3, max_size=most).map(tuple)


def refused(read: Callable[[Any], object], given: Any) -> str:
    with pytest.raises(ValueError, match=r".") as refusal:
        read(given)
    assert type(refusal.value) is ValueError
    return str(refusal.value)


def document(**changes: Any) -> str:
    found = json.loads(to_json(THREE)) | changes
    return json.dumps({key: value for key, value in found.items() if value is not None})


def with_sketch(**changes: Any) -> str:
    """The file with its second sketch changed."""
    rows = json.loads(to_json(THREE))["sketches"]
    rows[1] |= changes
    return document(sketches=rows)


def packed(raw: bytes, version: int = 1) -> bytes:
    return bytes([version]) + zlib.compress(raw)


def test_a_sketch_keeps_its_own_bits() -> None:
    bits = PAPER.copy()
    sketch = Sketch("Nothing", bits, "nothing")
    bits[0, 0] = True
    assert not sketch.bits.any()
    with pytest.raises(ValueError, match="read-only"):
        sketch.bits[0, 0] = True


def test_sketches_are_equal_by_value() -> None:
    one = noise_sketch("One", 1)
    assert one == noise_sketch("One", 1)
    assert hash(one) == hash(noise_sketch("One", 1))
    assert one != noise_sketch("One", 2)
    assert one != noise_sketch("Two", 1, "One")
    assert one != noise_sketch("One", 1, "two")
    assert one != "One"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("A, bold", "A, bold"),
        ("  two\t words\r\n", "two words"),
        ("nul\0l", "nul l"),
        ("line\u2028end", "line end"),
        ("left\u202egnirts", "leftgnirts"),
        ("\ufeffmark", "mark"),
        ("half \ud800", "half"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("x" * 40, "x" * 40),
        (" " + "x" * 40 + "\n", "x" * 40),
    ],
)
def test_names_are_one_line_that_can_be_seen(text: str, cleaned: str) -> None:
    sketch = Sketch(text, PAPER, text)
    assert (sketch.name, sketch.label) == (cleaned, cleaned)


@pytest.mark.parametrize("argument", ["name", "label"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "had 0 characters; it must have 1 to 40 to be seen"),
        (" \n\u200d\u202e", "had 0 characters; it must have 1 to 40 to be seen"),
        ("x" * 41, "had 41 characters; it must have 1 to 40 to be seen"),
        (None, "was a NoneType; it must be text"),
        (b"A", "was a bytes; it must be text"),
    ],
)
def test_names_that_are_refused(argument: str, text: Any, message: str) -> None:
    names = {"name": "A", "label": "A", argument: text}
    given = lambda _: Sketch(bits=PAPER, **names)  # noqa: E731
    assert refused(given, None) == f"{argument} {message}"


@pytest.mark.parametrize(
    ("bits", "message"),
    [
        (PAPER[1:], r"bits had shape (31, 32); it must have shape (32, 32)"),
        (np.zeros((32, 32)), "bits held float64 values; it must hold bits (True or False)"),
    ],
)
def test_bits_that_are_refused(bits: Any, message: str) -> None:
    assert refused(lambda given: Sketch("A", given, "A"), bits) == message


def test_plain_is_all_paper_or_all_ink() -> None:
    dot = PAPER.copy()
    dot[3, 4] = True
    assert [is_plain(bits) for bits in (PAPER, ~PAPER, dot, ~dot)] == [True, True, False, False]


def test_of_duplicates_the_first_stays() -> None:
    shelf = [noise_sketch(name, seed) for name, seed in (("a", 1), ("b", 2), ("c", 1), ("d", 3))]
    assert [sketch.name for sketch in without_duplicates(shelf)] == ["a", "b", "d"]
    assert without_duplicates(()) == ()


@given(shelves(6))
def test_a_shelf_comes_back_from_its_file_and_its_link(shelf: tuple[Sketch, ...]) -> None:
    assert from_json(to_json(shelf)) == shelf
    assert from_json(json.dumps(json.loads(to_json(shelf)))) == shelf  # laid out in another way
    assert from_bytes(to_bytes(shelf)) == shelf


def test_the_largest_shelves_come_back() -> None:
    long = "\U0001f98a" * MAX_NAME
    many = tuple(noise_sketch(long, seed, long[1:] + "x") for seed in range(MAX_SKETCHES))
    assert from_json(to_json(many)) == many
    assert from_json(json.dumps(json.loads(to_json(many)))) == many  # with every escape
    few = many[:MAX_IN_LINK]
    assert from_bytes(to_bytes(few)) == few


def test_the_letters_come_back() -> None:
    assert from_json(to_json(letters())) == letters()


def test_a_link_is_short() -> None:
    assert len(to_bytes(letters()[:30])) < 30 * 60


def test_the_file_is_what_it_says_it_is() -> None:
    text = to_json(THREE)
    found = json.loads(text)
    assert (found["format"], found["version"], found["side"]) == ("unerase-shelf", 1, 32)
    assert len(text.splitlines()) == len(THREE) + 7
    for row, sketch in zip(found["sketches"], THREE, strict=True):
        assert (row["name"], row["label"]) == (sketch.name, sketch.label)
        decoded = base64.urlsafe_b64decode(row["bits"] + "=")
        assert decoded == np.packbits(sketch.bits).tobytes()


def test_a_file_may_come_with_more_and_otherwise() -> None:
    rows = json.loads(to_json(THREE))["sketches"]
    padded = [row | {"bits": row["bits"] + "=", "author": "me"} for row in rows]
    assert from_json("\ufeff" + document(sketches=padded, comment=["mine"])) == THREE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"{}", "text was a bytes; it must be the text of a shelf"),
        ("", "text was no JSON: Expecting value in line 1, column 1"),
        ("{", "text was no JSON: Expecting property name enclosed in double quotes in line 1"),
        ("[" * 100_000, "text was no JSON that can be read"),
        ("9" * 5000, "text was no JSON that can be read"),
        ("x" * 4_000_001, "text had 4000001 characters; a shelf has at most 4000000"),
        ("[]", 'text was another kind of file; a shelf says "format": "unerase-shelf"'),
        ("{}", 'text was another kind of file; a shelf says "format": "unerase-shelf"'),
        (document(format="gallery"), "text was another kind of file"),
        (document(version=2), "version was 2; it must be 1"),
        (document(version=True), "version was true; it must be 1"),
        (document(version=1.0), "version was 1.0; it must be 1"),
        (document(version=None), "version was missing; it must be 1"),
        (document(side=28), "side was 28; it must be 32"),
        (document(side="x" * 99), f'side was "{"x" * 38}…; it must be 32'),
        (document(sketches={}), "sketches was an object; it must be a list"),
        (document(sketches=[]), "the shelf had 0 sketches; it must have 3 to 1000"),
        (document(sketches=[1] * 1001), "the shelf had 1001 sketches; it must have 3 to 1000"),
        (document(sketches=[[], 1, 2]), "sketch 1: it was a list; it must have a name, a label"),
        (with_sketch(name=7), "sketch 2: name was 7; it must be text"),
        (with_sketch(name=""), "sketch 2: name had 0 characters; it must have 1 to 40 to be seen"),
        (with_sketch(label="x" * 41), "sketch 2: label had 41 characters"),
        (with_sketch(label=None), "sketch 2: label was missing; it must be text"),
        (with_sketch(bits=""), "sketch 2: bits had 0 characters; they must be 171 of base64url"),
        (with_sketch(bits="A" * 170), "sketch 2: bits had 170 characters; they must be 171"),
        (with_sketch(bits="A" * 170 + "B"), "sketch 2: bits had 171 characters"),  # spare bits
        (with_sketch(bits="A" * 169 + "+A"), "sketch 2: bits had 171 characters"),
        (with_sketch(bits="A" * 169 + " A"), "sketch 2: bits had 171 characters"),
        (with_sketch(bits="é" * 171), "sketch 2: bits had 171 characters"),
    ],
    ids=range(29),
)
def test_files_that_are_refused(text: Any, message: str) -> None:
    assert refused(from_json, text).startswith(message)


RAW = zlib.decompress(to_bytes(THREE)[1:])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("text", "data was a str; it must be bytes"),
        (b"", "version was missing; it must be 1"),
        (packed(RAW, version=2), "version was 2; it must be 1"),
        (b"\x01", "data ended too early"),
        (b"\x01nothing", "data was damaged: zlib cannot unpack it"),
        (packed(RAW)[:-1], "data ended too early"),
        (packed(RAW) + b"!", "data had 1 bytes after its end"),
        (packed(RAW + b"!"), "data had 1 bytes after its last sketch; it must end there"),
        (packed(RAW[:-1]), "data ended in the middle of a shelf"),
        (packed(b""), "data ended in the middle of a shelf"),
        (packed(b"\x02" + RAW[1:]), "the shelf had 2 sketches; it must have 3 to 30"),
        (packed(b"\x1f" + RAW[1:]), "the shelf had 31 sketches; it must have 3 to 30"),
        (packed(RAW[:385] + b"\0" + RAW[385:]), "sketch 1: name had 0 characters"),
        (packed(RAW[:386] + b"\xff" + RAW[387:]), "data held a name that is no UTF-8"),
        (b"\x01" + bytes(20_000), "data had 20000 bytes; a shelf has at most 14"),
    ],
    ids=range(15),
)
def test_links_that_are_refused(data: Any, message: str) -> None:
    assert refused(from_bytes, data).startswith(message)


def test_a_bomb_is_not_unpacked() -> None:
    """13 KB that would be 13 MB are given up as soon as they are more than a shelf."""
    bomb = packed(bytes(13_000_000))
    assert len(bomb) < 14_000
    assert refused(from_bytes, bomb).startswith("data unpacked to more than 13501 bytes")


@pytest.mark.parametrize(("write", "most"), [(to_json, 1000), (to_bytes, 30)])
def test_shelves_of_other_sizes_are_not_written(write: Any, most: int) -> None:
    for count in (0, 2, most + 1):
        message = refused(write, [THREE[0]] * count)
        assert message == f"the shelf had {count} sketches; it must have 3 to {most}"


def only_refuses(read: Callable[[Any], tuple[Sketch, ...]], given: Any) -> None:
    """Reads a shelf or raises ValueError; anything else fails the test."""
    found: list[tuple[Sketch, ...]] = []
    with contextlib.suppress(ValueError):
        found.append(read(given))
    if found:
        assert len(found[0]) >= 3
    else:
        refused(read, given)


@given(st.data())
def test_a_mutated_link_is_a_shelf_or_refused(data: st.DataObject) -> None:
    whole, raw = bytearray(to_bytes(THREE)), bytearray(RAW)
    for target in (whole, raw):
        at = data.draw(st.integers(0, len(target)))
        until = data.draw(st.integers(at, min(at + 3, len(target))))
        target[at:until] = data.draw(st.binary(max_size=4))
    only_refuses(from_bytes, bytes(whole))
    only_refuses(from_bytes, packed(bytes(raw)))


@given(st.data())
def test_a_mutated_file_is_a_shelf_or_refused(data: st.DataObject) -> None:
    text = to_json(THREE)
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, min(at + 4, len(text))))
    only_refuses(from_json, text[:at] + data.draw(st.text(max_size=4)) + text[until:])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.sampled_from(["format", "version", "side", "sketches", "name", "label", "bits"]), JSON)
def test_any_value_in_any_place_is_taken_or_refused(key: str, value: Any) -> None:
    change = with_sketch if key in ("name", "label", "bits") else document
    only_refuses(from_json, change(**{key: value}))
