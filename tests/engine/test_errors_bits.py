"""Refusals of drawings and names: bits, packed bits and slugs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from support.refusal import Call, refusal

from unerase import preset, to_signal
from unerase.clouds import cloud, cloud_label, cloud_names
from unerase.metrics import hamming
from unerase.pixels import pack_bits, unpack_bits
from unerase.presets import nearest_preset, preset_label, preset_names

X = np.ones((4, 5), dtype=np.float32)


@pytest.mark.parametrize("value", ["Ring", "", None, 0, b"ring", ("ring",), ["ring"], {}])
@pytest.mark.parametrize("call", [cloud, cloud_label])
def test_cloud_slugs(call: Call, value: Any) -> None:
    message = refusal(call, value)
    assert message == f"slug was {value!r}; it must be one of {', '.join(cloud_names())}"


@pytest.mark.parametrize("value", ["Heart", "", None, 0, b"heart", ("heart",), ["heart"], {}])
@pytest.mark.parametrize("call", [preset, preset_label])
def test_preset_slugs(call: Call, value: Any) -> None:
    message = refusal(call, value)
    assert message == f"slug was {value!r}; it must be one of {', '.join(preset_names())}"


@pytest.mark.parametrize(("packed", "length"), [(b"", 0), (bytes(127), 127), (bytes(129), 129)])
def test_packed_length(packed: bytes, length: int) -> None:
    message = refusal(lambda given: unpack_bits(given, 32), packed)
    assert message == f"packed had {length} bytes; it must be 128 bytes"


@pytest.mark.parametrize(
    "value",
    [bytearray(128), memoryview(bytes(128)), "a" * 128, [0] * 128, np.zeros(128, np.uint8), None],
    ids=lambda value: type(value).__name__,
)
def test_packed_is_bytes(value: Any) -> None:
    message = refusal(lambda given: unpack_bits(given, 32), value)
    assert message == f"packed was a {type(value).__name__}; it must be 128 bytes"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (X, "float32"),
        (np.array([0, 1], np.uint8), "uint8"),
        ([0.0, 1.0], "float64"),
        (["True"], "<U4"),
        ([1j], "complex128"),
        (None, "object"),
    ],
    ids=["signal", "0 and 1", "floats", "text", "complex", "None"],
)
@pytest.mark.parametrize("call", [to_signal, pack_bits, nearest_preset])
def test_bits_are_bits(call: Call, value: Any, kind: str) -> None:
    assert refusal(call, value) == f"bits held {kind} values; it must hold bits (True or False)"


@pytest.mark.parametrize("call", [to_signal, pack_bits])
def test_ragged_bits_are_refused_by_name(call: Call) -> None:
    message = refusal(call, [[True], [True, False]])
    assert message.startswith("bits ")
    assert "it must hold bits (True or False)" in message


@pytest.mark.parametrize(
    "value", [X, [0, 1], ["True"], None], ids=["signal", "0, 1", "text", "None"]
)
def test_hamming_compares_bits(value: Any) -> None:
    bits = X > 0
    kind = np.asarray(value).dtype
    for name, call in (("a", lambda a: hamming(a, bits)), ("b", lambda b: hamming(bits, b))):
        message = refusal(call, value)
        assert message == f"{name} held {kind} values; it must hold bits (True or False)"


@pytest.mark.parametrize("shape", [(), (1,), (5, 4), (1024,), (1, 32, 32)])
def test_bits_have_one_shape(shape: tuple[int, ...]) -> None:
    bits = np.ones(shape, np.bool_)
    message = refusal(lambda b: hamming(X > 0, b), bits)
    assert message == f"b had shape {shape}; it must have shape (4, 5)"
    message = refusal(nearest_preset, bits)
    assert message == f"bits had shape {shape}; it must have shape (32, 32)"
