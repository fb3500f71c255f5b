"""How the engine refuses what it cannot use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

# Any, because these tests hand over what the types forbid.
Call = Callable[[Any], object]


def refusal(call: Call, value: Any) -> str:
    """What is said of this value; every sentence begins with the argument's name."""
    with pytest.raises(ValueError, match=r"^\w+ (was|had|held|began|rose|must) ") as caught:
        call(value)
    return str(caught.value)
