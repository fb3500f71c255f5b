"""Picture files, with Pillow: the header is judged before anything is decoded."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO

import numpy as np
from PIL import Image, UnidentifiedImageError

from page.export.chunks import SIGNATURE, chunks
from page.export.making import KEY
from page.importing.found import MAX_LINK, TOO_LONG, Found, NotUsable
from unerase.presets import SIDE

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
MAX_PIXELS = 40_000_000
MAY_MOVE = ("GIF", "WEBP")
"""Formats that hold films; a JPEG of several pictures is one picture and its previews."""

NO_PICTURE = "This page cannot read that file. Choose a PNG, JPEG, GIF, WebP or BMP picture."
DAMAGED = "This picture is damaged or cut off. Save it again, or choose another one."
ODD = "This picture is damaged or of an unusual kind. Save it as PNG, then try again."
HUGE = "This picture has more than 40 million pixels. Make it smaller, then try again."
NO_MEMORY = (
    "The browser does not have enough memory for this picture. Make it smaller, then try again."
)
MOVES = "This picture is animated: you see its first frame."
SEEN_THROUGH = "Transparent parts became paper."
BLANK = "This picture is a single colour."

# What decoders trip over; Pillow raises SyntaxError for broken headers.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, LookupError)
_BEGINNINGS = (SIGNATURE, b"\xff\xd8\xff", b"GIF8", b"RIFF")

# All that says what the pixels are, and which way is up. Texts and colour profiles may be long, or
# bombs: they are never unpacked.
_PIXELS = (b"IHDR", b"PLTE", b"tRNS", b"eXIf", b"IDAT", b"IEND")

_ORIENTATION = 0x0112  # of Exif
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read_picture(data: bytes) -> Found:
    """What a picture file shows, as 32 × 32 tones; a PNG of ours tells its link."""
    notes: list[str] = []
    if data.startswith(SIGNATURE):
        data, link, moves = _taken_apart(data)
        if link is not None and len(link) <= MAX_LINK:
            return Found.of_link(link.decode("latin-1"))
        notes += [TOO_LONG] * (link is not None) + [MOVES] * moves
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                return _tones(image, notes)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise NotUsable(HUGE) from error
    except MemoryError as error:
        raise NotUsable(NO_MEMORY) from error
    except UnidentifiedImageError as error:
        raise NotUsable(ODD if data.startswith(_BEGINNINGS) else NO_PICTURE) from error
    except _BROKEN as error:
        raise NotUsable(ODD if "nsupported" in str(error) else DAMAGED) from error


def _taken_apart(file: bytes) -> tuple[bytes, bytes | None, bool]:
    """A PNG without all that Pillow need not see, the link that it carries, and if it is a film."""
    parts: list[bytes | memoryview] = [SIGNATURE]
    link, moves = None, False
    for kind, content, whole in chunks(file):
        if kind in _PIXELS:
            parts.append(whole)
        elif kind in (b"tEXt", b"zTXt") and content[: len(KEY) + 1] == KEY.encode() + b"\0":
            link = _text(kind, content[len(KEY) + 1 :])
        moves |= kind == b"acTL" and bytes(content[:4]) > b"\0\0\0\1"
    return b"".join(parts), link, moves


def _text(kind: bytes, content: memoryview) -> bytes | None:
    """A text of up to one byte more than a link can have; other programs compress it."""
    if kind == b"tEXt":
        return bytes(content[: MAX_LINK + 1])
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(content[1:], MAX_LINK + 1)
    except zlib.error:
        return None
    return text if unpacker.eof or len(text) > MAX_LINK else None


def _tones(image: Image.Image, notes: list[str]) -> Found:
    if image.format in MAY_MOVE and getattr(image, "is_animated", False):
        notes.append(MOVES)
    image.draft("RGB", (4 * SIDE, 4 * SIDE))  # a large JPEG need not be decoded in full
    image.load()
    small = _upright(_small(image), image)
    if small.getchannel("A").getextrema() != (255, 255):
        notes.append(SEEN_THROUGH)
    paper = Image.new("RGBA", (SIDE, SIDE), "white")
    paper.alpha_composite(small, ((SIDE - small.width) // 2, (SIDE - small.height) // 2))
    darkness = 255 - np.asarray(paper.convert("L"))
    if darkness.min() == darkness.max():
        notes.append(BLANK)
    return Found(darkness, note=" ".join(notes))


def _small(image: Image.Image) -> Image.Image:
    """The picture with SIDE pixels along its longer edge, as RGBA."""
    if image.mode.startswith("I"):  # 16 bits a pixel
        image = Image.fromarray((np.asarray(image) >> 8).clip(0, 255).astype(np.uint8))
    elif image.mode not in ("L", "RGB") or "transparency" in image.info:
        image = image.convert("RGBA")
    longest = max(image.size)
    width, height = (max(1, round(length * SIDE / longest)) for length in image.size)
    return image.resize((width, height), Image.Resampling.BOX).convert("RGBA")


def _upright(small: Image.Image, image: Image.Image) -> Image.Image:
    """`small` as it was meant to be seen; what a picture says of itself may be broken."""
    try:
        said = image.getexif().get(_ORIENTATION)
    except _BROKEN:
        said = None
    return small.transpose(_TURNS[said]) if said in _TURNS else small
