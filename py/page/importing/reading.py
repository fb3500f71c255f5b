"""Which kind of file it is, told by its first bytes: its name and its type may say anything."""

from __future__ import annotations

import re

from page.importing.archive import read_archive
from page.importing.found import Found, NotUsable

MAX_BYTES = 20_000_000
EMPTY = "This file is empty. Choose a picture, or a file that was saved here."
TOO_MANY_BYTES = "This file is larger than 20 MB. Make the picture smaller, then try again."
SVG = "This page cannot read SVG drawings. Save it as PNG, then try again."
WEB_PAGE = "This is a web page, not a picture. Save the picture itself, then try again."
PHONE = "This page cannot read HEIC or AVIF pictures. Save it as JPEG or PNG, then try again."
ONE_ARRAY = "This is a single array (NPY). Choose an NPZ that was saved here, or a picture."
_START = 1024


def check_size(count: int) -> None:
    """Raise NotUsable for a file of so many bytes, before it is read."""
    if count == 0:
        raise NotUsable(EMPTY)
    if count > MAX_BYTES:
        raise NotUsable(TOO_MANY_BYTES)


def is_archive(data: bytes) -> bool:
    """Whether it is read without Pillow."""
    return data.startswith(b"PK")


def read_file(data: bytes) -> Found:
    """What a file holds; raises NotUsable with a sentence for the visitor."""
    check_size(len(data))
    if is_archive(data):
        return read_archive(data)
    start = data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if re.match(rb"(<\?xml|<!--|<!doctype svg|<svg)", start) and b"<svg" in start:
        raise NotUsable(SVG)
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        raise NotUsable(WEB_PAGE)
    if data[4:8] == b"ftyp":
        raise NotUsable(PHONE)
    if data.startswith(b"\x93NUMPY"):
        raise NotUsable(ONE_ARRAY)
    from page.importing.picture import read_picture  # Pillow comes only when it is needed

    return read_picture(data)
