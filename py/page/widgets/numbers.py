"""Numbers as a reader wants them: short, and never jumping in width more than they must."""

from __future__ import annotations

import math

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def short(value: float, digits: int = 3) -> str:
    """`digits` significant digits; powers of ten below 0.001 and from a million on.

    >>> short(0.81678), short(4.0358e-05), short(0.0), short(12345.6), short(math.inf)
    ('0.817', '4.04×10⁻⁵', '0', '12,346', '∞')
    """
    if value == 0:
        return "0"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
    exponent = int(power)
    if not -3 <= exponent < 6:
        return f"{mantissa}×10{str(exponent).translate(SUPERSCRIPT)}".replace("-", "−")
    thousands = "," if exponent >= 4 else ""
    return f"{value:{thousands}.{max(0, digits - 1 - exponent)}f}".replace("-", "−")


def whole(count: int) -> str:
    """A whole number, with commas from 10,000 on.

    >>> whole(1024), whole(574760)
    ('1024', '574,760')
    """
    return f"{count:,}" if count >= 10_000 else str(count)


def percent(share: float) -> str:
    """A share as a percentage: two digits below 10%, one decimal never more than needed.

    >>> percent(0.9038), percent(0.00635), percent(1.0), percent(0.0)
    ('90%', '0.64%', '100%', '0%')
    """
    value = 100 * share
    if 9.95 <= value < math.inf:
        return f"{value:.0f}%"
    return f"{short(value, 2)}%"


def decibel(value: float) -> str:
    """A level in dB, with its sign.

    >>> decibel(6.49), decibel(-43.94), decibel(math.inf)
    ('+6.5 dB', '−43.9 dB', '+∞ dB')
    """
    number = "∞" if math.isinf(value) else f"{abs(value):.1f}"
    return f"{'−' if value < 0 else '+'}{number} dB"


def counted(count: int, one: str, many: str = "") -> str:
    """A number of things.

    >>> counted(1, "cell"), counted(0, "cell"), counted(2, "sketch", "sketches")
    ('1 cell', '0 cells', '2 sketches')
    """
    return f"1 {one}" if count == 1 else f"{count} {many or one + 's'}"
